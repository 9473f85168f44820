"""Whoever waits for a first answer goes first: what can wait a moment waits until it is calm.

It is *calm* while nobody waits for an answer and nobody did just now; else there is a *crowd*.
Reading, judging and sending share one thread's time with answering: done in between, they would
make everybody wait. A crowd that does not end holds them up only so long.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

QUIET = 0.03  # seconds without anybody who waits: in a crowd the next one comes sooner
LONGEST = 2.0  # seconds from its beginning for which a crowd goes first


class Calm:
    """Knows who waits. Times are seconds of the event loop's clock."""

    def __init__(self, quiet: float = QUIET, longest: float = LONGEST) -> None:
        self._quiet, self._longest = quiet, longest
        self._waiting = 0
        self._began = self._ended = float("-inf")

    @contextmanager
    def somebody_waits(self) -> Iterator[None]:
        """Somebody waits for an answer until the end of this."""
        loop = asyncio.get_running_loop()
        if self._is_calm(loop.time()):
            self._began = loop.time()
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            self._ended = loop.time()

    async def comes(self) -> None:
        """Until it is calm, or the crowd has gone first for long enough."""
        loop = asyncio.get_running_loop()
        # No event could tell: calm comes, and the crowd's turn ends, by time passing alone.
        while not self._is_calm(loop.time()) and loop.time() < self._began + self._longest:  # noqa: ASYNC110
            await asyncio.sleep(self._quiet)

    def _is_calm(self, now: float) -> bool:
        return not self._waiting and now >= self._ended + self._quiet
