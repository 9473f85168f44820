"""Before the first slot: opening a round, coming and going."""

import pytest

from bot.core import lobby
from bot.core.errors import BadInput, IllegalMove, NotYours
from bot.core.format import Format
from bot.core.lobby import Comer
from bot.core.round import Round, Status
from tests.core.play import (
    CAUTION,
    DUEL,
    FORMATS,
    HAWK,
    MOSCOW,
    NIGHT,
    RELAXED,
    SIDES,
    STANDARD,
    START,
    TEAMS,
    open_lobby,
    rules,
    seat_all,
    terms,
    wishing,
)


def sides_of(debate: Round) -> dict[str, str]:
    """The side of each person and bot, by seat."""
    return {seat.id: str(seat.side) for seat in debate.seats}


# ── opening ─────────────────────────────────────────────────────────────────────────────────────


def test_a_new_round_is_an_empty_lobby() -> None:
    debate = open_lobby(rules())
    assert (debate.status, debate.version, debate.seats) == (Status.LOBBY, 0, ())
    assert (debate.id, debate.host, debate.moved_at) == ("round-1", "Ana", START)


@pytest.mark.parametrize(
    ("sides", "phrase"),
    [
        (("hawk", "dove"), "error.no_such_side"),
        (("hawk",), "error.sides_count"),
        (("hawk", "hawk"), "error.sides_count"),
        (SIDES, "error.sides_count"),
    ],
)
def test_sides_that_a_format_cannot_seat_are_refused(sides: tuple[str, ...], phrase: str) -> None:
    played = rules(DUEL)
    with pytest.raises(BadInput) as refused:
        open_lobby(played, of=terms(played, sides=sides))
    assert refused.value.phrase == phrase


def test_a_refusal_of_sides_says_which_there_are_and_how_many_are_needed() -> None:
    played = rules(DUEL)
    with pytest.raises(BadInput, match="side=dove sides=hawk, caution, moscow"):
        open_lobby(played, of=terms(played, sides=("hawk", "dove")))
    with pytest.raises(BadInput, match="needed=2 format=duel"):
        open_lobby(played, of=terms(played, sides=("hawk",)))


@pytest.mark.parametrize(("pace", "kept"), [(RELAXED, NIGHT), (STANDARD, None)])
def test_quiet_hours_bind_only_a_relaxed_pace(pace: object, kept: object) -> None:
    played = rules(DUEL, pace)  # type: ignore[arg-type]  # a table of paces
    assert open_lobby(played, of=terms(played, quiet=NIGHT)).terms.quiet == kept


# ── coming and going ────────────────────────────────────────────────────────────────────────────


def test_who_joins_has_a_seat_with_what_they_keep_private() -> None:
    comer = Comer(person="Ben", wish=HAWK, excluded=frozenset({MOSCOW}), factor=1.5)
    debate = open_lobby(rules(), Comer(person="Ana"), comer)
    seat = debate.seat("seat-Ben")
    assert (seat.person, seat.wish, seat.excluded, seat.factor, seat.side) == (
        "Ben",
        HAWK,
        frozenset({MOSCOW}),
        1.5,
        None,
    )
    assert debate.version == 2


@pytest.mark.parametrize(
    ("comer", "error", "phrase"),
    [
        (Comer(person="Ana"), IllegalMove, "error.already_in"),
        (Comer(person="Ben", wish="dove"), BadInput, "error.no_such_side"),
        (
            Comer(person="Ben", wish=HAWK, excluded=frozenset({HAWK})),
            BadInput,
            "error.side_excluded side=hawk",
        ),
        (Comer(person="Ben", excluded=frozenset(SIDES)), BadInput, "error.all_excluded"),
    ],
)
def test_a_seat_that_cannot_be_is_refused(
    comer: Comer, error: type[Exception], phrase: str
) -> None:
    debate = open_lobby(rules(), Comer(person="Ana"))
    with pytest.raises(error, match=phrase.replace(".", r"\.")):
        lobby.join(debate, comer, "seat", rules(), START)


@pytest.mark.parametrize("form", [f for f in FORMATS if f.lobby])
def test_a_table_takes_as_many_as_its_format_and_no_more(form: Format) -> None:
    """debate.md: extra people open another table."""
    played = rules(form)
    most = form.people[1]
    full = open_lobby(played, *(Comer(person=f"p{n}") for n in range(most)))
    assert len(full.people) == most
    with pytest.raises(IllegalMove, match=rf"^error\.full most={most}$"):
        lobby.join(full, Comer(person="late"), "seat", played, START)


def test_a_wish_must_be_among_the_sides_the_round_was_opened_for() -> None:
    played = rules(DUEL)
    debate = open_lobby(played, of=terms(played, sides=(CAUTION, MOSCOW)))
    with pytest.raises(BadInput, match="side=hawk sides=caution, moscow"):
        lobby.join(debate, Comer(person="Ana", wish=HAWK), "seat", played, START)
    only_hawk = Comer(person="Ana", excluded=frozenset({CAUTION, MOSCOW}))
    with pytest.raises(BadInput, match=r"error\.all_excluded"):
        lobby.join(debate, only_hawk, "seat", played, START)


def test_who_leaves_a_lobby_is_gone_and_may_come_back() -> None:
    played = rules()
    debate = open_lobby(played, *wishing(Ana=None, Ben=None))
    after = lobby.leave(debate, "Ana", played, START)
    assert [seat.person for seat in after.seats] == ["Ben"]
    assert after.status is Status.LOBBY
    back = lobby.join(after, Comer(person="Ana"), "seat", played, START)
    assert back.seat_of("Ana")


def test_a_lobby_that_everybody_left_is_cancelled() -> None:
    played = rules()
    debate = open_lobby(played, Comer(person="Ana"))
    after = lobby.leave(debate, "Ana", played, START)
    assert after.status is Status.CANCELLED
    assert after.version > debate.version


@pytest.mark.parametrize("status", [Status.LOBBY, Status.SEATING])
def test_somebody_without_a_seat_cannot_leave_it(status: Status) -> None:
    debate = open_lobby(rules(), *wishing(Ana=None, Ben=None))
    if status is Status.SEATING:
        debate = seat_all(debate, rules())
    with pytest.raises(NotYours, match=r"^error\.not_in$"):
        lobby.leave(debate, "Zoe", rules(), START)


def test_the_place_of_somebody_who_leaves_before_accepting_falls_to_the_bot() -> None:
    played = rules()
    seated = seat_all(open_lobby(played, *wishing(Ana=None, Ben=HAWK)), played)
    assert seated.status is Status.SEATING
    after = lobby.leave(seated, "Ana", played, START)
    assert after.status is Status.RUNNING
    assert sides_of(after) == sides_of(seated)
    assert after.seat("seat-Ana").person is None


def test_in_a_team_the_bot_takes_the_very_place_of_the_member_who_left() -> None:
    played = rules(TEAMS)
    wishes = wishing(Ana=HAWK, Ben=CAUTION, Cyd=MOSCOW, Dan=HAWK, Eve=CAUTION, Flo=None)
    seated = seat_all(open_lobby(played, *wishes), played)
    after = lobby.leave(seated, "Dan", played, START)
    dan = after.seat("seat-Dan")
    assert (dan.person, dan.side, dan.member, dan.accepted) == (None, HAWK, 1, True)


def test_when_the_last_to_accept_leaves_too_the_round_is_cancelled() -> None:
    played = rules()
    seated = seat_all(open_lobby(played, *wishing(Ana=None, Ben=None)), played)
    one = lobby.leave(seated, "Ana", played, START)
    assert one.status is Status.SEATING
    assert lobby.leave(one, "Ben", played, START).status is Status.CANCELLED
