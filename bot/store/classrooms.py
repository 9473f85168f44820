"""Who belongs where."""

from sqlalchemy import Connection, bindparam, case, select
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import Account, Person
from bot.store.people import INSTRUCTOR, STUDENT, person_from
from bot.store.rounds import open_classroom
from bot.store.session import Part, short
from bot.store.tables import accounts, bindings, memberships, people, rounds, seats

_HIS = select(accounts.c.person).where(
    accounts.c.platform == bindparam("on"), accounts.c.external == bindparam("as")
)
_LAST = (
    select(rounds.c.classroom)
    .join(seats, seats.c.round == rounds.c.id)
    .where(seats.c.person.in_(_HIS))
    .order_by(rounds.c.moved_at.desc(), rounds.c.id.desc())
    .limit(1)
)
_ENROLLED = (
    select(memberships.c.classroom)
    .where(memberships.c.person.in_(_HIS))
    .order_by(case((memberships.c.role == INSTRUCTOR, 0), else_=1), memberships.c.classroom)
    .limit(1)
)
_PERSON = select(people).where(people.c.id.in_(_HIS))
_INSTRUCTORS = (
    select(people)
    .join(memberships, memberships.c.person == people.c.id)
    .where(memberships.c.classroom == bindparam("room"), memberships.c.role == INSTRUCTOR)
    .order_by(people.c.name, people.c.id)
)

_CLASS_OF = select(bindings.c.classroom).where(bindings.c.home == bindparam("at"))
_MEMBER = insert(memberships)
_APPOINT = _MEMBER.on_conflict_do_update(
    index_elements=["classroom", "person"], set_={"role": _MEMBER.excluded.role}
)


class SqlClassrooms(Part):
    """`Classrooms` of a transaction."""

    @short
    def at_home(self, db: Connection, account: Account) -> str | None:
        """The classroom of the round they were in last, else one they are enrolled in: rather as an
        instructor, and the first by id where that leaves several.
        """
        who = {"on": account.platform, "as": account.external}
        last: str | None = db.execute(_LAST, who).scalar()
        return last if last is not None else db.execute(_ENROLLED, who).scalar()

    @short
    def of_home(self, db: Connection, home: str) -> str:
        """The classroom that a home is bound to; where it is not, it is one of its own."""
        bound: str | None = db.execute(_CLASS_OF, {"at": home}).scalar()
        return home if bound is None else bound

    @short
    def person_of(self, db: Connection, account: Account) -> Person | None:
        """The person behind an account, as somebody of no classroom; None for a stranger."""
        who = {"on": account.platform, "as": account.external}
        row = db.execute(_PERSON, who).mappings().one_or_none()
        return None if row is None else person_from(row)

    @short
    def instructors(self, db: Connection, classroom: str) -> list[Person]:
        """Its instructors, by name."""
        return [
            person_from(row) for row in db.execute(_INSTRUCTORS, {"room": classroom}).mappings()
        ]

    @short
    def appoint(self, db: Connection, person: str, classroom: str, *, instructor: bool) -> None:
        """Somebody belongs to it, as an instructor or as a student, whatever they were before."""
        open_classroom(db, classroom)
        role = INSTRUCTOR if instructor else STUDENT
        db.execute(_APPOINT, {"classroom": classroom, "person": person, "role": role})
