"""A database as a whole: brought to the newest migration, copied, checked.

These functions are synchronous and for the command line; `SqlStore.open` uses `bring_to_head`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.exc import DatabaseError

from bot.core.errors import BadInput
from bot.store import sqlite
from bot.store.consistency import inconsistencies
from bot.store.tables import HEAD, metadata

_VERSION = table("alembic_version", column("version_num"))
_FOUND = select(_VERSION.c.version_num)


def upgrade(database: str | Path) -> None:
    """Bring a database to the newest migration; made if there is none.

    Running it again, or after it was killed half-way, does no harm: it is one transaction.
    Raises BadInput if the database belongs to a newer or another program.
    """
    path = sqlite.path_of(database)
    with opened(path) as db:
        bring_to_head(db, path)


def backup(database: str | Path, target: Path) -> None:
    """Copy a database, in use or not, to a new file that is then checked.

    Raises BadInput if there is no database, the file is there already, or the copy is not sound.
    """
    path = existing(database)
    part = target.with_name(target.name + ".part")  # until it is checked, nobody takes it for one
    for taken in (target, part):
        if taken.exists():
            raise BadInput("error.backup_exists", path=str(taken))
    try:
        _copy(path, part)
        if problems := check(part):
            raise BadInput("error.backup_unsound", problems="\n".join(problems))
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        raise BadInput("error.backup_failed", path=str(target), reason=str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def check(database: str | Path) -> list[str]:
    """What is wrong with a database, one sentence each; nothing if it is sound.

    Raises BadInput if there is no database.
    """
    with opened(existing(database), writes=False) as db:
        try:
            return _problems(db)
        except DatabaseError as error:  # too damaged to be asked
            return [f"damaged: {error.orig}"]


def _problems(db: Connection) -> list[str]:
    damage = [str(row[0]) for row in db.execute(text("PRAGMA integrity_check"))]
    if damage != ["ok"]:
        return [f"damaged: {line}" for line in damage]
    if (found := _version(db)) != HEAD:
        return [f"schema: at migration {found or 'none'}, this program needs {HEAD}"]
    dangling = [
        f"dangling: row {row} of {name} refers to a missing row of {target}"
        for name, row, target, _ in db.execute(text("PRAGMA foreign_key_check"))
    ]
    return dangling + inconsistencies(db)


def bring_to_head(db: Connection, path: Path) -> None:
    """Run the migrations that a database lacks, in one transaction. Raises BadInput."""
    try:
        db.begin()  # two programs may start at once: the second waits, and finds it done
        if (found := _version(db)) != HEAD:
            _check_ours(db, found, path)
            _migrate(db)
        db.commit()
    except DatabaseError as error:
        raise BadInput("error.database_open", path=str(path), reason=str(error.orig)) from error


def _version(db: Connection) -> str | None:
    """The migration a database is at; None before the first."""
    if not inspect(db).has_table(_VERSION.name):
        return None
    found: str | None = db.execute(_FOUND).scalar()
    return found


def _check_ours(db: Connection, found: str | None, path: Path) -> None:
    if found is not None and found > HEAD:
        raise BadInput("error.database_newer", path=str(path), found=found, known=HEAD)
    if found is None and inspect(db).get_table_names():
        raise BadInput("error.database_foreign", path=str(path))


def _migrate(db: Connection) -> None:
    from alembic.config import Config  # 0.3 s, needed only when there is work
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    with EnvironmentContext(
        Config(),
        scripts,
        fn=lambda at, _: scripts._upgrade_revs("head", at),  # noqa: SLF001 (as alembic does)
    ) as context:
        context.configure(db, transactional_ddl=True, target_metadata=metadata)
        context.run_migrations()


def existing(database: str | Path) -> Path:
    """The file of a database. Raises BadInput if there is none."""
    path = sqlite.path_of(database)
    if not path.is_file():
        raise BadInput("error.database_missing", path=str(path))
    return path


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


@contextmanager
def opened(path: Path, *, writes: bool = True) -> Iterator[Connection]:
    """A connection to a database, closed at the end; one that writes locks it when it begins."""
    raw = sqlite.connect(path, writes=writes)
    engine = sqlite.engine_over(raw, writes=writes)
    try:
        with engine.connect() as db:
            yield db
    finally:
        engine.dispose()
        raw.close()
