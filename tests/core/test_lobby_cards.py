"""Before the first slot: accepting a drawn side or asking for another; switching in a rematch."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ending, lobby
from bot.core.errors import IllegalMove, NotYours
from bot.core.lobby import Comer, Draw
from bot.core.round import Round, Status
from tests.core.play import (
    BOTS,
    CAUTION,
    DAY,
    DUEL,
    HAWK,
    MOSCOW,
    NIGHT,
    RELAXED,
    SIDES,
    START,
    THREE_WAY,
    accept_all,
    duel,
    open_lobby,
    rules,
    running,
    seat_all,
    terms,
    three_way,
    wishing,
)

LOTS = Draw(bot_seats=BOTS)


def sides_of(debate: Round) -> dict[str, str]:
    """The side of each person and bot, by seat."""
    return {seat.id: str(seat.side) for seat in debate.seats}


# ── cards ───────────────────────────────────────────────────────────────────────────────────────


def drawn_trio(seed: int = 7) -> Round:
    """Three people whose sides were drawn; nobody has accepted yet."""
    played = rules(THREE_WAY)
    return seat_all(open_lobby(played, *wishing(Ana=None, Ben=None, Cyd=None), seed=seed), played)


def test_the_last_to_accept_starts_the_round() -> None:
    played = rules(THREE_WAY)
    debate = drawn_trio()
    for name in ("Ana", "Ben"):
        debate = lobby.agree(debate, name, played, START)
        assert debate.status is Status.SEATING
        assert debate.seat(f"seat-{name}").accepted
    assert lobby.agree(debate, "Cyd", played, START + 5).status is Status.RUNNING


def test_a_round_starts_with_the_times_of_its_pace() -> None:
    debate = running(rules(DUEL, RELAXED), *wishing(Ana=HAWK, Ben=CAUTION))
    assert (debate.warning, debate.extension) == (RELAXED.warning, RELAXED.extension)
    assert debate.ends_at == START + 5 * DAY
    timed = duel()
    assert (timed.warning, timed.extension, timed.ends_at) == (60, 120, None)


def test_the_end_of_a_round_keeps_out_of_quiet_hours() -> None:
    played = rules(DUEL, replace(RELAXED, total=36 * 3600))
    debate = running(played, *wishing(Ana=HAWK, Ben=CAUTION), of=terms(played, quiet=NIGHT))
    assert debate.ends_at == START + 34 * 3600_000


@pytest.mark.parametrize("person", ["Ana", "Ben"])
def test_one_cannot_accept_twice_nor_a_side_that_was_wished_for(person: str) -> None:
    played = rules(THREE_WAY)
    debate = seat_all(open_lobby(played, *wishing(Ana=HAWK, Ben=None, Cyd=None)), played)
    if person == "Ben":
        debate = lobby.agree(debate, "Ben", played, START)
    for ask in (
        partial(lobby.agree, debate, person, played, START),
        partial(lobby.redraw, debate, person, played, LOTS, START),
    ):
        with pytest.raises(IllegalMove, match=r"^error\.nothing_to_agree$"):
            ask()


def test_somebody_without_a_seat_accepts_and_refuses_nothing() -> None:
    played = rules(THREE_WAY)
    for ask in (
        partial(lobby.agree, drawn_trio(), "Zoe", played, START),
        partial(lobby.redraw, drawn_trio(), "Zoe", played, LOTS, START),
    ):
        with pytest.raises(NotYours, match=r"^error\.not_in$"):
            ask()


@given(st.integers(0, 2**32), st.sampled_from(["Ana", "Ben", "Cyd"]), st.sets(st.integers(0, 2)))
def test_another_side_is_drawn_for_who_asks_and_accepted_sides_stay(
    seed: int, asking: str, accepting: set[int]
) -> None:
    played = rules(THREE_WAY)
    debate = drawn_trio(seed)
    names = [name for name in ("Ana", "Ben", "Cyd") if name != asking]
    accepted = names[: len(accepting) - 1] if accepting else []
    for name in accepted:
        debate = lobby.agree(debate, name, played, START)
    before = sides_of(debate)
    if len(accepted) == 2:
        with pytest.raises(IllegalMove, match=r"^error\.no_other_side$"):
            lobby.redraw(debate, asking, played, LOTS, START)
        return
    after = lobby.redraw(debate, asking, played, LOTS, START)
    assert after.seat(f"seat-{asking}").side != before[f"seat-{asking}"]
    assert after.seat(f"seat-{asking}").refused == {before[f"seat-{asking}"]}
    assert all(sides_of(after)[f"seat-{name}"] == before[f"seat-{name}"] for name in accepted)
    assert sorted(sides_of(after).values()) == sorted(SIDES)
    assert after.draws == 1


def test_what_was_asked_away_once_does_not_come_back() -> None:
    played = rules(THREE_WAY)
    debate = open_lobby(played, Comer(person="Ana"))
    debate = seat_all(debate, played)
    seen = {debate.seat("seat-Ana").side}
    for _ in range(2):
        debate = lobby.redraw(debate, "Ana", played, LOTS, START)
        seen.add(debate.seat("seat-Ana").side)
    assert seen == set(SIDES)
    with pytest.raises(IllegalMove, match=r"^error\.no_other_side$"):
        lobby.redraw(debate, "Ana", played, LOTS, START)


def test_a_redraw_never_gives_a_side_that_is_privately_excluded() -> None:
    played = rules(THREE_WAY)
    for seed in range(20):
        comer = Comer(person="Ana", excluded=frozenset({MOSCOW}))
        debate = seat_all(open_lobby(played, comer, seed=seed), played)
        after = lobby.redraw(debate, "Ana", played, LOTS, START)
        assert {debate.seat("seat-Ana").side, after.seat("seat-Ana").side} == {HAWK, CAUTION}


def test_a_redraw_leaves_the_bot_the_sides_that_nobody_argues() -> None:
    played = rules(THREE_WAY)
    debate = seat_all(open_lobby(played, Comer(person="Ana")), played)
    after = lobby.redraw(debate, "Ana", played, LOTS, START)
    assert sorted(sides_of(after).values()) == sorted(SIDES)
    assert {seat.id for seat in after.seats if seat.person is None} <= set(BOTS)


def test_a_redraw_that_meets_a_wish_needs_no_further_card() -> None:
    played = rules(DUEL)
    for seed in range(20):
        debate = seat_all(open_lobby(played, *wishing(Ana=HAWK, Ben=HAWK), seed=seed), played)
        (drawn,) = [seat for seat in debate.seats if seat.drawn]
        # Neither side of the pair is left for them, so the third one comes into play.
        redrawn = lobby.redraw(debate, str(drawn.person), played, LOTS, START)
        assert set(redrawn.sides) == {HAWK, *SIDES} - {str(drawn.side)}
        assert sides_of(redrawn)[drawn.id] not in {HAWK, drawn.side}
    no_wish = seat_all(open_lobby(played, *wishing(Ana=None, Ben=None)), played)
    swapped = lobby.redraw(no_wish, "Ana", played, LOTS, START)
    assert sides_of(swapped)["seat-Ben"] == sides_of(no_wish)["seat-Ana"]
    assert swapped.status is Status.SEATING


# ── rematch ─────────────────────────────────────────────────────────────────────────────────────


def test_in_a_rematch_everybody_wishes_for_the_next_side() -> None:
    assert lobby.rematch_wishes(three_way()) == {"Ana": CAUTION, "Ben": MOSCOW, "Cyd": HAWK}
    assert lobby.rematch_wishes(duel()) == {"Ana": CAUTION, "Ben": HAWK}


def test_a_rematch_wishes_nobody_onto_a_side_they_exclude() -> None:
    played = rules(THREE_WAY)
    ana = Comer(person="Ana", wish=HAWK, excluded=frozenset({CAUTION}))
    ben = Comer(person="Ben", wish=CAUTION, excluded=frozenset({HAWK, MOSCOW}))
    assert lobby.rematch_wishes(running(played, ana, ben)) == {"Ana": MOSCOW}


def test_a_rematch_counts_those_who_left_and_not_the_bot() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=HAWK, Ben=MOSCOW))
    after = ending.leave(debate, "Ben", START)
    assert lobby.rematch_wishes(after) == {"Ana": CAUTION, "Ben": HAWK}


def test_a_round_that_never_drew_sides_has_no_wishes_for_a_rematch() -> None:
    played = rules()
    assert lobby.rematch_wishes(ending.cancel(open_lobby(played, Comer(person="Ana")), START)) == {}


def test_a_rematch_seats_everybody_on_the_side_they_switched_to() -> None:
    first = three_way()
    again = running(rules(THREE_WAY), *wishing(**lobby.rematch_wishes(first)))
    assert again.status is Status.RUNNING
    assert all(again.seat(s.id).side != s.side for s in first.seats)


def test_accepting_for_all_in_the_builder_leaves_no_card_open() -> None:
    played = rules(THREE_WAY)
    assert accept_all(drawn_trio(), played).status is Status.RUNNING
