"""The console as a driver: one keyboard at which everybody types in turn."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.platforms.console.posting import Posting
from bot.platforms.console.session import Session
from tests.app.house import House
from tests.platforms.contract.driving import Driver


class _Screen:
    """A screen that nobody looks at."""

    async def show(self, postings: Sequence[Posting]) -> None:
        pass


class Keyboard:
    """A driver: whoever says something sits down first."""

    def __init__(self, home: House, session: Session) -> None:
        self.home, self._session = home, session

    async def says(self, name: str, line: str) -> None:
        await self._session.typed(f"/as {name}")
        await self._session.typed(line)


@asynccontextmanager
async def console(home: House) -> AsyncIterator[Driver]:
    """A session at the keyboard."""
    session = Session(home.kit, _Screen())
    await session.start("Ana")
    yield Keyboard(home, session)
