"""The house that tests of the use cases live in. Its empty database is made once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app.kit import Kit
from bot.store.upkeep import upgrade
from tests.app.building import Nowhere, copy_of_prompts, house, kit_of
from tests.app.house import House
from tests.fakes import FakeClock


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    upgrade(path)
    return path


@pytest.fixture(scope="session")
def small_prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_prompts(tmp_path_factory.mktemp("prompts"))


@pytest.fixture
async def home(tmp_path: Path, empty_database: Path) -> AsyncIterator[House]:
    async with house(tmp_path, copy_of_prompts(tmp_path), empty_database) as made:
        yield made


@pytest.fixture(scope="session")
def kit(small_prompts: Path) -> Kit:
    return kit_of(Nowhere(), small_prompts, FakeClock())
