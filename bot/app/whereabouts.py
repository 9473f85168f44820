"""Where a round is talked about. A round whose channel or thread is lost, or that began in the
wrong one, is brought to where somebody asks for it; what it is made of stays as it is, and so do
its places on other platforms. A thread there is made anew.
"""

from dataclasses import replace

from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.say import talk
from bot.core import floor
from bot.core.errors import BadInput, IllegalMove, NotYours
from bot.core.round import OPEN


async def move(call: Call) -> list[Message]:
    """Bring a round to where this was typed; whoever's slot is open is told so there once more.

    Raises NotYours for who is neither in it nor an instructor, IllegalMove for a round that is
    over, BadInput where a round cannot go on.
    """
    debate, place = call.round, call.place
    if debate.seat_of(call.person.id) is None and not call.person.instructor:
        raise NotYours("error.not_in")
    if debate.status not in OPEN:
        raise IllegalMove(f"error.illegal.{debate.status.value}", move="move")
    if place is None:
        raise BadInput("error.no_place")
    if place.direct and [seat.person for seat in debate.people] != [call.person.id]:
        raise BadInput("error.move_direct")
    if place.thread and await call.tx.places.round_at(place.platform, place.thread) == debate.id:
        raise IllegalMove("error.here_already")
    await call.tx.places.put(debate.id, place.platform, [replace(place, thread="")])
    after = floor.call_again(debate)
    if after is not debate:
        undo = await call.tx.rounds.undo(debate.id)
        await call.tx.rounds.save(debate, after, undo=undo, now=call.now)
    return [talk.goes_on_here(await talk.talker(call.kit, call.tx, after))]
