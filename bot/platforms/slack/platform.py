"""Slack as one of the platforms that `debate-bot run` runs: connected, told to stop, gone."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence

from aiohttp import ClientSession, web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.app.kit import Kit
from bot.delivery.outcomes import outcome
from bot.delivery.sending import Sender
from bot.delivery.whereabouts import Whereabouts
from bot.logs import described
from bot.platforms.slack import PLATFORM, hearing
from bot.platforms.slack.answering import Answerer
from bot.platforms.slack.arrivals import Arrivals
from bot.platforms.slack.connecting import Socket, Way, insist
from bot.platforms.slack.installing import Installing
from bot.platforms.slack.listening import Listener
from bot.platforms.slack.opening import Opener
from bot.platforms.slack.parts import Json
from bot.platforms.slack.reception import Reception
from bot.platforms.slack.rest import Line, Rest, clients, identity
from bot.platforms.slack.sealing import Seal
from bot.platforms.slack.sending import Carrier
from bot.platforms.slack.terms import Mode, Terms
from bot.platforms.slack.workspaces import Installed, OneWorkspace, Workspaces

__all__ = ["Slack", "Terms"]

TO_HEAR_OUT = 2.0  # seconds for what has arrived when we are told to stop
UNAVAILABLE = 503  # what Slack sends comes again

log = logging.getLogger(__name__)
# Of the library only errors: what it says besides may quote a request. Its loggers take their level
# from the one they are given, not from those above them.
_library = logging.getLogger("slack_bolt.quiet")
_library.setLevel(logging.ERROR)


class Slack:
    """The platform. `ring` tells the others that there is work."""

    name = PLATFORM

    def __init__(self, kit: Kit, terms: Terms, ring: Callable[[], None]) -> None:
        """Raises BadInput for terms that lack something, saying what."""
        terms.check()
        self._kit, self._terms, self._ring = kit, terms, ring
        self._way: Way = (
            Arrivals(terms.signing_secret)
            if terms.mode is Mode.HTTP
            else Socket(terms.app_token, terms.ping)
        )
        self._seal, self._installing = _several(kit, terms)
        self._up, self._stop = asyncio.Event(), asyncio.Event()
        self._sender: Sender | None = None
        self._sending: asyncio.Task[None] | None = None
        self._listener: Listener | None = None
        self._workspaces: Workspaces
        self._parting: asyncio.Task[None] | None = None

    @property
    def is_up(self) -> bool:
        """Whether it is connected just now; in HTTP mode, whether it lets in what comes."""
        return self._up.is_set() and self._way.is_up

    @property
    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """What Slack and people's browsers ask our own server for."""
        installing = self._installing.routes if self._installing is not None else ()
        return [*self._way.routes, *installing]

    async def run(self) -> None:
        """Connect and stay connected until `stop`. Raises BadInput for what the host must mend."""
        logging.getLogger("slack_bolt").setLevel(logging.ERROR)
        logging.getLogger("slack_sdk").setLevel(logging.ERROR)  # addresses hold tickets
        async with ClientSession() as session:
            try:
                await self._connect(session)
                self._up.set()
                await self._stop.wait()
            finally:
                await self._way.end(TO_HEAR_OUT)

    async def wait_until_up(self) -> None:
        """Until it is connected for the first time."""
        await self._up.wait()

    def wake(self) -> None:
        """There may be something to send."""
        if self._sender is not None:
            self._sender.wake()

    async def stop(self) -> None:
        """No new work; what is under way is finished."""
        if self._installing is not None:
            self._installing.close()
        await self._part()
        self._stop.set()

    async def _connect(self, session: ClientSession) -> None:
        """Begin to send, to work off what a crash left, and to hear."""
        line = Line(session=session, api_base=self._terms.api_base, pause=self._terms.pause)
        self._workspaces = await self._ours(line)
        whereabouts = Whereabouts(self._kit, PLATFORM)
        carrier = Carrier(self._kit, Opener(self._kit, self._workspaces, whereabouts))
        self._sender = Sender(self._kit, PLATFORM, whereabouts, carrier)
        reception = Reception(
            kit=self._kit,
            workspaces=self._workspaces,
            sender=self._sender,
            answerer=Answerer(self._kit, self._workspaces),
            ring=self._ring,
            instructors=self._terms.instructors,
            threads=self._terms.threads,
        )
        self._listener = Listener(reception)
        self._sending = asyncio.create_task(self._sender.run())
        await self._listener.recover()
        app = AsyncApp(
            name=PLATFORM,  # without one it looks for it in the files of the whole stack
            client=clients(self._terms.token, line)[0],
            signing_secret=self._terms.signing_secret,
            authorize=_anywhere,
            logger=_library,
        )
        app.use(self._hear)
        await self._way.open(app)

    async def _ours(self, line: Line) -> Workspaces:
        """The workspace of the token, or those where people installed us."""
        if self._seal is None or self._installing is None:
            me = await insist(lambda: identity(self._terms.token, line))
            rest = Rest(me, self._terms.token, line)
            return OneWorkspace(rest, since=self._kit.clock.now())
        installed = Installed(self._kit, self._seal, line)
        await installed.load()
        self._installing.open(installed, line)
        return installed

    async def _hear(self, req: AsyncBoltRequest) -> BoltResponse:
        """Everything that Slack tells us; the answer acknowledges it."""
        told, error = await outcome(self._heard(req.body))
        if error is not None:
            log.error("slack_unheard %s", described(error))
        return (
            BoltResponse(status=UNAVAILABLE)
            if told is None
            else BoltResponse(status=200, body=told or "")
        )

    async def _heard(self, body: hearing.Body) -> Json | None:
        """What to acknowledge it with; nothing if it must come again."""
        if self._listener is None:
            return None
        if (farewell := hearing.farewell(body)) is None:
            return await self._listener.hear(body)
        if await self._workspaces.left(farewell):
            self._parting = asyncio.create_task(self._part())
        return {}

    async def _part(self) -> None:
        """Hear and send no more: what waits stays in the store."""
        await self._way.end(TO_HEAR_OUT)
        if self._listener is None or self._sender is None or self._sending is None:
            return
        # At once: both may hang as long as they are let, and there are ten seconds in all.
        await asyncio.gather(self._listener.finish(TO_HEAR_OUT), self._sender.stop())
        with contextlib.suppress(asyncio.CancelledError):
            await self._sending


async def _anywhere(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Let everything in: whose token is for a request is asked of `Workspaces`, not of bolt.

    Given to bolt, it also keeps SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in the environment from
    switching on installations of bolt's own.
    """
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


def _several(kit: Kit, terms: Terms) -> tuple[Seal | None, Installing | None]:
    """What it takes to be in several workspaces; nothing of it beside a token in the environment.

    Raises BadInput for keys that are none.
    """
    if terms.token or terms.oauth is None:
        return None, None
    return Seal(terms.oauth.keys), Installing(kit, terms.oauth)
