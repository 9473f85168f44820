"""Waiting without sleeping: whoever waits is woken by every change of the stand-in's state."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """Tells those who wait that something has changed."""

    def __init__(self, seen: Callable[[], str]) -> None:
        self._seen = seen  # a dump of what there is, for a wait in vain
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        """Wake everybody who waits."""
        for one in self._waiting:
            if not one.done():
                one.set_result(None)
        self._waiting.clear()

    async def until(self, true: Callable[[], T], *, within: float, of: str = "") -> T:
        """What `true` gives as soon as it is not falsy.

        Raises AssertionError after `within` seconds, with what was seen.
        """
        try:
            async with asyncio.timeout(within):
                while not (found := true()):
                    woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._waiting.add(woken)
                    await woken
                return found
        except TimeoutError:
            waited = f"waited {within:g} s in vain for {of or 'a change'}"
            raise AssertionError(f"{waited}; seen:\n{self._seen()}") from None
