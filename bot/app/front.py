"""The front door: an event comes in once, becomes a command, and its messages go out.

Receiving an event and doing what it asks are quick, so they are one transaction (contracts.md, "How
an event becomes messages"). An event that cannot be acted on is recorded too, so that the same
event, arriving again later, still changes nothing. A command that only looks is recorded first and
answered from a snapshot, so that what it computes keeps nobody from writing.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from bot.app import commands
from bot.app.commands import COMMANDS, GRAMMAR, Command, Means
from bot.app.kit import Call, Kit
from bot.app.messages import Message, MessageKind, to_person
from bot.app.moves import post
from bot.app.parse import Typed, is_command, parse
from bot.app.ports import Account, Person, Tx
from bot.core import words
from bot.core.errors import BadInput, Conflict, Mendable, NotFound
from bot.core.round import OPEN, Round, Status

TRIES = 5  # a round that others move at the same moment is tried again this often
_HELP = ("/", "/debate", "debate")  # where a newcomer stops and looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a platform heard. `event` is its unique id; `round` the one whose thread it was in."""

    event: str
    account: Account
    classroom: str
    text: str
    round: str | None = None


async def handle(kit: Kit, incoming: Incoming) -> list[Message]:
    """Act on an event, once. What comes back is for the person who asked; the outbox has the rest.

    Never raises for what a person typed: the answer says what to do.
    """
    for _ in range(TRIES - 1):
        with suppress(Conflict):
            return await _handled(kit, incoming)
    return await _handled(kit, incoming)


async def _handled(kit: Kit, incoming: Incoming) -> list[Message]:
    try:
        typed = typed_of(kit, incoming.text)
        if not COMMANDS[typed.path].writes:
            return await _looked(kit, incoming, typed)
        answers = await kit.store.write(lambda tx: _acted(kit, tx, incoming, typed))
    except Mendable as error:
        return await _refused(kit, incoming, error)
    kit.step("committed")
    return answers


async def _acted(kit: Kit, tx: Tx, incoming: Incoming, typed: Typed) -> list[Message]:
    """Record the event and do what it asks, in one transaction."""
    person = await _arrived(kit, tx, incoming)
    if person is None:
        return []
    answers = await _answers(kit, tx, person, incoming, typed)
    if COMMANDS[typed.path].posts:
        await post(kit, tx, answers, kit.clock.now())
        answers = []
    await tx.inbox.finish(incoming.event)
    kit.step("moved")
    return answers


async def _looked(kit: Kit, incoming: Incoming, typed: Typed) -> list[Message]:
    """Record the event, then show what it asks for."""
    person = await kit.store.write(lambda tx: _recorded(kit, tx, incoming))
    if person is None:
        return []
    kit.step("committed")
    try:
        return await kit.store.read(lambda tx: _answers(kit, tx, person, incoming, typed))
    except Mendable as error:
        return [_sorry(kit, person, error)]


async def _refused(kit: Kit, incoming: Incoming, error: Mendable) -> list[Message]:
    """Record the event, so that it stays without effect, and say what was wrong."""
    person = await kit.store.write(lambda tx: _recorded(kit, tx, incoming))
    return [] if person is None else [_sorry(kit, person, error)]


async def _arrived(kit: Kit, tx: Tx, incoming: Incoming) -> Person | None:
    """Whom an event is from; None if it was seen before."""
    if not await tx.inbox.arrive(incoming.event, "", kit.clock.now()):
        return None
    kit.step("received")
    return await tx.people.known(incoming.account, incoming.classroom, kit.new_id())


async def _recorded(kit: Kit, tx: Tx, incoming: Incoming) -> Person | None:
    """Whom an event is from that has nothing more to change; None if it was seen before."""
    person = await _arrived(kit, tx, incoming)
    if person is not None:
        await tx.inbox.finish(incoming.event)
    return person


async def _answers(
    kit: Kit, tx: Tx, person: Person, incoming: Incoming, typed: Typed
) -> list[Message]:
    command = COMMANDS[typed.path]
    call = Call(
        kit=kit,
        tx=tx,
        person=person,
        classroom=incoming.classroom,
        now=kit.clock.now(),
        values=typed.values,
    )
    debate = await meant(call, command, incoming.round)
    return await command.run(replace(call, debate=debate))


def _sorry(kit: Kit, person: Person, error: Mendable) -> Message:
    text = kit.say(error.phrase, **error.variables)
    return Message(kind=MessageKind.ERROR, to=to_person(person.id), text=text, private=True)


def typed_of(kit: Kit, text: str) -> Typed:
    """The command that a line is; anything that is no command is a speech.

    Nothing at all, as a bare mention is, asks where things stand. Raises BadInput for what is no
    text and for a command that cannot be understood.
    """
    if not text.strip():
        return Typed(path="debate status", values={})
    line = words.usable(text)
    if line.lower() in _HELP:
        return Typed(path="debate help", values={})
    if not is_command(GRAMMAR, line):
        return Typed(path="debate speak", values={"text": line})
    return parse(GRAMMAR, line, partial(commands.choices, kit, topic=_topic_in(kit, line)))


def _topic_in(kit: Kit, line: str) -> str | None:
    """The topic that a command names, on which the sides it may name depend."""
    named = set(re.findall(r"[\w-]+", line.lower()))
    return next((topic for topic in kit.packs.ids() if topic.lower() in named), None)


async def meant(call: Call, command: Command, here: str | None) -> Round | None:
    """The round a call is about: the one named, the thread's, else the person's only one.

    Raises NotFound if there is none, BadInput with the ids if there are several.
    """
    if command.means is Means.NONE:
        return None
    named = call.values.get("round") or here
    if named:
        return await _in_classroom(call, named)
    if command.means is Means.LOBBY:
        return await _table(call)
    held = await call.tx.listings.of_person(call.person.id, open_only=command.means is Means.OPEN)
    mine = [debate for debate in held if debate.terms.classroom == call.classroom]
    waiting = [debate for debate in mine if debate.status in OPEN]
    seated = [debate for debate in waiting if debate.seat_of(call.person.id)]
    over = [debate for debate in mine if debate.status in (Status.JUDGING, Status.DONE)]
    if command.means is Means.OVER and over:
        return over[0]
    if command.path == "debate speak":
        seated = [debate for debate in seated if _is_awaited(debate, call.person.id)] or seated
    return _only(seated or waiting or mine[:1])


def _is_awaited(debate: Round, person: str) -> bool:
    """Whether a slot of the round waits for this person."""
    seat = debate.seat_of(person)
    return seat is not None and debate.open_for(seat.id) is not None


async def _in_classroom(call: Call, round_id: str) -> Round:
    """A round by id; classrooms never see each other's."""
    wanted = round_id.lower()
    debate = await call.tx.rounds.get(wanted)
    if debate.terms.classroom != call.classroom:
        raise NotFound("error.no_such_round", id=wanted)
    return debate


async def _table(call: Call) -> Round:
    """The table to join: the one a person is invited to, else the only one they are not at."""
    tables = await call.tx.listings.lobbies(call.classroom)
    others = [debate for debate in tables if not debate.seat_of(call.person.id)]
    invited = [debate for debate in others if call.person.id in debate.terms.invited]
    if not tables:
        raise NotFound("error.no_table")
    return _only(invited or others or tables)


def _only(found: list[Round]) -> Round:
    if not found:
        raise NotFound("error.no_round")
    if len(found) > 1:
        raise BadInput("error.which_round", ids=", ".join(debate.id for debate in found))
    return found[0]
