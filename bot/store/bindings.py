"""Which homes make one class; for the command line, also while the bot runs.

A *home* is where a class chats, as a platform names it: `discord:<server>`, `slack:<workspace>`.
It is a classroom of its own until it is bound to another; then whatever happens there belongs to
that one, which the running bot asks for anew at each event. A bound home has nothing of its own.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    bindparam,
    case,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DatabaseError

from bot.core.errors import BadInput
from bot.store.people import INSTRUCTOR
from bot.store.tables import bindings, classrooms, memberships, ratings, rounds
from bot.store.upkeep import bring_to_head, existing, opened

_NEAR = 0.8  # difflib's ratio, for a guess

_HOME: BindParameter[str] = bindparam("from_home")
_CLASS: BindParameter[str] = bindparam("to_class")
_KNOWN = select(classrooms.c.id).order_by(classrooms.c.id)
_BOUND = select(bindings.c.home, bindings.c.classroom).order_by(bindings.c.home)
_PEOPLE = select(memberships.c.classroom, func.count()).group_by(memberships.c.classroom)
_ROUNDS = select(rounds.c.classroom, func.count()).group_by(rounds.c.classroom)
_BIND = insert(bindings)
_FOLLOW = update(bindings).where(bindings.c.classroom == _HOME).values(classroom=_CLASS)
_UNBIND = delete(bindings).where(bindings.c.home == _HOME)

_THERE = select(
    _CLASS.label("classroom"),
    memberships.c.person,
    memberships.c.role,
    memberships.c.pseudonym,
).where(memberships.c.classroom == _HOME)
_MEMBER = insert(memberships).from_select(["classroom", "person", "role", "pseudonym"], _THERE)
_ENROL = _MEMBER.on_conflict_do_update(  # who was in both is what they were in either
    index_elements=["classroom", "person"],
    set_={
        "role": case((_MEMBER.excluded.role == INSTRUCTOR, INSTRUCTOR), else_=memberships.c.role),
        "pseudonym": func.coalesce(memberships.c.pseudonym, _MEMBER.excluded.pseudonym),
    },
)
_EMPTY = delete(memberships).where(memberships.c.classroom == _HOME)
_RATINGS = update(ratings).where(ratings.c.classroom == _HOME).values(classroom=_CLASS)
_UNDOABLE = select(rounds.c.id, rounds.c.undo).where(
    rounds.c.classroom == _HOME, rounds.c.undo.is_not(None)
)
_UNDO = update(rounds).where(rounds.c.id == bindparam("of")).values(undo=bindparam("back"))
_MOVE = (  # with a new version, so that what the bot computes for the old one is computed again
    update(rounds)
    .where(rounds.c.classroom == _HOME)
    .values(classroom=_CLASS, version=rounds.c.version + 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class as its host sees it: `homes` are those bound to it, beside its own."""

    id: str
    homes: tuple[str, ...]
    people: int
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A home was bound: to which class, and how much of its own came along."""

    classroom: str
    people: int
    rounds: int


def classes(database: str | Path) -> list[Class]:
    """Every class, in order of id; those of one person alone with the bot are left out.

    Raises BadInput if there is no database.
    """
    with _changing(database) as db:
        bound, people, debates = _bound(db), _counted(db, _PEOPLE), _counted(db, _ROUNDS)
        return [
            Class(
                id=home,
                homes=tuple(other for other, classroom in bound.items() if classroom == home),
                people=people.get(home, 0),
                rounds=debates.get(home, 0),
            )
            for home in _known(db)
            if home not in bound
        ]


def bind(database: str | Path, home: str, classroom: str) -> Bound:
    """From now on what happens in a home belongs to a class, and so does all that did before.

    A class that is itself bound stands for that to which it is. Homes that were bound to this one
    come along. Raises BadInput for a home that nobody has written from or that is bound already,
    for two that are one class as they are, and for a second home on one platform: a round has one
    place there, which those of the other could not see.
    """
    with _changing(database) as db:
        known, bound = _known(db), _bound(db)
        for name in (home, classroom):
            _check_known(name, known)
        target = bound.get(classroom, classroom)
        if home == classroom:
            raise BadInput("error.bound_to_itself", home=home)
        if bound.get(home, home) == target:
            raise BadInput("error.one_class", home=home, classroom=classroom)
        if home in bound:
            raise BadInput("error.home_bound", home=home, classroom=bound[home])
        if (second := _second(home, target, bound)) is not None:
            raise BadInput("error.second_home", home=home, classroom=target, other=second)
        at = {_HOME.key: home, _CLASS.key: target}
        db.execute(_FOLLOW, at)
        db.execute(_BIND, {"home": home, "classroom": target})
        people, debates = _moved(db, at)
        return Bound(classroom=target, people=people, rounds=debates)


def unbind(database: str | Path, home: str) -> str:
    """From now on a home is a class of its own again; the class that it was bound to, where what
    has happened stays. Raises BadInput for one that is not bound.
    """
    with _changing(database) as db:
        bound = _bound(db)
        if home not in bound:
            _check_known(home, _known(db))
            raise BadInput("error.home_not_bound", home=home)
        db.execute(_UNBIND, {_HOME.key: home})
        return bound[home]


def _second(home: str, target: str, bound: Mapping[str, str]) -> str | None:
    """The home that a class has already on a platform of what comes to it."""
    there = [target, *(each for each, room in bound.items() if room == target)]
    coming = [home, *(each for each, room in bound.items() if room == home)]
    platforms = {each.partition(":")[0] for each in coming}
    return next((each for each in there if each.partition(":")[0] in platforms), None)


def _moved(db: Connection, at: Mapping[str, str]) -> tuple[int, int]:
    """Everything that names a classroom names the new one; how many people and rounds that are."""
    for row in db.execute(_UNDOABLE, at).mappings().all():
        back: Any = row["undo"]
        back["before"]["terms"]["classroom"] = at[_CLASS.key]
        db.execute(_UNDO, {"of": row["id"], "back": back})
    debates = db.execute(_MOVE, at).rowcount
    db.execute(_RATINGS, at)
    db.execute(_ENROL, at)
    return db.execute(_EMPTY, at).rowcount, debates


def _known(db: Connection) -> list[str]:
    """Homes in which several people can meet: not those of somebody who only wrote directly."""
    return [home for home in db.execute(_KNOWN).scalars() if ":@" not in home]


def _bound(db: Connection) -> dict[str, str]:
    return {row.home: row.classroom for row in db.execute(_BOUND)}


def _counted(db: Connection, query: Select[str, int]) -> dict[str, int]:
    return dict(db.execute(query).all())


def _check_known(name: str, known: list[str]) -> None:
    """Raises BadInput for a home that we know nothing of, with the one that may be meant."""
    if name in known:
        return
    if not known:
        raise BadInput("error.no_homes")
    listed = ", ".join(known)
    if near := _near(name, known):
        raise BadInput("error.no_such_home_near", home=name, near=near, known=listed)
    raise BadInput("error.no_such_home", home=name, known=listed)


def _near(name: str, known: list[str]) -> str:
    """The home that is meant, if one may be; its platform may be left out."""
    found = [home for home in known if home.lower().endswith(f":{name.lower()}")]
    found += get_close_matches(name, known, n=1, cutoff=_NEAR)
    return found[0] if found else ""


@contextmanager
def _changing(database: str | Path) -> Iterator[Connection]:
    """One transaction on the newest tables; while the bot writes, it waits, and the bot for it."""
    path = existing(database)
    with opened(path) as db:
        bring_to_head(db, path)
        try:
            with db.begin():
                yield db
        except DatabaseError as error:
            raise BadInput("error.database_open", path=str(path), reason=str(error.orig)) from error
