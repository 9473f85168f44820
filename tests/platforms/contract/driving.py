"""What every platform must do with what people say, and what it made of it.

A *driver* is one platform with a class on it: it takes a person's line in whatever way the platform
has for that, and comes back when everything that the line led to is done and sent. A *script* is
what people say, line after line; its *effects* are what the store then holds, under names that do
not depend on the platform.
"""

import json
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.app import work
from bot.core.round import Open, Round
from tests.app.building import house
from tests.app.house import House, spoken

Effects = dict[str, list[str]]
"""What is stored, by table: each row as JSON, ids and the classroom under names of their own."""

# Where people are reached, what they sent and what is on its way: each platform's own affair.
_OWN = frozenset("accounts alembic_version classrooms events outbox places sqlite_sequence".split())
# Opening a form is a step that only platforms with forms have.
_LEFT_OUT = frozenset({"version", "writing"})
_SETS = frozenset({"agreed", "cared", "excluded", "refused"})  # stored in no particular order
_KEY_OF_A_READING = re.compile(r'"[0-9a-f]{32}"')  # a hash over ids, among others
_LENGTHS = {"Ana": 60, "Ben": 45, "Cleo": 38, "Dora": 30}  # words of a speech, so that marks differ


class Driver(Protocol):
    """One platform, its people and its store."""

    home: House

    async def says(self, name: str, line: str) -> None:
        """A person says a line: `/` begins a command, anything else is a speech.

        Everybody may do what instructors may. Raises AssertionError if the platform had trouble.
        """


Look = Callable[[str], list[tuple[object, ...]]]
"""What a database answers to a query."""

Opens = Callable[[House], AbstractAsyncContextManager[Driver]]
"""Opens a platform over a house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Time in which nobody says anything."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speeches:
    """Whoever is waited for speaks, so many times or until nobody is."""

    most: int = 99


Step = str | Wait | Speeches
"""A line is `Ana: /debate start`; `{first}` in it is the id of the first round, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """`ends` are the statuses of its rounds, in the order in which they were opened; `holds` how
    many rows of some tables there are in the end.
    """

    name: str
    steps: tuple[Step, ...]
    ends: tuple[str, ...]
    holds: tuple[tuple[str, int], ...] = ()

    @property
    def lines(self) -> Iterator[str]:
        """What is said, without who says it."""
        return (step.partition(": ")[2] for step in self.steps if isinstance(step, str))


@asynccontextmanager
async def driving(
    opens: Opens, folder: Path, prompts: Path, database: Path
) -> AsyncIterator[Driver]:
    """A platform over a new house with a copy of an empty database."""
    async with house(folder, prompts, database) as home, opens(home) as driver:
        yield driver


async def played(driver: Driver, script: Script) -> Effects:
    """Play a script to its end; what is stored then. Nothing may be left to send."""
    for step in script.steps:
        if isinstance(step, Wait):
            await _wait(driver, step.seconds)
        elif isinstance(step, Speeches):
            await _speeches(driver, step.most)
        else:
            name, _, line = step.partition(": ")
            await driver.says(name, _filled(driver, line))
    assert rows(driver.home, "SELECT kind, state, platform FROM outbox") == []
    assert rows(driver.home, "SELECT id FROM events WHERE state <> 'done' OR payload <> ''") == []
    return effects(driver.home)


def statuses(home: House) -> tuple[str, ...]:
    """Of all rounds, in the order in which they were opened."""
    return tuple(str(status) for (status,) in rows(home, "SELECT status FROM rounds ORDER BY id"))


def rows(home: House, query: str) -> list[tuple[object, ...]]:
    """What the database of a house answers."""
    with looking(home) as look:
        return look(query)


@contextmanager
def looking(home: House) -> Iterator[Look]:
    """As `rows`, for whoever asks often."""
    with closing(sqlite3.connect(home.database, timeout=10)) as db:
        yield lambda query: db.execute(query).fetchall()


def effects(home: House) -> Effects:
    """What is stored, without what is each platform's own affair."""
    known = {"console", *(str(c) for (c,) in rows(home, "SELECT id FROM classrooms"))}
    named = _names(home) | dict.fromkeys(known, "the class")
    one_of = re.compile("|".join(rf"(?<!\w){re.escape(i)}(?!\w)" for i in sorted(named)))

    def plain(columns: Iterable[object], row: Iterable[object]) -> str:
        stored = _opened(dict(zip(columns, row, strict=True)))
        text = json.dumps(stored, ensure_ascii=False, sort_keys=True)
        return one_of.sub(lambda found: named[found[0]], _KEY_OF_A_READING.sub('"…"', text))

    found: Effects = {}
    with looking(home) as look:
        for (table,) in look("SELECT name FROM sqlite_schema WHERE type = 'table'"):
            if table not in _OWN:
                columns = [row[1] for row in look(f"PRAGMA table_info({table})")]
                stored = look(f"SELECT * FROM {table}")
                found[str(table)] = sorted(plain(columns, row) for row in stored)
    return found


def differences(one: Effects, other: Effects) -> list[str]:
    """Rows that only one of two has, for whoever reads a failed test."""
    return [
        f"{sign} {table} {row}"
        for sign, mine, theirs in (("+", one, other), ("-", other, one))
        for table, found in mine.items()
        for row in found
        if row not in theirs[table]
    ]


def _opened(value: object) -> object:
    """What a column or a row says: JSON read, and what only counts or guards left out."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        return _opened(json.loads(value))
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if key not in _LEFT_OUT}
        kept |= {key: sorted(kept[key]) for key in _SETS & kept.keys()}
        return {key: _opened(inner) for key, inner in kept.items()}
    if isinstance(value, list):
        return [_opened(inner) for inner in value]
    return value


def _names(home: House) -> dict[str, str]:
    """A name for each id that the store gave: ids grow, so their order is the order of making."""
    names = {str(i): str(name) for i, name in rows(home, "SELECT id, name FROM people")}
    for table, what in (("rounds", "round"), ("seats", "seat"), ("speeches", "speech")):
        ids = sorted({str(i) for (i,) in rows(home, f"SELECT id FROM {table}")})
        names |= {i: f"{what} {number}" for number, i in enumerate(ids, start=1)}
    return names


def _filled(driver: Driver, line: str) -> str:
    ids = [str(i) for (i,) in rows(driver.home, "SELECT id FROM rounds ORDER BY id")]
    for place, round_id in zip(("first", "second", "third"), ids, strict=False):
        line = line.replace(f"{{{place}}}", round_id)
    return line


async def _wait(driver: Driver, seconds: float) -> None:
    """Time passes, and what falls due is done when it does; then somebody looks in."""
    home, until = driver.home, driver.home.clock.at + round(seconds * 1000)
    while (due := await work.next_due(home.kit)) is not None and due <= until:
        home.clock.at = max(home.clock.at, due)
        await driver.says("Ana", "/debate help")
    home.clock.at = until
    await driver.says("Ana", "/debate help")


async def _speeches(driver: Driver, most: int) -> None:
    for number in range(most):
        name = await _waited_for(driver)
        if name is None:
            return
        await driver.says(name, spoken(_LENGTHS[name], f"({number})"))


async def _waited_for(driver: Driver) -> str | None:
    """Who may speak in the newest round that runs."""
    home = driver.home
    running = rows(home, "SELECT id FROM rounds WHERE status = 'running' ORDER BY id")
    if not running:
        return None
    debate = await home.kit.store.read(lambda tx: tx.rounds.get(str(running[-1][0])))
    people = await home.kit.store.read(lambda tx: tx.people.get(_speakers(debate)))
    return next((people[person].name for person in _speakers(debate)), None)


def _speakers(debate: Round) -> list[str]:
    def person(waiting: Open) -> str:
        return str(debate.seat(waiting.seat).person)

    return [person(waiting) for waiting in debate.open if not waiting.bot]
