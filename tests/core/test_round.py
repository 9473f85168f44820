"""The one table: every status with every move, and what a round knows about itself."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import FrozenInstanceError, fields, replace
from functools import partial

import pytest

from bot.core import ending, floor, lobby
from bot.core.errors import IllegalMove
from bot.core.lobby import Comer, Draw
from bot.core.round import (
    OPEN,
    TABLE,
    How,
    Move,
    Round,
    Seat,
    Status,
    check,
    moved,
    with_seat,
)
from tests.core.play import (
    BOTS,
    DUEL,
    START,
    in_status,
    rules,
    say,
    three_way,
    waiting,
)

RULES = rules(DUEL)
LOTS = Draw(bot_seats=BOTS)

LEGAL = {
    Status.LOBBY: "JOIN LEAVE OFFER BEGIN CANCEL",
    Status.SEATING: "AGREE REDRAW LEAVE START CANCEL",
    Status.RUNNING: "SPEAK PASS EXTEND CALL WARN EXPIRE PROPOSE CONSENT OBJECT CONCEDE LEAVE "
    "PAUSE FINISH CANCEL",
    Status.PAUSED: "RESUME LEAVE CANCEL",
    Status.JUDGING: "PAUSE DECIDE",
    Status.DONE: "",
    Status.CANCELLED: "",
}
LEADS_ELSEWHERE = {
    (Status.LOBBY, Move.BEGIN): Status.SEATING,
    (Status.LOBBY, Move.CANCEL): Status.CANCELLED,
    (Status.SEATING, Move.START): Status.RUNNING,
    (Status.SEATING, Move.CANCEL): Status.CANCELLED,
    (Status.RUNNING, Move.PAUSE): Status.PAUSED,
    (Status.JUDGING, Move.PAUSE): Status.PAUSED,
    (Status.RUNNING, Move.FINISH): Status.JUDGING,
    (Status.RUNNING, Move.CANCEL): Status.CANCELLED,
    (Status.PAUSED, Move.RESUME): Status.RUNNING,
    (Status.PAUSED, Move.CANCEL): Status.CANCELLED,
    (Status.JUDGING, Move.DECIDE): Status.DONE,
}
PAIRS = [(status, move) for status in Status for move in Move]


def legal(status: Status, move: Move) -> bool:
    return move.name in LEGAL[status].split()


# ── the table ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("status", "move"), PAIRS)
def test_a_move_is_legal_exactly_where_the_table_lists_it(status: Status, move: Move) -> None:
    debate = in_status(status)
    if legal(status, move):
        target = LEADS_ELSEWHERE.get((status, move), status)
        assert check(debate, move) is target
        after = moved(debate, move, START + 1)
        assert (after.status, after.version, after.moved_at) == (
            target,
            debate.version + 1,
            START + 1,
        )
    else:
        before = deepcopy(debate)
        with pytest.raises(IllegalMove) as refused:
            moved(debate, move, START + 1)
        assert refused.value.phrase == f"error.illegal.{status.value}"
        assert refused.value.variables == {"move": move.value}
        assert debate == before


def seat(debate: Round) -> str:
    """The seat whose slot waits; before and after that, Ana's."""
    return debate.open[0].seat if debate.open else "seat-Ana"


def at_deadline(debate: Round) -> int:
    return debate.open[0].deadline or START if debate.open else START


def proposed(debate: Round) -> Round:
    """Ben wants to end now, so that one can agree or decline."""
    return replace(debate, agreed=frozenset({"seat-Ben"}))


# How people and jobs make each move. START and FINISH follow from others.
WAYS: dict[Move, Callable[[Round], Round]] = {
    Move.JOIN: lambda d: lobby.join(
        replace(d, seats=d.seats[:1]), Comer(person="Cyd"), "seat-Cyd", RULES, START
    ),
    Move.OFFER: lambda d: lobby.offer(d, START),
    Move.BEGIN: lambda d: lobby.begin(d, RULES, LOTS, START),
    Move.AGREE: lambda d: lobby.agree(d, "Ana", RULES, START),
    Move.REDRAW: lambda d: lobby.redraw(d, "Ana", RULES, LOTS, START),
    Move.SPEAK: lambda d: floor.speak(d, seat(d), "speech", START),
    Move.PASS: lambda d: floor.skip(d, seat(d), START),
    Move.EXTEND: lambda d: floor.extend(d, seat(d), START),
    Move.CALL: lambda d: floor.call(d, d.open[0].slot if d.open else 0, START),
    Move.WARN: lambda d: floor.warn(d, d.open[0].slot if d.open else 0, START),
    Move.EXPIRE: lambda d: floor.expire(d, d.open[0].slot if d.open else 0, None, at_deadline(d)),
    Move.PROPOSE: lambda d: ending.propose_end(d, "Ana", START),
    Move.CONSENT: lambda d: ending.agree_end(proposed(d), "Ana", START),
    Move.OBJECT: lambda d: ending.decline_end(proposed(d), "Ana", START),
    Move.CONCEDE: lambda d: ending.concede(d, "Ana", START),
    Move.PAUSE: lambda d: floor.pause(d, "another speech", START),
    Move.RESUME: lambda d: floor.resume(d, START),
    Move.DECIDE: lambda d: ending.finish(d, (), START),
    Move.CANCEL: lambda d: ending.cancel(d, START),
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", WAYS)
def test_each_way_to_move_keeps_to_the_table(status: Status, move: Move) -> None:
    debate = in_status(status)
    before = deepcopy(debate)
    if legal(status, move):
        assert WAYS[move](debate).version > debate.version
    else:
        with pytest.raises(IllegalMove):
            WAYS[move](debate)
    assert debate == before


@pytest.mark.parametrize("status", Status)
def test_one_leaves_a_lobby_and_a_running_round_by_different_doors(status: Status) -> None:
    early = status in (Status.LOBBY, Status.SEATING)
    late = status in (Status.RUNNING, Status.PAUSED)
    debate = in_status(status)
    for allowed, go in (
        (early, partial(lobby.leave, debate, "Ana", RULES, START)),
        (late, partial(ending.leave, debate, "Ana", START)),
    ):
        if allowed:
            assert go().seat_of("Ana") is None
        else:
            with pytest.raises(IllegalMove) as refused:
                go()
            assert refused.value.phrase == f"error.illegal.{status.value}"
            assert refused.value.variables == {"move": "leave"}


def test_every_status_can_be_reached_from_the_lobby() -> None:
    reached = {Status.LOBBY}
    for _ in Status:
        reached |= {target for status in reached for target in TABLE[status].values()}
    assert reached == set(Status)


def test_from_every_open_status_the_end_can_be_reached() -> None:
    ends = {Status.DONE, Status.CANCELLED}
    for _ in Status:
        ends |= {status for status in Status if ends & set(TABLE[status].values())}
    assert ends == set(Status)


def test_what_is_over_stays_over() -> None:
    assert TABLE[Status.DONE] == TABLE[Status.CANCELLED] == {}
    assert set(Status) - OPEN == {Status.DONE, Status.CANCELLED}
    assert set(TABLE) == set(Status)


def test_every_move_is_legal_somewhere() -> None:
    assert {move for moves in TABLE.values() for move in moves} == set(Move)


@pytest.mark.parametrize("status", Status)
def test_a_round_can_be_brought_into_each_status(status: Status) -> None:
    assert in_status(status).status is status


# ── a round as a value ──────────────────────────────────────────────────────────────────────────


def test_a_round_is_never_changed_in_place() -> None:
    debate = in_status(Status.LOBBY)
    with pytest.raises(FrozenInstanceError):
        debate.version = 9  # type: ignore[misc]  # that is the point


def test_a_change_that_a_round_has_no_place_for_is_refused() -> None:
    with pytest.raises(TypeError):
        moved(in_status(Status.LOBBY), Move.OFFER, START, colour="red")


def test_the_people_of_a_round_are_those_who_have_not_left() -> None:
    debate = three_way()
    assert [s.person for s in debate.people] == ["Ana", "Ben", "Cyd"]
    after = ending.leave(debate, "Ben", START)
    assert [s.person for s in after.people] == ["Ana", "Cyd"]
    assert after.seat_of("Ben") is None
    assert after.seat("seat-Ben").person == "Ben"


def test_a_seat_that_is_not_there_is_refused() -> None:
    with pytest.raises(IllegalMove, match=r"^error\.no_seat$"):
        three_way().seat("seat-Zoe")


def test_a_slot_waits_for_the_person_whose_it_is_and_for_nobody_else() -> None:
    debate = three_way()
    assert debate.open_for("seat-Ana") == waiting(debate)
    assert debate.open_for("seat-Ben") is None
    missed = floor.expire(debate, 0, None, waiting(debate).deadline or 0)
    assert missed.open_for("seat-Ana") is None


def test_a_delivery_is_found_once_its_slot_is_over() -> None:
    debate = three_way()
    assert debate.delivery(0) is None
    delivery = say(debate).delivery(0)
    assert delivery is not None
    assert (delivery.seat, delivery.how, delivery.speech) == ("seat-Ana", How.SPOKEN, "speech-0")


SIDE = {"side": "hawk"}


@pytest.mark.parametrize(
    ("members", "out"),
    [
        ([{"person": "Ana", "conceded": True}], True),
        ([{"person": "Ana"}], False),
        ([{"person": "Ana", "conceded": True}, {"person": "Ben"}], False),
        ([{"person": "Ana", "conceded": True}, {"person": "Ben", "conceded": True}], True),
        ([{"person": "Ana", "conceded": True}, {"person": "Ben", "left": True}], True),
        ([{"person": "Ana", "conceded": True, "left": True}, {"person": "Ben"}], False),
        ([{"person": "Ana", "conceded": True}, {"person": None}], True),
        ([{"person": "Ana", "left": True}], False),
        ([{"person": None}], False),
    ],
)
def test_a_side_is_out_once_one_conceded_and_nobody_of_it_argues_on(
    members: list[dict[str, object]], *, out: bool
) -> None:
    seats = tuple(
        Seat(id=f"seat-{number}", **(SIDE | member))  # type: ignore[arg-type]  # fields by name
        for number, member in enumerate(members)
    )
    others = (
        Seat(id="seat-Ben", person="Ben", side="caution"),
        Seat(id="seat-Cyd", person="Cyd", side="moscow", conceded=True),
    )
    debate = replace(three_way(), seats=seats + others)
    assert debate.has_conceded("hawk") is out
    assert ("hawk" not in debate.standing_sides) is out


def test_a_seat_is_replaced_by_its_id_and_the_others_stay() -> None:
    debate = three_way()
    changed = replace(debate.seat("seat-Ben"), extended=True)
    assert with_seat(debate, changed) == (debate.seats[0], changed, debate.seats[2])


def test_only_a_person_who_has_not_left_is_active() -> None:
    assert Seat(id="s", person="Ana").active
    assert not Seat(id="s", person="Ana", left=True).active
    assert not Seat(id="s", person=None).active


def test_a_round_holds_no_words_of_anybody() -> None:
    """Speeches are kept elsewhere, by id."""
    assert not {"text", "speeches", "words"} & {field.name for field in fields(Round)}
