"""Rounds by what they have in common."""

from dataclasses import replace

from bot.app.ports import Appealed
from bot.core.round import Open, Round, Status
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import NOW, debate


def opened(round_id: str, *people: str, at: int, status: Status = Status.RUNNING) -> Round:
    return replace(debate(round_id, *people, status=status), moved_at=NOW + at)


async def ids(store: SqlStore, person: str, *, open_only: bool) -> list[str]:
    found = await store.read(lambda tx: tx.listings.of_person(person, open_only=open_only))
    return [each.id for each in found]


async def test_a_persons_rounds_come_newest_first(store: SqlStore, add: Add) -> None:
    await add(
        opened("r1", "ana", "ben", at=1),
        opened("r2", "ana", at=3, status=Status.DONE),
        opened("r3", "ben", "ana", at=2, status=Status.CANCELLED),
        opened("r4", "ben", at=4),
    )
    assert await ids(store, "ana", open_only=False) == ["r2", "r3", "r1"]
    assert await ids(store, "ana", open_only=True) == ["r1"]
    assert await ids(store, "cem", open_only=False) == []


async def test_a_seat_that_was_left_still_counts(store: SqlStore, add: Add) -> None:
    held = debate("r1", "ana", "ben")
    left = replace(held, seats=(held.seats[0], replace(held.seats[1], left=True)))
    await add(left)
    assert await store.read(lambda tx: tx.listings.of_person("ben", open_only=False)) == [left]


async def test_a_seat_left_before_the_first_slot_is_gone(store: SqlStore, add: Add) -> None:
    lobby = debate("r1", "ana", "ben", status=Status.LOBBY)
    await add(lobby)
    after = replace(lobby, version=2, seats=lobby.seats[1:])
    await store.write(lambda tx: tx.rounds.save(lobby, after, undo=None, now=NOW))
    assert await ids(store, "ana", open_only=False) == []
    assert await ids(store, "ben", open_only=False) == ["r1"]


async def test_lobbies_are_those_of_the_classroom(store: SqlStore, add: Add) -> None:
    lobby = opened("r1", "ana", at=1, status=Status.LOBBY)
    newer = opened("r2", "ben", at=2, status=Status.LOBBY)
    running = opened("r3", "ana", at=3)
    elsewhere = opened("r4", "ana", at=4, status=Status.LOBBY)
    elsewhere = replace(elsewhere, terms=replace(elsewhere.terms, classroom="class-2"))
    await add(lobby, newer, running, elsewhere)
    assert await store.read(lambda tx: tx.listings.lobbies("class-1")) == [newer, lobby]


async def test_what_somebody_opened_lately_is_found_also_when_they_left_it(
    store: SqlStore, add: Add
) -> None:
    await add(debate("r1", "ana"))
    await add(debate("r2", "ben", "ana"))
    late = replace(debate("r3", "ana", status=Status.LOBBY))
    await add(late)
    after = replace(late, seats=(), status=Status.CANCELLED, version=late.version + 1)
    await store.write(lambda tx: tx.rounds.save(late, after, undo=None, now=NOW))

    async def hosted(person: str, since: int) -> list[str]:
        found = await store.read(lambda tx: tx.listings.hosted(person, since))
        return [each.id for each in found]

    assert await hosted("ana", NOW) == ["r3", "r1"]
    assert await hosted("ben", NOW) == ["r2"]
    assert await hosted("ana", NOW + 1) == []


async def test_rounds_with_a_passed_deadline_are_found_once_each(store: SqlStore, add: Add) -> None:
    late = debate("r1", "ana", "ben")
    second = Open(slot=1, seat=late.seats[1].id, deadline=NOW + 1)
    late = replace(late, open=(*late.open, second))
    waiting = replace(debate("r2", "ana"), open=(Open(slot=0, seat="r2-0", deadline=NOW + 10**9),))
    bots = replace(debate("r3", "ana"), open=(Open(slot=1, seat="r3-1", deadline=None),))
    paused = debate("r4", "ana", status=Status.PAUSED)
    await add(late, waiting, bots, paused)
    moment = NOW + 10**6
    assert await store.read(lambda tx: tx.listings.due_at_start(moment)) == [late]
    assert await store.read(lambda tx: tx.listings.due_at_start(NOW)) == []


async def test_appeals_of_a_classroom_come_once_each_newest_first(
    store: SqlStore, add: Add
) -> None:
    elsewhere = debate("r3", "ana")
    elsewhere = replace(elsewhere, terms=replace(elsewhere.terms, classroom="class-2"))
    await add(debate("r1", "ana", "ben"), debate("r2", "ana"), elsewhere)
    for round_id, person, at in (
        ("r1", "ana", 1),
        ("r2", "ana", 2),
        ("r1", "ben", 3),
        ("r1", "ana", 4),
        ("r3", "ana", 5),
    ):
        await store.write(
            lambda tx, r=round_id, p=person, a=at: tx.ballots.appeal(r, p, "", NOW + a)  # type: ignore[misc]  # bound now
        )
    first, second, third = (
        Appealed(round="r1", person="ben", at=NOW + 3),
        Appealed(round="r2", person="ana", at=NOW + 2),
        Appealed(round="r1", person="ana", at=NOW + 1),
    )
    found = await store.read(lambda tx: tx.listings.appealed_in("class-1", 10))
    assert found == [first, second, third]
    assert await store.read(lambda tx: tx.listings.appealed_in("class-1", 1)) == [first]
