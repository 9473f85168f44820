"""Before the first slot: which sides are debated, and who is seated on them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import lobby
from bot.core.errors import IllegalMove
from bot.core.format import Format
from bot.core.lobby import Comer, Draw
from bot.core.round import Status
from tests.core.play import (
    BOTS,
    CAUTION,
    DUEL,
    FORMATS,
    HAWK,
    MOSCOW,
    SIDES,
    SOLO,
    START,
    TEAMS,
    THREE_WAY,
    open_lobby,
    rules,
    running,
    seat_all,
    terms,
    wishing,
)

LOTS = Draw(bot_seats=BOTS)


# ── beginning ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("form", "here", "bots", "needed"),
    [
        (DUEL, 1, True, 2),
        (THREE_WAY, 1, True, 2),
        (THREE_WAY, 2, False, 3),
        (TEAMS, 2, False, 3),
    ],
)
def test_a_round_begins_with_too_few_people_only_once_bots_were_offered(
    form: Format, here: int, *, bots: bool, needed: int
) -> None:
    played = rules(form)
    people = [Comer(person=f"p{n}") for n in range(here)]
    debate = open_lobby(played, *people, of=terms(played, bots=bots))
    with pytest.raises(IllegalMove) as refused:
        lobby.begin(debate, played, LOTS, START)
    assert refused.value.phrase == "error.too_few"
    assert refused.value.variables == {"needed": needed, "here": here}
    offered = lobby.offer(debate, START)
    assert offered.offered
    assert lobby.begin(offered, played, LOTS, START).sides


@pytest.mark.parametrize(
    ("form", "here", "bots"), [(THREE_WAY, 2, True), (THREE_WAY, 3, False), (SOLO, 1, True)]
)
def test_a_round_begins_without_an_offer_where_enough_are_here(
    form: Format, here: int, *, bots: bool
) -> None:
    played = rules(form)
    people = [Comer(person=f"p{n}") for n in range(here)]
    debate = open_lobby(played, *people, of=terms(played, bots=bots))
    assert lobby.begin(debate, played, LOTS, START).status is Status.SEATING


@given(st.integers(0, 2**32), st.sampled_from(FORMATS), st.integers(1, 6))
def test_every_side_in_play_is_argued_and_the_bot_argues_only_what_nobody_else_does(
    seed: int, form: Format, here: int
) -> None:
    played = rules(form)
    people = [Comer(person=f"p{n}") for n in range(min(here, form.people[1]))]
    debate = seat_all(open_lobby(played, *people, seed=seed), played)
    argued = Counter(seat.side for seat in debate.seats)
    assert set(argued) == set(debate.sides)
    assert len(debate.sides) == form.sides
    assert list(debate.sides) == [side for side in SIDES if side in debate.sides]
    for seat in debate.seats:
        if seat.person is None:
            assert argued[seat.side] == 1
            assert (seat.id in BOTS, seat.accepted) == (True, True)
    assert len(debate.people) == len(people)


def test_a_wish_that_is_met_needs_no_card_and_a_drawn_side_does() -> None:
    played = rules()
    debate = seat_all(open_lobby(played, *wishing(Ana=HAWK, Ben=None)), played)
    ana, ben = debate.seat("seat-Ana"), debate.seat("seat-Ben")
    assert (ana.side, ana.drawn, ana.accepted) == (HAWK, False, True)
    assert (ben.drawn, ben.accepted) == (True, False)


def test_a_wish_that_is_not_met_needs_a_card() -> None:
    played = rules()
    debate = seat_all(open_lobby(played, *wishing(Ana=HAWK, Ben=HAWK)), played)
    (drawn,) = [seat for seat in debate.seats if seat.drawn]
    assert (drawn.wish, drawn.side != HAWK, drawn.accepted) == (HAWK, True, False)


def test_a_round_in_which_all_wishes_are_met_starts_at_once() -> None:
    played = rules()
    debate = seat_all(open_lobby(played, *wishing(Ana=CAUTION, Ben=HAWK)), played)
    assert debate.status is Status.RUNNING


def test_people_whom_exclusions_leave_without_a_seat_keep_the_lobby_open() -> None:
    played = rules()
    only_hawk = frozenset({CAUTION, MOSCOW})
    debate = open_lobby(
        played,
        Comer(person="Ana", excluded=only_hawk),
        Comer(person="Ben", excluded=only_hawk),
    )
    with pytest.raises(IllegalMove, match=r"^error\.cannot_seat people=1$"):
        lobby.begin(debate, played, LOTS, START)


def test_a_duel_is_fought_by_the_sides_it_was_opened_for() -> None:
    played = rules(DUEL)
    debate = open_lobby(
        played, *wishing(Ana=None, Ben=None), of=terms(played, sides=(MOSCOW, CAUTION))
    )
    assert seat_all(debate, played).sides == (CAUTION, MOSCOW)


@pytest.mark.parametrize("seed", range(30))
def test_a_duel_is_by_default_the_proposer_against_one_of_the_others(seed: int) -> None:
    """debate.md: default hawk and a draw of the others."""
    played = rules(DUEL)
    debate = open_lobby(played, *wishing(Ana=None, Ben=None), seed=seed)
    assert seat_all(debate, played).sides[0] == HAWK


def test_the_other_side_of_a_duel_is_drawn_evenly() -> None:
    played = rules(DUEL)
    drawn = Counter(
        seat_all(open_lobby(played, *wishing(Ana=None, Ben=None), seed=seed), played).sides[1]
        for seed in range(400)
    )
    assert 160 <= drawn[CAUTION] <= 240
    assert sum(drawn.values()) == 400


@pytest.mark.parametrize("seed", range(10))
def test_wishes_and_exclusions_decide_which_sides_a_duel_has(seed: int) -> None:
    played = rules(DUEL)
    wished = open_lobby(played, *wishing(Ana=CAUTION, Ben=MOSCOW), seed=seed)
    assert seat_all(wished, played).sides == (CAUTION, MOSCOW)
    no_caution = [Comer(person=name, excluded=frozenset({CAUTION})) for name in ("Ana", "Ben")]
    assert seat_all(open_lobby(played, *no_caution, seed=seed), played).sides == (HAWK, MOSCOW)


@pytest.mark.parametrize("seed", range(10))
def test_between_equals_a_side_argued_less_is_brought_into_play(seed: int) -> None:
    """The side a person has argued least comes first, also where not every side is in play."""
    played = rules(SOLO)
    debate = open_lobby(played, Comer(person="Ana"), seed=seed)
    argued = {"Ana": {HAWK: 4, CAUTION: 3, MOSCOW: 1}}
    seated = seat_all(debate, played, argued=argued)
    assert (seated.sides, seated.seat("seat-Ana").side) == ((HAWK, MOSCOW), MOSCOW)
    never = seat_all(debate, played, argued={"Ana": {HAWK: 4, CAUTION: 1}})
    assert never.seat("seat-Ana").side == MOSCOW


@pytest.mark.parametrize("seed", range(10))
def test_a_round_can_be_drawn_again_from_its_seed(seed: int) -> None:
    played = rules(THREE_WAY)
    debate = open_lobby(played, *wishing(Ana=None, Ben=None, Cyd=None), seed=seed)
    assert seat_all(debate, played) == seat_all(debate, played)


def test_members_of_a_side_are_counted_in_the_order_they_came() -> None:
    played = rules(TEAMS)
    people = [Comer(person=f"p{n}", wish=SIDES[n % 3]) for n in range(6)]
    debate = running(played, *people)
    assert [seat.member for seat in debate.seats] == [0, 0, 0, 1, 1, 1]
