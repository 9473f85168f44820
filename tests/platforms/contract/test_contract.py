"""The same things said on every platform have the same effects in the store."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.app.commands import COMMANDS, GRAMMAR
from bot.store.upkeep import upgrade
from tests.app.building import copy_of_prompts
from tests.platforms.contract.consoles import console
from tests.platforms.contract.discords import discord
from tests.platforms.contract.driving import (
    Effects,
    Opens,
    Script,
    differences,
    driving,
    played,
    statuses,
)
from tests.platforms.contract.saying import Manner
from tests.platforms.contract.scripts import SCRIPTS
from tests.platforms.contract.slacks import slack

OTHERS: dict[str, Opens] = {
    f"{name}: {manner.value}": platform(manner)
    for name, platform in (("Discord", discord), ("Slack", slack))
    for manner in Manner
}
EACH = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)

Played = tuple[tuple[str, ...], Effects]
Plays = Callable[[Opens, Script], Awaitable[Played]]


@pytest.fixture(scope="session")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_prompts(tmp_path_factory.mktemp("prompts"))


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    upgrade(path)
    return path


@pytest.fixture
def plays(
    tmp_path_factory: pytest.TempPathFactory,
    prompts: Path,
    database: Path,
    caplog: pytest.LogCaptureFixture,
) -> Plays:
    """Plays a script on a platform: the statuses of its rounds and all its effects."""

    async def play(opens: Opens, script: Script) -> Played:
        folder = tmp_path_factory.mktemp("house")
        async with driving(opens, folder, prompts, database) as driver:
            effects = await played(driver, script)
            ours = (record for record in caplog.records if record.name.startswith("bot."))
            assert [r.getMessage() for r in ours if r.levelno >= logging.WARNING] == []
            return statuses(driver.home), effects

    return play


def test_every_command_is_said() -> None:
    lines = [line for script in SCRIPTS for line in script.lines if line.startswith("/")]
    found = [GRAMMAR.path(line.removeprefix("/").split()) for line in lines]
    assert {path for path, _ in filter(None, found)} == COMMANDS.keys()


@pytest.fixture(scope="session")
def on_the_console() -> dict[str, Played]:
    """What scripts led to on the console, by name; each is played once."""
    return {}


@EACH
async def test_a_script_ends_as_it_says(plays: Plays, script: Script) -> None:
    ends, effects = await plays(console, script)
    assert ends == script.ends
    assert {table: len(effects[table]) for table, _ in script.holds} == dict(script.holds)


@EACH
@pytest.mark.parametrize("platform", OTHERS)
async def test_it_has_the_same_effects_everywhere(
    plays: Plays, script: Script, platform: str, on_the_console: dict[str, Played]
) -> None:
    if script.name not in on_the_console:
        on_the_console[script.name] = await plays(console, script)
    expected, there = on_the_console[script.name]
    ends, here = await plays(OTHERS[platform], script)
    assert differences(here, there) == []
    assert (ends, here) == (expected, there)
