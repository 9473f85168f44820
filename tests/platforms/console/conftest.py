"""A house with a console in it: a session whose screen only remembers what it was shown."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.platforms.console.posting import Posting
from bot.platforms.console.session import Session
from bot.store.upkeep import upgrade
from tests.app.building import copy_of_prompts, house
from tests.app.house import House


@dataclass
class Memory:
    """A screen that remembers, and rings when there is something new."""

    shown: list[Posting] = field(default_factory=list)
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    async def show(self, postings: Sequence[Posting]) -> None:
        self.shown += postings
        self.rung.set()

    def look(self) -> list[str]:
        """What was shown since the last look: kind, reader if private, and text."""
        seen = [
            f"{p.message.kind.value}{f' ({p.only_for})' if p.only_for else ''}: {p.message.text}"
            for p in self.shown
        ]
        self.shown.clear()
        self.rung.clear()
        return seen

    def kinds(self) -> list[str]:
        """The kinds of what was shown since the last look."""
        return [seen.partition(":")[0] for seen in self.look()]


@dataclass
class Desk:
    """A session at the keyboard of a house."""

    home: House
    session: Session
    screen: Memory

    async def types(self, *lines: str) -> list[str]:
        """Lines are typed; the kinds of what that showed."""
        for line in lines:
            await self.session.typed(line)
        return self.screen.kinds()


@pytest.fixture(scope="session")
def console_prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_prompts(tmp_path_factory.mktemp("prompts"))


@pytest.fixture(scope="session")
def console_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    upgrade(path)
    return path


@pytest.fixture
async def desk(
    tmp_path: Path, console_prompts: Path, console_database: Path
) -> AsyncIterator[Desk]:
    """Ana has sat down at a new database."""
    async with house(tmp_path, console_prompts, console_database) as home:
        screen = Memory()
        session = Session(home.kit, screen)
        await session.start("Ana")
        yield Desk(home=home, session=session, screen=screen)
