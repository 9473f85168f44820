"""One suite for every kind of database: each test that asks for `store` runs once per kind."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest

from bot.app.ports import Tx
from bot.core.round import Round
from bot.store.store import SqlStore
from tests.store.sample import settle
from tests.store.traces import leave_traces


@pytest.fixture(params=["sqlite"])  # the issue that brings PostgreSQL adds it here
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database may be."""
    return str(tmp_path / f"debates.{request.param}3")


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    """A store in which Ana, Ben and Cem are known and the topic is on the shelf."""
    opened = await SqlStore.open(database)
    try:
        await opened.write(lambda tx: settle(tx, "ana", "ben", "cem"))
        yield opened
    finally:
        await opened.close()


class Add(Protocol):
    """Adds rounds."""

    async def __call__(self, *rounds: Round) -> None: ...


@pytest.fixture
def add(store: SqlStore) -> Add:
    """Adds rounds, opened when they last moved."""

    async def added(*rounds: Round) -> None:
        async def work(tx: Tx) -> None:
            for each in rounds:
                await tx.rounds.add(each, each.moved_at)

        await store.write(work)

    return added


@pytest.fixture
async def world(store: SqlStore) -> SqlStore:
    """A store in which Ana left traces."""
    await leave_traces(store)
    return store
