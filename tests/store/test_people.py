"""People, their accounts, classrooms and preferences."""

from dataclasses import replace

import pytest

from bot.app.ports import Account, Person, Tx
from bot.core.round import Round, Status
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import CLASS, debate

DORA = Account(platform="discord", external="42", name="Dora")


async def known(store: SqlStore, account: Account, new_id: str, room: str = CLASS) -> Person:
    return await store.write(lambda tx: tx.people.known(account, room, new_id))


async def named(store: SqlStore, name: str, room: str = CLASS) -> list[str]:
    found = await store.read(lambda tx: tx.people.named(room, name))
    return [person.id for person in found]


async def test_a_person_is_made_at_the_first_meeting(store: SqlStore) -> None:
    dora = Person(id="p1", name="Dora")
    assert await known(store, DORA, "p1") == dora
    assert await known(store, replace(DORA, name="dora :)"), "p2") == dora
    assert await store.read(lambda tx: tx.people.get(["p1", "p2"])) == {"p1": dora}


async def test_the_same_number_on_another_platform_is_somebody_else(store: SqlStore) -> None:
    await known(store, DORA, "p1")
    assert (await known(store, replace(DORA, platform="slack"), "p2")).id == "p2"


async def test_preferences_are_saved(store: SqlStore) -> None:
    await known(store, DORA, "p1")
    changed = Person(id="p1", name="D.", excluded=frozenset({"moscow", "hawk"}), factor=1.5)
    await store.write(lambda tx: tx.people.save(changed))
    assert await known(store, DORA, "p2") == changed


async def test_nobody_is_asked_for(store: SqlStore) -> None:
    assert await store.read(lambda tx: tx.people.get([])) == {}


async def test_people_are_found_by_name_in_the_classrooms_they_were_met_in(
    store: SqlStore,
) -> None:
    await known(store, DORA, "p1")
    await known(store, DORA, "p1", room="class-2")
    await known(store, replace(DORA, external="43", name="DORA"), "p2")
    await known(store, replace(DORA, external="44", name="Straße"), "p3")
    assert await named(store, "dora") == ["p2", "p1"]
    assert await named(store, "Dora", room="class-2") == ["p1"]
    assert await named(store, "STRASSE") == ["p3"]
    assert await named(store, "dor") == []


def finished(round_id: str, *, counted: bool = True, topic: str = "troops") -> Round:
    """A round that Ana argued as hawk."""
    over = debate(round_id, "ana", "ben", status=Status.DONE)
    seats = (replace(over.seats[0], counted=counted), over.seats[1])
    return replace(over, seats=seats, terms=replace(over.terms, topic=topic))


@pytest.mark.parametrize(
    ("rounds", "argued"),
    [
        pytest.param((finished("r1"), finished("r2")), {"hawk": 2}, id="what counted"),
        pytest.param((finished("r1", counted=False),), {}, id="not what did not count"),
        pytest.param((finished("r1", topic="other"),), {}, id="not another topic"),
        pytest.param((debate("r1", "ana"),), {}, id="not what still runs"),
        pytest.param(
            (finished("r1"), replace(finished("r2"), seats=finished("r2").seats[::-1])),
            {"hawk": 2},
            id="wherever the seat is",
        ),
    ],
)
async def test_sides_argued_are_counted(
    store: SqlStore, add: Add, rounds: tuple[Round, ...], argued: dict[str, int]
) -> None:
    await add(*rounds)
    assert await store.read(lambda tx: tx.people.argued("ana", "troops")) == argued


async def test_somebody_met_twice_at_once_is_one_person(store: SqlStore) -> None:
    async def twice(tx: Tx) -> tuple[Person, Person]:
        first = await tx.people.known(DORA, CLASS, "p1")
        return first, await tx.people.known(DORA, CLASS, "p2")

    first, second = await store.write(twice)
    assert first == second
