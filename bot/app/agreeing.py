"""Saying yes: to a drawn side, to ending now, to going on after the clock was stopped.

Saying no is in switching.py.
"""

from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.moves import made, went_on
from bot.app.parse import chosen
from bot.app.say import lobby as say
from bot.app.say import talk
from bot.core import ending, floor, lobby
from bot.core.errors import IllegalMove, NotYours
from bot.core.round import Round, Seat, Status


async def agree(call: Call) -> list[Message]:
    """Yes: to the drawn side, to ending now, or to going on after a pause.

    With a `side` it is to that side alone. Raises IllegalMove where no side waits for a yes.
    """
    debate, now, kit = call.round, call.now, call.kit
    talker = await talk.talker(kit, call.tx, debate)
    other = await _other_side(call)
    if other is not None:
        return [say.changed(talker, other)]
    if debate.status is Status.SEATING:
        after = lobby.agree(debate, call.person.id, await call.rules(), now)
        return await made(call, after, say.accepted(talker, call.person, after), undo="agree")
    if debate.status is Status.PAUSED:
        after = _resumed(call)
        posted = await went_on(kit, call.tx, debate, after)
        return await made(call, after, talk.resumed(talker), *posted, undo="agree")
    after = ending.agree_end(debate, call.person.id, now)
    said = [talk.agreed(talker, call.person)] if after.status is Status.RUNNING else []
    return await made(call, after, *said, undo="agree")


async def _other_side(call: Call) -> Seat | None:
    """The caller's seat, if they agree to a side that is not theirs any more.

    Raises IllegalMove if sides were accepted already: a yes to one is no yes to what came since.
    """
    if "side" not in call.values:
        return None
    debate = call.round
    if debate.status is not Status.SEATING:
        raise IllegalMove("error.card_over")
    side = chosen("side", call.values["side"], tuple((await call.topic()).side_by_id))
    seat = debate.seat_of(call.person.id)
    return seat if seat and not seat.accepted and seat.side != side else None


def _resumed(call: Call) -> Round:
    """The clock runs again, for the one it was stopped for to say."""
    debate = call.round
    seat = debate.seat_of(call.person.id)
    if seat is None:
        raise NotYours("error.not_in")
    if talk.stopped_for(debate) != seat.id:
        raise NotYours("error.not_your_pause")
    return floor.resume(debate, call.now)
