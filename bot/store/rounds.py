"""Rounds as values. A round's row moves only from the version it was loaded at; seats and jobs
follow the row.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import Undo
from bot.core.errors import Conflict, NotFound
from bot.core.round import Round, Seat
from bot.store.change import Change
from bot.store.jobs import follow
from bot.store.session import Part, short
from bot.store.tables import classrooms, rounds, seats
from bot.store.values import dump, load, round_from, round_row, seat_row

_ROUND = select(*(column for column in rounds.c if column is not rounds.c.undo))
_SEATS = select(seats).order_by(seats.c.round, seats.c.position)
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_THESE = _ROUND.where(rounds.c.id.in_(_IDS))
_SEATS_OF_THESE = _SEATS.where(seats.c.round.in_(_IDS))
_THIS = _ROUND.where(rounds.c.id == bindparam("of"))
_SEATS_OF_THIS = _SEATS.where(seats.c.round == bindparam("of"))
_move = Change(
    update(rounds).where(
        rounds.c.id == bindparam("moved"), rounds.c.version == bindparam("loaded")
    ),
    *(column.name for column in rounds.c if column is not rounds.c.opened_at),
)
_NEW_SEAT = insert(seats)
_SEAT = _NEW_SEAT.on_conflict_do_update(
    index_elements=["round", "id"],
    set_={n: _NEW_SEAT.excluded[n] for n in ("position", "person", "side", "member", "detail")},
)
_EMPTY_SEATS = delete(seats).where(
    seats.c.round == bindparam("of"), seats.c.id.in_(bindparam("gone", expanding=True))
)
_ADD = insert(rounds)
_CLASSROOM = insert(classrooms).on_conflict_do_nothing()
_LAST = select(rounds.c.undo).where(rounds.c.id == bindparam("of"))


def load_rounds(db: Connection, ids: Sequence[str]) -> list[Round]:
    """The rounds with these ids, in this order; unknown ones are missing."""
    seated: dict[str, list[Any]] = {}
    for seat in db.execute(_SEATS_OF_THESE, {"ids": list(ids)}).mappings():
        seated.setdefault(seat["round"], []).append(seat)
    rows = {row["id"]: row for row in db.execute(_THESE, {"ids": list(ids)}).mappings()}
    return [round_from(rows[i], seated.get(i, [])) for i in ids if i in rows]


def open_classroom(db: Connection, classroom: str) -> None:
    """Note a classroom that is met for the first time."""
    db.execute(_CLASSROOM, {"id": classroom, "name": ""})


class SqlRounds(Part):
    """`Rounds` of a transaction."""

    @short
    def get(self, db: Connection, round_id: str) -> Round:
        """A round. Raises NotFound."""
        row = db.execute(_THIS, {"of": round_id}).mappings().one_or_none()
        if row is None:
            raise NotFound("error.no_such_round", id=round_id)
        return round_from(row, db.execute(_SEATS_OF_THIS, {"of": round_id}).mappings().all())

    @short
    def add(self, db: Connection, debate: Round, now: int, undo: Undo | None = None) -> None:
        """Store a new round of its `terms.classroom`, its seats, and its jobs.

        Its people must be known, and its pack kept, before.
        """
        open_classroom(db, debate.terms.classroom)
        db.execute(_ADD, round_row(debate) | {"opened_at": now, "undo": undo and dump(undo)})
        _seat(db, (), debate)
        follow(db, None, debate)

    @short
    def save(
        self,
        db: Connection,
        before: Round,
        after: Round,
        *,
        undo: Undo | None,
        now: int,  # noqa: ARG002 (a round says itself when it moved)
    ) -> None:
        """Compare and set on `before.version`; seats and jobs follow. Raises Conflict.

        `undo` replaces what could be taken back so far; with None nothing can.
        """
        row = round_row(after) | {"undo": undo and dump(undo)}
        if _move(db, row | {"moved": before.id, "loaded": before.version}) != 1:
            raise Conflict(f"round {before.id} is no longer at version {before.version}")
        _seat(db, before.seats, after)
        follow(db, before, after)

    @short
    def undo(self, db: Connection, round_id: str) -> Undo | None:
        """The last action that can be taken back, if any."""
        kept = db.execute(_LAST, {"of": round_id}).scalar()
        return None if kept is None else load(Undo, kept)


def _seat(db: Connection, before: Sequence[Seat], after: Round) -> None:
    """Make a round's seats those of `after`; rows that stay as they are are not touched."""
    stood = dict(enumerate(before))
    changed = [(n, seat) for n, seat in enumerate(after.seats) if stood.get(n) != seat]
    gone = {seat.id for seat in before} - {seat.id for seat in after.seats}
    if gone:
        db.execute(_EMPTY_SEATS, {"of": after.id, "gone": list(gone)})
    if changed:
        db.execute(_SEAT, [seat_row(after.id, n, seat) for n, seat in changed])
