"""Ending early: by consent, by conceding, by leaving; and the ends themselves.

Rules: debate.md, "Who speaks when": one side's concession leaves the other two debating.
"""

from collections.abc import Collection
from dataclasses import replace

from bot.core.errors import IllegalMove, NotYours
from bot.core.floor import resume
from bot.core.phases import go_on
from bot.core.round import Ending, How, Move, Round, Seat, Status, check, moved, with_seat


def propose_end(debate: Round, person: str, now: int) -> Round:
    """Somebody wants to end now; everybody who still debates must agree. Alone, it ends at once.

    To propose what is proposed already is to agree.
    """
    seat = _seat(debate, person)
    return go_on(moved(debate, Move.PROPOSE, now, agreed=debate.agreed | {seat.id}), now)


def agree_end(debate: Round, person: str, now: int) -> Round:
    """Agree to end now. Raises IllegalMove if nobody proposed it."""
    seat = _seat(debate, person)
    _proposed(debate, Move.CONSENT)
    return go_on(moved(debate, Move.CONSENT, now, agreed=debate.agreed | {seat.id}), now)


def decline_end(debate: Round, person: str, now: int) -> Round:
    """Decline to end now; the proposal is gone."""
    _seat(debate, person)
    _proposed(debate, Move.OBJECT)
    return moved(debate, Move.OBJECT, now, agreed=frozenset())


def concede(debate: Round, person: str, now: int) -> Round:
    """Somebody concedes. A side is out when all its people have; with one side left, or only the
    bot on those that are, it is over.
    """
    seat = _seat(debate, person)
    if seat.conceded:
        raise IllegalMove("error.conceded_already")
    seats = with_seat(debate, replace(seat, conceded=True))
    return go_on(moved(debate, Move.CONCEDE, now, seats=seats), now)


def leave(debate: Round, person: str, now: int) -> Round:
    """Somebody goes for good; the bot speaks from their seat. When nobody is left it is over.

    It is then marked if a person said anything, unless the clock stood still; else cancelled.
    Raises IllegalMove before the first slot: there it is `lobby.leave`.
    """
    seat = _seat(debate, person)
    if debate.status in (Status.LOBBY, Status.SEATING):
        raise IllegalMove(f"error.illegal.{debate.status.value}", move=Move.LEAVE.value)
    seats = with_seat(debate, replace(seat, left=True))
    to_bot = tuple(replace(o, deadline=None) if o.seat == seat.id else o for o in debate.open)
    after = moved(
        debate, Move.LEAVE, now, seats=seats, open=to_bot, agreed=debate.agreed - {seat.id}
    )
    if not after.people:
        return _emptied(after, now)
    if after.status is Status.PAUSED and not _waited_for(after):
        return resume(after, now)
    return go_on(after, now)


def _emptied(debate: Round, now: int) -> Round:
    held = {seat.id for seat in debate.seats if seat.person is not None}
    spoken = any(d.how is How.SPOKEN and d.seat in held for d in debate.delivered)
    if not spoken or debate.status is Status.PAUSED:
        return moved(debate, Move.CANCEL, now, open=())
    return moved(debate, Move.FINISH, now, open=(), ending=Ending.LEFT)


def _waited_for(debate: Round) -> bool:
    """Whether somebody is still here for whose speech the clock was stopped."""
    told = [d.seat for d in debate.delivered if d.speech in debate.cared]
    return bool(told) and debate.seat(told[-1]).active


def finish(debate: Round, counted: Collection[str], now: int) -> Round:
    """The ballots are in; `counted` are the seats for which the round counts."""
    seats = tuple(replace(seat, counted=seat.id in counted) for seat in debate.seats)
    return moved(debate, Move.DECIDE, now, seats=seats)


def cancel(debate: Round, now: int) -> Round:
    """End without ballots."""
    return moved(debate, Move.CANCEL, now, open=())


def _proposed(debate: Round, move: Move) -> None:
    check(debate, move)  # says that the round allows it at all before that nothing is proposed
    if not debate.agreed:
        raise IllegalMove("error.nothing_to_agree")


def _seat(debate: Round, person: str) -> Seat:
    seat = debate.seat_of(person)
    if seat is None:
        raise NotYours("error.not_in")
    return seat
