"""Units that wait together commit together, each on its own terms; reads see what is committed."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.app.ports import Tx
from bot.core.errors import Fault
from bot.store.store import SqlStore
from tests.store.sample import NOW
from tests.store.units import arrive, arrived


async def fail(tx: Tx, event: str) -> str:
    await arrive(tx, event)
    raise InterruptedError(event)


async def no_such_round(tx: Tx, event: str) -> str:
    await arrive(tx, event)
    await tx.ballots.appeal("r9", "ana", "my secret words", NOW)
    return event


async def cancel_itself(tx: Tx, event: str) -> str:
    await arrive(tx, event)
    raise asyncio.CancelledError


async def test_what_a_unit_returns_comes_back(store: SqlStore) -> None:
    assert await store.write(lambda tx: arrive(tx, "e1")) == "e1"


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        pytest.param(fail, InterruptedError, id="its own error"),
        pytest.param(no_such_round, Fault, id="the database's"),
        pytest.param(cancel_itself, asyncio.CancelledError, id="it gives up"),
    ],
)
async def test_a_unit_that_fails_undoes_its_own_part_alone(
    store: SqlStore, bad: object, error: type[BaseException]
) -> None:
    works = [arrive, bad, arrive, bad, arrive]
    results = await asyncio.gather(
        *(store.write(lambda tx, w=w, n=n: w(tx, f"e{n}")) for n, w in enumerate(works)),  # type: ignore[misc]
        return_exceptions=True,
    )
    assert [results[n] for n in (0, 2, 4)] == ["e0", "e2", "e4"]
    assert [type(results[n]) for n in (1, 3)] == [error, error]
    assert await arrived(store) == ["e0", "e2", "e4"]


async def test_nobody_hears_of_a_unit_before_all_that_wait_with_it_are_committed(
    store: SqlStore, database: str
) -> None:
    done: list[str] = []

    async def work(tx: Tx, event: str) -> None:
        await arrive(tx, event)
        done.append(event)

    tasks = [
        asyncio.create_task(store.write(lambda tx, e=f"e{n}": work(tx, e)))  # type: ignore[misc]
        for n in range(9)
    ]
    await tasks[0]
    assert len(done) == 9
    with closing(sqlite3.connect(database)) as beside:
        [(committed,)] = beside.execute("SELECT count(*) FROM events").fetchall()
    assert committed == 9


async def test_a_fault_does_not_repeat_what_was_to_be_stored(store: SqlStore) -> None:
    with pytest.raises(Fault) as caught:
        await store.write(lambda tx: no_such_round(tx, "e1"))
    assert "secret" not in f"{caught.value} {caught.value.__cause__}"
    assert str(caught.value) == "IntegrityError: FOREIGN KEY constraint failed"


@pytest.mark.parametrize(
    "name", ["half a pair \ud83d", "a number too large"], ids=["no Unicode", "beyond 64 bits"]
)
async def test_a_value_that_cannot_be_stored_is_a_fault_and_harms_nobody(
    store: SqlStore, name: str
) -> None:
    async def work(tx: Tx) -> None:
        await tx.inbox.arrive("e1", name, NOW if "pair" in name else 2**64)

    with pytest.raises(Fault, match="could not be stored"):
        await store.write(work)
    await store.write(lambda tx: arrive(tx, "e2"))
    assert await arrived(store) == ["e2"]


async def test_if_the_commit_fails_all_are_told_and_the_next_succeeds(store: SqlStore) -> None:
    async def late_violation(tx: Tx) -> None:
        await tx.session.run(  # type: ignore[attr-defined]
            lambda db: db.exec_driver_sql("PRAGMA defer_foreign_keys = ON"), long=False
        )
        await tx.ballots.appeal("r9", "ana", "", NOW)

    results = await asyncio.gather(
        store.write(lambda tx: arrive(tx, "e1")),
        store.write(late_violation),
        store.write(lambda tx: arrive(tx, "e2")),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [Fault, Fault, Fault]
    assert await arrived(store) == []
    await store.write(lambda tx: arrive(tx, "e3"))
    assert await arrived(store) == ["e3"]


async def test_a_caller_that_gives_up_while_waiting_leaves_nothing(store: SqlStore) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Tx) -> None:
        begun.set()
        await go_on.wait()
        await arrive(tx, "slow")

    running = asyncio.create_task(store.write(slow))
    await begun.wait()
    waiting = asyncio.create_task(store.write(lambda tx: arrive(tx, "waiting")))
    await asyncio.sleep(0)
    waiting.cancel()
    go_on.set()
    await running
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await arrived(store) == ["slow"]


async def test_a_caller_that_gives_up_while_its_unit_runs_does_not_tear_it(
    store: SqlStore,
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Tx) -> None:
        await arrive(tx, "first half")
        begun.set()
        await go_on.wait()
        await arrive(tx, "second half")

    running = asyncio.create_task(store.write(slow))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    go_on.set()
    await store.write(lambda tx: arrive(tx, "next"))
    assert await arrived(store) == ["first half", "second half", "next"]


async def test_a_transaction_that_is_over_is_of_no_more_use(store: SqlStore) -> None:
    async def leak(tx: Tx) -> Tx:
        return tx

    for leaked in (await store.write(leak), await store.read(leak)):
        with pytest.raises(Fault, match="is over"):
            await leaked.inbox.unfinished()


async def test_a_read_sees_one_moment(store: SqlStore) -> None:
    async def work(tx: Tx) -> tuple[int, int]:
        before = len(await tx.inbox.unfinished())
        await store.write(lambda tx: arrive(tx, "e1"))
        return before, len(await tx.inbox.unfinished())

    assert await store.read(work) == (0, 0)
    assert await arrived(store) == ["e1"]


async def test_reads_go_on_beside_each_other_and_beside_a_write(store: SqlStore) -> None:
    meeting = asyncio.Barrier(3)

    async def meet(tx: Tx) -> int:
        seen = len(await tx.inbox.unfinished())
        await meeting.wait()
        return seen

    seen = await asyncio.gather(store.read(meet), store.write(meet), store.read(meet))
    assert set(seen) == {0}
    assert await asyncio.gather(*(arrived(store) for _ in range(20))) == [[]] * 20


async def test_a_read_cannot_write(store: SqlStore) -> None:
    with pytest.raises(Fault, match="readonly"):
        await store.read(lambda tx: tx.inbox.finish("e1"))


async def test_a_read_that_fails_or_is_given_up_leaves_its_connection_in_order(
    store: SqlStore,
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Tx) -> None:
        await tx.inbox.unfinished()
        begun.set()
        await go_on.wait()

    reading = asyncio.create_task(store.read(slow))
    await begun.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    go_on.set()
    for _ in range(5):
        with pytest.raises(InterruptedError):
            await store.read(fail_reading)
    await store.write(lambda tx: arrive(tx, "e1"))
    assert await arrived(store) == ["e1"]


async def fail_reading(tx: Tx) -> None:
    await tx.inbox.unfinished()
    raise InterruptedError


async def test_calls_of_one_unit_beside_each_other_do_not_mix(store: SqlStore) -> None:
    async def work(tx: Tx) -> tuple[int, list[tuple[str, str]]]:
        await arrive(tx, "e1")
        gone, found = await asyncio.gather(
            tx.privacy.erase("cem"), tx.inbox.unfinished(), return_exceptions=True
        )
        assert isinstance(found, Fault)
        return gone, await tx.inbox.unfinished()  # type: ignore[return-value]

    gone, found = await store.write(work)
    assert gone > 0
    assert found == [("e1", "")]
