"""The composition root: everything is put together, and let go of again."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.core.errors import BadContent, NotFound
from bot.settings import DatabaseSettings, PromptsSettings, RoundsSettings, Settings
from bot.wiring import build, content, new_id


def settings(tmp_path: Path, **rounds: str) -> Settings:
    return Settings(
        database=DatabaseSettings(url=tmp_path / "rounds.sqlite3"),
        rounds=RoundsSettings(**rounds),  # type: ignore[arg-type]  # names of settings
    )


def test_ids_are_easy_to_read_out_and_never_alike() -> None:
    ids = {new_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert all(len(one) == 13 and one.isalnum() and one == one.lower() for one in ids)
    assert not set("ilou") & set("".join(ids))


async def test_a_kit_works_and_keeps_its_store_open_only_meanwhile(tmp_path: Path) -> None:
    async with build(settings(tmp_path), environ={}) as kit:
        assert kit.habits.topic in kit.packs.ids()
        assert await kit.store.read(lambda tx: tx.listings.due_at_start(0)) == []
        assert kit.new_seed() != kit.new_seed()
    assert (tmp_path / "rounds.sqlite3").exists()


async def test_a_fixed_seed_is_every_rounds_seed(tmp_path: Path) -> None:
    async with build(settings(tmp_path), seed=7, environ={}) as kit:
        assert (kit.new_seed(), kit.new_seed()) == (7, 7)


async def test_a_topic_in_the_settings_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="european-troop"):
        async with build(settings(tmp_path, topic="european-troop"), environ={}):
            pass


async def test_a_format_in_the_settings_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match=r"rounds.format.*duet.*duel"):
        async with build(settings(tmp_path, format="duet"), environ={}):
            pass


async def test_prompts_without_a_topic_are_refused(tmp_path: Path) -> None:
    shipped = content(environ={})
    assert shipped.topics.ids()
    empty = tmp_path / "prompts"
    empty.mkdir()
    with pytest.raises(BadContent):
        async with build(
            Settings(
                database=DatabaseSettings(url=tmp_path / "x.sqlite3"),
                prompts=PromptsSettings(folder=empty),
            ),
            environ={},
        ):
            pass


def test_a_labelled_step_can_kill_the_program() -> None:
    """The crash tests rest on this: without it they would try nothing."""
    lines = ("from bot.wiring import _step", "step = _step('b#2')", "step('a')", "step('b')",
             "print(1)", "step('b')")  # fmt: skip
    code = "\n".join(lines)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (-9, b"1\n")
