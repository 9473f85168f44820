"""Everything stored about a person: to show, and to remove (erasure.py)."""

from typing import Any

from sqlalchemy import BindParameter, Connection, Select, Table, bindparam, or_, select

from bot.app.ports import Sending, SpeechState
from bot.core.round import Status
from bot.store.erasure import erase_person
from bot.store.outbox import standing
from bot.store.session import Part, long, short
from bot.store.tables import (
    ballot_words,
    ballots,
    marked,
    marks,
    metadata,
    people,
    readings,
    rounds,
    seats,
    speeches,
)

_WHO: BindParameter[str] = bindparam("who")
_MINE = select(seats.c.round).where(seats.c.person == _WHO)
_OVER = select(rounds.c.id).where(rounds.c.status == Status.DONE.value)


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
        """Everything stored about a person, as JSON values: table by table, as it is stored.

        Marks come with the ballot: those of a round that still runs are left out.
        """
        queries = {
            table.name: select(table).where(table.c.person == _WHO)
            for table in metadata.sorted_tables
            if "person" in table.c
        }
        return {
            name: [dict(row) for row in db.execute(query, {"who": person}).mappings()]
            for name, query in {**queries, **_BESIDE}.items()
        }

    @short
    def stands(self, db: Connection, sending: str) -> Sending | None:
        """A message of the outbox as it stands now, without what was erased; None if it all was."""
        return standing(db, sending)


def _columns(table: Table, *left_out: str) -> list[Any]:
    return [column for column in table.c if column.name not in left_out]


# What concerns a person without naming them in a column `person`, and what is not told before a
# round is over. Ids of others are left out.
_BESIDE: dict[str, Select[Any]] = {
    "people": select(people).where(people.c.id == _WHO),
    "rounds": select(*_columns(rounds, "state", "undo", "host", "pack_hash")).where(
        rounds.c.id.in_(_MINE)
    ),
    "readings": select(readings)
    .join(speeches, speeches.c.id == readings.c.speech)
    .where(speeches.c.person == _WHO, speeches.c.round.in_(_OVER)),
    "marked": select(marked).where(marked.c.person == _WHO, marked.c.round.in_(_OVER)),
    "marks": select(marks)
    .join(marked, marked.c.speech == marks.c.speech)
    .where(marks.c.person == _WHO, marked.c.round.in_(_OVER)),
    "results": select(*_columns(ballots, "person")).where(ballots.c.round.in_(_MINE)),
    "reasons": select(*_columns(ballot_words, "person")).where(
        ballot_words.c.round.in_(_MINE),
        or_(ballot_words.c.person.is_(None), ballot_words.c.person == _WHO),
    ),
    "bot_speeches": select(*_columns(speeches, "person", "seat", "lines")).where(
        speeches.c.round.in_(_MINE),
        speeches.c.person.is_(None),
        speeches.c.state == SpeechState.DELIVERED.value,
    ),
}
