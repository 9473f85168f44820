"""Everything that is so only on SQLite: the file, its settings and locks, the connection's thread.

aiosqlite gives each connection a thread. `Thread` lets whole functions travel there, where an
ordinary SQLAlchemy connection is kept over aiosqlite's own.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import StaticPool

from bot.core.errors import BadInput
from bot.store.values import as_json

T = TypeVar("T")

BUSY_MS = 60_000  # how long we wait for another process that writes
SCRUB = "scrub"  # in `Connection.info`: leave nothing of what was deleted in the log
_SCRUB_MS = 1_000
_PAUSE = 0.005  # seconds between two tries
_READING = ("PRAGMA query_only = ON",)
_WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a person deletes is overwritten, not just unlinked
)


def path_of(database: str | Path) -> Path:
    """The file behind a path or an `sqlite://` URL. Raises BadInput for any other."""
    if isinstance(database, Path) or "://" not in database:
        path = str(database)
    else:
        try:
            url = make_url(database)
        except ArgumentError as error:
            raise BadInput("error.database_url") from error
        path = url.database or "" if url.get_backend_name() == "sqlite" else ""
    if path in ("", ":memory:"):  # readers beside the writer need a file to meet in
        raise BadInput("error.database_url")
    return Path(path)


def connect(path: Path, busy_ms: int = BUSY_MS, *, writes: bool = True) -> sqlite3.Connection:
    """A connection with our settings, usable from any thread; without `writes` it changes nothing.

    Raises BadInput if there is no database at `path` and none can be made.
    """
    raw = None
    try:
        raw = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        raw.execute(f"PRAGMA busy_timeout = {busy_ms:d}")
        for pragma in _WRITING if writes else _READING:
            _patiently(raw, pragma, busy_ms)
    except sqlite3.Error as error:
        if raw is not None:
            raw.close()
        raise BadInput("error.database_open", path=str(path), reason=str(error)) from error
    return raw


def _patiently(raw: sqlite3.Connection, pragma: str, busy_ms: int) -> None:
    """Switching to WAL does not wait for others by itself, so two first starts could collide."""
    end = time.monotonic() + busy_ms / 1000
    while True:
        try:
            raw.execute(pragma).fetchall()
        except sqlite3.OperationalError as error:
            if not _busy(error) or time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)  # in the thread that opens the database, never on an event loop
        else:
            return


def engine_over(raw: sqlite3.Connection, *, writes: bool = True) -> Engine:
    """SQLAlchemy over one connection; one that writes takes the lock when its transaction begins.

    Errors never show parameters: they hold what students wrote.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: raw,
        poolclass=StaticPool,
        hide_parameters=True,
        json_serializer=as_json,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    event.listen(engine, "begin", lambda db: db.exec_driver_sql(begin))
    return engine


def _busy(error: BaseException | None) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def wait_no_more(db: Connection) -> None:
    """From now on SQLite says at once that another process writes, and `SqliteLink.begin` waits."""
    _driver(db).execute("PRAGMA busy_timeout = 0")


def commit(db: Connection) -> None:
    """Commit; after a deletion also empty the log, which still holds the pages as they were."""
    db.commit()
    if db.info.get(SCRUB):
        raw = _driver(db)
        raw.execute(f"PRAGMA busy_timeout = {_SCRUB_MS:d}")  # for those who still read old pages
        with suppress(sqlite3.OperationalError):  # if they go on, the next commit tries again
            [(blocked, *_)] = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            db.info[SCRUB] = bool(blocked)
        wait_no_more(db)


def rollback(db: Connection) -> None:
    """Undo the whole transaction, also one whose commit failed, which SQLite leaves open."""
    db.rollback()
    _driver(db).rollback()


def savepoint(db: Connection) -> None:
    """Mark where a unit begins.

    Said to the driver itself: SQLAlchemy's own savepoints cost as much as three statements.
    """
    _driver(db).execute("SAVEPOINT unit")


def keep(db: Connection) -> None:
    """The unit went well."""
    _driver(db).execute("RELEASE unit")


def undo(db: Connection) -> None:
    """Back to where the unit began."""
    _driver(db).execute("ROLLBACK TO unit")
    _driver(db).execute("RELEASE unit")


def _driver(db: Connection) -> sqlite3.Connection:
    raw: Any = db.connection.driver_connection
    driver: sqlite3.Connection = raw
    return driver


class Thread(aiosqlite.Connection):
    """An aiosqlite connection to which whole functions travel in one hop.

    Its thread ends with the program, even if nobody closed it: what was committed is on the disk.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True

    async def call(self, work: Callable[[], T]) -> T:
        """Run `work` in the connection's thread."""
        return await self._execute(work)  # type: ignore[no-any-return, no-untyped-call]

    def join(self) -> None:
        """Wait for the end of a thread that was told to stop: its last words need the loop."""
        self._thread.join()


class SqliteLink:
    """A connection in a thread of its own, with SQLAlchemy over it."""

    def __init__(self, thread: Thread, engine: Engine, db: Connection, busy_ms: int) -> None:
        self._thread, self._engine, self._db, self._busy_ms = thread, engine, db, busy_ms

    @classmethod
    async def open(cls, path: Path, *, writes: bool = True, busy_ms: int = BUSY_MS) -> "SqliteLink":
        """Connect, to write or only to read. Raises BadInput if there can be no database."""
        raws: list[sqlite3.Connection] = []

        def connector() -> sqlite3.Connection:
            raws.append(connect(path, busy_ms, writes=writes))
            return raws[0]

        thread = Thread(connector)
        try:
            _ = await thread
        except BadInput:
            thread.join()
            raise
        engine = engine_over(raws[0], writes=writes)
        return cls(thread, engine, await thread.call(engine.connect), busy_ms)

    async def begin(self) -> None:
        """Begin a transaction, in this thread. While another process writes, wait for it.

        Raises OperationalError if that takes too long.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + self._busy_ms / 1000
        while True:
            try:
                self._db.begin()
            except OperationalError as error:
                if not _busy(error.orig) or loop.time() >= end:
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Call `work` with the connection, in its thread."""
        return await self._thread.call(lambda: work(self._db))

    def here(self, work: Callable[[Connection], T]) -> T:
        """Call `work` with the connection, in this thread, while nobody else uses it."""
        return work(self._db)

    async def close(self) -> None:
        """Let go of the file and end the thread, without which the process would not exit."""
        try:
            await self._thread.call(self._let_go)
        finally:
            await self._thread.close()
            self._thread.join()

    def _let_go(self) -> None:
        self._db.close()
        self._engine.dispose()
