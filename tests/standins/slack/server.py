"""Our own Slack on loopback, for tests: Web API, Socket Mode, signed HTTP, and people.

    async with Slack.start(usual({"command": "/debate", "description": "Debate"})) as slack:
        team = slack.workspace("Class 9b")
        room, ana = team.channel("debates"), team.member("Ana")
        …  # run a bot with slack.api_base, slack.token and slack.app_token
        answer = await ana.types(room, "/debate start format:solo")

Map: `state` what is remembered · `shapes` as JSON · `text` what is typed, read, pinged · `blocks`,
`elements`, `manifest` what may be sent · `api`, `api_*`, `response_urls` requests · `courier`,
`sockets`, `signing` deliveries · `trouble`, `rates`, `standins.faults` what goes wrong · `posting`,
`installing` what happens · `someone`, `people`, `acting`, `filling` what persons do · `rooms`,
`seen`, `forms`, `answers` what tests look at.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from aiohttp import web

from tests.standins.changes import Changes
from tests.standins.faults import Faults
from tests.standins.slack import manifest as manifests
from tests.standins.slack.answers import PATIENCE
from tests.standins.slack.api import API, application
from tests.standins.slack.courier import Courier, Envelope, Kind
from tests.standins.slack.ids import new_id
from tests.standins.slack.people import Person
from tests.standins.slack.rates import Rates
from tests.standins.slack.rooms import Room, Workspace, domain_of
from tests.standins.slack.seen import Seen
from tests.standins.slack.signing import Signing
from tests.standins.slack.sockets import Sockets
from tests.standins.slack.stage import Asked, Settings, Stage
from tests.standins.slack.state import App, Body, Team, World
from tests.standins.slack.trouble import Trouble

T = TypeVar("T")


class Slack(Trouble):
    """One stand-in. `stage` is its inside; `settings` may be changed at any time."""

    def __init__(self, manifest: Body, settings: Settings) -> None:
        app = App(
            id=new_id("A"), token=f"xapp-1-{secrets.token_hex(8)}", client_id=new_id("1."),
            client_secret=secrets.token_hex(8), signing_secret=secrets.token_hex(8),
            manifest=manifest,
        )  # fmt: skip
        self._sockets, self._signing = Sockets(), Signing()
        self.stage = Stage(
            world=World(app=app),
            settings=settings,
            changes=Changes(self.dump),
            courier=Courier(self._sockets, self._signing),
            faults=Faults(),
            rates=Rates(),
        )
        self.settings = settings

    @classmethod
    @asynccontextmanager
    async def start(
        cls,
        manifest: Body | None = None,
        **settings: Any,  # noqa: ANN401 - of Settings
    ) -> AsyncIterator["Slack"]:
        """A stand-in on a free port of loopback; keywords are fields of Settings.

        Raises Refused for a manifest that Slack refuses, AssertionError at its end if anything was
        asked against the rules.
        """
        manifest = manifests.usual() if manifest is None else manifest
        manifests.check(manifest)
        made = cls(manifest, Settings(**settings))
        runner = web.AppRunner(application(made.stage), shutdown_timeout=1.0, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        made.stage.origin = f"http://{host}:{port}"
        try:
            yield made
        finally:
            await made._end(runner)
        assert not made.violations, "\n".join(made.violations)

    async def _end(self, runner: web.AppRunner) -> None:
        self.stage.faults.end()
        tasks = list(self.stage.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for line in list(self._sockets.lines):
            line.drop()
        await self._signing.end()
        await runner.cleanup()

    # ── for the bot under test ───────────────────────────────────────────────────────────────────

    @property
    def api_base(self) -> str:
        """For SLACK_API_BASE."""
        return self.stage.origin + API

    @property
    def authorize_url(self) -> str:
        """Where a person's browser is sent to allow the app."""
        return f"{self.stage.origin}/oauth/v2/authorize"

    @property
    def app(self) -> App:
        """Ids and secrets of the app; `signing_secret` for SLACK_SIGNING_SECRET."""
        return self.stage.world.app

    @property
    def app_token(self) -> str:
        """For SLACK_APP_TOKEN."""
        return self.app.token

    @property
    def token(self) -> str:
        """For SLACK_BOT_TOKEN: of the first workspace that has the app."""
        installs = [team.install for team in self.stage.world.teams.values() if team.install]
        assert installs, "make a workspace first"
        return installs[0].token

    def sends_to(self, url: str) -> None:
        """Deliver by signed HTTP from now on; an empty URL means Socket Mode."""
        self.settings.url = url

    # ── making places and people ─────────────────────────────────────────────────────────────────

    def workspace(self, name: str, admin: str = "Admin", *, bot: bool = True) -> Workspace:
        """A workspace with its owner. `bot`: the owner has installed the app."""
        team = Team(id=new_id("T"), name=name, domain=domain_of(name))
        self.stage.world.teams[team.id] = team
        made = Workspace(self.stage, team)
        owner = made.member(admin, admin=True)
        owner.user.owner = True
        if bot:
            made.installs(owner)
        return made

    # ── looking and waiting ──────────────────────────────────────────────────────────────────────

    async def until(self, true: Callable[[], T], within: float = PATIENCE, of: str = "") -> T:
        """What `true` gives as soon as it is not falsy; asked again at every change.

        Raises AssertionError with a dump of what was seen.
        """
        return await self.stage.changes.until(true, within=within, of=of)

    async def until_message(self, room: Room, fragment: str, within: float = PATIENCE) -> Seen:
        """The first message in a room or thread whose visible text holds `fragment`."""

        def found() -> Seen | None:
            return next((one for one in room.messages if fragment in one.text), None)

        seen = await self.until(found, within, f"{fragment!r} in {room.name or 'a direct message'}")
        assert seen is not None
        return seen

    async def until_connected(self, within: float = PATIENCE) -> None:
        """Until a bot has opened a socket."""
        await self.until(lambda: self._sockets.lines, within, "a bot on a socket")

    async def until_heard(self, within: float = PATIENCE) -> None:
        """Until the bot acknowledges what any of its sockets brings. While this loop rests nobody
        answers the bot's pings, so it may have given up sockets that we still hold for open.
        """
        async with asyncio.timeout(within):
            heard = 0
            while heard == 0 or heard < self.sockets:
                await self.until_connected(within)
                nothing = Envelope(kind=Kind.EVENT, payload={"type": "nothing"}, id="")
                reply = await self.stage.courier.once(self.stage, nothing)
                heard = 0 if reply.reason else heard + 1

    async def until_quiet(self, within: float = PATIENCE) -> None:
        """Until everything sent so far is acknowledged or given up."""
        sent = self.stage.courier.sent
        await self.until(lambda: all(one.over for one in sent), within, "acknowledgements")

    def notifications(self, person: Person) -> int:
        """How many notifications a person got: mentions and direct messages."""
        return len(person.notifications())

    @property
    def requests(self) -> list[Asked]:
        """What the app asked, in order of answering."""
        return self.stage.requests

    def asked(self, method: str) -> list[Body]:
        """The arguments of each request of one method."""
        return [one.body for one in self.requests if one.method == method]

    @property
    def violations(self) -> list[str]:
        """What was asked against the rules. A test may clear them."""
        return self.stage.violations

    @property
    def deliveries(self) -> list[Envelope]:
        """What was sent to the app, oldest first."""
        return self.stage.courier.sent

    @property
    def sockets(self) -> int:
        """How many sockets are open."""
        return len(self._sockets.lines)

    def dump(self) -> str:
        """All rooms with their messages, for people who read a failed test."""
        world = self.stage.world
        rooms = (repr(Room(self.stage, channel)) for channel in world.channels.values())
        recent = (f"{a.method} -> {a.status} {a.error}" for a in self.stage.requests[-10:])
        sent = self.stage.courier.sent[-5:]
        late = (f"{one.kind.value} {'acknowledged' if one.reply else one.reason}" for one in sent)
        return "\n".join([*rooms, "last requests:", *recent, "last deliveries:", *late])
