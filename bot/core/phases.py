"""Phases: opening the next one, what is void in it, when its deadlines fall.

A phase opens when every slot of the one before is over. Slots of a side that has conceded, and
answers to a question nobody asked, are void. Rules: debate.md, "Who speaks when".
"""

from dataclasses import replace

from bot.core.format import CROSS_EXAMINATION, Kind, Slot
from bot.core.quiet import after_quiet, out_of_quiet
from bot.core.round import Delivery, Ending, How, Move, Open, Round, Status, moved

LONGEST = 24 * 60 * 60_000  # ms; debate.md, "Relaxed pace": at most a day per phase
CONTEST = 2  # sides; fewer have nobody to debate with


def open_next(debate: Round, now: int) -> Round:
    """Open phases until one has a slot that waits; without any left the round goes to judging."""
    phase = debate.phase + 1
    slots = [slot for slot in debate.slots if slot.phase == phase]
    if not slots:
        return moved(debate, Move.FINISH, now, open=(), ending=debate.ending or Ending.FULL)
    opened = replace(debate, phase=phase, open=tuple(_opened(debate, slot, now) for slot in slots))
    return go_on(opened, now)


def go_on(debate: Round, now: int) -> Round:
    """What follows from any change: an early end, or voiding what nobody can speak to any more and
    opening the next phase if this one is over. Nothing while the clock stands still.
    """
    if debate.status is not Status.RUNNING:
        return debate
    early = _early_end(debate)
    if early is not None:
        return moved(debate, Move.FINISH, now, open=(), ending=early)
    void = [o for o in debate.open if _is_void(debate, debate.slots[o.slot])]
    gone = tuple(Delivery(slot=o.slot, seat=o.seat, how=How.VOID, at=now) for o in void)
    left = tuple(o for o in debate.open if o not in void)
    after = replace(debate, open=left, delivered=debate.delivered + gone)
    return after if left else open_next(after, now)


def _early_end(debate: Round) -> Ending | None:
    """Why the round is over before its last slot, if it is."""
    standing = debate.standing_sides
    still_debating = {seat.id for seat in debate.people if seat.side in standing}
    given_up = len(standing) < len(debate.sides) and not still_debating
    if len(standing) < CONTEST or given_up:
        return Ending.CONCEDED
    if still_debating and still_debating <= debate.agreed:
        return Ending.AGREED
    return None


def _is_void(debate: Round, slot: Slot) -> bool:
    standing = debate.standing_sides
    if slot.side not in standing or (slot.addressee and slot.addressee not in standing):
        return True
    return slot.kind in CROSS_EXAMINATION and not _asked(debate, slot)


def _asked(debate: Round, slot: Slot) -> bool:
    """Whether an answer has its question (a follow-up question: its first answer)."""
    earlier = [
        s for s in debate.slots[: slot.number]
        if s.kind in CROSS_EXAMINATION and {s.side, s.addressee} == {slot.side, slot.addressee}
        and (s.side == slot.side) == (s.kind is slot.kind)
    ]  # fmt: skip
    partner = next((s for s in reversed(earlier) if s.kind is not slot.kind), None)
    if partner is None:
        return slot.kind is Kind.QUESTION
    over = debate.delivery(partner.number)
    return over is not None and over.speech is not None


def _opened(debate: Round, slot: Slot, now: int) -> Open:
    seat = next(s for s in debate.seats if s.side == slot.side and s.member == slot.member)
    if not seat.active:
        return Open(slot=slot.number, seat=seat.id, deadline=None)
    wanted = now + round(slot.seconds * 1000 * seat.factor)
    latest = None if debate.ends_at is None else min(now + LONGEST, debate.ends_at)
    deadline = in_time(debate, wanted, latest, now)
    return Open(slot=slot.number, seat=seat.id, deadline=deadline, latest=latest)


def in_time(debate: Round, wanted: int, latest: int | None, now: int) -> int:
    """The deadline nearest to the one wanted: no later than `latest`, and outside quiet hours.

    Earlier rather than later; where nothing would be left before quiet hours, their end.
    """
    quiet = debate.terms.quiet
    bound = wanted if latest is None else min(wanted, latest)
    early = out_of_quiet(bound, quiet)
    if early > now:
        return early
    return after_quiet(bound, quiet)


def settle(
    debate: Round, move: Move, waiting: Open, how: How, now: int, speech: str | None
) -> Round:
    """A slot is over; the round goes on."""
    over = Delivery(slot=waiting.slot, seat=waiting.seat, how=how, at=now, speech=speech)
    after = moved(
        debate,
        move,
        now,
        open=tuple(o for o in debate.open if o.slot != waiting.slot),
        delivered=(*debate.delivered, over),
    )
    return go_on(after, now)
