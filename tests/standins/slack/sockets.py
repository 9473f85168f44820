"""Socket Mode: tickets, hello, envelopes, acknowledgements, refreshes.

One app has up to ten sockets; each envelope goes to one of them, in turn. A *ticket* opens one
socket, once. An acknowledgement counts on whichever socket it comes.
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import ClientConnectionError, WSMsgType, web

from tests.standins.slack.courier import CUT, TIMEOUT, Envelope, Kind, Reply
from tests.standins.slack.state import Body

if TYPE_CHECKING:
    from tests.standins.slack.stage import Stage

_MOST = 10
_HOST = "applink-1"


class Line:
    """One websocket; what is sent goes out in order. Stalled, it neither says nor hears anything,
    but stays open.
    """

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self._socket = socket
        self._waiting: asyncio.Queue[Body | None] = asyncio.Queue()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self.unanswered: set[str] = set()
        self._writing = asyncio.create_task(self._write())

    def send(self, body: Body) -> None:
        """Send after what was sent before."""
        self._waiting.put_nowait(body)

    def close(self) -> None:
        """Close after what was sent."""
        self._waiting.put_nowait(None)

    def drop(self) -> None:
        """Break the connection without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def stall(self) -> None:
        """Go silent and deaf."""
        self._flowing.clear()
        if self._request.transport is not None:
            self._request.transport.pause_reading()

    def flow(self) -> None:
        """Go on."""
        self._flowing.set()
        if self._request.transport is not None:
            self._request.transport.resume_reading()

    async def end(self) -> None:
        """Stop writing."""
        self._writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writing

    async def _write(self) -> None:
        with contextlib.suppress(ClientConnectionError, ConnectionError):
            while True:
                body = await self._waiting.get()
                await self._flowing.wait()
                if body is None:
                    await self._socket.close()
                    return
                await self._socket.send_str(json.dumps(body, separators=(",", ":")))


class Sockets:
    """All sockets of the app. `down`: none opens. `opened`: how many ever did."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.down = False
        self.opened = 0
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Reply]] = {}
        self._turn = 0

    def ticket(self) -> str:
        """For one connection."""
        made = secrets.token_urlsafe(16)
        self._tickets.add(made)
        return made

    async def answer(self, request: web.Request, stage: "Stage") -> web.StreamResponse:
        """A connection, from its ticket to its end."""
        ticket = request.query.get("ticket", "")
        if self.down or ticket not in self._tickets:
            return web.Response(status=503 if self.down else 404)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = Line(request, socket)
        if len(self.lines) >= _MOST:
            line.send(_disconnect("too_many_websockets"))
        self.lines.append(line)
        self.opened += 1
        line.send(_hello(stage, len(self.lines)))
        stage.changes.happened()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data), stage)
        finally:
            self.lines.remove(line)
            await line.end()
            for one in line.unanswered:
                self._end(one, Reply(reason=CUT))
            stage.changes.happened()
        return socket

    async def carry(self, stage: "Stage", envelope: Envelope, number: int) -> Reply:
        """Deliver an envelope to one socket and wait for its acknowledgement."""
        if not self.lines:
            return Reply(reason=CUT)
        self._turn += 1
        line = self.lines[self._turn % len(self.lines)]
        body: Body = {
            "envelope_id": secrets.token_hex(16),
            "payload": envelope.payload,
            "type": envelope.kind.value,
            "accepts_response_payload": envelope.kind is not Kind.EVENT,
        }
        if envelope.kind is Kind.EVENT:
            reason = envelope.reason.removeprefix("http_")
            body |= {"retry_attempt": number, "retry_reason": reason}
        name = body["envelope_id"]
        line.unanswered.add(name)
        future = asyncio.get_running_loop().create_future()
        self._waiting[name] = future
        line.send(body)
        try:
            return await asyncio.wait_for(future, stage.settings.patience)
        except TimeoutError:
            return Reply(reason=TIMEOUT)
        finally:
            line.unanswered.discard(name)
            self._waiting.pop(name, None)

    def _acknowledged(self, body: Mapping[str, Any], stage: "Stage") -> None:
        name = str(body.get("envelope_id"))
        if set(body) - {"envelope_id", "payload"}:
            stage.violations.append(f"an acknowledgement with {sorted(body)}")
        self._end(name, Reply(body=body.get("payload") or None))

    def _end(self, name: str, reply: Reply) -> None:
        future = self._waiting.get(name)
        if future is not None and not future.done():
            future.set_result(reply)


def _hello(stage: "Stage", number: int) -> Body:
    return {
        "type": "hello",
        "num_connections": number,
        "connection_info": {"app_id": stage.world.app.id},
        "debug_info": {"host": _HOST, "build_number": 1, "approximate_connection_time": 18060},
    }


def _disconnect(reason: str) -> Body:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": _HOST}}


def refresh(line: Line) -> None:
    """Tell a socket that it will end, as Slack does every few hours, and close it."""
    line.send(_disconnect("warning"))
    line.send(_disconnect("refresh_requested"))
    line.close()
