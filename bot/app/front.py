"""The front door: an event comes in once, becomes a command, and its messages go out.

Receiving an event and doing what it asks are quick, so they are one transaction (contracts.md, "How
an event becomes messages"). An event that cannot be acted on is recorded too, so that the same
event, arriving again later, still changes nothing. A command that only looks is recorded first and
answered from a snapshot, so that what it computes keeps nobody from writing.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from bot.app import commands
from bot.app.commands import COMMANDS, GRAMMAR, Command, Means
from bot.app.kit import Call, Kit
from bot.app.messages import Message, MessageKind, to_person
from bot.app.parse import Typed, is_command, parse
from bot.app.ports import Account, Person, Place, Tx
from bot.app.posting import post
from bot.core import words
from bot.core.errors import BadInput, Conflict, Mendable, NotFound, NotYours
from bot.core.round import OPEN, Round, Status

TRIES = 5  # a round that others move at the same moment is tried again this often
# Kinds that are the answer itself: nothing is lost if it is shown to who asked and nowhere else.
ANSWERS = frozenset({MessageKind.CONFIRMATION, MessageKind.NOTICE, MessageKind.STATUS})
_HELP = ("/", "/debate", "debate")  # where a newcomer stops and looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a platform heard. `event` is its unique id; `round` the one whose thread it was in.

    `classroom` is empty where somebody writes from nowhere in particular: then it is the one they
    were in last. `place` is where it was said; `named` are accounts named in the text, by how they
    stand there; `instructor` is what the platform says of the person, if it does. `direct`: what is
    for this person alone can be shown to them at once, as the answer.
    """

    event: str
    account: Account
    classroom: str
    text: str
    round: str | None = None
    place: Place | None = None
    named: Mapping[str, Account] = field(default_factory=dict)
    instructor: bool | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is said to the one who asked. `kept` are the ids of those messages that wait in the
    outbox too, in case they do not arrive: whoever has shown them strikes them off.
    """

    messages: tuple[Message, ...] = ()
    kept: tuple[str, ...] = ()


async def handle(kit: Kit, incoming: Incoming) -> list[Message]:
    """Act on an event, once. What comes back is for the person who asked; the outbox has the rest.

    Never raises for what a person typed: the answer says what to do.
    """
    return list((await answer(kit, incoming)).messages)


async def answer(kit: Kit, incoming: Incoming) -> Answered:
    """As `handle`, with what is kept of the answer until it has arrived."""
    for _ in range(TRIES - 1):
        with suppress(Conflict):
            return await _answered(kit, incoming)
    return await _answered(kit, incoming)


async def _answered(kit: Kit, incoming: Incoming) -> Answered:
    try:
        typed = typed_of(kit, incoming.text)
        if not COMMANDS[typed.path].writes:
            return await _looked(kit, incoming, typed)
        answered = await kit.store.write(lambda tx: _acted(kit, tx, incoming, typed))
    except Mendable as error:
        return await _refused(kit, incoming, error)
    kit.step("committed")
    return answered


async def _acted(kit: Kit, tx: Tx, incoming: Incoming, typed: Typed) -> Answered:
    """Record the event and do what it asks, in one transaction."""
    arrived = await _arrived(kit, tx, incoming)
    if arrived is None:
        return Answered()
    person, _ = arrived
    said, kept = await _answers(kit, tx, arrived, incoming, typed), []
    if COMMANDS[typed.path].posts:
        now = kit.clock.now()
        direct = [m for m in said if incoming.direct and _is_answer(m, person)]
        kept = await post(kit, tx, direct, now, at_once=True)
        await post(kit, tx, [m for m in said if m not in direct], now)
        said = direct
    await tx.inbox.finish(incoming.event)
    kit.step("moved")
    return Answered(messages=tuple(said), kept=tuple(kept))


def _is_answer(message: Message, person: Person) -> bool:
    """Whether a message is nothing but the answer to what this person just did."""
    return message.to == to_person(person.id, message.to.round) and message.kind in ANSWERS


async def _looked(kit: Kit, incoming: Incoming, typed: Typed) -> Answered:
    """Record the event, then show what it asks for."""
    arrived = await kit.store.write(lambda tx: _recorded(kit, tx, incoming))
    if arrived is None:
        return Answered()
    kit.step("committed")
    try:
        said = await kit.store.read(lambda tx: _answers(kit, tx, arrived, incoming, typed))
    except Mendable as error:
        said = [_sorry(kit, arrived[0], error)]
    return Answered(messages=tuple(said))


async def _refused(kit: Kit, incoming: Incoming, error: Mendable) -> Answered:
    """Record the event, so that it stays without effect, and say what was wrong."""
    arrived = await kit.store.write(lambda tx: _recorded(kit, tx, incoming))
    return Answered() if arrived is None else Answered(messages=(_sorry(kit, arrived[0], error),))


Arrived = tuple[Person, str]  # who, and in which classroom


async def _arrived(kit: Kit, tx: Tx, incoming: Incoming) -> Arrived | None:
    """Whom an event is from; None if it was seen before."""
    if not await tx.inbox.arrive(incoming.event, "", kit.clock.now()):
        return None
    kit.step("received")
    return await met(kit, tx, incoming)


async def met(kit: Kit, tx: Tx, incoming: Incoming) -> Arrived:
    """The person behind an event and their classroom; strangers who write from nowhere in
    particular get one of their own.
    """
    account = incoming.account
    classroom = incoming.classroom or await tx.classrooms.at_home(account)
    classroom = classroom or f"{account.platform}:@{account.external}"
    new, told = kit.new_id(), incoming.instructor
    return await tx.people.known(account, classroom, new, instructor=told), classroom


async def _recorded(kit: Kit, tx: Tx, incoming: Incoming) -> Arrived | None:
    """Whom an event is from that has nothing more to change; None if it was seen before."""
    arrived = await _arrived(kit, tx, incoming)
    if arrived is not None:
        await tx.inbox.finish(incoming.event)
    return arrived


async def _answers(
    kit: Kit, tx: Tx, arrived: Arrived, incoming: Incoming, typed: Typed
) -> list[Message]:
    command = COMMANDS[typed.path]
    call = await called(kit, tx, arrived, incoming, typed)
    if command.instructors and not call.person.instructor:
        raise NotYours("error.instructors")
    return await command.run(call)


async def called(kit: Kit, tx: Tx, arrived: Arrived, incoming: Incoming, typed: Typed) -> Call:
    """The call that an event is, with the round it means."""
    person, classroom = arrived
    call = Call(
        kit=kit,
        tx=tx,
        person=person,
        classroom=classroom,
        now=kit.clock.now(),
        values=typed.values,
        anywhere=not incoming.classroom,
        place=incoming.place,
        named=incoming.named,
    )
    here = incoming.round or await _round_here(tx, incoming.place)
    debate = await meant(call, COMMANDS[typed.path], here)
    if debate is not None and call.anywhere:
        call = replace(call, classroom=debate.terms.classroom)
    return replace(call, debate=debate)


async def _round_here(tx: Tx, place: Place | None) -> str | None:
    """The round whose thread it was said in."""
    if place is None or not place.thread:
        return None
    return await tx.places.round_at(place.platform, place.thread)


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
    mine = [d for d in held if call.anywhere or d.terms.classroom == call.classroom]
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
    """A round by id; classrooms never see each other's. Those who belong to one may say what they
    do about it from anywhere.
    """
    wanted, me = round_id.lower(), call.person.id
    debate = await call.tx.rounds.get(wanted)
    mine = me in debate.terms.invited or any(seat.person == me for seat in debate.seats)
    if debate.terms.classroom != call.classroom and not (call.anywhere and mine):
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
