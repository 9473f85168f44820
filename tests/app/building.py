"""Builds the house that tests of use cases live in: a kit over a real store in a file of its own.
Its topics are the small packs of tests/data; formats, rubric and phrases are the real ones; reader,
judge and opponent are fakes.
"""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from bot.app.kit import Habits, Kit
from bot.app.ports import Store, Tx
from bot.content.formats import load_formats
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.content.rubric import load_rubric
from bot.content.topics import Topics
from bot.store.store import SqlStore
from tests.app.house import PHONES, House
from tests.fakes import FakeClock, FakeJudge, FakeOpponent, FakeReader

T = TypeVar("T")

PROMPTS = prompts_folder({})
PACKS = Path(__file__).parents[1] / "data" / "packs"

# What nobody changes is read once for all houses.
_formats, _rubric, _phrases = cache(load_formats), cache(load_rubric), cache(load_phrases)


def copy_of_prompts(folder: Path) -> Path:
    """A prompts folder with the two small topics."""
    shutil.copytree(PACKS, folder / "topics", dirs_exist_ok=True)
    return folder


def kit_of(store: Store, prompts: Path, clock: FakeClock) -> Kit:
    """Everything a use case works with; the judge is a fake, and so are reader and opponent."""
    ids = count(1)
    return Kit(
        store=store,
        packs=Topics(prompts),
        formats=_formats(PROMPTS),
        rubric=_rubric(PROMPTS),
        phrases=_phrases(PROMPTS),
        reader=FakeReader(),
        seemly=lambda text: text.replace("rude", "[…]"),
        personal=lambda text: "my loss" in text,
        judge=FakeJudge(),
        opponent=FakeOpponent(),
        clock=clock,
        new_id=lambda: f"id{next(ids):04}",
        new_seed=lambda: 7,
        habits=Habits(topic=PHONES),
    )


@asynccontextmanager
async def house(folder: Path, prompts: Path, database: Path) -> AsyncIterator[House]:
    """An open house in a folder; `database` is copied into it, so that no migration is run."""
    path = folder / "house.sqlite3"
    shutil.copyfile(database, path)
    clock, store = FakeClock(), await SqlStore.open(path)
    try:
        reader, opponent = FakeReader(), FakeOpponent()
        kit = replace(kit_of(store, prompts, clock), reader=reader, opponent=opponent)
        yield House(
            kit=kit, clock=clock, database=path, prompts=prompts, reader=reader, opponent=opponent
        )
    finally:
        await store.close()


class Nowhere:
    """A store for what needs none."""

    async def write(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        raise AssertionError("nothing is stored here")

    async def read(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        raise AssertionError("nothing is stored here")

    async def close(self) -> None:
        """Nothing to let go of."""
