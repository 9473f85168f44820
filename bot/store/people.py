"""People, their accounts, classrooms and preferences."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import Account, Person
from bot.core.round import Status
from bot.store.rounds import open_classroom
from bot.store.session import Part, short
from bot.store.tables import accounts, memberships, people, rounds, seats
from bot.store.values import dump, load

STUDENT, INSTRUCTOR = "student", "instructor"

_BY_ACCOUNT = (
    select(people, memberships.c.role)
    .join(accounts, accounts.c.person == people.c.id)
    .outerjoin(
        memberships,
        and_(memberships.c.person == people.c.id, memberships.c.classroom == bindparam("room")),
    )
    .where(accounts.c.platform == bindparam("on"), accounts.c.external == bindparam("as"))
)
_ACCOUNT = insert(accounts)
_ENROL = insert(memberships).on_conflict_do_nothing()
_ROLE = (
    update(memberships)
    .where(memberships.c.person == bindparam("who"), memberships.c.classroom == bindparam("room"))
    .values(role=bindparam("as_role"))
)
_MEMBERS = (
    select(people)
    .join(memberships, memberships.c.person == people.c.id)
    .where(memberships.c.classroom == bindparam("room"))
    .order_by(people.c.name, people.c.id)
)
_BY_ID = select(people).where(people.c.id.in_(bindparam("ids", expanding=True)))
_NEW = insert(people)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=["id"], set_={n: _NEW.excluded[n] for n in ("name", "prefs")}
)
_ARGUED = (
    select(seats.c.side, seats.c.detail)
    .join(rounds, rounds.c.id == seats.c.round)
    .where(seats.c.person == bindparam("who"), rounds.c.topic == bindparam("about"))
    .where(rounds.c.status == Status.DONE.value, seats.c.side.is_not(None))
)


class SqlPeople(Part):
    """`People` of a transaction."""

    @short
    def known(
        self,
        db: Connection,
        account: Account,
        classroom: str,
        new_id: str,
        *,
        instructor: bool | None = None,
    ) -> Person:
        """The person behind an account, made with `new_id` and enrolled at the first meeting.

        Whoever is met in another classroom for the first time is enrolled there too; nobody is
        where the classroom is empty.
        """
        where = {"on": account.platform, "as": account.external, "room": classroom}
        row = db.execute(_BY_ACCOUNT, where).mappings().one_or_none()
        person = Person(id=new_id, name=account.name) if row is None else person_from(row)
        if row is None:
            db.execute(_NEW, _row(person))
            key = {"platform": account.platform, "external": account.external}
            db.execute(_ACCOUNT, key | {"person": new_id})
        role = row["role"] if row is not None else None
        if not classroom:
            return person
        if role is None:
            role = INSTRUCTOR if instructor else STUDENT
            _enrol(db, person.id, classroom, role)
        elif instructor is not None and (role == INSTRUCTOR) is not instructor:
            role = INSTRUCTOR if instructor else STUDENT
            db.execute(_ROLE, {"who": person.id, "room": classroom, "as_role": role})
        return replace(person, instructor=role == INSTRUCTOR)

    @short
    def enrol(self, db: Connection, person: str, classroom: str) -> None:
        """Somebody belongs to a classroom now, if they did not before."""
        _enrol(db, person, classroom, STUDENT)

    @short
    def get(self, db: Connection, ids: Collection[str]) -> dict[str, Person]:
        """People by id; unknown ids are missing."""
        rows = db.execute(_BY_ID, {"ids": list(ids)}).mappings()
        return {row["id"]: person_from(row) for row in rows}

    @short
    def save(self, db: Connection, person: Person) -> None:
        """Store name, exclusions and time factor."""
        db.execute(_SAVE, _row(person))

    @short
    def argued(self, db: Connection, person: str, topic: str) -> dict[str, int]:
        """Finished rounds per side in a topic that counted."""
        rows = db.execute(_ARGUED, {"who": person, "about": topic})
        return Counter(side for side, detail in rows if detail["counted"])

    @short
    def named(self, db: Connection, classroom: str, name: str) -> list[Person]:
        """People of a classroom with a name, case forgiven."""
        members = map(person_from, db.execute(_MEMBERS, {"room": classroom}).mappings())
        return [member for member in members if member.name.casefold() == name.casefold()]


def _enrol(db: Connection, person: str, classroom: str, role: str) -> None:
    open_classroom(db, classroom)
    db.execute(_ENROL, {"classroom": classroom, "person": person, "role": role})


def _row(person: Person) -> dict[str, Any]:
    prefs = dump(person)
    del prefs["instructor"]  # a membership says so
    return {"id": prefs.pop("id"), "name": prefs.pop("name"), "prefs": prefs}


def person_from(row: RowMapping) -> Person:
    """A person as their row says."""
    return load(Person, {**row["prefs"], "id": row["id"], "name": row["name"]})
