"""Tables and statements are those of any database: PostgreSQL, which comes later, has them too."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import Executable
from sqlalchemy.sql.elements import ClauseElement

import bot.store
from bot.store.change import Change
from bot.store.tables import metadata

KINDS = [postgresql.dialect(), sqlite.dialect()]  # type: ignore[no-untyped-call]


def statements() -> Iterator[tuple[str, ClauseElement]]:
    """Every statement that a module of the store keeps ready, by name."""
    for module in pkgutil.iter_modules(bot.store.__path__, "bot.store."):
        for name, value in vars(import_module(module.name)).items():
            value = value.statement if isinstance(value, Change) else value  # noqa: PLW2901
            if isinstance(value, Executable) and isinstance(value, ClauseElement):
                yield f"{module.name}.{name}", value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_statement_is_understood(kind: Dialect) -> None:
    ready = dict(statements())
    assert len(ready) > 40
    for statement in ready.values():
        assert str(statement.compile(dialect=kind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_table_can_be_made(kind: Dialect) -> None:
    made = [str(CreateTable(table).compile(dialect=kind)) for table in metadata.sorted_tables]
    assert len(made) == len(metadata.tables)
