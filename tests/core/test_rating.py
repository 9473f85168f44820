"""Skill after a ballot: three sides, unequal teams, ties, and who is not compared at all."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rating import START, Rating, ordinal, rate


def fresh(*people: str) -> dict[str, Rating]:
    return dict.fromkeys(people, START)


TRIO = {"hawk": fresh("Ana"), "caution": fresh("Ben"), "moscow": fresh("Cyd")}


def test_three_sides_are_rated_in_the_order_of_their_ranks() -> None:
    after = rate(TRIO, {"hawk": 2, "caution": 3, "moscow": 1})
    assert after["Cyd"][0] > after["Ana"][0] > after["Ben"][0]
    assert after["Cyd"][0] > START[0] > after["Ben"][0]


def test_after_any_round_a_rating_is_surer_than_before() -> None:
    after = rate(TRIO, {"hawk": 1, "caution": 2, "moscow": 3})
    assert set(after) == {"Ana", "Ben", "Cyd"}
    assert all(sigma < START[1] for _, sigma in after.values())


def test_a_tie_between_equals_moves_nobody_ahead() -> None:
    after = rate(TRIO, {"hawk": 1, "caution": 1, "moscow": 1})
    assert math.isclose(after["Ana"][0], after["Ben"][0])
    assert math.isclose(after["Ana"][0], after["Cyd"][0])


def test_those_who_tie_for_first_share_what_the_third_loses() -> None:
    after = rate(TRIO, {"hawk": 1, "caution": 1, "moscow": 3})
    assert math.isclose(after["Ana"][0], after["Ben"][0])
    assert after["Ana"][0] > START[0] > after["Cyd"][0]


def test_teams_of_unequal_size_are_rated_person_by_person() -> None:
    teams = {"hawk": fresh("Ana", "Ben", "Cyd"), "caution": fresh("Dan")}
    won = rate(teams, {"hawk": 2, "caution": 1})
    assert set(won) == {"Ana", "Ben", "Cyd", "Dan"}
    assert won["Dan"][0] > START[0] > won["Ana"][0]
    assert won["Ana"] == won["Ben"] == won["Cyd"]


def test_the_members_of_a_side_keep_their_own_ratings() -> None:
    teams = {"hawk": {"Ana": (30.0, 2.0), "Ben": (20.0, 8.0)}, "caution": fresh("Dan")}
    after = rate(teams, {"hawk": 1, "caution": 2})
    assert after["Ana"][0] > 30
    assert after["Ben"][0] - 20 > after["Ana"][0] - 30  # the less sure, the more it moves


def test_beating_somebody_strong_counts_more_than_beating_somebody_weak() -> None:
    ranks = {"hawk": 1, "caution": 2}
    strong = rate({"hawk": fresh("Ana"), "caution": {"Ben": (35.0, 3.0)}}, ranks)
    weak = rate({"hawk": fresh("Ana"), "caution": {"Ben": (15.0, 3.0)}}, ranks)
    assert strong["Ana"][0] > weak["Ana"][0]


@pytest.mark.parametrize(
    ("sides", "ranks"),
    [
        ({}, {}),
        ({"hawk": fresh("Ana")}, {"hawk": 1}),
        ({"hawk": fresh("Ana"), "caution": {}}, {"hawk": 1, "caution": 2}),
        ({"hawk": fresh("Ana"), "caution": fresh("Ben")}, {"hawk": 1}),
        ({"hawk": fresh("Ana"), "caution": fresh("Ben")}, {}),
    ],
)
def test_with_fewer_than_two_sides_ranked_and_held_by_people_nobody_is_rated(
    sides: Mapping[str, Mapping[str, Rating]], ranks: Mapping[str, int]
) -> None:
    assert rate(sides, ranks) == {}


def test_a_side_without_rank_is_left_out_of_the_comparison() -> None:
    ranks = {"hawk": 1, "moscow": 2}
    assert rate(TRIO, ranks) == rate({s: TRIO[s] for s in ("hawk", "moscow")}, ranks)


@given(st.permutations(list(TRIO)))
def test_the_order_in_which_sides_are_given_makes_no_difference(order: list[str]) -> None:
    ranks = {"hawk": 1, "caution": 2, "moscow": 2}
    expected = rate(TRIO, ranks)
    after = rate({side: TRIO[side] for side in order}, ranks)
    for person, (mu, sigma) in expected.items():
        assert math.isclose(after[person][0], mu)
        assert math.isclose(after[person][1], sigma)


def test_a_newcomer_starts_at_twenty_five_with_an_ordinal_of_nought() -> None:
    assert START == (25.0, 25.0 / 3)
    assert ordinal(START) == 0.0


def test_boards_order_by_mean_less_three_deviations() -> None:
    assert ordinal((30.0, 2.0)) == 24.0
