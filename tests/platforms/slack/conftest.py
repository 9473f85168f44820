"""What the tests of Slack share: one running bot in each mode, and prompts for short rounds."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.platforms.discord.hall import content
from tests.platforms.slack.running import running
from tests.platforms.slack.serving import WITHIN, Hall


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edited copy of prompts/: two small topics, short formats."""
    return content(tmp_path_factory.mktemp("prompts"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def resting(small: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    """The stand-in and the real program in Socket Mode, each school in a channel of its own."""
    async with running(tmp_path_factory.mktemp("hall"), small) as hall:
        yield hall


@pytest_asyncio.fixture(loop_scope="session")
async def hall(resting: Hall) -> AsyncIterator[Hall]:
    """The same, awake: while tests without it run, so does nothing of it but the program. Faults
    that a test asked for and did not meet are none of the next one's.
    """
    await resting.slack.until_heard(WITHIN)
    resting.slack.retries_now()  # of what was told to a connection that had gone meanwhile
    yield resting
    resting.slack.stage.faults.end()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def http_hall(small: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    """As `resting`, in HTTP mode: there is no connection that could sleep."""
    async with running(tmp_path_factory.mktemp("hall"), small, http=True) as hall:
        yield hall
