"""Ratings by classroom: one row per person after each rated round; the newest is their rating."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import Standing
from bot.store.session import Part, short
from bot.store.tables import memberships, people, ratings

_NEWEST = (
    select(func.max(ratings.c.id).label("id"), func.count().label("rounds"))
    .where(ratings.c.classroom == bindparam("room"))
    .group_by(ratings.c.person)
    .subquery("newest")
)
_RATINGS = (
    select(ratings.c.person, ratings.c.mu, ratings.c.sigma)
    .join(_NEWEST, _NEWEST.c.id == ratings.c.id)
    .where(ratings.c.person.in_(bindparam("whose", expanding=True)))
)
_RATED = select(ratings.c.id).where(ratings.c.round == bindparam("of")).limit(1)
_BOARD = (
    select(
        ratings.c.person,
        func.coalesce(memberships.c.pseudonym, people.c.name).label("name"),
        ratings.c.mu,
        ratings.c.sigma,
        _NEWEST.c.rounds,
    )
    .join(_NEWEST, _NEWEST.c.id == ratings.c.id)
    .join(people, people.c.id == ratings.c.person)
    .outerjoin(
        memberships,
        and_(
            memberships.c.person == ratings.c.person,
            memberships.c.classroom == ratings.c.classroom,
        ),
    )
    .order_by((ratings.c.mu - 3 * ratings.c.sigma).desc(), ratings.c.person)
    .limit(bindparam("most"))
)


class SqlStandings(Part):
    """`Standings` of a transaction."""

    @short
    def ratings(
        self, db: Connection, classroom: str, people: Collection[str]
    ) -> dict[str, tuple[float, float]]:
        """(mu, sigma) by person; those never rated are missing."""
        rows = db.execute(_RATINGS, {"room": classroom, "whose": list(people)})
        return {person: (mu, sigma) for person, mu, sigma in rows}

    @short
    def put_ratings(
        self,
        db: Connection,
        classroom: str,
        round_id: str,
        ratings: Mapping[str, tuple[float, float]],
        now: int,
    ) -> None:
        """Store the ratings after a round, once per round."""
        if ratings and db.execute(_RATED, {"of": round_id}).one_or_none() is None:
            _put(db, {"classroom": classroom, "round": round_id, "at": now}, ratings)

    @short
    def board(self, db: Connection, classroom: str, limit: int) -> list[Standing]:
        """The best by openskill's ordinal (mu − 3 sigma), best first."""
        rows = db.execute(_BOARD, {"room": classroom, "most": limit}).mappings()
        return [Standing(**row) for row in rows]


def _put(
    db: Connection, shared: Mapping[str, object], rated: Mapping[str, tuple[float, float]]
) -> None:
    rows = [{**shared, "person": p, "mu": mu, "sigma": sigma} for p, (mu, sigma) in rated.items()]
    db.execute(insert(ratings), rows)
