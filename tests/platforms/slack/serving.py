"""The stand-in and the Slack platform in the test's own process, with real content and workers.

A *school* is a channel of its own, with students; all are in one workspace, as one token is for
one. Its prompts are the small ones of the hall of Discord's tests.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import wiring
from bot.app.commands import COMMANDS
from bot.app.kit import Kit
from bot.platforms.slack.manifest import PATH, manifest
from bot.platforms.slack.platform import Slack as Platform
from bot.platforms.slack.terms import Mode, OAuth, Terms
from bot.running import Bell, Workers, application
from bot.settings import DatabaseSettings, PromptsSettings, Settings
from bot.store.upkeep import upgrade
from tests.platforms.discord.hall import SPEECH
from tests.platforms.program import moment
from tests.platforms.stored import Serves
from tests.platforms.told import Told
from tests.standins.slack.answers import Answer
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room, Workspace
from tests.standins.slack.seen import Seen
from tests.standins.slack.server import Slack

PATIENT = 20.0  # seconds that people wait for an acknowledgement: three are for the bench
WITHIN = 20.0  # seconds within which anything must come
OUTSIDE = "https://bot.example.org"  # where people reach us, as far as Slack knows


@dataclass
class Bot:
    """The platform over one database: started, ended, started again."""

    slack: Slack
    kit: Kit
    database: Path
    threads: bool = False
    pause: float = 0.0
    mode: Mode = Mode.SOCKET
    keys: str = ""
    address: str = ""
    platform: Platform | None = None
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    workers: Workers | None = None
    server: web.AppRunner | None = None

    async def start(self) -> None:
        """Connect, and begin to do what falls due."""
        bell = Bell()
        self.platform = Platform(self.kit, self.terms(), bell.ring)
        self.workers = Workers(self.kit, bell)
        bell.hear(self.platform.wake)
        if self.platform.routes:
            await self._serve(self.platform)
        running = asyncio.create_task(self.platform.run())
        self.tasks = [running, asyncio.create_task(self.workers.run())]
        up = asyncio.create_task(self.platform.wait_until_up())
        await asyncio.wait([up, running], timeout=WITHIN, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            up.cancel()
            await self.stop()  # raises what ended it
        await up

    def terms(self) -> Terms:
        """What it is run with; with `keys` for several workspaces, else for the first."""
        app = self.slack.app
        oauth = OAuth(
            client_id=app.client_id, client_secret=app.client_secret, keys=self.keys,
            address=OUTSIDE,
        )  # fmt: skip
        return Terms(
            token="" if self.keys else self.slack.token,
            app_token="" if self.mode is Mode.HTTP else self.slack.app_token,
            signing_secret=app.signing_secret if self.mode is Mode.HTTP else "",
            mode=self.mode, oauth=oauth, api_base=self.slack.api_base, threads=self.threads,
            pause=self.pause, ping=0.2,
        )  # fmt: skip

    async def _serve(self, platform: Platform) -> None:
        """Our own web application, on a free port."""
        self.server = web.AppRunner(application([platform]), shutdown_timeout=0.5, access_log=None)
        await self.server.setup()
        await web.TCPSite(self.server, "127.0.0.1", 0).start()
        host, port = self.server.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        if self.mode is Mode.HTTP:
            self.slack.sends_to(self.address + PATH)

    async def stop(self) -> None:
        """As SIGTERM does."""
        assert self.platform is not None
        assert self.workers is not None
        await asyncio.gather(self.workers.stop(), self.platform.stop())
        try:
            await asyncio.gather(*self.tasks)
        finally:
            if self.server is not None:
                await self.server.cleanup()

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What the database answers."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as db:
            return db.execute(query, values).fetchall()


@dataclass
class School:
    """A channel of its own, `room`, and students."""

    hall: "Hall"
    room: Room
    people: list[Person]

    async def begins(self, form: str, *joining: Person) -> Room:
        """A round of the first student and those who join, begun; the thread it is in."""
        host = self.people[0]
        answer = await host.types(self.room, f"/debate start format:{form} pace:standard")
        assert answer.acknowledged, answer
        table = await self.until(lambda: with_button(self.room, host, "Join"), "a lobby")
        for person in joining:
            await person.presses(table, "Join")
        await self.hall.slack.until(lambda: "Begin" in table.buttons, WITHIN, "Begin")
        await host.presses(table, "Begin")
        return self.room.thread(table)

    async def accept(self, *people: Person) -> None:
        """Everybody takes the side they drew, with OK on their card."""
        for person in people or tuple(self.people):
            card = await self.until(lambda p=person: with_button(p.dm, p, "OK"), "a card")  # type: ignore[misc]  # of a default
            await person.presses(card, "OK")

    async def until(self, true: Callable[[], Seen | None], of: str) -> Seen:
        """What is there now."""
        found = await self.hall.slack.until(true, WITHIN, of)
        assert found is not None
        return found


@dataclass
class Hall:
    """The stand-in, a bot, and one workspace with many schools."""

    slack: Slack
    bot: Serves
    team: Workspace
    schools: int = 0

    def school(self, *names: str, bot: bool = True) -> School:
        """A new channel with students of these names."""
        self.schools += 1
        room = self.team.channel(f"debates-{self.schools}", bot=bot)
        people = [self.team.member(f"{name}{self.schools}") for name in names]
        return School(hall=self, room=room, people=people)

    async def worked_off(self) -> None:
        """Everything that was stored is done, and nothing of it is kept."""
        kept = "SELECT 1 FROM events WHERE payload IS NOT NULL"
        async with asyncio.timeout(WITHIN):
            while self.bot.rows(kept):
                await moment()


@dataclass
class Inside(Hall):
    """A hall whose bot runs in the test's own process."""

    inside: Bot = field(kw_only=True)


@contextlib.asynccontextmanager
async def opened(
    folder: Path,
    prompts: Path,
    **bots: Any,  # noqa: ANN401 - of Bot
) -> AsyncIterator[Inside]:
    """A hall with its bot running. Keywords are fields of Bot: `threads`: it takes plain messages
    in threads for speeches; `pause`: seconds between messages in one channel; `mode`; `keys`:
    people install it, and nobody has yet.
    """
    database = folder / "bot.sqlite3"
    upgrade(database)
    settings = replace(
        Settings(),
        database=DatabaseSettings(url=database),
        prompts=PromptsSettings(folder=prompts),
    )
    async with wiring.build(settings, environ={}) as kit:
        made = manifest(COMMANDS, kit.say)
        async with Slack.start(made, patience=PATIENT) as slack:
            team = slack.workspace("Class 9b", bot="keys" not in bots)
            told = replace(kit, store=Told(kit.store, slack.stage.changes.happened))
            bot = Bot(slack=slack, kit=told, database=database, **bots)
            await bot.start()
            try:
                yield Inside(slack=slack, bot=bot, inside=bot, team=team)
            finally:
                await bot.stop()


def with_button(room: Room, person: Person, label: str) -> Seen | None:
    """The latest message with a button that somebody sees in a room."""
    return next((m for m in reversed(person.sees(room)) if label in m.buttons), None)


def calls(person: Person, room: Room) -> list[Seen]:
    """The calls to speak that somebody got there, oldest first."""
    return [m for m in person.sees(room) if "Speak" in m.buttons and person.name in m.pings]


async def speak(person: Person, prompt: Seen, text: str = SPEECH) -> Answer:
    """Press Speak and fill the form."""
    pressed = await person.presses(prompt, "Speak")
    return await person.fills(await pressed.opens(), text=text)
