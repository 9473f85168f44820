"""One websocket to a bot: what is sent goes out in order, compressed if it asked for that.

zlib-stream: one zlib context for the whole line, each payload flushed (Z_SYNC_FLUSH), in binary.
"""

import asyncio
import contextlib
import json
import zlib

from aiohttp import ClientConnectionError, web

from tests.standins.discord.state import Body


class Line:
    """One websocket. `stalled`: it hears nothing and says nothing, but stays open."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.url = f"ws://{request.host}{request.path}"
        self.stalled = False
        self.closed_with = 0
        self.beats = 0  # heartbeats that the bot sent
        self._request = request
        self._socket = socket
        self._waiting: asyncio.Queue[Body | int] = asyncio.Queue()
        packs = request.query.get("compress") == "zlib-stream"
        self._zlib = zlib.compressobj() if packs else None
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._writing = asyncio.create_task(self._write())

    def send(self, payload: Body) -> None:
        """Send a payload after those before it."""
        self._waiting.put_nowait(payload)

    def close(self, code: int) -> None:
        """Close with a code, after what was sent."""
        self.closed_with = code
        self._waiting.put_nowait(code)

    def drop(self) -> None:
        """Break the connection without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def stall(self) -> None:
        """Go silent: no event, no heartbeat is answered."""
        self.stalled = True
        self._flowing.clear()

    def flow(self) -> None:
        """Go on."""
        self.stalled = False
        self._flowing.set()

    async def end(self) -> None:
        """Stop writing."""
        self._writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writing

    async def _write(self) -> None:
        with contextlib.suppress(ClientConnectionError, ConnectionError):
            while True:
                item = await self._waiting.get()
                await self._flowing.wait()
                if isinstance(item, int):
                    await self._socket.close(code=item)
                    return
                text = json.dumps(item, separators=(",", ":"))
                if self._zlib is None:
                    await self._socket.send_str(text)
                else:
                    packed = self._zlib.compress(text.encode())
                    await self._socket.send_bytes(packed + self._zlib.flush(zlib.Z_SYNC_FLUSH))
