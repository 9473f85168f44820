"""Use cases for instructors: what goes on in their classroom, ending a round of it, the welcome
with which a class begins, and who else is one. Moving a round is in whereabouts.py.
"""

from dataclasses import replace

from bot.app import inviting
from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.moves import made
from bot.app.ports import Person
from bot.app.say import classroom as say
from bot.app.say import talk
from bot.core import ending
from bot.core.errors import BadInput, IllegalMove, NotFound


async def rounds(call: Call) -> list[Message]:
    """Every open round of the classroom: who debates what with whom, and whose slot it is; and who
    asked for a second look at their ballot lately.
    """
    found = await call.tx.listings.open_in(call.classroom)
    talkers = [await talk.talker(call.kit, call.tx, debate) for debate in found]
    asked = []
    for appeal in await call.tx.listings.appealed_in(call.classroom, say.MOST_APPEALS):
        debate = await call.tx.rounds.get(appeal.round)
        asked.append((await talk.talker(call.kit, call.tx, debate), appeal))
    return [say.listing(call, talkers, asked)]


async def cancel(call: Call) -> list[Message]:
    """End a round without ballots, whoever opened it; everybody in it is told who did.

    Raises IllegalMove for one that is over, or whose ballots are being written.
    """
    after = ending.cancel(call.round, call.now)
    said = say.cancelled(await talk.talker(call.kit, call.tx, after), call.person)
    return await made(call, after, said, undo="cancel", by_instructor=True)


async def welcome(call: Call) -> list[Message]:
    """What a class reads first, for all to see."""
    return [say.welcome(call)]


async def appoint(call: Call) -> list[Message]:
    """Make somebody an instructor of the classroom too; they are told.

    Raises BadInput where the platform itself says who is one, IllegalMove for who is one already.
    """
    whom = await _whom(call, "class appoint")
    if whom.instructor:
        raise IllegalMove("error.instructor_already", name=whom.name)
    await call.tx.classrooms.appoint(whom.id, call.classroom, instructor=True)
    return say.appointed(call, whom, named=await _is_only(call, whom))


async def dismiss(call: Call) -> list[Message]:
    """Make an instructor of the classroom a student again; they are told.

    Raises BadInput where the platform itself says who is one, IllegalMove for who is none, and for
    oneself as long as nobody else is one.
    """
    whom = await _whom(call, "class dismiss")
    if not whom.instructor:
        raise IllegalMove("error.instructor_not", name=whom.name)
    if whom.id == call.person.id and len(await call.tx.classrooms.instructors(call.classroom)) == 1:
        raise IllegalMove("error.instructor_last")
    await call.tx.classrooms.appoint(whom.id, call.classroom, instructor=False)
    return say.dismissed(call, whom, named=await _is_only(call, whom))


async def _whom(call: Call, command: str) -> Person:
    """Whom `with:` names, who is on the platform where it is typed: another may say by itself who
    is an instructor there.
    """
    if call.by_role:
        raise BadInput("error.by_role")
    name = call.values.get("with", "").lstrip("@")
    if not name:
        raise BadInput("error.missing_option", command=command, option="with")
    if inviting.is_stranger(call, name):
        raise BadInput("error.no_classmate")
    found = await inviting.known_as(call, name)
    if not found:
        raise NotFound("error.no_such_person", name=name)
    if len(found) > 1:
        raise BadInput("error.which_classmate", name=name)
    [whom] = found
    on = call.place and call.place.platform
    if on and await call.tx.places.account(whom.id, on) is None:
        raise BadInput("error.not_here", name=whom.name)
    here = {person.id for person in await call.tx.classrooms.instructors(call.classroom)}
    return replace(whom, instructor=whom.id in here)


async def _is_only(call: Call, person: Person) -> bool:
    """Whether a name means this person and nobody else of the classroom."""
    namesakes = await call.tx.people.named(call.classroom, person.name)
    return [each.id for each in namesakes] == [person.id]
