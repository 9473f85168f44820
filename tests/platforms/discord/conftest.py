"""What the tests of Discord share: one running bot; each class that a test makes has a server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.platforms.discord.desk import Desk, desk
from tests.platforms.discord.hall import Hall, content, opened


@pytest.fixture(scope="session")
def prompts_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edited copy of prompts/: two small topics, short formats, a pace of seconds."""
    return content(tmp_path_factory.mktemp("prompts"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def resting(
    prompts_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Hall]:
    """The stand-in and the bot, without any privileged intent."""
    async with opened(tmp_path_factory.mktemp("hall"), prompts_folder) as hall:
        yield hall


@pytest_asyncio.fixture(loop_scope="session")
async def hall(resting: Hall) -> Hall:
    """The same, awake: while tests without it run, so does nothing of it but the bot."""
    await resting.discord.until_heard()
    return resting


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk: what sends, over a real store and a fake of Discord's REST."""
    async with desk(tmp_path) as made:
        yield made
