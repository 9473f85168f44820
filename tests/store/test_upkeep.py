"""A database is copied while it is used, and what is wrong with one is said."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.ports import Tx
from bot.core.errors import BadInput
from bot.core.round import Round, Status
from bot.store.store import SqlStore
from bot.store.upkeep import backup, check, upgrade
from tests.store.sample import NOW, ballot, debate, settle, speech, spoken
from tests.store.units import opened

DATABASE = "a.sqlite3"
R1 = debate("r1", "ana", "ben")
Work = Callable[[Tx], Awaitable[None]]


async def _nothing(_: Tx) -> None:
    pass


async def speak(tx: Tx) -> None:
    """The first slot of R1 is filled."""
    await tx.speeches.put(speech("s1", R1, 0))
    await tx.rounds.save(R1, spoken(R1, "s1", NOW), undo=None, now=NOW)


async def fill(path: Path, *rounds: Round, then: Work = _nothing) -> None:
    """Make a database with these rounds in it, and let something happen there."""

    async def work(tx: Tx) -> None:
        await settle(tx, "ana", "ben")
        for each in rounds:
            await tx.rounds.add(each, NOW)
        await then(tx)

    async with opened(path) as store:
        await store.write(work)


async def test_a_database_in_use_is_copied_as_it_stands(tmp_path: Path) -> None:
    await fill(tmp_path / DATABASE, debate("r1", "ana", "ben"))
    async with opened(tmp_path / DATABASE) as store:
        await store.write(lambda tx: tx.inbox.arrive("before", "", NOW))
        backup(tmp_path / DATABASE, tmp_path / "copy.sqlite3")
        await store.write(lambda tx: tx.inbox.arrive("after", "", NOW))
    async with opened(tmp_path / "copy.sqlite3") as copy:
        assert await copy.read(lambda tx: tx.rounds.get("r1")) == debate("r1", "ana", "ben")
        assert await copy.read(lambda tx: tx.inbox.unfinished()) == [("before", "")]


def test_a_copy_is_one_file(tmp_path: Path) -> None:
    upgrade(tmp_path / DATABASE)
    backup(f"sqlite:///{tmp_path / DATABASE}", tmp_path / "copy.sqlite3")
    assert sorted(file.name for file in tmp_path.iterdir()) == [DATABASE, "copy.sqlite3"]
    assert check(tmp_path / "copy.sqlite3") == []
    assert sorted(file.name for file in tmp_path.iterdir()) == [DATABASE, "copy.sqlite3"]


@pytest.mark.parametrize("taken", ["copy", "copy.part"])
def test_a_copy_overwrites_nothing(tmp_path: Path, taken: str) -> None:
    upgrade(tmp_path / DATABASE)
    (tmp_path / taken).write_text("dear to somebody")
    with pytest.raises(BadInput, match=rf"backup_exists path=.*{taken}$"):
        backup(tmp_path / DATABASE, tmp_path / "copy")
    assert (tmp_path / taken).read_text() == "dear to somebody"


def test_a_copy_of_something_unsound_is_not_kept(tmp_path: Path) -> None:
    upgrade(tmp_path / DATABASE)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        db.execute("INSERT INTO accounts VALUES ('console', 'x', 'nobody')")
        db.commit()
    with pytest.raises(BadInput, match="backup_unsound"):
        backup(tmp_path / DATABASE, tmp_path / "copy")
    assert [file.name for file in tmp_path.iterdir()] == [DATABASE]


def test_a_copy_to_nowhere_says_so(tmp_path: Path) -> None:
    upgrade(tmp_path / DATABASE)
    with pytest.raises(BadInput, match="backup_failed"):
        backup(tmp_path / DATABASE, tmp_path / "no" / "such" / "copy")


@pytest.mark.parametrize("act", [check, lambda path: backup(path, path.with_name("copy"))])
def test_without_a_database_there_is_nothing_to_copy_or_check(tmp_path: Path, act: object) -> None:
    with pytest.raises(BadInput, match="database_missing"):
        act(tmp_path / DATABASE)  # type: ignore[operator]
    assert list(tmp_path.iterdir()) == []


async def test_a_round_in_every_status_is_sound(tmp_path: Path) -> None:
    over = debate("done", "ana", "ben", status=Status.DONE)
    others = [debate(s.value, "ana", "ben", status=s) for s in Status if s is not Status.DONE]
    await fill(
        tmp_path / DATABASE, over, *others, then=lambda tx: tx.ballots.add(ballot(over), NOW)
    )
    assert check(tmp_path / DATABASE) == []


async def test_a_round_after_a_move_is_sound(tmp_path: Path) -> None:
    await fill(tmp_path / DATABASE, R1, then=speak)
    assert check(tmp_path / DATABASE) == []


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (
            "DELETE FROM jobs WHERE kind = 'deadline'",
            "round r1: nothing is planned for deadline:1",
        ),
        (
            "DELETE FROM speeches WHERE id = 's1'",
            "round r1: speech s1 of slot 0 is missing",
        ),
        (
            "UPDATE rounds SET state = '{\"terms\": {}}' WHERE id = 'r1'",
            "round r1: its state cannot be read",
        ),
        (
            "UPDATE rounds SET status = 'done'",
            "round r1: it is done and has no ballot",
        ),
        (
            "INSERT INTO events VALUES (1, 'e1', 'done', NULL, 'words', 5)",
            "event e1: it is done and its payload is still there",
        ),
        (
            "INSERT INTO accounts VALUES ('console', 'x', 'nobody')",
            "dangling: row 3 of accounts refers to a missing row of people",
        ),
        (
            "UPDATE alembic_version SET version_num = '0000'",
            "schema: at migration 0000, this program needs 0005",
        ),
        (
            "DROP TABLE alembic_version",
            "schema: at migration none, this program needs 0005",
        ),
    ],
)
async def test_what_is_wrong_is_said(tmp_path: Path, harm: str, problem: str) -> None:
    await fill(tmp_path / DATABASE, R1, then=speak)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        db.execute(harm)
        db.commit()
    assert check(tmp_path / DATABASE) == [problem]


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    upgrade(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    assert all(problem.startswith("damaged: ") for problem in check(path))
    assert check(path) != []


def test_a_file_that_is_no_database_is_said_to_be_damaged(letter: Path) -> None:
    assert check(letter) == ["damaged: file is not a database"]


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder to be in, which stays empty."""
    monkeypatch.chdir(tmp_path)
    yield
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("database", "phrase"),
    [
        ("", "error.database_url"),
        (":memory:", "error.database_url"),
        ("sqlite://", "error.database_url"),
        ("postgresql://u:secret@host/db", "error.database_url"),
        ("://", "error.database_url"),
        ("no/such/folder/a.sqlite3", "error.database_open"),
        (".", "error.database_open"),
    ],
)
async def test_a_database_that_cannot_be_is_refused(
    nowhere: None, database: str, phrase: str
) -> None:
    with pytest.raises(BadInput) as refused:
        await SqlStore.open(database)
    assert refused.value.phrase == phrase
    assert "secret" not in str(refused.value)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(letter: Path) -> None:
    with pytest.raises(BadInput, match="database_open"):
        await SqlStore.open(letter)


@pytest.fixture
def letter(tmp_path: Path) -> Iterator[Path]:
    """A file that is no database, and still is none afterwards."""
    path = tmp_path / DATABASE
    path.write_text("This is a letter, not a database. " * 200)
    yield path
    assert path.read_text() == "This is a letter, not a database. " * 200


async def test_a_relaxed_round_keeps_every_deadline(tmp_path: Path) -> None:
    both = tuple(replace(R1.open[0], slot=n, seat=f"r1-{n}") for n in (0, 1))
    await fill(tmp_path / DATABASE, replace(R1, open=both))
    assert check(tmp_path / DATABASE) == []
