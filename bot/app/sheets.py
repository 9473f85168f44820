"""Use cases that only look: status, brief, hint, flow, ballot, transcript, help; and appeal."""

import asyncio
from dataclasses import replace

from bot.app import understanding
from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.moves import withheld
from bot.app.occasions import occasion_of
from bot.app.ports import Kept
from bot.app.say import appeal as say_appeal
from bot.app.say import ballot as say_ballot
from bot.app.say import handout as say_handout
from bot.app.say import lobby as say_lobby
from bot.app.say import sheet as say
from bot.app.say import talk
from bot.core.ballot import Ballot
from bot.core.errors import IllegalMove, NotFound, NotYours
from bot.core.round import Seat, Status

HINTS = 4  # that may be asked for in a slot; the button on each leads to the next


async def status(call: Call) -> list[Message]:
    """Where a round stands: whose slot it is and how long is left."""
    talker = await talk.talker(call.kit, call.tx, call.round)
    return [say.status(talker, call.person, call.now)]


async def brief(call: Call) -> list[Message]:
    """One's side's brief, or a page of the handout; before sides are drawn, what each argues."""
    talker = await talk.talker(call.kit, call.tx, call.round)
    about = call.values.get("about", say_handout.SIDE)
    if about != say_handout.SIDE:
        return [say_handout.page(talker, call.person, about)]
    seat = call.round.seat_of(call.person.id)
    if seat is None or seat.side is None:
        return [say.sides(talker, call.person)]
    return [say_lobby.brief(talker, seat)]


async def hint(call: Call) -> list[Message]:
    """A question that nudges. Raises IllegalMove when no slot waits for this person."""
    debate = call.round
    seat = debate.seat_of(call.person.id)
    waiting = debate.open_for(seat.id) if seat else None
    if seat is None or waiting is None:
        raise IllegalMove("error.hint_not_now")
    understood = await _understood(call)
    occasion = await occasion_of(call.tx, understood, waiting.slot)
    number = int(call.values.get("number", "1"))
    given = frozenset(f"hint:{earlier}" for earlier in range(1, number))
    occasion = replace(occasion, used=occasion.used | given)
    question = await asyncio.to_thread(call.kit.opponent.hint, occasion)
    following = number + 1 if number < HINTS else None
    talker = await talk.talker(call.kit, call.tx, debate)
    return [say.hint(talker, call.person, question, following)]


async def flow(call: Call) -> list[Message]:
    """The flow sheet of what has been said so far."""
    understood = await _understood(call)
    talker = await talk.talker(call.kit, call.tx, call.round)
    return [say.flow(talker, call.person, understood.flow)]


async def ballot(call: Call) -> list[Message]:
    """One's own ballot: the first screen, or every mark with `details`. For an instructor the first
    screen of everybody in a round of their class.
    """
    if _is_instructors(call):
        return await _ballots(call)
    seat, given = await own_ballot(call)
    talker = await talk.talker(call.kit, call.tx, call.round)
    if call.values.get("details") == "true":
        notes = understanding.notes(call.kit, await _understood(call))
        said = say_ballot.details(talker, seat, given, notes)
        return said or [say.nothing_marked(talker, seat)]
    history = await call.tx.ballots.history(call.person.id)
    earlier = [kept for kept in history if kept.ended < _ended(history, call.round.id)]
    before = tuple(s for k in earlier[:1] for s in k.ballot.speeches if s.seat == k.seat)
    return [say_ballot.first_screen(talker, seat, given, before)]


def _is_instructors(call: Call) -> bool:
    """Whether it is a finished round in which its instructor, who argued nothing in it, looks."""
    seated = any(seat.person == call.person.id for seat in call.round.seats)
    return call.round.status is Status.DONE and call.person.instructor and not seated


async def _ballots(call: Call) -> list[Message]:
    ballots = await call.tx.ballots.of_round(call.round.id)
    if not ballots:
        raise NotFound("error.no_ballot")
    talker = await talk.talker(call.kit, call.tx, call.round)
    seats = [seat for seat in call.round.seats if seat.person]
    return [say_ballot.for_instructor(talker, call.person, seat, ballots[0]) for seat in seats]


def _ended(history: list[Kept], round_id: str) -> int:
    return next((kept.ended for kept in history if kept.round == round_id), 0)


async def transcript(call: Call) -> list[Message]:
    """Everything said in a round, as a file: for who is in it, and for the instructors of its class
    when it is over.
    """
    debate = call.round
    if all(s.person != call.person.id for s in debate.seats) and not _is_instructors(call):
        raise NotYours("error.not_in")
    seen = {delivery.speech for delivery in understanding.visible(debate)}
    speeches = [
        given
        for given in await call.tx.speeches.of_round(debate.id)
        if given.id in seen
        and (given.person == call.person.id or not withheld(call.kit, debate, given))
    ]
    talker = await talk.talker(call.kit, call.tx, debate)
    return [say.transcript(talker, call.person, speeches)]


async def appeal(call: Call) -> list[Message]:
    """Ask for a second look; recorded beside the ballot, never over it. The host of the round and
    the instructors are told, once.
    """
    await own_ballot(call)
    debate, me, reason = call.round, call.person, call.values.get("reason", "")
    first = await call.tx.ballots.appeal(debate.id, me.id, reason, call.now)
    talker = await talk.talker(call.kit, call.tx, debate)
    if not first:
        return [say_appeal.recorded_again(talker, me)]
    instructors = [p.id for p in await call.tx.classrooms.instructors(debate.terms.classroom)]
    said = [say_appeal.recorded(talker, me)]
    if debate.host not in (me.id, *instructors):
        said.append(say_appeal.to_host(talker))
    others = (person for person in instructors if person != me.id)
    return [*said, *(say_appeal.to_instructor(talker, person, me, reason) for person in others)]


async def own_ballot(call: Call) -> tuple[Seat, Ballot]:
    """The caller's seat, held or left, and the round's ballot.

    Raises NotYours for who had none, NotFound while there is no ballot.
    """
    seat = next((s for s in call.round.seats if s.person == call.person.id), None)
    if seat is None:
        raise NotYours("error.not_in")
    ballots = await call.tx.ballots.of_round(call.round.id)
    if not ballots:
        raise NotFound("error.no_ballot")
    return seat, ballots[0]


async def _understood(call: Call) -> understanding.Understood:
    material = await understanding.load(call.kit, call.tx, call.round)
    return await understanding.understand(call.kit, material)
