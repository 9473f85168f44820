"""Rounds by what they have in common, and what waits in a classroom."""

from sqlalchemy import Connection, Select, and_, bindparam, func, select

from bot.app.ports import Appealed
from bot.core.jobs import JobKind
from bot.core.round import OPEN, Round, Status
from bot.store.rounds import load_rounds
from bot.store.session import Part, short
from bot.store.tables import appeals, jobs, rounds, seats

_OPEN = [status.value for status in OPEN]
_NEWEST_FIRST = (rounds.c.opened_at.desc(), rounds.c.id.desc())
_OF_PERSON = (
    select(rounds.c.id)
    .where(rounds.c.id.in_(select(seats.c.round).where(seats.c.person == bindparam("who"))))
    .where(rounds.c.status.in_(bindparam("statuses", expanding=True)))
    .order_by(*_NEWEST_FIRST)
)
_LOBBIES = (
    select(rounds.c.id)
    .where(rounds.c.classroom == bindparam("room"), rounds.c.status == Status.LOBBY.value)
    .order_by(*_NEWEST_FIRST)
)
_OPEN_IN = (
    select(rounds.c.id)
    .where(rounds.c.classroom == bindparam("room"), rounds.c.status.in_(_OPEN))
    .order_by(*_NEWEST_FIRST)
)
_FIRST = (
    select(appeals.c.round, appeals.c.person, func.min(appeals.c.at).label("at"))
    .join(rounds, rounds.c.id == appeals.c.round)
    .where(rounds.c.classroom == bindparam("room"))
    .group_by(appeals.c.round, appeals.c.person)
    .subquery()
)
_APPEALED_IN = (
    select(_FIRST.c.round, _FIRST.c.person, _FIRST.c.at, appeals.c.reason)
    .join(
        appeals,
        and_(
            appeals.c.round == _FIRST.c.round,
            appeals.c.person == _FIRST.c.person,
            appeals.c.at == _FIRST.c.at,
        ),
    )
    .order_by(_FIRST.c.at.desc(), _FIRST.c.round, _FIRST.c.person)
    .limit(bindparam("most"))
)
_HOSTED = (
    select(rounds.c.id)
    .where(rounds.c.host == bindparam("who"), rounds.c.opened_at >= bindparam("since"))
    .order_by(*_NEWEST_FIRST)
)
_LATE = (
    select(rounds.c.id)
    .join(jobs, jobs.c.round == rounds.c.id)
    .where(jobs.c.kind == JobKind.DEADLINE.value)  # only running rounds have one
    .where(jobs.c.due_at < bindparam("now"))
    .group_by(rounds.c.id)
    .order_by(rounds.c.id)
)


class SqlListings(Part):
    """`Listings` of a transaction."""

    @short
    def of_person(self, db: Connection, person: str, *, open_only: bool) -> list[Round]:
        """Rounds in which a person holds or held a seat, newest first.

        A seat that was left before the first slot is gone, and the round with it.
        """
        statuses = _OPEN if open_only else [status.value for status in Status]
        return _found(db, _OF_PERSON, {"who": person, "statuses": statuses})

    @short
    def lobbies(self, db: Connection, classroom: str) -> list[Round]:
        """Rounds of a classroom that can be joined, newest first."""
        return _found(db, _LOBBIES, {"room": classroom})

    @short
    def open_in(self, db: Connection, classroom: str) -> list[Round]:
        """Every open round of a classroom, newest first."""
        return _found(db, _OPEN_IN, {"room": classroom})

    @short
    def appealed_in(self, db: Connection, classroom: str, limit: int) -> list[Appealed]:
        """Who asked for a second look in a classroom's rounds, each once, newest first."""
        found = db.execute(_APPEALED_IN, {"room": classroom, "most": limit})
        return [
            Appealed(round=row.round, person=row.person, at=row.at, reason=row.reason)
            for row in found
        ]

    @short
    def hosted(self, db: Connection, person: str, since: int) -> list[Round]:
        """Rounds that a person opened at a moment or after it, newest first."""
        return _found(db, _HOSTED, {"who": person, "since": since})

    @short
    def due_at_start(self, db: Connection, now: int) -> list[Round]:
        """Running rounds with a deadline before `now`."""
        return _found(db, _LATE, {"now": now})


def _found(db: Connection, query: Select[str], where: dict[str, object]) -> list[Round]:
    return load_rounds(db, db.execute(query, where).scalars().all())
