"""A store that says when something was written, for those who wait for what it holds."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.app.ports import Store, Tx

T = TypeVar("T")


class Told:
    """Tells after each write, done or not."""

    def __init__(self, store: Store, tell: Callable[[], None]) -> None:
        self._store, self._tell = store, tell

    async def write(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        try:
            return await self._store.write(work)
        finally:
            self._tell()

    async def read(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        return await self._store.read(work)

    async def close(self) -> None:
        await self._store.close()
