"""HTTP mode: what Slack sends to our own server, each request signed with the app's secret.

Nothing in a request is understood before its signature is known to be good. A copy of a good one
passes for five minutes; it does no harm, since the inbox knows what it tells of.
"""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.platforms.slack.manifest import PATH

TO_ARRIVE = 10.0  # seconds for a request's body; Slack gives up after three

_SECONDS = re.compile(r"[0-9]{1,12}")
# What reading a body raises that is no JSON, no form, or has other things in it than Slack's have.
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


class Arrivals:
    """The way in."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._app: AsyncApp | None = None
        self._busy: set[asyncio.Task[object]] = set()

    @property
    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """What it serves."""
        return [web.post(PATH, self._answer)]

    @property
    def is_up(self) -> bool:
        """Whether it is open."""
        return self._app is not None

    async def open(self, app: AsyncApp) -> None:
        """Let in what Slack sends; until then it is told to come again."""
        self._app = app

    async def end(self, within: float) -> None:
        """Take nothing new; answer what was taken, so many seconds."""
        self._app = None
        if self._busy:
            await asyncio.wait(self._busy, timeout=within)

    async def _answer(self, request: web.Request) -> web.Response:
        task = asyncio.current_task()
        if self._app is None or task is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        self._busy.add(task)
        try:
            return await self._answered(request, self._app)
        finally:
            self._busy.discard(task)

    async def _answered(self, request: web.Request, app: AsyncApp) -> web.Response:
        try:
            async with asyncio.timeout(TO_ARRIVE):
                raw = await request.read()
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        if not self._is_signed(request, raw):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            asked = AsyncBoltRequest(body=raw.decode(), headers=dict(request.headers))
        except _UNREADABLE:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await to_aiohttp_response(await app.async_dispatch(asked))

    def _is_signed(self, request: web.Request, raw: bytes) -> bool:
        """Whether Slack sent it, within five minutes of now."""
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not _SECONDS.fullmatch(stamp) or not signature.isascii():
            return False
        with suppress(UnicodeDecodeError):  # the library signs text
            return self._verifier.is_valid(raw, stamp, signature)
        return False
