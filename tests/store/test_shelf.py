"""A round keeps the pack it began with."""

from dataclasses import replace

import pytest

from bot.core.errors import NotFound
from bot.store.store import SqlStore
from tests.store.sample import TOPIC
from tests.store.units import opened


async def test_a_pack_comes_back_by_its_hash(store: SqlStore, database: str) -> None:
    assert await store.read(lambda tx: tx.shelf.pack("pack-1")) == TOPIC
    async with opened(database) as other:
        kept = await other.read(lambda tx: tx.shelf.pack("pack-1"))
    assert (kept, kept.hash) == (TOPIC, "pack-1")


async def test_an_edited_topic_leaves_the_pack_as_it_was(store: SqlStore) -> None:
    edited = replace(TOPIC, motion="Troops should stay at home.", hash="pack-2")
    await store.write(lambda tx: tx.shelf.keep(edited))
    await store.write(lambda tx: tx.shelf.keep(replace(edited, hash="pack-1")))
    assert await store.read(lambda tx: tx.shelf.pack("pack-1")) == TOPIC
    assert await store.read(lambda tx: tx.shelf.pack("pack-2")) == edited


async def test_an_unknown_pack_is_not_found(store: SqlStore) -> None:
    with pytest.raises(NotFound, match="no_pack"):
        await store.read(lambda tx: tx.shelf.pack("pack-9"))
