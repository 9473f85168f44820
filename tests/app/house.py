"""A house for tests of use cases: a kit over a real store, people who type lines, and what they are
told. `building.py` builds it.

`Heard` is what one line, or some time that passed, brought about: `direct` answers to the one who
typed, and what was `posted` through the outbox.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TypeVar

from bot.app import front, work
from bot.app.front import Incoming
from bot.app.kit import Kit
from bot.app.messages import Message, MessageKind, Scope
from bot.app.ports import Account, Person, Place, Speech
from bot.content.places import prompts_folder
from bot.core.jobs import Job
from bot.core.round import Open, Round
from tests.fakes import FakeClock, FakeOpponent, FakeReader

T = TypeVar("T")

CLASS = "class"
PROMPTS = prompts_folder({})
PACKS = Path(__file__).parents[1] / "data" / "packs"
PHONES, HOMEWORK = "school-phones", "homework"
SOLO = "/debate start format:solo pace:standard"
DUEL = "/debate start format:duel pace:standard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Messages, in the order in which they came."""

    direct: tuple[Message, ...] = ()
    posted: tuple[Message, ...] = ()

    @property
    def all(self) -> tuple[Message, ...]:
        return self.direct + self.posted

    @property
    def kinds(self) -> list[str]:
        return [message.kind.value for message in self.all]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.all]

    def of(self, kind: MessageKind) -> list[Message]:
        """Every message of a kind."""
        return [message for message in self.all if message.kind is kind]

    def one(self, kind: MessageKind) -> Message:
        """The only message of a kind."""
        [message] = self.of(kind)
        return message

    @property
    def error(self) -> str:
        """What was refused; nothing else happened."""
        [message] = self.all
        assert message.kind is MessageKind.ERROR
        assert message.private
        return message.text


def buttons(message: Message) -> dict[str, str]:
    """A message's buttons: label and command, without the round's id."""
    return {b.label: b.command.split(" round:")[0] for b in message.buttons}


def fields(message: Message) -> dict[str, str]:
    """A message's fields by name."""
    return {field.name: field.value for field in message.fields}


def spoken(words: int, *marks: str) -> str:
    """A text of so many words that says nothing, and marks for the fake reader."""
    return " ".join([*(["word"] * words), *marks])


SPEECH = spoken(30)


@dataclass
class House:
    """People at one keyboard: `type` is a line, `wait` is time that passes."""

    kit: Kit
    clock: FakeClock
    database: Path
    prompts: Path
    reader: FakeReader
    opponent: FakeOpponent
    instructors: set[str] = field(default_factory=set)
    events: "count[int]" = field(default_factory=lambda: count(1))

    def habits(self, **changes: object) -> None:
        """Change what holds where a person says nothing else."""
        habits = replace(self.kit.habits, **changes)  # type: ignore[arg-type]  # replace checks
        self.kit = replace(self.kit, habits=habits)

    def use(self, **parts: object) -> None:
        """Change a part of the kit."""
        self.kit = replace(self.kit, **parts)  # type: ignore[arg-type]  # replace checks

    async def type(
        self,
        name: str,
        line: str,
        *,
        event: str | None = None,
        classroom: str = CLASS,
        here: str | None = None,
        idle: bool = False,
    ) -> Heard:
        """A person types a line; then every job that is due is run (unless `idle`).

        Whoever is in `instructors` is one.
        """
        incoming = Incoming(
            event=event or f"event-{next(self.events)}",
            account=account(name),
            classroom=classroom,
            text=line,
            round=here,
            place=Place(platform="console", channel=classroom),
            instructor=name in self.instructors,
        )
        direct = await front.handle(self.kit, incoming)
        if not idle:
            await work.work_off(self.kit)
        return Heard(direct=tuple(direct), posted=await self.sent())

    async def wait(self, seconds: float) -> Heard:
        """Time passes, and whatever falls due on the way is done when it does."""
        until = self.clock.at + round(seconds * 1000)
        posted: list[Message] = []
        while True:
            due = await work.next_due(self.kit)
            if due is None or due > until:
                break
            self.clock.at = max(self.clock.at, due)
            await work.work_off(self.kit)
            posted += await self.sent()
        self.clock.at = until
        return Heard(posted=tuple(posted))

    async def work(self) -> Heard:
        """Run what is due now."""
        await work.work_off(self.kit)
        return Heard(posted=await self.sent())

    async def sent(self) -> tuple[Message, ...]:
        """What waits in the outbox, sent."""
        waiting = await self.kit.store.write(lambda tx: tx.outbox.take("console", 1000))
        await self.kit.store.write(lambda tx: tx.outbox.sent([s.id for s in waiting]))
        return tuple(sending.message for sending in waiting)

    def say(self, key: str, **variables: object) -> str:
        """A phrase as it is written now."""
        return self.kit.say(key, **variables)

    async def person(self, name: str, classroom: str = CLASS) -> Person:
        """Somebody who has typed before."""
        person = account(name)
        return await self.kit.store.write(
            lambda tx: tx.people.known(person, classroom, self.kit.new_id())
        )

    async def id(self, name: str) -> str:
        """A person's id."""
        return (await self.person(name)).id

    async def save(self, person: Person) -> None:
        """Store a person as an instructor would change them."""
        await self.kit.store.write(lambda tx: tx.people.save(person))

    async def rounds(self, name: str) -> list[Round]:
        """Every round a person has or had a seat in, newest first."""
        person = await self.id(name)
        return await self.kit.store.read(lambda tx: tx.listings.of_person(person, open_only=False))

    async def round(self, name: str) -> Round:
        """A person's latest round."""
        return (await self.rounds(name))[0]

    async def speeches(self, name: str) -> list[Speech]:
        """The texts of a person's latest round, withdrawn ones left out."""
        debate = await self.round(name)
        return await self.kit.store.read(lambda tx: tx.speeches.of_round(debate.id))

    async def job(self, job: Job, round_id: str) -> None:
        """Put a job back, as if it had not been done yet."""
        await self.kit.store.write(lambda tx: tx.jobs.add(round_id, [job]))

    async def seat_names(self, debate: Round) -> dict[str, str]:
        """The name at each person's seat."""
        ids = [str(seat.person) for seat in debate.seats if seat.person]
        people = await self.kit.store.read(lambda tx: tx.people.get(ids))
        return {s.id: people[str(s.person)].name for s in debate.seats if s.person}

    async def waiting(self, name: str) -> list[tuple[str, Open]]:
        """Whose slots are open in a person's latest round, bots left out."""
        debate = await self.round(name)
        names = await self.seat_names(debate)
        return [(names[o.seat], o) for o in debate.open if not o.bot]

    async def play_on(
        self, name: str, text: str | Callable[[str], str] = SPEECH, *, slots: int = 99
    ) -> Heard:
        """Everybody whose slot it is speaks, until the round is over or so many slots are."""
        heard: list[Message] = []
        for _ in range(slots):
            waiting = await self.waiting(name)
            if not waiting:
                break
            who = waiting[0][0]
            debate = await self.round(name)
            line = text if isinstance(text, str) else text(who)
            heard += (await self.type(who, line, here=debate.id)).all
        return Heard(posted=tuple(heard))

    async def seat(self, *names: str, line: str = DUEL, sides: Sequence[str] = ()) -> Round:
        """A round in which everybody has come and taken the side of their wish or drawn one."""
        wish = dict(zip(names, sides, strict=False))
        await self.type(names[0], f"{line} {_wish(wish, names[0])}")
        debate = await self.round(names[0])
        for other in names[1:]:
            await self.type(other, f"/debate join {_wish(wish, other)}", here=debate.id)
        await self.type(names[0], "/debate begin", here=debate.id)
        for each in names:
            await self.type(each, "/debate agree", here=debate.id)
        return await self.round(names[0])


def _wish(wish: dict[str, str], name: str) -> str:
    return f"side:{wish[name]}" if name in wish else ""


def account(name: str) -> Account:
    """How the console would know somebody."""
    return Account(platform="console", external=name.lower(), name=name)


def to_all(message: Message) -> bool:
    """Whether everybody in a round is told."""
    return message.to.scope is Scope.ROUND
