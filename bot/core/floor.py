"""From the first slot to the last: speaking, passing, more time, time running out, taking back.

Rules: debate.md, "Who speaks when". Early endings are in `ending.py`, phases in `phases.py`.
"""

from dataclasses import replace

from bot.core.errors import IllegalMove
from bot.core.jobs import closes
from bot.core.phases import go_on, in_time, settle
from bot.core.quiet import out_of_quiet
from bot.core.round import How, Move, Open, Round, Status, check, moved, with_seat

GRACE = 60  # seconds; contracts.md: slots that expired while no process ran get min(length, 60 s)


def speak(debate: Round, seat_id: str, speech: str, now: int) -> Round:
    """A person's speech, by its id. Where slots are open together, a second one replaces the first.

    Raises IllegalMove if no slot waits for this seat.
    """
    waiting = debate.open_for(seat_id)
    if waiting is not None:
        return settle(debate, Move.SPEAK, waiting, How.SPOKEN, now, speech)
    again = next((d for d in reversed(debate.delivered) if d.seat == seat_id), None)
    if again and again.how is How.SPOKEN and debate.slots[again.slot].phase == debate.phase:
        replaced = replace(again, speech=speech, at=now)
        return moved(
            debate,
            Move.SPEAK,
            now,
            delivered=tuple(replaced if d is again else d for d in debate.delivered),
        )
    check(debate, Move.SPEAK)
    raise IllegalMove("error.not_your_slot")


def bot_speaks(debate: Round, slot: int, speech: str, now: int) -> Round:
    """The bot's speech for a slot that waits for it: its own, or in place of somebody who missed it
    or left. Raises IllegalMove if that slot does not.
    """
    waiting = next((o for o in debate.open if o.slot == slot and o.bot), None)
    if waiting is None:
        raise IllegalMove("error.not_your_slot")
    how = How.SPOKEN if debate.seat(waiting.seat).person is None else How.STOOD_IN
    return settle(debate, Move.SPEAK, waiting, how, now, speech)


def skip(debate: Round, seat_id: str, now: int) -> Round:
    """A person passes their slot."""
    return settle(debate, Move.PASS, _mine(debate, Move.PASS, seat_id), How.PASSED, now, None)


def extend(debate: Round, seat_id: str, now: int) -> Round:
    """One extension each, no consent needed.

    Raises IllegalMove for a second, and where it would give nothing: at a relaxed pace a slot ends
    before quiet hours and within a day.
    """
    waiting = _mine(debate, Move.EXTEND, seat_id)
    seat = debate.seat(seat_id)
    if seat.extended:
        raise IllegalMove("error.extended_already")
    deadline = waiting.deadline or now  # a person's slot has one
    longer = deadline + round(debate.extension * 1000 * seat.factor)
    later = in_time(debate, longer, waiting.latest, now)
    if later <= deadline:
        raise IllegalMove("error.no_more_time")
    return moved(
        debate,
        Move.EXTEND,
        now,
        seats=with_seat(debate, replace(seat, extended=True)),
        open=_with_open(debate, replace(waiting, deadline=later, warned=False)),
    )


def call(debate: Round, slot: int, now: int) -> Round:
    """Somebody is told that their slot is open; said once."""
    waiting = _waiting(debate, Move.CALL, slot)
    if waiting.called:
        raise IllegalMove("error.called_already")
    return moved(debate, Move.CALL, now, open=_with_open(debate, replace(waiting, called=True)))


def warn(debate: Round, slot: int, now: int) -> Round:
    """Time is nearly up for a slot; said once."""
    waiting = _waiting(debate, Move.WARN, slot)
    if waiting.warned:
        raise IllegalMove("error.warned_already")
    return moved(debate, Move.WARN, now, open=_with_open(debate, replace(waiting, warned=True)))


def expire(debate: Round, slot: int, draft: str | None, now: int) -> Round:
    """Time is up: the saved draft (a speech id) is delivered, else the bot takes the slot.

    Raises IllegalMove before the slot closes.
    """
    waiting = _waiting(debate, Move.EXPIRE, slot)
    end = closes(waiting)
    if end is not None and now < end:
        raise IllegalMove("error.not_yet")
    if draft is not None:
        return settle(debate, Move.EXPIRE, waiting, How.SPOKEN, now, draft)
    missed = replace(waiting, deadline=None, stand_in=True)
    return moved(debate, Move.EXPIRE, now, open=_with_open(debate, missed))


def writing(debate: Round, seat_id: str, now: int) -> Round:
    """A person opens a form for the slot that waits for them: opened before the deadline, it is
    accepted a little after it. Opened again, or too late, it changes nothing. No move of the round.
    """
    waiting = debate.open_for(seat_id)
    if debate.status is not Status.RUNNING or waiting is None or waiting.writing:
        return debate
    if waiting.deadline is None or waiting.deadline <= now:
        return debate
    opened = _with_open(debate, replace(waiting, writing=True))
    return replace(debate, open=opened, version=debate.version + 1)


def call_again(debate: Round) -> Round:
    """Whoever's slot is open is told so once more, as where the round goes on in another place. No
    move of the round.
    """
    told = any(o.called and not o.bot for o in debate.open)
    if debate.status is not Status.RUNNING or not told:
        return debate
    anew = tuple(o if o.bot else replace(o, called=False) for o in debate.open)
    return replace(debate, open=anew, version=debate.version + 1)


def give_grace(debate: Round, now: int) -> Round:
    """After a pause of the whole program: slots that ran out meanwhile get a little time, once."""
    if debate.status is not Status.RUNNING:
        return debate
    graced = _graced(debate, now)
    if graced == debate.open:
        return debate
    return replace(debate, open=graced, version=debate.version + 1)


def _graced(debate: Round, now: int) -> tuple[Open, ...]:
    """What has closed gets its grace, which stands in for the little more that a form gets."""
    return tuple(
        replace(o, deadline=_grace(debate, o, now), graced=True, writing=False)
        if not o.graced and _closed(o, now)
        else o
        for o in debate.open
    )


def _closed(waiting: Open, now: int) -> bool:
    end = closes(waiting)
    return end is not None and end <= now


def _grace(debate: Round, waiting: Open, now: int) -> int:
    """Even where the round's own end has passed: nobody could speak while no process ran."""
    short = min(debate.slots[waiting.slot].seconds, GRACE) * 1000
    return in_time(debate, now + short, None, now)


def pause(debate: Round, speech: str, now: int) -> Round:
    """Stop the clock for somebody whose speech tells of a personal loss; where it was the last one,
    the ballots wait.

    Raises IllegalMove for a speech that was seen to before.
    """
    check(debate, Move.PAUSE)
    if speech in debate.cared:
        raise IllegalMove("error.paused_already")
    return moved(debate, Move.PAUSE, now, paused_at=now, cared=debate.cared | {speech})


def resume(debate: Round, now: int) -> Round:
    """Start the clock again with the time that was left, also of the whole round."""
    stood = 0 if debate.paused_at is None else now - debate.paused_at
    ends_at = _later(debate.ends_at, stood)
    running = moved(
        debate,
        Move.RESUME,
        now,
        paused_at=None,
        ends_at=None if ends_at is None else out_of_quiet(ends_at, debate.terms.quiet),
        open=tuple(replace(o, latest=_later(o.latest, stood)) for o in debate.open),
    )
    return go_on(_shifted(running, stood, now), now)


def rewind(debate: Round, before: Round, now: int) -> Round:
    """The round as it was before a person's last action. Deadlines are what they were, so that
    taking back buys no time; one that has passed gets the grace that a slot gets once.

    Raises IllegalMove once there are ballots, or once everybody has seen a hidden stage.
    """
    if debate.status is Status.DONE:
        raise IllegalMove("error.undo_over")
    stage = [slot for slot in debate.slots if slot.phase == before.phase]
    is_over = debate.phase > before.phase or debate.ending is not None
    if len(stage) > 1 and is_over:
        raise IllegalMove("error.undo_shown")  # others have seen it, and one has seen theirs
    waiting = tuple(_told_anew(debate, o) for o in before.open)
    back = replace(before, version=debate.version + 1, moved_at=now, open=waiting)
    if back.status is Status.PAUSED:
        return back  # its clock stands still; what was left is reckoned from `paused_at`
    if debate.paused_at is not None:
        back = _shifted(back, now - debate.paused_at, now)
    return replace(back, open=_graced(back, now))


def _told_anew(debate: Round, waiting: Open) -> Open:
    """Whoever's slot it is again is told so again, and their form was used; who has been waiting
    all along has been told, and may have opened one since.
    """
    still = next((o for o in debate.open if o.slot == waiting.slot and not o.bot), None)
    if still is None:
        return replace(waiting, called=False, writing=False)
    warned = still.warned or waiting.warned
    return replace(waiting, called=still.called, warned=warned, writing=still.writing)


def _mine(debate: Round, move: Move, seat_id: str) -> Open:
    check(debate, move)  # says that the round allows it at all before whose slot it is
    waiting = debate.open_for(seat_id)
    if waiting is None:
        raise IllegalMove("error.not_your_slot")
    return waiting


def _waiting(debate: Round, move: Move, slot: int) -> Open:
    check(debate, move)
    for waiting in debate.open:
        if waiting.slot == slot and not waiting.bot:
            return waiting
    raise IllegalMove("error.slot_over")


def _with_open(debate: Round, waiting: Open) -> tuple[Open, ...]:
    return tuple(waiting if o.slot == waiting.slot else o for o in debate.open)


def _shifted(debate: Round, by: int, now: int) -> Round:
    def later(waiting: Open) -> Open:
        if waiting.deadline is None:
            return waiting
        deadline = in_time(debate, waiting.deadline + by, waiting.latest, now)
        return replace(waiting, deadline=deadline)

    return replace(debate, open=tuple(later(waiting) for waiting in debate.open))


def _later(moment: int | None, by: int) -> int | None:
    return None if moment is None else moment + by
