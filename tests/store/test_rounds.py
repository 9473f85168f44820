"""Rounds move only from the version they were loaded at; seats, jobs and undo follow."""

from dataclasses import replace

import pytest

from bot.app.ports import Claimed, Tx, Undo
from bot.core.errors import Conflict, Fault, NotFound
from bot.core.jobs import due
from bot.core.round import Round, Seat, Status
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import NOW, debate, spoken

LATER = NOW + 5_000
FAR = NOW + 10**12


async def save(store: SqlStore, before: Round, after: Round, undo: Undo | None = None) -> None:
    await store.write(lambda tx: tx.rounds.save(before, after, undo=undo, now=LATER))


async def get(store: SqlStore, round_id: str = "r1") -> Round:
    return await store.read(lambda tx: tx.rounds.get(round_id))


async def planned(store: SqlStore) -> list[Claimed]:
    """All jobs, in order, claimed in a transaction that is then undone."""

    async def work(tx: Tx) -> None:
        while (claimed := await tx.jobs.claim(FAR, 1)) is not None:
            found.append(claimed)
        raise InterruptedError

    found: list[Claimed] = []
    with pytest.raises(InterruptedError):
        await store.write(work)
    return found


async def test_a_round_comes_back_as_it_was_added(store: SqlStore, add: Add) -> None:
    given = debate("r1", "ana", "ben", "cem")
    await add(given)
    assert await get(store) == given


async def test_an_unknown_round_is_not_found(store: SqlStore) -> None:
    with pytest.raises(NotFound, match="no_such_round"):
        await get(store, "r9")


async def test_a_round_needs_people_and_a_pack_that_are_known(store: SqlStore, add: Add) -> None:
    stranger = debate("r1", "stranger")
    with pytest.raises(Fault, match="FOREIGN KEY"):
        await add(stranger)
    unkept = debate("r1", "ana")
    with pytest.raises(Fault, match="FOREIGN KEY"):
        await add(replace(unkept, terms=replace(unkept.terms, pack="pack-9")))


async def test_a_saved_round_takes_the_place_of_the_one_before(store: SqlStore, add: Add) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)
    after = spoken(before, "s1", LATER)
    await save(store, before, after)
    assert await get(store) == after


async def test_of_two_who_move_a_round_at_once_one_wins(store: SqlStore, add: Add) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)
    await save(store, before, spoken(before, "s1", LATER))
    with pytest.raises(Conflict):
        await save(store, before, spoken(before, "s2", LATER + 1))


async def test_a_conflict_changes_nothing(store: SqlStore, add: Add) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)
    won = spoken(before, "s1", LATER)
    undo = Undo(person="ana", action="speak", at=LATER, before=before)
    await save(store, before, won, undo)
    jobs = await planned(store)

    late = replace(before, version=2, seats=(), open=(), status=Status.CANCELLED)
    with pytest.raises(Conflict):
        await save(store, before, late)
    assert await get(store) == won
    assert await planned(store) == jobs
    assert await store.read(lambda tx: tx.rounds.undo("r1")) == undo


@pytest.mark.parametrize(
    "seats",
    [
        pytest.param((), id="everybody leaves"),
        pytest.param(("b",), id="the first leaves and the second moves up"),
        pytest.param(("b", "a"), id="they change places"),
        pytest.param(("a", "b", "c"), id="somebody comes"),
        pytest.param(("c", "a"), id="one goes, one comes, one moves"),
    ],
)
async def test_seats_follow_a_save(store: SqlStore, add: Add, seats: tuple[str, ...]) -> None:
    named = {"a": "ana", "b": "ben", "c": "cem"}
    before = replace(
        debate("r1", "ana", status=Status.LOBBY),
        seats=tuple(Seat(id=s, person=named[s]) for s in "ab"),
    )
    await add(before)
    after = replace(
        before, version=2, seats=tuple(Seat(id=s, person=named[s], side="hawk") for s in seats)
    )
    await save(store, before, after)
    assert await get(store) == after


async def test_jobs_follow_a_save(store: SqlStore, add: Add) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)
    assert {c.job for c in await planned(store)} == set(due(before))
    after = spoken(before, "s1", LATER)
    await save(store, before, after)
    assert {c.job for c in await planned(store)} == set(due(after))
    over = replace(after, version=3, status=Status.DONE, open=())
    await save(store, after, over)
    assert await planned(store) == []


async def test_what_can_be_taken_back_is_the_last_action(store: SqlStore, add: Add) -> None:
    first = debate("r1", "ana", "ben")
    await add(first)
    assert await store.read(lambda tx: tx.rounds.undo("r1")) is None
    second = spoken(first, "s1", LATER)
    undo = Undo(person="ana", action="speak", at=LATER, before=first, speech="s1")
    await save(store, first, second, undo)
    assert await store.read(lambda tx: tx.rounds.undo("r1")) == undo
    await save(store, second, spoken(second, "s2", LATER))
    assert await store.read(lambda tx: tx.rounds.undo("r1")) is None


async def test_a_round_without_seats_or_slots_can_be_kept(store: SqlStore, add: Add) -> None:
    empty = replace(debate("r1", "ana", status=Status.LOBBY), seats=(), slots=(), open=())
    await add(empty)
    assert await get(store) == empty
