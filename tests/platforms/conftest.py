"""What the tests of both platforms share: a parent that forks the bot, prompts for short rounds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platforms.forking import Parent
from tests.platforms.forking import parent as making
from tests.platforms.short import short_prompts


@pytest.fixture(scope="session")
def parent() -> Iterator[Parent]:
    with making() as ready:
        yield ready


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_prompts(tmp_path_factory.mktemp("prompts"))
