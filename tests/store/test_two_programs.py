"""Two programs on one database take turns, and neither undoes what the other did."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.core.errors import Conflict, Fault
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import NOW, debate, spoken
from tests.store.units import arrive, arrived, opened


async def test_two_stores_on_one_file_take_turns(store: SqlStore, database: str) -> None:
    async def one_by_one(by: SqlStore, name: str) -> None:
        for n in range(20):
            await by.write(lambda tx, e=f"{name}-{n}": arrive(tx, e))  # type: ignore[misc]

    async with opened(database) as other:
        await asyncio.gather(one_by_one(store, "a"), one_by_one(other, "b"))
    assert len(await arrived(store)) == 40


async def test_a_write_waits_for_another_program_and_blocks_nobody_meanwhile(
    store: SqlStore, database: str
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(store.write(lambda tx: arrive(tx, "e1")))
        assert await arrived(store) == []
        assert not writing.done()
        other.execute("ROLLBACK")
    assert await writing == "e1"


async def test_two_stores_do_not_both_move_a_round(
    store: SqlStore, database: str, add: Add
) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)

    async def move(by: SqlStore, speech: str) -> str:
        after = spoken(before, speech, NOW)
        await by.write(lambda tx: tx.rounds.save(before, after, undo=None, now=NOW))
        return speech

    async with opened(database) as other:
        outcomes = await asyncio.gather(
            move(store, "s1"), move(other, "s2"), return_exceptions=True
        )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "str"]
    assert any(isinstance(outcome, Conflict) for outcome in outcomes)


async def test_a_lock_that_is_never_given_up_is_a_fault_and_then_forgotten(
    store: SqlStore, database: str
) -> None:
    async with opened(database, busy_ms=0) as impatient:
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Fault, match="locked"):
                await impatient.write(lambda tx: arrive(tx, "e1"))
            assert await arrived(impatient) == []
            other.execute("ROLLBACK")
        await impatient.write(lambda tx: arrive(tx, "e2"))
    assert await arrived(store) == ["e2"]
