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
from bot.app.commands import COMMANDS, GRAMMAR
from bot.app.kit import Call, Kit
from bot.app.messages import Message, MessageKind, to_person
from bot.app.names import as_shown
from bot.app.parse import Typed, is_command, parse
from bot.app.ports import Account, Person, Place, Tx
from bot.app.posting import post
from bot.app.which import Several, meant, round_at
from bot.core import words
from bot.core.errors import Conflict, Mendable, NotYours

TRIES = 5  # a round that others move at the same moment is tried again this often
# Kinds that are the answer itself: nothing is lost if it is shown to who asked and nowhere else.
ANSWERS = frozenset({MessageKind.CONFIRMATION, MessageKind.NOTICE, MessageKind.STATUS})
# What was wrong, where that tells nothing but what was typed and how the round stands.
HARMLESS = frozenset(
    f"error.{name}"
    for name in (
        "already_in", "empty", "flag", "full", "here_already", "instructors", "missing_option",
        "no_round", "no_table", "not_in", "not_your_slot", "not_yet", "slot_gone", "slot_over",
        "too_much",
        "unknown_command", "unknown_command_near", "unknown_option", "unknown_option_near",
    )
)  # fmt: skip
# Where a newcomer stops and looks; of a group with one command, that.
_GROUPS = [path.split()[0] for path in COMMANDS]
_HELP = {"/": "debate help", "debate": "debate help"} | {
    f"/{group}": path if _GROUPS.count(group) == 1 else "debate help"
    for group, path in zip(_GROUPS, COMMANDS, strict=True)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a platform heard. `event` is its unique id; `round` the one whose thread it was in.

    `classroom` is that of the server or workspace, which may be bound to another; it is empty where
    somebody writes from nowhere in particular: then it is the one they were in last. `place` is
    where it was said; `named` are accounts named in the text, by how they stand there; `instructor`
    is what the platform says of the person, if it does. `by_role`: there it says so of everybody,
    so that nobody can be made one here. `direct`: what is for this person alone can be shown to
    them at once, as the answer. `filled`: its words are from a form that held what was kept before
    (forms.py). `recorded`: the platform has stored the event as received already, so that it is
    acted on unless it is done.
    """

    event: str
    account: Account
    classroom: str
    text: str
    round: str | None = None
    place: Place | None = None
    named: Mapping[str, Account] = field(default_factory=dict)
    instructor: bool | None = None
    by_role: bool = False
    direct: bool = False
    filled: bool = False
    recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is said to the one who asked. `kept` are the ids of those messages that wait in the
    outbox too, in case they do not arrive: whoever has shown them strikes them off. `harmless`: it
    says what was wrong, and everybody may read that where it was typed for everybody to read.
    """

    messages: tuple[Message, ...] = ()
    kept: tuple[str, ...] = ()
    harmless: bool = False


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
        return _wrong(kit, arrived[0], error)
    return Answered(messages=tuple(said))


async def _refused(kit: Kit, incoming: Incoming, error: Mendable) -> Answered:
    """Record the event, so that it stays without effect, and say what was wrong."""
    arrived = await kit.store.write(lambda tx: _recorded(kit, tx, incoming))
    return Answered() if arrived is None else _wrong(kit, arrived[0], error)


Arrived = tuple[Person, str]  # who, and in which classroom


async def _arrived(kit: Kit, tx: Tx, incoming: Incoming) -> Arrived | None:
    """Whom an event is from; None if it was seen before: acted on, where it is `recorded`."""
    event = incoming.event
    if incoming.recorded:
        fresh = await tx.inbox.finish(event)
    else:
        fresh = await tx.inbox.arrive(event, "", kit.clock.now())
    if not fresh:
        return None
    kit.step("received")
    return await met(kit, tx, incoming)


async def met(kit: Kit, tx: Tx, incoming: Incoming) -> Arrived:
    """The person behind an event and their classroom; strangers who write from nowhere in
    particular get one of their own.

    From there nobody is an instructor unless the platform says so now: who was one when they were
    last seen in a classroom need not be one still.
    """
    account = as_shown(kit, incoming.account)
    home = incoming.classroom
    classroom = await (tx.classrooms.of_home(home) if home else tx.classrooms.at_home(account))
    classroom = classroom or f"{account.platform}:@{account.external}"
    new, told = kit.new_id(), incoming.instructor
    person = await tx.people.known(account, classroom, new, instructor=told)
    if not incoming.classroom and told is None:
        person = replace(person, instructor=False)
    return person, classroom


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
    if command.instructors and not arrived[0].instructor:  # before it says which rounds there are
        unsaid = not incoming.classroom and incoming.instructor is None
        raise NotYours("error.instructors_here" if unsaid else "error.instructors")
    return await command.run(await called(kit, tx, arrived, incoming, typed))


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
        by_role=incoming.by_role,
        filled=incoming.filled,
    )
    here = incoming.round or await round_at(tx, incoming.place)
    debate = await meant(call, COMMANDS[typed.path], here)
    if debate is not None and debate.terms.classroom != classroom:
        # From anywhere, and in the round's classroom they may be no instructor.
        elsewhere = replace(person, instructor=False)
        call = replace(call, person=elsewhere, classroom=debate.terms.classroom)
    return replace(call, debate=debate)


def sorry(kit: Kit, person: Person, error: Mendable) -> Message:
    """What somebody can put right, said to them; of several rounds, with each to press."""
    text = kit.say(error.phrase, **error.variables)
    said = Message(kind=MessageKind.ERROR, to=to_person(person.id), text=text, private=True)
    if isinstance(error, Several):
        return replace(said, fields=error.each, buttons=error.press)
    return said


def _wrong(kit: Kit, person: Person, error: Mendable) -> Answered:
    harmless = error.phrase in HARMLESS or error.phrase.startswith("error.illegal.")
    return Answered(messages=(sorry(kit, person, error),), harmless=harmless)


def typed_of(kit: Kit, text: str) -> Typed:
    """The command that a line is; anything that is no command is a speech.

    Nothing at all, as a bare mention is, asks where things stand. Raises BadInput for what is no
    text and for a command that cannot be understood.
    """
    if not text.strip():
        return Typed(path="debate status", values={})
    line = words.usable(text)
    if line.lower() in _HELP:
        return Typed(path=_HELP[line.lower()], values={})
    if not is_command(GRAMMAR, line):
        return Typed(path="debate speak", values={"text": line})
    return parse(GRAMMAR, line, partial(commands.choices, kit, topic=_topic_in(kit, line)))


def _topic_in(kit: Kit, line: str) -> str | None:
    """The topic that a command names, on which the sides it may name depend."""
    named = set(re.findall(r"[\w-]+", line.lower()))
    return next((topic for topic in kit.packs.ids() if topic.lower() in named), None)
