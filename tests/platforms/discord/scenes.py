"""Short rounds on Discord, for tests of what goes wrong: a drill of two slots, a duel of two."""

import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.platforms.discord.serving import prompts, speak, surroundings
from tests.platforms.forking import Forked, Parent
from tests.platforms.program import moment
from tests.platforms.short import ANSWER, DRILL, DUEL
from tests.standins.discord.answers import Answer
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room, Server
from tests.standins.discord.seen import Seen
from tests.standins.discord.server import Discord

NEVER = 3_600.0  # seconds between heartbeats: the stand-in rests while other tests run


@dataclass
class Class:
    """A class server with a channel, some people, and the bot over its own database."""

    discord: Discord
    server: Server
    room: Room
    bot: Forked
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """A member by name, made when first asked for."""
        if name not in self.people:
            self.people[name] = self.server.member(name)
        return self.people[name]

    @property
    def ana(self) -> Person:
        return self.person("Ana")

    @property
    def ben(self) -> Person:
        return self.person("Ben")

    async def until(self, true: Callable[[], object], of: str, within: float = 15.0) -> None:
        """Wait for something that is true of Discord or of the bot's database."""
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, f"no {of}\n{self.discord.dump()}\n{self.bot.log}"
            await moment()

    async def drill(self, who: Person | None = None, room: Room | None = None) -> "Drill":
        """A drill begun; it may not be posted yet."""
        who, room = who or self.ana, room or self.room
        before = [thread.id for thread in room.threads]
        await who.types(room, "/debate start", **DRILL)
        return Drill(self, who, room, before)

    async def lobby(self, room: Room | None = None) -> Seen:
        """A duel that Ana opens; its lobby, with its thread."""
        room = room or self.room
        before = {seen.id for seen in room.messages}
        await self.ana.types(room, "/debate start", **DUEL)

        def posted() -> list[Seen]:
            found = [m for m in room.messages if m.id not in before and "Join" in m.buttons]
            return [m for m in found if room.thread_of(m)]

        await self.until(posted, "the lobby with its thread")
        return posted()[0]

    async def duel(self) -> Room:
        """A duel of Ana, who opens, and Ben, that has begun; its thread."""
        lobby = await self.lobby()
        await self.ben.types(self.room, "/debate join", side="limit")
        await self.ana.presses(lobby, "Begin")
        thread = self.room.thread_of(lobby)
        assert thread is not None
        return thread

    async def called(self, who: Person, room: Room) -> Seen:
        """The call to speak that somebody has in a room."""
        await self.until(lambda: prompts(room, who), f"a call for {who.name}")
        return prompts(room, who)[-1]


class Drill:
    """One person's round in a private thread."""

    def __init__(self, there: Class, who: Person, room: Room, before: list[str]) -> None:
        self._there, self.who, self._room, self._before = there, who, room, before

    @property
    def threads(self) -> list[Room]:
        return [thread for thread in self._room.threads if thread.id not in self._before]

    @property
    def thread(self) -> Room:
        [thread] = self.threads
        return thread

    async def spoken(self, text: str = ANSWER) -> Answer:
        """Wait for the call and speak."""
        await self._there.until(lambda: self.threads, "the thread")
        return await speak(self.who, await self._there.called(self.who, self.thread), text)

    async def over(self) -> list[Seen]:
        """What stands in the thread once the ballot is there."""
        await self._there.until(lambda: ended(self.thread), "the ballot")
        return self.thread.messages


def ended(room: Room) -> list[Seen]:
    """The ballots in a room."""
    return [seen for seen in room.messages if "Appeal" in seen.buttons]


def speeches(room: Room) -> list[str]:
    """What was said in a room by those who debate, in order."""
    return [
        str(embed["description"])
        for seen in room.messages
        for embed in seen.embeds
        if str(embed.get("title", "")).startswith("Assigned role")
        or str((embed.get("author") or {}).get("name", "")).startswith("Assigned role")
    ]


@contextlib.asynccontextmanager
async def lesson(
    parent: Parent, folder: Path, prompts_folder: Path, **settings: object
) -> AsyncIterator[Class]:
    """A class whose bot is not started yet; ended in any case."""
    async with Discord.start(**{"heartbeat": NEVER} | settings) as discord:
        server = discord.server("Class 9b")
        environ = {
            "DEBATE_BOT_PROMPTS": str(prompts_folder),
            "XDG_CACHE_HOME": str(prompts_folder.parent / "cache"),
            "DEBATE_BOT_ROUNDS__QUIET_HOURS": "off",
        }
        bot = Forked(folder, surroundings(discord) | environ, parent)
        there = Class(discord=discord, server=server, room=server.channel("debates"), bot=bot)
        try:
            yield there
        finally:
            if bot.runs:
                await bot.kill()
