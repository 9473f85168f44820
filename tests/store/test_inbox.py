"""Every event counts once."""

import pytest

from bot.app.ports import Tx
from bot.store.store import SqlStore
from bot.store.upkeep import check
from tests.store.sample import NOW


async def test_an_event_arrives_once(store: SqlStore) -> None:
    assert await store.write(lambda tx: tx.inbox.arrive("e1", "hello", NOW))
    assert not await store.write(lambda tx: tx.inbox.arrive("e1", "hello", NOW + 1))
    assert await store.write(lambda tx: tx.inbox.arrive("e2", "hello", NOW + 1))


async def test_an_event_that_is_done_still_counts_once_and_its_payload_is_gone(
    store: SqlStore, database: str
) -> None:
    await store.write(lambda tx: tx.inbox.arrive("e1", "hello", NOW))
    await store.write(lambda tx: tx.inbox.finish("e1"))
    assert check(database) == []  # which finds payloads of events that are done
    assert not await store.write(lambda tx: tx.inbox.arrive("e1", "again", NOW))


async def test_an_event_is_finished_once(store: SqlStore) -> None:
    await store.write(lambda tx: tx.inbox.arrive("e1", "hello", NOW))
    assert await store.write(lambda tx: tx.inbox.finish("e1"))
    assert not await store.write(lambda tx: tx.inbox.finish("e1"))
    assert not await store.write(lambda tx: tx.inbox.finish("never seen"))


async def test_events_not_done_are_found_oldest_first(store: SqlStore) -> None:
    for number, now in ((1, NOW), (2, NOW), (3, NOW - 5)):
        await store.write(lambda tx, n=number, at=now: tx.inbox.arrive(f"e{n}", f"p{n}", at))  # type: ignore[misc]
    await store.write(lambda tx: tx.inbox.finish("e2"))
    unfinished = await store.read(lambda tx: tx.inbox.unfinished())
    assert unfinished == [("e1", "p1"), ("e3", "p3")]


async def test_an_event_whose_step_failed_arrives_again(store: SqlStore) -> None:
    async def failing(tx: Tx) -> None:
        await tx.inbox.arrive("e1", "hello", NOW)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        await store.write(failing)
    assert await store.write(lambda tx: tx.inbox.arrive("e1", "hello", NOW))
