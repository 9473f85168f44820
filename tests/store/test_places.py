"""Where rounds are talked about, and where people are reached."""

import sqlite3
from contextlib import closing

import pytest

from bot.app.messages import Address, to_person, to_round, to_seat
from bot.app.ports import Account, Place
from bot.core.round import Status
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import CLASS, debate

CHANNEL = Place(platform="chat", channel="C1")
THREAD = Place(platform="chat", channel="C1", thread="T1")
OTHER = Place(platform="chat", channel="C2", thread="T2")
CONSOLE = Place(platform="console", channel="desk")


async def put(store: SqlStore, round_id: str, *places: Place, on: str = "chat") -> None:
    await store.write(lambda tx: tx.places.put(round_id, on, places))


async def of_round(store: SqlStore, round_id: str, on: str = "chat") -> list[Place]:
    return await store.read(lambda tx: tx.places.of_round(round_id, on))


async def platforms(store: SqlStore, to: Address) -> tuple[str, ...]:
    return await store.read(lambda tx: tx.places.platforms(to))


async def meet(store: SqlStore, platform: str, external: str, name: str) -> str:
    """The id of whoever has this account now."""
    account = Account(platform=platform, external=external, name=name)
    return (await store.write(lambda tx: tx.people.known(account, CLASS, external))).id


async def test_a_round_has_none_one_or_several_places_on_each_platform(
    store: SqlStore, add: Add
) -> None:
    await add(debate("r1", "ana"), debate("r2", "ana"))
    assert await of_round(store, "r1") == []
    await put(store, "r1", OTHER, THREAD)
    await put(store, "r1", CONSOLE, on="console")
    await put(store, "r2", CHANNEL)
    assert await of_round(store, "r1") == [THREAD, OTHER]
    assert await of_round(store, "r1", "console") == [CONSOLE]
    assert await of_round(store, "r2") == [CHANNEL]


async def test_new_places_take_that_of_those_before_on_their_platform_alone(
    store: SqlStore, add: Add
) -> None:
    await add(debate("r1", "ana"))
    await put(store, "r1", THREAD)
    await put(store, "r1", CONSOLE, on="console")
    await put(store, "r1", OTHER, OTHER)
    assert await of_round(store, "r1") == [OTHER]
    assert await of_round(store, "r1", "console") == [CONSOLE]
    await put(store, "r1")
    assert await of_round(store, "r1") == []


async def test_a_thread_is_about_one_round_also_when_that_is_over(
    store: SqlStore, add: Add
) -> None:
    await add(debate("r1", "ana", status=Status.DONE), debate("r2", "ana"))
    await put(store, "r1", THREAD)
    await put(store, "r2", OTHER)
    for platform, thread, found in (
        ("chat", "T1", "r1"),
        ("chat", "T2", "r2"),
        ("chat", "C1", None),
        ("console", "T1", None),
    ):
        at = await store.read(lambda tx, p=platform, t=thread: tx.places.round_at(p, t))  # type: ignore[misc]  # bound now
        assert at == found


async def test_open_rounds_are_found_by_their_channel_and_their_thread(
    store: SqlStore, add: Add
) -> None:
    over = debate("r3", "ana", status=Status.DONE)
    await add(debate("r2", "ana"), debate("r1", "ana"), over, debate("r4", "ana"))
    for round_id in ("r1", "r3"):
        await put(store, round_id, CHANNEL)
    await put(store, "r2", THREAD)
    await put(store, "r4", OTHER)

    async def rounds_in(where: str, platform: str = "chat") -> list[str]:
        return await store.read(lambda tx: tx.places.rounds_in(platform, where))

    assert await rounds_in("C1") == ["r1", "r2"]
    assert await rounds_in("T1") == ["r2"]
    assert await rounds_in("C2") == ["r4"]
    assert await rounds_in("C1", "console") == []


@pytest.mark.parametrize("to", [to_round("r1"), to_seat("r1-0", "r1")])
async def test_a_round_is_reached_on_each_of_its_platforms(
    store: SqlStore, add: Add, to: Address
) -> None:
    await add(debate("r1", "ana", "ben"))
    assert await platforms(store, to) == ("console",)  # without a place: where they have accounts
    await put(store, "r1", THREAD, OTHER)
    assert await platforms(store, to) == ("chat",)
    await put(store, "r1", CONSOLE, on="console")
    assert await platforms(store, to) == ("chat", "console")


async def test_a_person_is_reached_once_and_where_the_round_is_if_they_are_there(
    store: SqlStore, add: Add, database: str
) -> None:
    dora = await meet(store, "chat", "42", "Dora")
    with closing(sqlite3.connect(database)) as db, db:  # as two accounts of one person will be
        db.execute("INSERT INTO accounts (platform, external, person) VALUES ('zulip', '7', ?)",
                   (dora,))  # fmt: skip
    await add(debate("r1", "ana"))
    assert await platforms(store, to_person(dora, "r1")) == ("chat",)
    await put(store, "r1", Place(platform="zulip", channel="Z"), on="zulip")
    assert await platforms(store, to_person(dora)) == ("chat",)
    assert await platforms(store, to_person(dora, "r1")) == ("zulip",)
    assert await platforms(store, to_person("ana", "r1")) == ("console",)
    assert await platforms(store, to_person("nobody", "r1")) == ()


async def test_an_account_is_found_by_person_and_platform(store: SqlStore) -> None:
    dora = await meet(store, "chat", "42", "Dora")
    for platform, found in (("chat", "42"), ("console", None)):
        external = await store.read(lambda tx, p=platform: tx.places.account(dora, p))  # type: ignore[misc]  # bound now
        assert external == found
