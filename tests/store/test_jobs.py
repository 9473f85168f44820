"""Jobs are claimed under a lease, in order of time, and go when they are done."""

import asyncio
from dataclasses import replace

from bot.app.ports import Claimed
from bot.core.jobs import Job, JobKind, read
from bot.core.round import Status
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import NOW, debate, spoken

LEASE = 60_000


async def claim(store: SqlStore, now: int) -> Claimed | None:
    return await store.write(lambda tx: tx.jobs.claim(now, LEASE))


async def plan(store: SqlStore, add: Add, *jobs: Job) -> None:
    """A finished round, which needs no jobs of its own, with these."""
    await add(debate("r1", "ana", status=Status.DONE))
    await store.write(lambda tx: tx.jobs.add("r1", jobs))


async def test_the_most_overdue_job_comes_first(store: SqlStore, add: Add) -> None:
    early, late = read("s1", NOW - 9), read("s2", NOW - 3)
    await plan(store, add, late, early, read("s3", NOW + 1))
    assert await claim(store, NOW) == Claimed(job=early, round="r1", attempts=1)
    assert await claim(store, NOW) == Claimed(job=late, round="r1", attempts=1)
    assert await claim(store, NOW) is None


async def test_a_job_is_free_again_when_its_lease_ends(store: SqlStore, add: Add) -> None:
    await plan(store, add, read("s1", NOW))
    assert await claim(store, NOW) is not None
    assert await claim(store, NOW + LEASE - 1) is None
    again = await claim(store, NOW + LEASE)
    assert again == Claimed(job=read("s1", NOW), round="r1", attempts=2)


async def test_a_finished_job_is_gone(store: SqlStore, add: Add) -> None:
    await plan(store, add, read("s1", NOW))
    await claim(store, NOW)
    await store.write(lambda tx: tx.jobs.finish("r1", "read:s1"))
    assert await claim(store, NOW + 10 * LEASE) is None
    assert await store.read(lambda tx: tx.jobs.next_due()) is None


async def test_a_job_that_moved_while_it_was_done_is_not_finished(
    store: SqlStore, add: Add
) -> None:
    await plan(store, add, read("s1", NOW))
    await claim(store, NOW)
    moved = read("s1", NOW + 500)
    await store.write(lambda tx: tx.jobs.add("r1", [moved]))
    await store.write(lambda tx: tx.jobs.finish("r1", "read:s1"))
    assert await claim(store, NOW + 500) == Claimed(job=moved, round="r1", attempts=1)


async def test_an_added_job_is_free_whoever_held_it(store: SqlStore, add: Add) -> None:
    job = read("s1", NOW)
    await plan(store, add, job)
    await claim(store, NOW)
    await store.write(lambda tx: tx.jobs.add("r1", [job]))
    assert await claim(store, NOW) == Claimed(job=job, round="r1", attempts=1)


async def test_the_next_moment_is_a_due_time_or_the_end_of_a_lease(
    store: SqlStore, add: Add
) -> None:
    await plan(store, add, read("s1", NOW), read("s2", NOW + LEASE + 7))
    assert await store.read(lambda tx: tx.jobs.next_due()) == NOW
    await claim(store, NOW)
    assert await store.read(lambda tx: tx.jobs.next_due()) == NOW + LEASE
    await store.write(lambda tx: tx.jobs.finish("r1", "read:s1"))
    assert await store.read(lambda tx: tx.jobs.next_due()) == NOW + LEASE + 7


async def test_a_job_that_a_move_leaves_as_it_is_keeps_its_lease(store: SqlStore, add: Add) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)
    await store.write(lambda tx: tx.jobs.add("r1", [read("s1", NOW)]))
    claimed = [await claim(store, NOW + 10**9) for _ in range(4)]
    kinds = {c.job.kind for c in claimed if c}
    assert {JobKind.DEADLINE, JobKind.READ} <= kinds
    after = replace(before, version=2, draws=1)  # its deadline stays where it was
    await store.write(lambda tx: tx.rounds.save(before, after, undo=None, now=NOW))
    assert await claim(store, NOW + 10**9) is None


async def test_a_job_whose_time_a_move_changes_is_free_again(store: SqlStore, add: Add) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)
    while await claim(store, NOW + 10**9):
        pass
    [waiting] = before.open
    longer = replace(waiting, deadline=NOW + 240_000)
    after = replace(before, version=2, open=(longer,))
    await store.write(lambda tx: tx.rounds.save(before, after, undo=None, now=NOW))
    claimed = [await claim(store, NOW + 10**9) for _ in range(4)]
    assert "deadline:0" in {c.job.key for c in claimed if c}


async def test_a_reading_to_be_done_outlives_the_moves_of_its_round(
    store: SqlStore, add: Add
) -> None:
    before = debate("r1", "ana", "ben")
    await add(before)
    await store.write(lambda tx: tx.jobs.add("r1", [read("s1", NOW)]))
    after = replace(spoken(before, "s1", NOW), status=Status.DONE, open=())
    await store.write(lambda tx: tx.rounds.save(before, after, undo=None, now=NOW))
    assert await claim(store, NOW) == Claimed(job=read("s1", NOW), round="r1", attempts=1)


async def test_two_who_claim_at_once_get_different_jobs(store: SqlStore, add: Add) -> None:
    await plan(store, add, *(read(f"s{n}", NOW) for n in range(5)))
    claimed = await asyncio.gather(*(claim(store, NOW) for _ in range(7)))
    keys = [c.job.key for c in claimed if c]
    assert len(keys) == len(set(keys)) == 5
