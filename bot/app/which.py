"""Which round a call is about: the one it names, the one whose thread it was said in, or the only
one that it can mean. Classrooms never see each other's.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.app.commands import Command, Means
from bot.app.kit import Call, Kit, topic_of
from bot.app.messages import Button, Field
from bot.app.ports import Account, Place, Tx
from bot.core.errors import BadContent, BadInput, NotFound
from bot.core.round import OPEN, Round, Status

MOST_PRESSES = 5  # as many buttons as stand in one row everywhere
_SHORT = re.compile(r"[\w,-]{1,30}")  # a value that fits into a button as it is


class Several(BadInput):
    """More rounds than one may be meant: `each` of them described, and what to `press` for it."""

    def __init__(
        self, phrase: str, ids: str, each: Sequence[Field], press: tuple[Button, ...]
    ) -> None:
        self.each, self.press = tuple(each), press
        super().__init__(phrase, ids=ids)


async def round_at(tx: Tx, place: Place | None) -> str | None:
    """The round whose thread it was said in."""
    if place is None or not place.thread:
        return None
    return await tx.places.round_at(place.platform, place.thread)


async def awaited_at(tx: Tx, place: Place | None, account: Account) -> bool:
    """Whether the round whose thread a place is waits for somebody."""
    round_id = await round_at(tx, place)
    if round_id is None:
        return False
    try:
        debate = await tx.rounds.get(round_id)
    except NotFound:
        return False
    for waiting in debate.open:
        person = debate.seat(waiting.seat).person
        user = await tx.places.account(person, account.platform) if person else None
        if user == account.external and not waiting.bot:
            return True
    return False


async def meant(call: Call, command: Command, here: str | None) -> Round | None:
    """The round a call is about: the one named, the thread's, else the person's only one.

    Raises NotFound if there is none, BadInput with the ids if there are several.
    """
    if command.means is Means.NONE:
        return None
    named = call.values.get("round") or here
    if command.means is Means.CLASS:
        return await _of_class(call, command, named)
    if named:
        return await _in_classroom(call, named)
    if command.means is Means.LOBBY:
        return await _table(call, command)
    held = await call.tx.listings.of_person(call.person.id, open_only=command.means is Means.OPEN)
    mine = [d for d in held if call.anywhere or d.terms.classroom == call.classroom]
    waiting = [debate for debate in mine if debate.status in OPEN]
    seated = [debate for debate in waiting if debate.seat_of(call.person.id)]
    over = [debate for debate in mine if debate.status in (Status.JUDGING, Status.DONE)]
    if command.means is Means.OVER and over:
        return over[0]
    if command.path == "debate speak":
        seated = [debate for debate in seated if _is_awaited(debate, call.person.id)] or seated
    return await _only(call, command, seated or waiting or mine[:1])


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
    elsewhere = debate.terms.classroom != call.classroom and not (call.anywhere and mine)
    if elsewhere or (alone(call.kit, debate) and not (mine or call.person.instructor)):
        raise NotFound("error.no_such_round", id=wanted)
    return debate


def alone(kit: Kit, debate: Round) -> bool:
    """Whether a round is one person's with the bot: nobody else has to see it."""
    form = kit.formats.formats.get(debate.terms.format)
    return form is not None and not form.lobby


async def _of_class(call: Call, command: Command, named: str | None) -> Round:
    """A round of the instructor's own classroom: the one named, else the only one that is open."""
    if named:
        return await _in_classroom(replace(call, anywhere=False), named)
    found = await call.tx.listings.open_in(call.classroom)
    if not found:
        raise NotFound("error.no_class_round")
    return await _only(call, command, found)


async def _table(call: Call, command: Command) -> Round:
    """The table to join: the one a person is invited to, else the only one they are not at."""
    tables = await call.tx.listings.lobbies(call.classroom)
    others = [debate for debate in tables if not debate.seat_of(call.person.id)]
    invited = [debate for debate in others if call.person.id in debate.terms.invited]
    if not tables:
        raise NotFound("error.no_table")
    return await _only(call, command, invited or others or tables)


async def _only(call: Call, command: Command, found: list[Round]) -> Round:
    if not found:
        raise NotFound("error.no_round")
    if len(found) > 1:
        raise Several(
            _several(call, command),
            ", ".join(debate.id for debate in found),
            [await _described(call, n, debate) for n, debate in enumerate(found, start=1)],
            _presses(call, command, found),
        )
    return found[0]


def _several(call: Call, command: Command) -> str:
    if command.means is Means.CLASS:
        return "error.which_class_round"
    speech = command.path == "debate speak" and call.values.get("text")
    return "error.which_round_speech" if speech else "error.which_round"


async def _described(call: Call, number: int, debate: Round) -> Field:
    """A round as a person tells it from others: its topic, who is in it, its format and state."""
    title = debate.terms.topic
    with suppress(NotFound, BadContent):
        title = (await topic_of(call.kit, call.tx, debate)).title
    people = await call.tx.people.get([str(seat.person) for seat in debate.people])
    who = ", ".join(person.name for person in people.values())
    state = call.kit.say(f"status.{debate.status.value}")
    value = " · ".join(part for part in (who, debate.terms.format, state, debate.id) if part)
    return Field(name=f"{number}. {title}", value=value)


def _presses(call: Call, command: Command, found: list[Round]) -> tuple[Button, ...]:
    """The same again for each round; a text is typed or pasted anew."""
    label = command.label or command.path.split()[-1].capitalize()
    given = "".join(
        f" {name}:{value}" for name, value in call.values.items() if _SHORT.fullmatch(value)
    )
    return tuple(
        Button(label=f"{label} {number}", command=f"/{command.path}{given} round:{debate.id}")
        for number, debate in enumerate(found[:MOST_PRESSES], start=1)
    )
