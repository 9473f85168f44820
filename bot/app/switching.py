"""Saying no: to a drawn side, to ending now; and switching to another topic or side altogether.

*Switching* leaves the round and opens another in its place: of the topic that is named, else of
the same one with another side. It is there before a drawn seat is accepted, and for somebody whose
clock was stopped because they spoke of a personal loss.
"""

from dataclasses import replace

from bot.app import rounds
from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.moves import made
from bot.app.ports import Person
from bot.app.say import lobby as say
from bot.app.say import talk
from bot.core import ending, lobby
from bot.core.errors import NotYours
from bot.core.round import Seat, Status
from bot.core.topic import Topic


async def decline(call: Call) -> list[Message]:
    """No: another side or topic, please; or not to end now."""
    debate, now = call.round, call.now
    topic = call.values.get("topic", debate.terms.topic)
    if debate.status is Status.PAUSED:
        _check_pause(call)
        talker = await talk.talker(call.kit, call.tx, debate)
        choice = [] if "topic" in call.values else say.switches(talker, call.person)
        return choice or await _switched(call, topic)
    if debate.status is Status.SEATING and topic != debate.terms.topic:
        return await _switched(call, topic)
    if debate.status is Status.SEATING:
        lots = await rounds.lots(call, debate, await call.topic())
        after = lobby.redraw(debate, call.person.id, await call.rules(), lots, now)
        talker = await talk.talker(call.kit, call.tx, after)
        return await made(call, after, *say.other_topics(talker, call.person), undo="decline")
    after = ending.decline_end(debate, call.person.id, now)
    talker = await talk.talker(call.kit, call.tx, after)
    return await made(call, after, talk.declined(talker, call.person), undo="decline")


def _seat(call: Call) -> Seat:
    seat = call.round.seat_of(call.person.id)
    if seat is None:
        raise NotYours("error.not_in")
    return seat


def _check_pause(call: Call) -> None:
    """Raises NotYours for whom the clock was not stopped."""
    if talk.stopped_for(call.round) != _seat(call).id:
        raise NotYours("error.not_your_pause")


async def _switched(call: Call, topic_id: str) -> list[Message]:
    debate, kit = call.round, call.kit
    seat = _seat(call)
    said = await rounds.leave(call)
    topic = kit.packs.topic(topic_id)
    alone = len(debate.people) == 1
    terms = replace(
        debate.terms,
        classroom=call.classroom,
        topic=topic.id,
        pack=topic.hash,
        format=debate.terms.format if alone else kit.habits.format,
        bots=True,
        sides=(),
        invited=(),
        rematch_of=None,
    )
    fresh = replace(call, person=_but_for(call.person, str(seat.side), topic), debate=None)
    return [*said, *await rounds.opened(fresh, topic, terms, None)]


def _but_for(person: Person, side: str, topic: Topic) -> Person:
    """The person as somebody who is not given this side again, if that leaves them another."""
    excluded = person.excluded | {side}
    return person if excluded >= topic.side_by_id.keys() else replace(person, excluded=excluded)
