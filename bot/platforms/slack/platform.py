"""Slack as one of the platforms that `debate-bot run` runs: connected, told to stop, gone."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app.kit import Kit
from bot.core.errors import BadInput
from bot.delivery.refusals import Trouble
from bot.delivery.sending import Sender
from bot.delivery.whereabouts import Whereabouts
from bot.platforms.slack import PLATFORM, hearing
from bot.platforms.slack.answering import Answerer
from bot.platforms.slack.listening import Listener
from bot.platforms.slack.meaning import NotAllowed, meaning
from bot.platforms.slack.opening import Opener
from bot.platforms.slack.reception import Reception
from bot.platforms.slack.rest import PAUSE, Line, Rest, clients, identity
from bot.platforms.slack.sending import Carrier
from bot.platforms.slack.workspaces import OneWorkspace

TO_HEAR_OUT = 2.0  # seconds for what has arrived when we are told to stop
PING = 5.0  # seconds between looks at the connection; a cut is noticed by them
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between tries to reach Slack at the start

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What Slack is run with. `instructors` are user ids, as far as the host names any; `threads`:
    what is written in a round's thread to nobody in particular counts as a speech. `pause` and
    `ping` are seconds: between messages in one channel, between looks at the connection.
    """

    token: str
    app_token: str
    api_base: str = "https://slack.com/api/"
    instructors: frozenset[str] = frozenset()
    threads: bool = False
    pause: float = PAUSE
    ping: float = PING

    def __repr__(self) -> str:
        return "Terms(…)"  # it holds secrets


class _Socket(AsyncSocketModeHandler):
    """The connection, which can end without leaving unacknowledged what it has taken."""

    def __init__(self, app: AsyncApp, app_token: str, ping: float) -> None:
        super().__init__(app, app_token, ping_interval=ping)
        self._busy: set[asyncio.Task[object]] = set()
        self._ends = False

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as theirs
        """What Slack tells us; when we are told to stop it comes again to whoever is there then."""
        task = asyncio.current_task()
        if self._ends or task is None:
            return
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        await super().handle(client, req)

    async def end(self) -> None:
        """Take nothing new, acknowledge what was taken, then close."""
        self._ends = True
        if self._busy:
            await asyncio.wait(self._busy, timeout=TO_HEAR_OUT)
        if not self.client.closed:
            await self.close_async()  # type: ignore[no-untyped-call]  # theirs has no types


class Slack:
    """The platform, in Socket Mode. `ring` tells the others that there is work."""

    name = PLATFORM

    def __init__(self, kit: Kit, terms: Terms, ring: Callable[[], None]) -> None:
        self._kit, self._terms, self._ring = kit, terms, ring
        self._up, self._stop = asyncio.Event(), asyncio.Event()
        self._sender: Sender | None = None
        self._sending: asyncio.Task[None] | None = None
        self._listener: Listener | None = None
        self._socket: _Socket | None = None
        self._parting: asyncio.Task[None] | None = None

    @property
    def is_up(self) -> bool:
        """Whether it is connected just now."""
        session = self._socket.client.current_session if self._socket is not None else None
        return self._up.is_set() and session is not None and not session.closed

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
                if self._socket is not None:
                    await self._socket.end()

    async def wait_until_up(self) -> None:
        """Until it is connected for the first time."""
        await self._up.wait()

    def wake(self) -> None:
        """There may be something to send."""
        if self._sender is not None:
            self._sender.wake()

    async def stop(self) -> None:
        """No new work; what is under way is finished."""
        await self._part()
        self._stop.set()

    async def _connect(self, session: ClientSession) -> None:
        """Begin to send, to work off what a crash left, and to hear."""
        line = Line(session=session, api_base=self._terms.api_base, pause=self._terms.pause)
        me = await self._insist(lambda: identity(self._terms.token, line))
        self._workspaces = OneWorkspace(Rest(me, self._terms.token, line))
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
        # Without a name it looks for one in the files of the whole stack.
        app = AsyncApp(name=PLATFORM, client=clients(self._terms.token, line)[0])
        app.use(self._hear)
        self._socket = _Socket(app, self._terms.app_token, self._terms.ping)
        client = self._socket.client
        # The library would try a token that is bad for ever; this says so.
        client.wss_uri = await self._insist(client.issue_new_wss_url)
        await self._socket.connect_async()  # type: ignore[no-untyped-call]  # theirs has no types

    async def _hear(self, req: AsyncBoltRequest) -> BoltResponse:
        """Everything that Slack tells us; the answer acknowledges it."""
        if self._listener is None:
            return BoltResponse(status=503)
        if hearing.is_farewell(req.body):
            log.warning("slack_uninstalled")
            self._parting = asyncio.create_task(self._part())
            return BoltResponse(status=200)
        return BoltResponse(status=200, body=await self._listener.hear(req.body) or "")

    async def _part(self) -> None:
        """Hear and send no more: what waits stays in the store."""
        if self._socket is not None:
            await self._socket.end()
        if self._listener is not None:
            await self._listener.finish(TO_HEAR_OUT)
        if self._sender is not None and self._sending is not None:
            await self._sender.stop()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sending

    async def _insist(self, doing: Callable[[], Awaitable[T]]) -> T:
        """Try until Slack can be reached. Raises BadInput for a token that it does not know."""
        pause = FIRST_PAUSE
        while True:
            try:
                async with meaning():
                    return await doing()
            except NotAllowed:
                raise BadInput("slack.check.token_bad") from None
            except Trouble as trouble:
                log.warning("slack_unreachable", extra={"what": str(trouble), "again_in": pause})
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
