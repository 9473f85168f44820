"""Where a round is talked about. It begins where it is asked for; who comes from another platform
brings it there too, and takes what is theirs alone along when they leave. A round whose channel or
thread is lost, or that began in the wrong one, is brought to where somebody asks for it; what it is
made of stays as it is, and so do its places on other platforms. A thread there is made anew.
"""

from dataclasses import replace

from bot.app.kit import Call
from bot.app.messages import Message, MessageKind, to_round
from bot.app.ports import Place, Sending
from bot.app.say import talk
from bot.core import floor
from bot.core.errors import BadInput, IllegalMove, NotYours
from bot.core.round import OPEN, Round


async def move(call: Call) -> list[Message]:
    """Bring a round to where this was typed; whoever's slot is open is told so there once more.

    Those in it may, where its place is lost; else its host may, and instructors. Raises NotYours
    for others, IllegalMove for a round that is over, BadInput where a round cannot go on.
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
    before = await call.tx.places.of_round(debate.id, place.platform)
    gone = all(each.direct for each in before)
    if not (gone or call.person.instructor or debate.host == call.person.id):
        raise NotYours("error.move_host")
    await _take_leave(call, before)
    await call.tx.places.put(debate.id, place.platform, [replace(place, thread="")])
    after = floor.call_again(debate)
    if after is not debate:
        undo = await call.tx.rounds.undo(debate.id)
        await call.tx.rounds.save(debate, after, undo=undo, now=call.now)
    return [talk.goes_on_here(await talk.talker(call.kit, call.tx, after))]


async def _take_leave(call: Call, places: list[Place]) -> None:
    """Tell those who read a round's thread that it goes on elsewhere."""
    text = call.kit.say("notice.goes_on_elsewhere")
    goodbye = Message(kind=MessageKind.NOTICE, to=to_round(call.round.id), text=text)
    await call.tx.outbox.add(
        [
            Sending(
                id=call.kit.new_id(),
                message=replace(goodbye, said_in=(place.channel, place.thread)),
                platform=place.platform,
            )
            for place in places
            if place.thread
        ],
        call.now,
    )


async def here(call: Call, debate: Round) -> None:
    """A round is talked about where it was asked for, beside any thread; one that takes the place
    of another where that was, on each platform, but for direct messages with others: they come
    when those do.
    """
    place, found = call.place, {}
    if place is None:
        return
    if call.debate is not None:
        for on in await call.tx.places.platforms(to_round(call.debate.id)):
            places = await call.tx.places.of_round(call.debate.id, on)
            found[on] = [p for p in places if not p.direct or p.channel == place.channel]
    found[place.platform] = found.get(place.platform) or [place]
    for on, places in found.items():
        await call.tx.places.put(debate.id, on, [replace(each, thread="") for each in places])


async def kept_up(call: Call, after: Round) -> list[Message]:
    """Whoever comes into a round can read it where they are; whoever leaves one that others go on
    with is not written to directly about it any more, and told so.
    """
    me = call.person.id
    was, stays = call.round.seat_of(me) is not None, after.seat_of(me) is not None
    if call.place is not None and stays and not was:
        await _comes(call, call.place)
    if call.place is not None and was and not stays and after.people:
        return await _goes(call, call.place.platform)
    return []


async def _comes(call: Call, place: Place) -> None:
    """Where a round has no place on their platform that they can read, it gets one: the channel
    they wrote in, beside any thread, or their direct messages.
    """
    places = await call.tx.places.of_round(call.round.id, place.platform)
    if not any(not each.direct or each.channel == place.channel for each in places):
        now = [*places, replace(place, thread="")]
        await call.tx.places.put(call.round.id, place.platform, now)


async def _goes(call: Call, on: str) -> list[Message]:
    user = await call.tx.places.account(call.person.id, on)
    places = await call.tx.places.of_round(call.round.id, on)
    left = [each for each in places if each.channel != f"@{user}"]
    if left == places:
        return []
    await call.tx.places.put(call.round.id, on, left)
    return [talk.you_left(await talk.talker(call.kit, call.tx, call.round), call.person)]
