"""Short rounds on Slack, for tests of what goes wrong: a drill of two slots, a duel of two."""

import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.platforms.forking import Forked, Parent
from tests.platforms.program import moment
from tests.platforms.short import DRILL, DUEL
from tests.platforms.slack.playing import calls, headed, told
from tests.platforms.slack.running import content, stand_in, surroundings
from tests.standins.slack.answers import Answer
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room, Workspace
from tests.standins.slack.seen import Seen
from tests.standins.slack.server import Slack


def start(options: Mapping[str, str]) -> str:
    """The command that starts a round."""
    return " ".join(["/debate start", *(f"{name}:{value}" for name, value in options.items())])


@dataclass
class Class:
    """A workspace with a channel, some people, and the bot over its own database."""

    slack: Slack
    team: Workspace
    room: Room
    bot: Forked
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """A member by name, made when first asked for."""
        if name not in self.people:
            self.people[name] = self.team.member(name)
        return self.people[name]

    @property
    def ana(self) -> Person:
        return self.person("Ana")

    @property
    def ben(self) -> Person:
        return self.person("Ben")

    @property
    def tables(self) -> list[Seen]:
        """The lobbies, oldest first."""
        every = [m for m in self.room.messages if m.author == self.team.bot.name]
        return [m for m in every if m.message.thread in ("", m.ts)]

    async def until(self, true: Callable[[], object], of: str, within: float = 15.0) -> None:
        """Wait for something that is true of Slack or of the bot's database."""
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, f"no {of}\n{self.slack.dump()}\n{self.bot.log}"
            await moment()

    async def lobby(self) -> Seen:
        """A duel that Ana opens; its lobby."""
        before = len(self.tables)
        assert (await self.ana.types(self.room, start(DUEL))).acknowledged
        await self.until(lambda: self.tables[before:], "the lobby")
        return self.tables[-1]

    async def duel(self) -> Room:
        """A duel of Ana, who opens, and Ben, that has begun; its thread."""
        lobby = await self.lobby()
        await self.ben.types(self.room, "/debate join side:limit")
        await self.until(lambda: "Ben" in lobby.text, "Ben at the table")
        await self.ana.presses(lobby, "Begin")
        return self.room.thread(lobby)

    async def drill(self, who: Person | None = None) -> Room:
        """A drill that somebody begins directly; where it is."""
        who = who or self.ana
        await who.writes_directly(start(DRILL))
        return who.dm

    async def called(self, who: Person, room: Room) -> Seen:
        """The call to speak that somebody has in a room."""
        await self.until(lambda: mine(room, who), f"a call for {who.name}")
        return mine(room, who)[-1]

    async def spoken(self, who: Person, room: Room, text: str) -> Answer:
        """Wait for the call and speak, by button and form."""
        pressed = await who.presses(await self.called(who, room), "Speak")
        return await who.fills(await pressed.opens(), text=text)


def mine(room: Room, who: Person) -> list[Seen]:
    """The calls to speak that somebody has in a room, oldest first."""
    return [seen for seen in calls(room) if who.name in seen.pings]


def said(room: Room) -> list[str]:
    """What was said in a room by those who debate, in order."""
    spoken = [m for m in told(room) if "Assigned role" in headed(m)]
    return [m.text.partition("\n")[2] for m in spoken]


@contextlib.asynccontextmanager
async def lesson(
    parent: Parent, folder: Path, prompts: Path, **settings: object
) -> AsyncIterator[Class]:
    """A class whose bot is not started yet; ended in any case."""
    async with stand_in(**settings) as slack:
        team = slack.workspace("Class 9b")
        told = surroundings(slack) | content(prompts) | {"DEBATE_BOT_ROUNDS__QUIET_HOURS": "off"}
        bot = Forked(folder, told, parent)
        try:
            yield Class(slack=slack, team=team, room=team.channel("debates"), bot=bot)
        finally:
            await bot.end()
