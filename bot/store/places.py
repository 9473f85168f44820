"""Where rounds are talked about, and where people are reached."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, case, delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from bot.app.messages import Address, Scope
from bot.app.ports import Place
from bot.core.round import OPEN
from bot.store.session import Part, short
from bot.store.tables import accounts, places, rounds, seats

_OF = (
    select(places)
    .where(places.c.round == bindparam("of"), places.c.platform == bindparam("on"))
    .order_by(places.c.channel, places.c.thread)
)
_CLEAR = delete(places).where(
    places.c.round == bindparam("of"), places.c.platform == bindparam("on")
)
_PUT = insert(places).on_conflict_do_nothing()
_AT = select(places.c.round).where(
    places.c.platform == bindparam("on"), places.c.thread == bindparam("thread")
)
_IN = (
    select(places.c.round)
    .join(rounds, rounds.c.id == places.c.round)
    .where(places.c.platform == bindparam("on"))
    .where(or_(places.c.channel == bindparam("where"), places.c.thread == bindparam("where")))
    .where(rounds.c.status.in_([status.value for status in OPEN]))
    .order_by(rounds.c.id)
)
_PLATFORMS = (
    select(places.c.platform)
    .where(places.c.round == bindparam("of"))
    .distinct()
    .order_by(places.c.platform)
)
_SEATED_ON = (  # of a round without a place
    select(accounts.c.platform)
    .join(seats, seats.c.person == accounts.c.person)
    .where(seats.c.round == bindparam("of"))
    .distinct()
    .order_by(accounts.c.platform)
)
_REACHED = (
    select(accounts.c.platform)
    .outerjoin(
        places,
        and_(places.c.platform == accounts.c.platform, places.c.round == bindparam("of")),
    )
    .where(accounts.c.person == bindparam("who"))
    .order_by(case((places.c.round.is_(None), 1), else_=0), accounts.c.platform)
    .limit(1)
)
_ACCOUNT = (
    select(accounts.c.external)
    .where(accounts.c.person == bindparam("who"), accounts.c.platform == bindparam("on"))
    .order_by(accounts.c.external)
    .limit(1)
)


class SqlPlaces(Part):
    """`Places` of a transaction."""

    @short
    def of_round(self, db: Connection, round_id: str, platform: str) -> list[Place]:
        """A round's places on a platform."""
        rows = db.execute(_OF, {"of": round_id, "on": platform})
        return [Place(platform=r.platform, channel=r.channel, thread=r.thread) for r in rows]

    @short
    def put(self, db: Connection, round_id: str, platform: str, here: Sequence[Place]) -> None:
        """These are a round's places on a platform now, in place of those before."""
        db.execute(_CLEAR, {"of": round_id, "on": platform})
        rows = [{"round": round_id, "platform": platform, "channel": place.channel,
                 "thread": place.thread} for place in here]  # fmt: skip
        if rows:
            db.execute(_PUT, rows)

    @short
    def round_at(self, db: Connection, platform: str, thread: str) -> str | None:
        """The round that a thread is about."""
        return db.execute(_AT, {"on": platform, "thread": thread}).scalar()

    @short
    def rounds_in(self, db: Connection, platform: str, channel: str) -> list[str]:
        """Ids of the open rounds whose place is in a channel or is that thread."""
        return list(db.execute(_IN, {"on": platform, "where": channel}).scalars())

    @short
    def platforms(self, db: Connection, to: Address) -> tuple[str, ...]:
        """Where an address is reached: a round on each of its platforms, a person on one."""
        if to.scope is Scope.PERSON:
            return tuple(db.execute(_REACHED, {"who": to.id, "of": to.round}).scalars())
        found = db.execute(_PLATFORMS, {"of": to.round}).scalars().all()
        return tuple(found or db.execute(_SEATED_ON, {"of": to.round}).scalars())

    @short
    def account(self, db: Connection, person: str, platform: str) -> str | None:
        """A person's external id on a platform."""
        return db.execute(_ACCOUNT, {"who": person, "on": platform}).scalar()
