"""Discord as a driver: the adapter, connected to the stand-in, in the test's own process."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace

import discord as library
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import work
from bot.app.commands import GRAMMAR
from bot.app.parse import Takes
from bot.platforms.discord import buttons
from bot.platforms.discord.client import Line
from bot.platforms.discord.platform import Discord as Platform
from bot.platforms.discord.platform import Terms
from tests.app.house import House
from tests.platforms.contract.driving import Driver, Look, Opens, looking
from tests.platforms.contract.saying import Manner, Said, meaning, said
from tests.platforms.discord.hall import PATIENT
from tests.platforms.told import Told
from tests.standins.discord.answers import Answer
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room, Server
from tests.standins.discord.seen import Seen
from tests.standins.discord.server import Discord
from tests.standins.discord.slash import Value


class _Watched(Platform):
    """The platform, which counts what it has heard out."""

    heard = 0
    stand_in: Discord

    async def asked(self, event: library.Interaction) -> None:
        try:
            await super().asked(event)
        finally:
            self._heard_out()

    async def said(self, message: library.Message) -> None:
        try:
            await super().said(message)
        finally:
            self._heard_out()

    def _heard_out(self) -> None:
        self.heard += 1
        self.stand_in.stage.changes.happened()


class Classroom:
    """A driver: a server with one channel, in which everybody may manage the server."""

    def __init__(
        self, home: House, look: Look, server: Server, platform: _Watched, manner: Manner
    ) -> None:
        self.home, self._look, self._platform, self._manner = home, look, platform, manner
        self._server = server
        self._room = server.channel("debates")
        self._people: dict[str, Person] = {}

    async def says(self, name: str, line: str) -> None:
        before = self._platform.heard
        told = 1 + await self._say(self._person(name), line)
        await self._until(lambda: self._platform.heard == before + told, f"{line!r} heard out")
        await work.work_off(self.home.kit)
        self._platform.wake()
        unsent = "SELECT id, kind FROM outbox"
        await self._until(lambda: not self._look(unsent), f"all sent after {line!r}")

    async def _until(self, true: Callable[[], bool], of: str) -> None:
        await self._platform.stand_in.until(true, of=of)

    def _person(self, name: str) -> Person:
        if name not in self._people:
            self._people[name] = self._server.member(name)
            self._people[name].manages = True
        return self._people[name]

    async def _say(self, person: Person, line: str) -> int:
        """Say it; how many more events than one that took."""
        command = said(self.home, line)
        where = self._where(person, command)
        pressed = self._button(person, command) if self._manner is Manner.BUTTON else None
        if pressed is not None:
            return await self._filled(person, await person.presses(*pressed), command)
        path = command.path
        if self._manner is Manner.MENTION or f"/{path}" not in person.offered(where):
            mention = self._platform.stand_in.bot.mention
            await person.says(where, f"{mention} {self._mentioning(line)}")
            return 0
        options = {key: self._value(path, key, value) for key, value in command.values.items()}
        return await self._filled(person, await person.types(where, f"/{path}", **options), command)

    async def _filled(self, person: Person, answer: Answer, command: Said) -> int:
        """Send the form that opened, if one did: with a command's words, or as it is."""
        assert not answer.failed
        if answer.modal is None:
            return 0
        entered = {"text": command.words} if command.words else {}
        sent = await person.fills(answer.modal, **entered)
        assert not sent.failed
        return 1

    def _where(self, person: Person, command: Said) -> Room:
        threads = [thread for thread in self._room.threads if person.sees(thread)]
        return threads[-1] if command.within and threads else self._room

    def _value(self, path: str, name: str, value: str) -> Value:
        """An option's value as a client sends it."""
        if name == "with":
            return self._person(value)
        option = next(option for option in GRAMMAR.options[path] if option.name == name)
        return value == "true" if option.takes is Takes.FLAG else value

    def _mentioning(self, line: str) -> str:
        """A line in which people are mentioned rather than named."""
        words = (
            f"with:{self._person(word.removeprefix('with:')).mention}"
            if word.startswith("with:")
            else word
            for word in line.split(" ")
        )
        return " ".join(words)

    def _button(self, person: Person, command: Said) -> tuple[Seen, str] | None:
        """The newest button that means a command, with its message; a form takes the words."""
        places = [self._room, *self._room.threads, person.dm]
        seen = [message for place in places for message in person.sees(place)]
        seen.sort(key=lambda message: int(message.id), reverse=True)
        return meaning(self.home, command, _buttons(seen))


def _buttons(messages: list[Seen]) -> Iterator[tuple[tuple[Seen, str], str]]:
    """Each button, by its message and label, with the command that it means."""
    for message in messages:
        for label in message.buttons:
            read = buttons.read(str(message.button(label).get("custom_id")))
            if read is not None:
                yield (message, label), read.command


def discord(manner: Manner) -> Opens:
    """Discord, on which people say things in this manner."""

    @asynccontextmanager
    async def opened(home: House) -> AsyncIterator[Driver]:
        async with Discord.start(patience=PATIENT) as stand_in:
            server = stand_in.server("Class 9b")
            async with _connected(home, stand_in) as platform:
                with looking(home) as look:
                    yield Classroom(home, look, server, platform, manner)

    return opened


@asynccontextmanager
async def _connected(home: House, stand_in: Discord) -> AsyncIterator[_Watched]:
    kit = replace(home.kit, store=Told(home.kit.store, stand_in.stage.changes.happened))
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY  # the library keeps them for all clients
    line = Line(api_base=stand_in.api_base, message_content=False)
    terms = Terms(token=stand_in.token, line=line, translations={})
    platform = _Watched(kit, terms, lambda: None)  # nobody but the driver does jobs
    platform.stand_in = stand_in
    running = asyncio.create_task(platform.run())
    try:
        await stand_in.until_connected()
        yield platform
    finally:
        await platform.stop()
        await running
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
