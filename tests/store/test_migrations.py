"""Migrations make exactly the tables of `tables.py`, whatever happens on the way."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect

from bot.core.errors import BadInput
from bot.store import migrations
from bot.store.bindings import classes
from bot.store.tables import HEAD, metadata
from bot.store.upkeep import check, upgrade


@contextmanager
def connected(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as db:
            yield db
    finally:
        engine.dispose()


def scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(migrations.__file__).parent))


def test_the_newest_migration_is_the_one_the_program_names() -> None:
    assert scripts().get_current_head() == HEAD


def test_migrations_are_numbered_in_order() -> None:
    numbers = [step.revision for step in scripts().walk_revisions()][::-1]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


def test_migrations_make_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    upgrade(tmp_path / "a.sqlite3")
    with connected(tmp_path / "a.sqlite3") as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def shape(db: Connection) -> dict[str, Any]:
    """Tables with their columns, keys and indexes, as the database sees them."""
    seen = inspect(db)

    def ordered(found: list[Any]) -> list[Any]:
        return sorted(found, key=lambda each: str(each["name"]))

    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
            seen.get_pk_constraint(table),
            ordered(seen.get_foreign_keys(table)),
            ordered(seen.get_unique_constraints(table)),
            ordered(seen.get_indexes(table)),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def test_migrated_and_freshly_made_tables_are_alike_to_the_last_key(tmp_path: Path) -> None:
    upgrade(tmp_path / "a.sqlite3")
    with connected(tmp_path / "a.sqlite3") as db, connected(tmp_path / "b.sqlite3") as fresh:
        metadata.create_all(fresh)
        assert shape(db) == shape(fresh)


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    upgrade(path)
    before = path.read_bytes()
    upgrade(path)
    assert path.read_bytes() == before


def at(number: str, path: Path) -> None:
    """A database as an earlier program left it."""
    with (
        connected(path) as db,
        EnvironmentContext(
            Config(),
            scripts(),
            fn=lambda found, _: scripts()._upgrade_revs(number, found),  # noqa: SLF001 (as alembic)
        ) as context,
    ):
        context.configure(db, transactional_ddl=True)
        context.run_migrations()
        db.commit()


def test_ballots_of_an_earlier_program_keep_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    at("0001", path)
    clash = (
        '{"argument": "A", "side": "x", "answer": "B", "answering_side": "y", "decided_for": "x"}'
    )
    with closing(sqlite3.connect(path)) as db:
        db.executemany(
            "INSERT INTO ballots VALUES ('r', ?, NULL, '1', '{}', '{}', ?, ?, 5)",
            [("bot-1", "X was ahead.", clash), ("bot-2", "Nobody was.", None)],
        )
        db.commit()
    upgrade(path)
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT judge, part, person, text FROM ballot_words ORDER BY 1, 2")
        assert rows.fetchall() == [
            ("bot-1", "answer", None, "B"), ("bot-1", "argument", None, "A"),
            ("bot-1", "decision", None, "X was ahead."),
            ("bot-2", "decision", None, "Nobody was."),
        ]  # fmt: skip
        left = db.execute("SELECT clash FROM ballots ORDER BY judge").fetchall()
    assert left == [('{"side": "x", "answering_side": "y", "decided_for": "x"}',), (None,)]


def test_what_an_earlier_program_left_to_say_is_said_on_the_console(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    at("0002", path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            "INSERT INTO outbox (id, state, kind, scope, recipient, body, added_at) "
            "VALUES ('m', 'waiting', 'notice', 'round', 'r', '{}', 5)"
        )
        db.execute(
            "INSERT INTO rounds VALUES "
            "('r', 'c', 'p', 't', 'h', 'solo', 1, 'running', 1, 5, 5, '{}', NULL)"
        )
        db.commit()
    upgrade(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT id, platform FROM outbox").fetchall() == [("m", "console")]
        assert db.execute("SELECT * FROM places").fetchall() == [("r", "console", "console", "")]


def test_each_home_of_an_earlier_program_is_a_class_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    at("0003", path)
    with closing(sqlite3.connect(path)) as db:
        db.executemany("INSERT INTO classrooms VALUES (?, '')", [("discord:1",), ("slack:T1",)])
        db.commit()
    upgrade(path)
    assert [(each.id, each.homes) for each in classes(path)] == [
        ("discord:1", ()), ("slack:T1", ()),
    ]  # fmt: skip


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from bot.store.upkeep import upgrade

left = int(sys.argv[2])

@event.listens_for(Engine, "after_cursor_execute")
def count(db, cursor, sql, *rest):
    global left
    left -= sql.lstrip().startswith(("CREATE", "INSERT", "UPDATE"))
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

upgrade(sys.argv[1])
"""


@pytest.mark.parametrize("statement", [1, 9, 30])
def test_an_upgrade_that_was_killed_is_simply_run_again(tmp_path: Path, statement: int) -> None:
    path = tmp_path / "a.sqlite3"
    command = [sys.executable, "-c", KILLED, str(path), str(statement)]
    ended = subprocess.run(command, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    upgrade(path)
    assert check(path) == []


def test_two_programs_that_start_at_once_upgrade_once(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    script = "import sys; from bot.store.upkeep import upgrade; upgrade(sys.argv[1])"
    both = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(2)]
    assert [each.wait(timeout=60) for each in both] == [0, 0]
    assert check(path) == []


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    upgrade(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    with pytest.raises(BadInput) as refused:
        upgrade(path)
    assert refused.value.phrase == "error.database_newer"
    assert refused.value.variables == {"path": str(path), "found": "9999", "known": HEAD}


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(BadInput, match="database_foreign"):
        upgrade(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_database_that_is_up_to_date_does_not_wait_for_alembic(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    upgrade(path)
    script = (
        "import sys; from bot.store.upkeep import upgrade; upgrade(sys.argv[1]); "
        "sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(path)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 0
