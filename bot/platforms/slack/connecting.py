"""Socket Mode: the connection over which Slack tells us things, opened by us."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol, TypeVar

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.core.errors import BadInput
from bot.delivery.refusals import Trouble
from bot.platforms.slack.meaning import NotAllowed, meaning

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between tries to reach Slack at the start
FAREWELL = 1.0  # seconds for Slack to say that it, too, holds the connection for ended

T = TypeVar("T")

log = logging.getLogger(__name__)


class Way(Protocol):
    """How what Slack tells comes to us."""

    @property
    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """What it serves in our own application."""

    @property
    def is_up(self) -> bool:
        """Whether something could come just now."""

    async def open(self, app: AsyncApp) -> None:
        """Begin to take what comes. Raises BadInput for what the host must mend."""

    async def end(self, within: float) -> None:
        """Take nothing new; acknowledge what was taken, so many seconds."""


class Socket:
    """The connection, opened anew whenever it ends."""

    routes: Sequence[web.AbstractRouteDef] = ()

    def __init__(self, app_token: str, ping: float) -> None:
        self._app_token, self._ping = app_token, ping
        self._taker: _Taker | None = None

    @property
    def is_up(self) -> bool:
        """Whether it is connected just now."""
        session = self._taker.client.current_session if self._taker is not None else None
        return session is not None and not session.closed

    async def open(self, app: AsyncApp) -> None:
        """Connect. Raises BadInput for a token that Slack does not know."""
        self._taker = _Taker(app, self._app_token, self._ping)
        client = self._taker.client
        # The library would try a token that is bad for ever; this says so.
        client.wss_uri = await insist(client.issue_new_wss_url)
        await self._taker.connect_async()  # type: ignore[no-untyped-call]  # theirs has no types

    async def end(self, within: float) -> None:
        """Take nothing new, acknowledge what was taken, then close."""
        if self._taker is not None:
            await self._taker.end(within)


class _Taker(AsyncSocketModeHandler):
    """Takes what comes, and can end without leaving unacknowledged what it has taken."""

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

    async def end(self, within: float) -> None:
        """Take nothing new, acknowledge what was taken, then close."""
        self._ends = True
        if self._busy:
            await asyncio.wait(self._busy, timeout=within)
        if not self.client.closed:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.close_async(), FAREWELL)  # type: ignore[no-untyped-call]  # theirs has no types
            await self.client.aiohttp_client_session.close()


async def insist(doing: Callable[[], Awaitable[T]]) -> T:
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
