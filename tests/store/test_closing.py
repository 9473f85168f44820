"""Closing a store finishes what waits, and what was told to be saved is there afterwards."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.app.ports import Account, Person, Tx
from bot.core.errors import Fault
from tests.store.sample import CLASS, NOW, sending
from tests.store.units import arrive, arrived, opened


async def test_closing_finishes_what_waits_and_refuses_what_comes(database: str) -> None:
    async with opened(database) as store:
        waiting = [
            asyncio.create_task(store.write(lambda tx, n=n: arrive(tx, f"e{n}")))  # type: ignore[misc]
            for n in range(200)
        ]
        reading = asyncio.create_task(store.read(lambda tx: tx.inbox.unfinished()))
        await asyncio.sleep(0)
        await asyncio.gather(store.close(), store.close())
        assert [task.result() for task in waiting] == [f"e{n}" for n in range(200)]
        await reading
        for refused in (store.write, store.read):
            with pytest.raises(Fault, match="closed"):
                await refused(lambda tx: arrive(tx, "late"))


async def test_closing_waits_for_a_read_that_goes_on(database: str) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Tx) -> list[tuple[str, str]]:
        begun.set()
        await go_on.wait()
        return await tx.inbox.unfinished()

    async with opened(database) as store:
        reading = asyncio.create_task(store.read(slow))
        await begun.wait()
        ended = asyncio.create_task(store.close())
        await asyncio.wait({ended}, timeout=0.05)
        assert not ended.done()
        go_on.set()
        assert await reading == []
        await ended


def files_of(database: str) -> list[str]:
    path = Path(database)
    return sorted(str(file) for file in path.parent.glob(path.name + "*"))


async def test_closing_leaves_no_thread_and_no_file_beside_the_database(database: str) -> None:
    before = set(threading.enumerate())
    async with opened(database) as store:
        await asyncio.gather(*(arrived(store) for _ in range(6)))
        await store.write(lambda tx: arrive(tx, "e1"))
        threads = set(threading.enumerate()) - before
        assert threads
    assert not any(thread.is_alive() for thread in threads)
    assert files_of(database) == [database]
    with closing(sqlite3.connect(database)) as beside:
        assert beside.execute("SELECT id FROM events").fetchall() == [("e1",)]


async def test_everything_is_there_after_it_was_closed_and_opened(database: str) -> None:
    account = Account(platform="console", external="ana", name="Ana")
    async with opened(database) as store:
        await store.write(lambda tx: tx.people.known(account, CLASS, "p1"))
        await store.write(lambda tx: tx.outbox.add([sending("m1", "hello")], NOW))
    async with opened(f"sqlite:///{database}") as store:
        people = await store.read(lambda tx: tx.people.get(["p1"]))
        assert people == {"p1": Person(id="p1", name="Ana")}
        taken = await store.write(lambda tx: tx.outbox.take("console", 5))
        assert taken == [sending("m1", "hello")]


FORGETFUL = """
import asyncio, sys
from bot.store.store import SqlStore

async def main():
    store = await SqlStore.open(sys.argv[1])
    await store.write(lambda tx: tx.inbox.arrive("e1", "", 0))
    await store.read(lambda tx: tx.inbox.unfinished())
    print("said", flush=True)
    sys.exit(7)

asyncio.run(main())
"""


def test_a_program_that_forgets_to_close_still_ends_and_has_lost_nothing(database: str) -> None:
    command = [sys.executable, "-c", FORGETFUL, database]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (7, "said\n")
    with closing(sqlite3.connect(database)) as beside:
        assert beside.execute("SELECT id FROM events").fetchall() == [("e1",)]
