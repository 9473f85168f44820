"""How many events a second the store commits, beside raw sqlite3 and plain aiosqlite.

    python -m tests.bench.events [--dir FOLDER] [--events N]

An event is a whole step of contracts.md: it arrives, its round is loaded and moved, the speech, two
messages and the jobs are stored, and it is finished. The statements of such events are written
down as the store sends them and then sent again, on a copy of the same database, through sqlite3
and through aiosqlite: one event a transaction, and thirty events a transaction.
"""

import argparse
import asyncio
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import aiosqlite
from sqlalchemy import Connection, Engine, event

from bot.app.ports import Tx
from bot.core.jobs import read
from bot.store.change import Change, Values
from bot.store.store import SqlStore
from tests.store.sample import NOW, debate, sending, settle, speech, spoken

TOGETHER = 30
ALONE, WAITING = "our store, one after the other", "our store, thirty waiting together"
AIMS = {ALONE: "150", WAITING: "500"}  # events a second
TEXT = "We should send air defence because it protects the cities where people live. " * 8
SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")

Statement = tuple[str, Any, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the result. `cpu` is our own share: on a busy machine, what the rate is worth."""

    name: str
    events: int
    seconds: float
    cpu: float

    @property
    def cells(self) -> list[str]:
        """The line as cells of a table."""
        each, cpu = (1e3 * s / self.events for s in (self.seconds, self.cpu))
        rate = f"{self.events / self.seconds:.0f}"
        return [self.name, rate, f"{each:.2f}", f"{cpu:.2f}", AIMS.get(self.name, "")]


class Watch:
    """Times what happens inside its `with`."""

    def __init__(self, name: str, events: int) -> None:
        self._name, self._events = name, events

    def __enter__(self) -> Self:
        self._start = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        seconds, cpu = self._start
        self.figure = Figure(
            name=self._name,
            events=self._events,
            seconds=time.perf_counter() - seconds,
            cpu=time.process_time() - cpu,
        )


def speaking(number: int) -> Callable[[Tx], Awaitable[None]]:
    """One event: the person whose slot is open in a round says something."""
    round_id = f"r{number % TOGETHER}"

    async def work(tx: Tx) -> None:
        now = NOW + number
        assert await tx.inbox.arrive(f"e{number}", "", now)
        before = await tx.rounds.get(round_id)
        given = speech(f"s{number}", before, before.open[0].slot, TEXT)
        await tx.rounds.save(before, spoken(before, given.id, now), undo=None, now=now)
        await tx.speeches.put(given)
        said = [sending(f"{number}-{n}", TEXT, to=round_id, owner=given.person) for n in (1, 2)]
        await tx.outbox.add(said, now)
        await tx.jobs.add(round_id, [read(given.id, now)])
        await tx.inbox.finish(f"e{number}")

    return work


async def prepare(path: Path) -> None:
    """A database with thirty running rounds."""
    store = await SqlStore.open(path)
    try:
        await store.write(lambda tx: settle(tx, "ana", "ben"))
        for number in range(TOGETHER):
            running = debate(f"r{number}", "ana", "ben")
            await store.write(lambda tx, running=running: tx.rounds.add(running, NOW))  # type: ignore[misc]
    finally:
        await store.close()


async def one_by_one(path: Path, events: int) -> Figure:
    """Each event waits for the one before it."""
    store = await SqlStore.open(path)
    try:
        with Watch(ALONE, events) as watch:
            for number in range(events):
                await store.write(speaking(number))
    finally:
        await store.close()
    return watch.figure


async def together(path: Path, events: int) -> Figure:
    """Thirty people, each of whom waits for their own events only."""
    store = await SqlStore.open(path)

    async def person(first: int) -> None:
        for number in range(first, events, TOGETHER):
            await store.write(speaking(number))

    try:
        with Watch(WAITING, events) as watch:
            await asyncio.gather(*(person(first) for first in range(TOGETHER)))
    finally:
        await store.close()
    return watch.figure


@contextmanager
def written_down() -> Iterator[list[Statement]]:
    """The statements that are sent meanwhile, those around transactions left out."""
    sent: list[Statement] = []
    change = Change.__call__

    def note(*said: Any) -> None:  # noqa: ANN401 (what SQLAlchemy says to its listeners)
        _, _, sql, values, _, many = said
        if not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")):
            sent.append((sql, values, many))

    def note_change(self: Change, db: Connection, values: Values | Sequence[Values]) -> int:
        changed = change(self, db, values)
        many = not isinstance(values, Mapping)
        sent.append((self.sql, [*map(self.row, values)] if many else self.row(values), many))  # type: ignore[arg-type]
        return changed

    event.listen(Engine, "before_cursor_execute", note)
    Change.__call__ = note_change  # type: ignore[method-assign]
    try:
        yield sent
    finally:
        Change.__call__ = change  # type: ignore[method-assign]
        event.remove(Engine, "before_cursor_execute", note)


async def statements(path: Path, events: int) -> list[list[Statement]]:
    """What the store sends for each event."""
    store = await SqlStore.open(path)
    found = []
    try:
        for number in range(events):
            with written_down() as sent:
                await store.write(speaking(number))
            found.append(list(sent))
    finally:
        await store.close()
    return found


def raw(path: Path, script: list[list[Statement]], group: int, name: str) -> Figure:
    """The same statements through sqlite3, `group` events a transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for setting in SETTINGS:
            db.execute(f"PRAGMA {setting}")
        with Watch(f"raw sqlite3, {name}", len(script)) as watch:
            for some in grouped(script, group):
                db.execute("BEGIN IMMEDIATE")
                for sql, values, many in some:
                    (db.executemany if many else db.execute)(sql, values).fetchall()
                db.execute("COMMIT")
    return watch.figure


async def plain(path: Path, script: list[list[Statement]], group: int, name: str) -> Figure:
    """The same statements through aiosqlite, `group` events a transaction."""
    async with aiosqlite.connect(path, isolation_level=None) as db:
        for setting in SETTINGS:
            await db.execute(f"PRAGMA {setting}")
        with Watch(f"plain aiosqlite, {name}", len(script)) as watch:
            for some in grouped(script, group):
                await db.execute("BEGIN IMMEDIATE")
                for sql, values, many in some:
                    await (db.executemany if many else db.execute_fetchall)(sql, values)
                await db.commit()
    return watch.figure


def grouped(script: list[list[Statement]], group: int) -> Iterator[list[Statement]]:
    """The statements of so many events at a time."""
    for first in range(0, len(script), group):
        yield [statement for one in script[first : first + group] for statement in one]


async def figures(folder: Path, events: int) -> list[Figure]:
    """All figures, each on its own copy of one database."""
    start = folder / "start.sqlite3"
    await prepare(start)

    def anew() -> Path:
        for left in folder.glob("run.sqlite3*"):
            left.unlink()
        return Path(shutil.copy(start, folder / "run.sqlite3"))

    found = [await one_by_one(anew(), events), await together(anew(), events)]
    script = await statements(anew(), events)
    for group, how in ((1, "one event a commit"), (TOGETHER, "thirty events a commit")):
        found.append(raw(anew(), script, group, how))
        found.append(await plain(anew(), script, group, how))
    return found


def rows(events: int = 1_500, folder: Path | None = None) -> list[list[str]]:
    """All figures as a table; `folder` is where the databases are put meanwhile."""
    with tempfile.TemporaryDirectory(dir=folder) as here:
        found = asyncio.run(figures(Path(here), events))
    head = ["what, with synchronous=FULL", "events a second", "ms each", "ms computing", "aim"]
    return [head, *(figure.cells for figure in found)]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dir", type=Path, help="where to put the databases (a disk, not memory)")
    parser.add_argument("--events", type=int, default=1_500)
    asked = parser.parse_args()
    for what, *cells in rows(asked.events, asked.dir):
        print(f"{what:<40}" + "".join(f"{cell:>17}" for cell in cells))


if __name__ == "__main__":
    main()
