"""Slack as a driver: the adapter, connected to the stand-in, in the test's own process.

Commands are typed outside of threads, where Slack takes them, and what is said inside mentions the
bot. A round of one person is talked about directly with them, and a form takes what a button or a
command leaves open.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

from bot.app import work
from bot.app.calm import Calm
from bot.app.commands import COMMANDS
from bot.platforms.slack import buttons, forms
from bot.platforms.slack.addresses import Address, address
from bot.platforms.slack.manifest import manifest
from bot.platforms.slack.platform import Slack as Platform
from bot.platforms.slack.platform import Terms
from tests.app.house import House
from tests.platforms.contract.driving import Driver, Look, Opens, looking
from tests.platforms.contract.saying import Manner, Said, meaning, said
from tests.platforms.slack.serving import PATIENT, WITHIN
from tests.platforms.told import Told
from tests.standins.slack.answers import Answer
from tests.standins.slack.filling import Value
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen
from tests.standins.slack.server import Slack

_NAMES = ("Ana", "Ben", "Cleo", "Dora")
_IN_NO_FORM = frozenset({"sides", "more", "sure", "details"})  # options that only a line can give


class _Watched(Calm):
    """Knows whether anybody waits for an answer: it is calm as soon as nobody does."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._waits, self._tell = 0, tell
        self._none = asyncio.Event()
        self._none.set()

    @property
    def anybody(self) -> bool:
        """Whether somebody waits."""
        return self._waits > 0

    @contextmanager
    def somebody_waits(self) -> Iterator[None]:
        self._waits += 1
        self._none.clear()
        try:
            yield
        finally:
            self._waits -= 1
            if not self._waits:
                self._none.set()
                self._tell()

    async def comes(self) -> None:
        await self._none.wait()


class Classroom:
    """A driver: a workspace with one channel, whose host named everybody an instructor."""

    def __init__(self, home: House, look: Look, stand_in: Slack, manner: Manner) -> None:
        self.home, self._look, self._stand_in, self._manner = home, look, stand_in, manner
        self._team = stand_in.workspace("Class 9b")
        self._people = {name: self._team.member(name) for name in _NAMES}
        self._room = self._team.channel("debates")
        changed = stand_in.stage.changes.happened
        self._calm = _Watched(changed)
        terms = Terms(
            token=stand_in.token, app_token=stand_in.app_token, api_base=stand_in.api_base,
            pause=0.0, instructors=frozenset(person.id for person in self._people.values()),
        )  # fmt: skip
        kit = replace(home.kit, store=Told(home.kit.store, changed), calm=self._calm)
        self._platform = Platform(kit, terms, lambda: None)  # nobody but the driver does jobs

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """The adapter runs."""
        running = asyncio.create_task(self._platform.run())
        try:
            await self._stand_in.until_connected()
            yield
        finally:
            await self._platform.stop()
            await running

    async def says(self, name: str, line: str) -> None:
        await self._say(self._people[name], line)
        await self._heard_out(line)
        await work.work_off(self.home.kit)
        self._platform.wake()
        unsent = "SELECT id, kind FROM outbox"
        await self._until(lambda: not self._look(unsent), f"all sent after {line!r}")

    async def _say(self, person: Person, line: str) -> None:
        command = said(self.home, line)
        if self._manner is Manner.BUTTON and await self._works(person, command):
            return
        named = " ".join(word.replace("with:", "with:@") for word in line.split(" "))
        if self._manner is not Manner.MENTION and line.startswith("/"):
            await self._filled(person, await person.types(self._room, named), command)
            return
        there = self._where(person, command)
        if there == person.dm:
            await person.writes_directly(named)
        else:
            await person.mentions(there, named)

    async def _works(self, person: Person, command: Said) -> bool:
        """Press the newest button that means a command, or open its form; whether there is one."""
        pressed = meaning(self.home, command, self._buttons(person))
        if pressed is not None:
            answer = await person.presses(*pressed)
        elif (
            command.path in (*forms.KINDS, forms.START) and not command.values.keys() & _IN_NO_FORM
        ):
            answer = await person.types(self._room, f"/{command.path}")
        else:
            return False
        await self._filled(person, answer, command)
        return True

    async def _filled(self, person: Person, answer: Answer, command: Said) -> None:
        """Send the form that opened, if one did: with what a command says, or as it is."""
        await self._heard_out(command.path)
        if answer.modal is None:
            return
        entered: dict[str, Value] = {**command.values}
        if command.path != forms.START:
            entered = {forms.INPUT: command.words} if command.words else {}
        elif "with" in entered:
            entered["with"] = self._people[command.values["with"]]
        sent = await person.fills(answer.modal, entered)
        assert sent.acknowledged
        assert not sent.errors

    async def _heard_out(self, of: str) -> None:
        """Everything that was sent is acknowledged, done and answered."""
        await self._stand_in.until_quiet()
        undone = "SELECT id FROM events WHERE state <> 'done'"
        await self._until(
            lambda: not self._calm.anybody and not self._look(undone), f"{of!r} heard out"
        )

    async def _until(self, true: Callable[[], bool], of: str) -> None:
        await self._stand_in.until(true, WITHIN, of)

    def _where(self, person: Person, command: Said) -> Room:
        """For what is said there: where the newest round is talked about."""
        placed = "SELECT channel, thread FROM places ORDER BY round DESC, thread DESC LIMIT 1"
        for channel, thread in self._look(placed) if command.within else []:
            if address(str(channel)) == Address(team=self._team.id, id=person.id):
                return person.dm
            for seen in self._room.messages:
                if address(str(thread)).ts == seen.ts:
                    return self._room.thread(seen)
        return self._room

    def _buttons(self, person: Person) -> Iterator[tuple[tuple[Seen, str], str]]:
        """Each button that somebody sees, newest first: message and label, and what it means."""
        there = [m for m in self._room.everything if m.message.only_for in ("", person.id)]
        for message in sorted([*there, *person.direct], key=lambda m: float(m.ts), reverse=True):
            for label in message.buttons:
                read = buttons.read(str(message.button(label)[1]["action_id"]))
                if read is not None:
                    yield (message, label), read.command


def slack(manner: Manner) -> Opens:
    """Slack, on which people say things in this manner."""

    @asynccontextmanager
    async def opened(home: House) -> AsyncIterator[Driver]:
        app = manifest(COMMANDS, home.kit.say)
        async with Slack.start(app, patience=PATIENT) as stand_in:
            with looking(home) as look:
                room = Classroom(home, look, stand_in, manner)
                async with room.connected():
                    yield room

    return opened
