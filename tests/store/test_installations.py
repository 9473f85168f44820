"""Where the app is installed, workspace by workspace."""

from dataclasses import replace
from pathlib import Path

from bot.app.ports import Installation
from bot.store.store import SqlStore
from tests.store.sample import NOW
from tests.store.units import opened

FIRST = Installation(platform="slack", team="T1", sealed="gAAAsealed-1", installer="U1", at=NOW)
SECOND = replace(FIRST, team="T2", sealed="gAAAsealed-2", installer="U2", at=NOW + 1)


def on_disk(database: str) -> bytes:
    """The database and its log."""
    return b"".join(path.read_bytes() for path in Path(database).parent.glob("*3*"))


async def put(store: SqlStore, *installations: Installation) -> None:
    for each in installations:
        await store.write(lambda tx, one=each: tx.installations.put(one))  # type: ignore[misc]  # of a default


async def test_an_installation_is_found_by_its_workspace(store: SqlStore, database: str) -> None:
    await put(store, FIRST, SECOND)
    assert await store.read(lambda tx: tx.installations.get("slack", "T2")) == SECOND
    assert await store.read(lambda tx: tx.installations.get("slack", "T3")) is None
    assert await store.read(lambda tx: tx.installations.get("chat", "T1")) is None
    async with opened(database) as other:
        assert await other.read(lambda tx: tx.installations.get("slack", "T1")) == FIRST


async def test_those_of_a_platform_are_listed_by_workspace(store: SqlStore) -> None:
    await put(store, SECOND, FIRST, replace(FIRST, platform="chat"))
    assert await store.read(lambda tx: tx.installations.all("slack")) == [FIRST, SECOND]


async def test_a_later_installation_takes_the_place_of_the_earlier_one(store: SqlStore) -> None:
    later = replace(FIRST, sealed="gAAAsealed-3", installer="U9", at=NOW + 9)
    await put(store, FIRST, SECOND, later)
    assert await store.read(lambda tx: tx.installations.all("slack")) == [later, SECOND]


async def test_one_is_removed_once_and_the_others_stay(store: SqlStore) -> None:
    await put(store, FIRST, SECOND)
    assert await store.write(lambda tx: tx.installations.remove("slack", "T1"))
    assert not await store.write(lambda tx: tx.installations.remove("slack", "T1"))
    assert await store.read(lambda tx: tx.installations.all("slack")) == [SECOND]


async def test_nothing_of_one_that_was_replaced_or_removed_is_left_in_the_files(
    store: SqlStore, database: str
) -> None:
    await put(store, FIRST, SECOND, replace(FIRST, sealed="gAAAsealed-3"))
    await store.write(lambda tx: tx.installations.remove("slack", "T2"))
    held = on_disk(database)
    assert b"gAAAsealed-3" in held
    assert b"gAAAsealed-1" not in held
    assert b"gAAAsealed-2" not in held


def test_what_is_sealed_is_not_shown() -> None:
    assert FIRST.sealed not in repr(FIRST)
