"""Our own Discord on loopback, for tests: gateway, REST and people, in the test's event loop.

    async with Discord.start() as discord:
        server = discord.server("Class 9b")
        room, ana = server.channel("debates"), server.member("Ana")
        …  # run a bot with discord.api_base and discord.token
        answer = await ana.types(room, "/debate start", format="solo")

Map: `state` what is remembered · `shapes` as JSON · `permissions`, `pings` Discord's rules ·
`limits`, `components`, `definitions`, `openapi` what bodies may hold · `gateway`, `line` sockets ·
`rest` and `rest_*` requests · `rates` and `standins.faults` what goes wrong · `posting` messages ·
`people`, `slash`, `acting` what persons do · `rooms`, `seen`, `answers` what tests look at.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from aiohttp import web

from tests.standins.changes import Changes
from tests.standins.discord import openapi
from tests.standins.discord.answers import PATIENCE
from tests.standins.discord.gateway import CONTENT, GUILD_MEMBERS, PRESENCES, Gateway, Terms
from tests.standins.discord.ids import snowflake
from tests.standins.discord.people import Person
from tests.standins.discord.permissions import USUAL
from tests.standins.discord.rates import Rates
from tests.standins.discord.rest import API, application
from tests.standins.discord.rooms import BY_INVITE, Room, Server, new_guild
from tests.standins.discord.seen import Seen
from tests.standins.discord.stage import Asked, Settings, Stage
from tests.standins.discord.state import Body, User, World
from tests.standins.faults import Does, Fault, Faults

T = TypeVar("T")


class Discord:
    """One stand-in. `stage` is its inside; `settings` may be changed at any time."""

    def __init__(self, settings: Settings) -> None:
        bot = User(id=snowflake(), name="debate-bot", bot=True)
        world = World(bot=bot, users={bot.id: bot})
        refused = PRESENCES
        refused |= 0 if settings.content else CONTENT
        refused |= 0 if settings.members else GUILD_MEMBERS
        terms = Terms(
            token=settings.token, heartbeat=settings.heartbeat, refused_intents=refused,
            flags=settings.flags,
        )  # fmt: skip
        changes = Changes(self.dump)
        self.stage = Stage(
            world=world,
            settings=settings,
            changes=changes,
            gateway=Gateway(world, terms, changes),
            faults=Faults(),
            rates=Rates(),
        )
        self.settings = settings
        self.bot = Person(self.stage, bot)

    @classmethod
    @asynccontextmanager
    async def start(cls, **settings: Any) -> AsyncIterator["Discord"]:  # noqa: ANN401 - of Settings
        """A stand-in on a free port of loopback; keywords are fields of Settings.

        Raises AssertionError at its end if anything was asked against the specification.
        """
        made = cls(Settings(**({"token": "stand-in.token"} | settings)))
        runner = web.AppRunner(application(made.stage), shutdown_timeout=1.0, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        made.stage.origin = f"http://{host}:{port}"
        try:
            yield made
        finally:
            made.stage.faults.end()
            for line in list(made.stage.gateway.lines):
                line.drop()
            await runner.cleanup()
        assert not made.violations, "\n".join(made.violations)

    # ── for the bot under test ───────────────────────────────────────────────────────────────────

    @property
    def api_base(self) -> str:
        """For DISCORD_API_BASE."""
        return self.stage.origin + API

    @property
    def token(self) -> str:
        """For DISCORD_TOKEN."""
        return self.settings.token

    @property
    def validates(self) -> bool:
        """Whether bodies are checked against Discord's specification: it has to lie there."""
        return self.settings.validate and openapi.available()

    # ── making places and people ─────────────────────────────────────────────────────────────────

    def server(
        self,
        name: str,
        owner: Person | str = "Owner",
        *,
        bot: bool = True,
        may: tuple[str, ...] = BY_INVITE,
        everyone: tuple[str, ...] = tuple(USUAL),
    ) -> Server:
        """A server. `bot`: its owner adds the bot, which `may` do that; all may do `everyone`."""
        person = self.person(owner) if isinstance(owner, str) else owner
        guild = new_guild(name, person.user, everyone)
        self.stage.world.guilds[guild.id] = guild
        made = Server(self.stage, guild)
        if bot:
            made.adds_bot(person, may)
        return made

    def person(self, name: str) -> Person:
        """Somebody new, in no server yet."""
        user = User(id=snowflake(), name=name)
        self.stage.world.users[user.id] = user
        return Person(self.stage, user)

    # ── looking and waiting ──────────────────────────────────────────────────────────────────────

    async def until(self, true: Callable[[], T], within: float = PATIENCE, of: str = "") -> T:
        """What `true` gives as soon as it is not falsy; asked again at every change.

        Raises AssertionError with a dump of what was seen.
        """
        return await self.stage.changes.until(true, within=within, of=of)

    async def until_message(self, room: Room, fragment: str, within: float = PATIENCE) -> Seen:
        """The first message in a room whose visible text holds `fragment`."""

        def found() -> Seen | None:
            return next((one for one in room.messages if fragment in one.text), None)

        seen = await self.until(found, within, f"{fragment!r} in {room.name or 'a direct message'}")
        assert seen is not None
        return seen

    async def until_connected(self, within: float = PATIENCE) -> None:
        """Until a bot listens at the gateway."""
        gateway = self.stage.gateway
        await self.until(lambda: gateway.connected, within, "a bot at the gateway")

    async def until_heard(self, within: float = PATIENCE) -> None:
        """Until the bot answers on each of its lines: while this loop rests, nobody tells the bot
        anything, so it may have given up lines that we still hold for open.
        """
        gateway = self.stage.gateway
        async with asyncio.timeout(within):
            heard = False
            while not heard:
                await self.until_connected(within)
                lines = [each.line for each in gateway.connected if each.line is not None]
                before = {line: line.beats for line in lines}
                for line in lines:
                    line.send({"op": 1, "d": None})
                await self.until(
                    lambda: all(line.beats > n or line not in gateway.lines
                                for line, n in before.items()),  # noqa: B023 (waited for here)
                    within, "heartbeats",
                )  # fmt: skip
                heard = all(line in gateway.lines for line in lines)

    def notifications(self, person: Person) -> int:
        """How many notifications a person got: mentions and direct messages, not silent ones."""
        return len(person.notifications())

    @property
    def requests(self) -> list[Asked]:
        """What the bot asked of REST, in order of answering."""
        return self.stage.requests

    @property
    def violations(self) -> list[str]:
        """What was asked against the specification. A test may clear them."""
        return self.stage.violations

    @property
    def commands(self) -> list[Body]:
        """The global commands that are registered."""
        return self.stage.world.commands.get("", [])

    def dump(self) -> str:
        """All rooms with their messages, for people who read a failed test."""
        world = self.stage.world
        rooms = (repr(Room(self.stage, channel)) for channel in world.channels.values())
        recent = (f"{a.method} {a.path} -> {a.status}" for a in self.stage.requests[-10:])
        return "\n".join([*rooms, "last requests:", *recent])

    # ── faults of REST: the next `times` requests whose path, without /api/v10, matches ──────────

    def limits_rates(self, *, on: bool = True) -> None:
        """Switch the rate limits on: 5 messages in 5 s a channel, 50 requests a second."""
        self.stage.rates.on = on

    def fails(self, method: str, path: str, status: int, times: int = 1) -> Fault:
        """Answer with an error and do nothing: 500, 502, 503, 403 or another."""
        fault = self.stage.faults.add(Does.ANSWERS, method, path, times)
        fault.status = status
        return fault

    def slows(
        self,
        method: str,
        path: str,
        retry_after: float,
        times: int = 1,
        *,
        everywhere: bool = False,
    ) -> Fault:
        """Answer 429; `everywhere`: the app's limit rather than the route's."""
        fault = self.fails(method, path, 429, times)
        fault.retry_after, fault.everywhere = retry_after, everywhere
        return fault

    def loses(self, method: str, path: str, times: int = 1) -> Fault:
        """Do the work, then drop the connection: the response is lost."""
        return self.stage.faults.add(Does.LOSES, method, path, times)

    def holds(self, method: str, path: str, times: int = 1, *, after: bool = False) -> Fault:
        """Hang until `release()`: before the work is done, or `after` it."""
        does = Does.HOLDS_AFTER if after else Does.HOLDS
        return self.stage.faults.add(does, method, path, times)

    def forgets_nonces(self) -> None:
        """Some minutes pass: a nonce makes a new message again."""
        for channel in self.stage.world.channels.values():
            channel.nonces.clear()

    # ── faults of the gateway ────────────────────────────────────────────────────────────────────

    def cuts_gateway(self, code: int | None = None, *, down: bool = False) -> None:
        """Break all websockets, or close them with a code; `down`: none opens until `opens`."""
        self.stage.gateway.down = down
        for line in list(self.stage.gateway.lines):
            line.drop() if code is None else line.close(code)

    def opens_gateway(self) -> None:
        """It takes connections again."""
        self.stage.gateway.down = False

    def asks_reconnect(self) -> None:
        """Op 7 to every bot."""
        for line in list(self.stage.gateway.lines):
            line.send({"op": 7, "d": None})

    def invalidates_sessions(self, *, resumable: bool = False) -> None:
        """Op 9 to every bot; unless `resumable` its session is gone."""
        gateway = self.stage.gateway
        for session in gateway.connected:
            assert session.line is not None
            session.line.send({"op": 9, "d": resumable})
        if not resumable:
            gateway.sessions.clear()

    def forgets_sessions(self) -> None:
        """Sessions end: a RESUME is answered with op 9."""
        gateway = self.stage.gateway
        gateway.sessions[:] = gateway.connected

    def stalls_gateway(self) -> None:
        """The websockets stay open and say nothing, not even to heartbeats."""
        for line in self.stage.gateway.lines:
            line.stall()

    def unstalls_gateway(self) -> None:
        """They go on."""
        for line in self.stage.gateway.lines:
            line.flow()
