"""What the tests of Discord share: a parent that forks the bot, prompts for short rounds, and one
running bot for the classes that tests make, each in a server of its own.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.platforms.discord.desk import Desk, desk
from tests.platforms.discord.hall import Hall, content, opened
from tests.platforms.discord.scenes import short_prompts
from tests.platforms.forking import Parent
from tests.platforms.forking import parent as making


@pytest.fixture(scope="session")
def parent() -> Iterator[Parent]:
    with making() as ready:
        yield ready


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_prompts(tmp_path_factory.mktemp("prompts"))


@pytest.fixture(scope="session")
def prompts_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edited copy of prompts/: two small topics, short formats, a pace of seconds."""
    return content(tmp_path_factory.mktemp("prompts"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def hall(
    prompts_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Hall]:
    """The stand-in and the bot, without any privileged intent."""
    async with opened(tmp_path_factory.mktemp("hall"), prompts_folder) as hall:
        yield hall


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk: what sends, over a real store and a fake of Discord's REST."""
    async with desk(tmp_path) as made:
        yield made
