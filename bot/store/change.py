"""Statements that change rows and give none back, compiled once and sent to the driver itself.

SQLAlchemy looks up, binds and wraps a statement anew each time it is executed. For the handful of
statements of every event that is four times what SQLite needs for them (`tests.bench.events`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.dml import UpdateBase

Values = Mapping[str, Any]
_Bound = tuple[str, Any, Callable[[Any], Any] | None]  # name, value if none is given, conversion


class Change:
    """An insert, update or delete over named values.

    `columns` are those that an insert or update without values of its own takes.
    """

    def __init__(self, statement: UpdateBase, *columns: str) -> None:
        self.statement, self._columns = statement, columns
        self.sql = ""
        self._bound: list[_Bound] = []

    def __call__(self, db: Connection, values: Values | Sequence[Values]) -> int:
        """Execute with one set of values or with several, in a transaction that has begun.

        How many rows changed. Raises the driver's errors.
        """
        if not self.sql:
            self._compile(db)
        raw: Any = db.connection.driver_connection
        if isinstance(values, Mapping):
            cursor = raw.execute(self.sql, self.row(values))
        else:
            cursor = raw.executemany(self.sql, [self.row(each) for each in values])
        changed: int = cursor.rowcount
        return changed

    def row(self, values: Values) -> list[Any]:
        """Values in the order in which the statement takes them, as the driver takes them."""
        return [
            convert(values.get(name, given)) if convert else values.get(name, given)
            for name, given, convert in self._bound
        ]

    def _compile(self, db: Connection) -> None:
        columns = list(self._columns) or None
        compiled: Any = self.statement.compile(dialect=db.dialect, column_keys=columns)
        binds = [compiled.binds[name] for name in compiled.positiontup]
        converts = [bind.type.dialect_impl(db.dialect).bind_processor(db.dialect) for bind in binds]
        self._bound = [
            (bind.key, bind.value, convert) for bind, convert in zip(binds, converts, strict=True)
        ]
        self.sql = str(compiled)
