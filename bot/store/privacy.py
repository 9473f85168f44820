"""Everything stored about a person: to show, and to remove (erasure.py)."""

from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select

from bot.store.erasure import erase_person
from bot.store.session import Part, long
from bot.store.tables import ballots, metadata, people, readings, rounds, seats, speeches

_MINE = select(seats.c.round).where(seats.c.person == bindparam("who"))


class SqlPrivacy(Part):
    """`Privacy` of a transaction."""

    @long
    def erase(self, db: Connection, person: str) -> int:
        """Remove a person and every row that holds their words; how many rows went.

        Speeches in rounds with others stay as empty rows, so that those rounds stay whole.
        """
        return erase_person(db, person)

    @long
    def export(self, db: Connection, person: str) -> dict[str, object]:
        """Everything stored about a person, as JSON values: table by table, as it is stored."""
        rows = {
            table.name: _rows(db, select(table).where(table.c.person == bindparam("who")), person)
            for table in metadata.sorted_tables
            if "person" in table.c
        }
        return {**{name: _rows(db, query, person) for name, query in _BESIDE.items()}, **rows}


def _columns(table: Table, *left_out: str) -> list[Any]:
    return [column for column in table.c if column.name not in left_out]


# What concerns a person without naming them in a column `person`. Ids of others are left out.
_BESIDE: dict[str, Select[Any]] = {
    "people": select(people).where(people.c.id == bindparam("who")),
    "rounds": select(*_columns(rounds, "state", "undo", "host", "pack_hash")).where(
        rounds.c.id.in_(_MINE)
    ),
    "readings": select(readings)
    .join(speeches, speeches.c.id == readings.c.speech)
    .where(speeches.c.person == bindparam("who")),
    "results": select(*_columns(ballots, "person")).where(ballots.c.round.in_(_MINE)),
}


def _rows(db: Connection, query: Select[Any], person: str) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(query, {"who": person}).mappings()]
