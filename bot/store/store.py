"""Transactions on SQLite: one writer that commits groups, and readers beside it.

A *unit* is one `write`. Units that wait together run in one transaction, each under a savepoint of
its own, and become durable with a single commit; only then does any caller hear of it. A unit that
raises undoes its own part. Reads run on connections of their own and see the last commit.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from bot.app.ports import (
    Ballots,
    Classrooms,
    Inbox,
    Installations,
    Jobs,
    Listings,
    Outbox,
    People,
    Places,
    Privacy,
    Rounds,
    Shelf,
    Speeches,
    Standings,
    Tx,
)
from bot.core.errors import Fault
from bot.core.topic import Topic
from bot.store import sqlite
from bot.store.ballots import SqlBallots
from bot.store.classrooms import SqlClassrooms
from bot.store.inbox import SqlInbox
from bot.store.installations import SqlInstallations
from bot.store.jobs import SqlJobs
from bot.store.listings import SqlListings
from bot.store.outbox import SqlOutbox
from bot.store.people import SqlPeople
from bot.store.places import SqlPlaces
from bot.store.privacy import SqlPrivacy
from bot.store.rounds import SqlRounds
from bot.store.session import FAILURES, Session, fault
from bot.store.shelf import SqlShelf
from bot.store.speeches import SqlSpeeches
from bot.store.sqlite import SqliteLink
from bot.store.standings import SqlStandings
from bot.store.upkeep import bring_to_head

T = TypeVar("T")

GROUP = 64  # units in one commit at most, so that the first of them does not wait long
READERS = 3  # reading connections at most, opened as they are needed


class SqlTx:
    """The parts of one transaction."""

    def __init__(self, session: Session, packs: dict[str, Topic]) -> None:
        self.session = session
        self.shelf: Shelf = SqlShelf(session, packs)
        self.rounds: Rounds = SqlRounds(session)
        self.listings: Listings = SqlListings(session)
        self.speeches: Speeches = SqlSpeeches(session)
        self.ballots: Ballots = SqlBallots(session)
        self.people: People = SqlPeople(session)
        self.privacy: Privacy = SqlPrivacy(session)
        self.standings: Standings = SqlStandings(session)
        self.inbox: Inbox = SqlInbox(session)
        self.outbox: Outbox = SqlOutbox(session)
        self.jobs: Jobs = SqlJobs(session)
        self.places: Places = SqlPlaces(session)
        self.classrooms: Classrooms = SqlClassrooms(session)
        self.installations: Installations = SqlInstallations(session)


class _Unit:
    """One `write`: its work, the task that did it, and the future its caller waits for."""

    def __init__(self, work: Callable[[Tx], Awaitable[Any]]) -> None:
        self._work = work
        self.told: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._task: asyncio.Future[Any] | None = None

    async def do(self, tx: SqlTx) -> bool:
        """Do the work; whether it went well. What it raised is for its caller alone."""
        self._task = asyncio.ensure_future(self._work(tx))
        await asyncio.wait({self._task})  # unlike awaiting it, this raises nothing of the work's
        tx.session.end()
        return not self._task.cancelled() and self._task.exception() is None

    def tell(self) -> None:
        """Say how it ended; a caller that was cancelled meanwhile is not listening."""
        if self._task is None or self._task.cancelled():
            self.told.cancel()
        elif not self.told.done():
            if (error := self._task.exception()) is not None:
                self.told.set_exception(error)
            else:
                self.told.set_result(self._task.result())

    def fail(self, error: Fault) -> None:
        """Say that nothing of it was kept."""
        if not self.told.done():
            self.told.set_exception(error)


class SqlStore:
    """The store over one SQLite file. Open with `await SqlStore.open(…)`; close in a `finally`."""

    def __init__(self, path: Path, link: SqliteLink, busy_ms: int) -> None:
        self._path, self._link, self._busy_ms = path, link, busy_ms
        self._packs: dict[str, Topic] = {}
        self._units: asyncio.Queue[_Unit | None] = asyncio.Queue()
        self._idle: list[SqliteLink] = []
        self._room = asyncio.Semaphore(READERS)
        self._reads: set[asyncio.Task[Any]] = set()
        self._closed = False
        self._closing: asyncio.Task[None] | None = None
        self._writer = asyncio.create_task(self._write_groups())
        self._writer.add_done_callback(self._stopped)

    @classmethod
    async def open(cls, database: str | Path, *, busy_ms: int = sqlite.BUSY_MS) -> "SqlStore":
        """Open, and bring to the newest migration, the database at a path or an sqlite URL.

        `busy_ms` is how long to wait for another process that writes. Raises BadInput if there can
        be no database there, or it belongs to a newer or another program.
        """
        path = sqlite.path_of(database)
        link = await SqliteLink.open(path, busy_ms=busy_ms)
        try:
            await link.run(lambda db: bring_to_head(db, path))
            link.here(sqlite.wait_no_more)
        except BaseException:  # whatever happened: nobody else could close it
            await link.close()
            raise
        return cls(path, link, busy_ms)

    async def write(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Run `work` in a transaction and commit it together with others that wait."""
        self._check_open()
        unit = _Unit(work)
        self._units.put_nowait(unit)
        done: T = await unit.told
        return done

    async def read(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Run `work` on a consistent snapshot of what is committed."""
        self._check_open()
        reading = asyncio.create_task(self._read(work))
        self._reads.add(reading)
        reading.add_done_callback(self._reads.discard)
        return await asyncio.shield(reading)  # it gives its connection back even if nobody waits

    async def close(self) -> None:
        """Finish what is waiting and let go of the database. Closing twice does no harm."""
        if self._closing is None:
            self._closed = True
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        self._units.put_nowait(None)
        await asyncio.wait({self._writer, *self._reads})
        await asyncio.gather(*(link.close() for link in [*self._idle, self._link]))

    def _check_open(self) -> None:
        if self._closed:
            raise Fault("the store is closed")

    async def _read(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        async with self._room:
            link = self._idle.pop() if self._idle else await self._reader()
            session = Session(link, here=False)
            try:
                return await work(SqlTx(session, self._packs))
            finally:
                session.end()
                self._idle.append(link)  # its thread takes one call after the other
                await link.run(sqlite.rollback)

    async def _reader(self) -> SqliteLink:
        return await SqliteLink.open(self._path, writes=False, busy_ms=self._busy_ms)

    async def _write_groups(self) -> None:
        while (unit := await self._units.get()) is not None:
            units = [unit]
            while len(units) < GROUP and not self._units.empty():
                if (more := self._units.get_nowait()) is None:
                    self._units.put_nowait(None)  # the end, for the next turn
                    break
                units.append(more)
            await self._write_group([u for u in units if not u.told.done()])

    async def _write_group(self, units: list[_Unit]) -> None:
        try:
            await self._link.begin()
            for unit in units:
                await self._write_unit(unit)
            await self._link.run(sqlite.commit)
        except FAILURES as error:
            for unit in units:
                unit.fail(fault(error))
            await self._link.run(sqlite.rollback)
        else:
            for unit in units:
                unit.tell()
        finally:
            for unit in units:  # a mistake of ours must not leave a caller waiting
                unit.fail(Fault("the store stopped while this was being written"))

    async def _write_unit(self, unit: _Unit) -> None:
        self._link.here(sqlite.savepoint)
        well = await unit.do(SqlTx(Session(self._link, here=True), self._packs))
        self._link.here(sqlite.keep if well else sqlite.undo)

    def _stopped(self, _: asyncio.Task[None]) -> None:
        """After its last unit, or its death by a mistake of ours: nobody is left waiting."""
        self._closed = True
        while not self._units.empty():
            if (unit := self._units.get_nowait()) is not None:
                unit.fail(Fault("the store stopped before this was written"))
