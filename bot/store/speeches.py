"""What was said: speeches, drafts, and readings of them."""

from collections.abc import Collection

from sqlalchemy import Connection, RowMapping, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import TO_COME, Speech, SpeechState
from bot.core.reading import Reading
from bot.store.change import Change
from bot.store.session import Part, short
from bot.store.tables import readings, seats, speeches
from bot.store.values import dump, load

_TO_COME = [state.value for state in TO_COME]
_NEW = insert(speeches)
_put = Change(
    _NEW.on_conflict_do_update(
        index_elements=["id"],
        set_={c.name: _NEW.excluded[c.name] for c in speeches.c if c is not speeches.c.id},
    ),
    *speeches.c.keys(),
)
_OF_ROUND = (
    select(speeches)
    .where(speeches.c.round == bindparam("of"))
    .where(speeches.c.state != SpeechState.WITHDRAWN.value)
    .order_by(speeches.c.slot, speeches.c.at, speeches.c.id)
)
_DRAFT = (
    select(speeches)
    .where(speeches.c.round == bindparam("of"), speeches.c.seat == bindparam("by"))
    .where(speeches.c.slot == bindparam("number"), speeches.c.state.in_(_TO_COME))
    .order_by(speeches.c.at.desc(), speeches.c.id.desc())
    .limit(1)
)
_READ = insert(readings).on_conflict_do_nothing()
_READINGS = (
    select(readings)
    .join(speeches, speeches.c.id == readings.c.speech)
    .where(speeches.c.round == bindparam("of"))
)
_LINES = (
    select(speeches.c.lines)
    .where(speeches.c.person.is_(None), speeches.c.state == SpeechState.DELIVERED.value)
    .where(
        speeches.c.round.in_(
            select(seats.c.round).where(seats.c.person.in_(bindparam("whose", expanding=True)))
        )
    )
)


class SqlSpeeches(Part):
    """`Speeches` of a transaction."""

    @short
    def put(self, db: Connection, speech: Speech) -> None:
        """Store or replace by id."""
        _put(db, dump(speech))

    @short
    def of_round(self, db: Connection, round_id: str) -> list[Speech]:
        """All texts of a round in order of slot, withdrawn ones left out."""
        return [_speech(row) for row in db.execute(_OF_ROUND, {"of": round_id}).mappings()]

    @short
    def draft(self, db: Connection, round_id: str, seat: str, slot: int) -> Speech | None:
        """The saved draft for a seat's slot, or the parts of its speech so far."""
        where = {"of": round_id, "by": seat, "number": slot}
        row = db.execute(_DRAFT, where).mappings().one_or_none()
        return None if row is None else _speech(row)

    @short
    def put_reading(self, db: Connection, speech: str, key: str, reading: Reading) -> None:
        """Store a reading under its key; an equal key is left as it is."""
        row = {"speech": speech, "key": key, "reader": reading.reader, "body": dump(reading)}
        db.execute(_READ, row)

    @short
    def readings(self, db: Connection, round_id: str) -> dict[tuple[str, str], Reading]:
        """Readings of a round by (speech, key)."""
        rows = db.execute(_READINGS, {"of": round_id})
        return {(row.speech, row.key): load(Reading, row.body) for row in rows}

    @short
    def lines_met(self, db: Connection, people: Collection[str]) -> frozenset[str]:
        """Ids of bot lines that were spoken in earlier rounds of these people."""
        spoken = db.execute(_LINES, {"whose": list(people)}).scalars()
        return frozenset(line for lines in spoken for line in lines)


def _speech(row: RowMapping) -> Speech:
    return load(Speech, dict(row))
