"""Two homes become one class, with all that is there, while the bot goes on."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace

import pytest

from bot.app.ports import Account, Person, Tx, Undo
from bot.core.errors import BadInput, Conflict
from bot.core.round import Round
from bot.store.bindings import Bound, Class, bind, classes, unbind
from bot.store.store import SqlStore
from bot.store.tables import metadata
from bot.store.upkeep import upgrade
from tests.store.sample import NOW, TOPIC, debate, spoken

GUILD, TEAM, OTHER = "discord:811", "slack:T1", "zulip:T2"
ANA = Account(platform="discord", external="11", name="Ana")
BEN = Account(platform="slack", external="U22", name="Ben")
CLEO = Account(platform="slack", external="U33", name="Cleo")


def held(round_id: str, person: str, room: str) -> Round:
    """A round of one person in a classroom."""
    plain = debate(round_id, person)
    return replace(plain, terms=replace(plain.terms, classroom=room))


async def met(
    store: SqlStore, account: Account, room: str, *, instructor: bool | None = None
) -> Person:
    """Somebody whose id is their external one, in a classroom."""
    return await store.write(
        lambda tx: tx.people.known(account, room, account.external, instructor=instructor)
    )


@pytest.fixture
async def store(database: str) -> AsyncIterator[SqlStore]:
    """Ana is in the server; Ben and Cleo in the workspace, Cleo as its instructor."""
    opened = await SqlStore.open(database)
    try:
        await met(opened, ANA, GUILD)
        await met(opened, BEN, TEAM)
        await met(opened, CLEO, TEAM, instructor=True)
        await opened.write(lambda tx: tx.shelf.keep(TOPIC))
        yield opened
    finally:
        await opened.close()


async def fill(store: SqlStore, room: str, person: str, round_id: str) -> Round:
    """A round that has moved once, which can be taken back, and a rating of it."""
    before = held(round_id, person, room)
    after = spoken(before, "s", NOW)

    async def work(tx: Tx) -> None:
        await tx.rounds.add(before, NOW)
        undo = Undo(person=person, action="speak", at=NOW, before=before)
        await tx.rounds.save(before, after, undo=undo, now=NOW)
        await tx.standings.put_ratings(room, round_id, {person: (26.0, 8.0)}, NOW)

    await store.write(work)
    return after


def named(database: str, word: str) -> set[str]:
    """The columns in which a word stands."""
    with closing(sqlite3.connect(database)) as db:
        return {
            f"{table}.{column}"
            for table in metadata.tables
            for _, column, *_ in db.execute(f"PRAGMA table_info({table})").fetchall()
            if db.execute(
                f'SELECT 1 FROM {table} WHERE instr("{column}", ?) > 0',
                (word,),
            ).fetchone()
        }


def test_these_are_the_columns_that_name_a_classroom() -> None:
    """A new one must be moved by `bind` too."""
    found = {
        str(column)
        for table in metadata.sorted_tables
        for column in table.c
        if any(key.target_fullname == "classrooms.id" for key in column.foreign_keys)
    }
    assert found == {
        "bindings.classroom", "bindings.home", "memberships.classroom", "ratings.classroom",
        "rounds.classroom",
    }  # fmt: skip


async def test_everything_that_was_in_a_home_is_in_its_class(
    store: SqlStore, database: str
) -> None:
    await fill(store, TEAM, "U22", "r1")
    await fill(store, GUILD, "11", "r2")
    moving = {"memberships.classroom", "rounds.classroom", "rounds.undo", "ratings.classroom"}
    assert named(database, TEAM) == moving | {"classrooms.id"}
    assert bind(database, TEAM, GUILD) == Bound(classroom=GUILD, people=2, rounds=1)
    assert named(database, TEAM) == {"classrooms.id", "bindings.home"}
    opened = await store.read(lambda tx: tx.listings.open_in(GUILD))
    assert {each.id for each in opened} == {"r1", "r2"}
    board = await store.read(lambda tx: tx.standings.board(GUILD, 9))
    assert {each.name for each in board} == {"Ana", "Ben"}
    instructors = await store.read(lambda tx: tx.classrooms.instructors(GUILD))
    assert [each.name for each in instructors] == ["Cleo"]
    assert await store.read(lambda tx: tx.classrooms.at_home(BEN)) == GUILD


async def test_the_store_says_at_once_where_a_home_belongs(store: SqlStore, database: str) -> None:
    async def room() -> str:
        return await store.read(lambda tx: tx.classrooms.of_home(TEAM))

    assert await room() == TEAM
    bind(database, TEAM, GUILD)
    assert await room() == GUILD
    unbind(database, TEAM)
    assert await room() == TEAM


async def test_what_was_begun_before_is_begun_anew(store: SqlStore, database: str) -> None:
    """A round that the bot holds in memory would take its classroom back with it."""
    before = await fill(store, TEAM, "U22", "r1")
    bind(database, TEAM, GUILD)
    with pytest.raises(Conflict):
        await store.write(
            lambda tx: tx.rounds.save(before, spoken(before, "t", NOW), undo=None, now=NOW)
        )
    fresh = await store.read(lambda tx: tx.rounds.get("r1"))
    assert fresh == replace(
        before, version=before.version + 1, terms=replace(before.terms, classroom=GUILD)
    )
    back = await store.read(lambda tx: tx.rounds.undo("r1"))
    assert back is not None
    assert back.before == held("r1", "U22", GUILD)


async def test_who_was_in_both_is_what_they_were_in_either(store: SqlStore, database: str) -> None:
    await met(store, CLEO, GUILD)
    await met(store, BEN, GUILD, instructor=True)
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("UPDATE memberships SET pseudonym = classroom || person")
        db.execute("UPDATE memberships SET pseudonym = NULL WHERE classroom = ?", (GUILD,))
        db.execute(
            "UPDATE memberships SET pseudonym = 'Fox' WHERE person = 'U33' AND role = 'student'"
        )
    bind(database, TEAM, GUILD)
    with closing(sqlite3.connect(database)) as db:
        rows = db.execute("SELECT person, classroom, role, pseudonym FROM memberships ORDER BY 1")
        assert rows.fetchall() == [
            ("11", GUILD, "student", None),
            ("U22", GUILD, "instructor", f"{TEAM}U22"),
            ("U33", GUILD, "instructor", "Fox"),
        ]


async def test_classes_are_listed_with_their_homes_people_and_rounds(
    store: SqlStore, database: str
) -> None:
    await fill(store, TEAM, "U22", "r1")
    await met(store, replace(BEN, external="U44"), "slack:@U44")  # alone with the bot
    team = Class(id=TEAM, homes=(), people=2, rounds=1)
    assert classes(database) == [Class(id=GUILD, homes=(), people=1, rounds=0), team]
    bind(database, TEAM, GUILD)
    assert classes(database) == [Class(id=GUILD, homes=(TEAM,), people=3, rounds=1)]
    assert unbind(database, TEAM) == GUILD
    both = [
        Class(id=GUILD, homes=(), people=3, rounds=1),
        Class(id=TEAM, homes=(), people=0, rounds=0),
    ]
    assert classes(database) == both


async def test_there_are_no_chains(store: SqlStore, database: str) -> None:
    await met(store, BEN, OTHER)
    bind(database, TEAM, GUILD)
    assert bind(database, OTHER, TEAM).classroom == GUILD
    [only] = classes(database)
    assert (only.id, only.homes, only.people) == (GUILD, (TEAM, OTHER), 3)


async def test_homes_follow_the_class_that_they_are_bound_to(
    store: SqlStore, database: str
) -> None:
    await met(store, BEN, OTHER)
    bind(database, TEAM, OTHER)
    assert bind(database, OTHER, GUILD) == Bound(classroom=GUILD, people=2, rounds=0)
    assert await store.read(lambda tx: tx.classrooms.of_home(TEAM)) == GUILD
    [only] = classes(database)
    assert only.homes == (TEAM, OTHER)


KNOWN = f"{GUILD}, {TEAM}"
REFUSED = [
    ("slack:T9", GUILD, "no_such_home_near", {"home": "slack:T9", "near": TEAM, "known": KNOWN}),
    ("t1", GUILD, "no_such_home_near", {"home": "t1", "near": TEAM, "known": KNOWN}),
    (TEAM, "zulip", "no_such_home", {"home": "zulip", "known": KNOWN}),
    (TEAM, "slack:@U44", "no_such_home", {"home": "slack:@U44", "known": KNOWN}),
    (TEAM, TEAM, "bound_to_itself", {"home": TEAM}),
]


@pytest.mark.parametrize(("home", "room", "phrase", "variables"), REFUSED)
async def test_what_cannot_be_bound_is_named_with_what_may_be_meant(
    store: SqlStore, database: str, home: str, room: str, phrase: str, variables: dict[str, str]
) -> None:
    await met(store, replace(ANA, external="U44", platform="slack"), "slack:@U44")
    with pytest.raises(BadInput) as refused:
        bind(database, home, room)
    assert refused.value.phrase == f"error.{phrase}"
    assert refused.value.variables == variables


async def test_a_class_has_one_home_on_each_platform(store: SqlStore, database: str) -> None:
    await met(store, BEN, "slack:T2")
    bind(database, TEAM, GUILD)
    for home, room in (("slack:T2", GUILD), ("slack:T2", TEAM), (GUILD, "slack:T2")):
        with pytest.raises(BadInput, match="second_home"):
            bind(database, home, room)


async def test_what_is_bound_already_is_said(store: SqlStore, database: str) -> None:
    await met(store, BEN, OTHER)
    bind(database, TEAM, GUILD)
    for home, room, phrase in (
        (TEAM, GUILD, "one_class"),
        (GUILD, TEAM, "one_class"),
        (TEAM, OTHER, "home_bound"),
    ):
        with pytest.raises(BadInput, match=phrase):
            bind(database, home, room)
    for home, phrase in ((GUILD, "home_not_bound"), ("slack:T8", "no_such_home_near")):
        with pytest.raises(BadInput, match=phrase):
            unbind(database, home)


async def test_all_of_it_is_done_or_nothing(store: SqlStore, database: str) -> None:
    await fill(store, TEAM, "U22", "r1")
    with closing(sqlite3.connect(database)) as db, db:
        db.execute(
            "CREATE TRIGGER full BEFORE DELETE ON memberships"
            " BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    with pytest.raises(BadInput, match="no room"):
        bind(database, TEAM, GUILD)
    assert [each.id for each in classes(database)] == [GUILD, TEAM]
    assert (await store.read(lambda tx: tx.rounds.get("r1"))).terms.classroom == TEAM


def test_a_database_without_classes_says_what_to_do_first(database: str) -> None:
    with pytest.raises(BadInput, match="database_missing"):
        classes(database)
    upgrade(database)
    assert classes(database) == []
    with pytest.raises(BadInput, match="no_homes"):
        bind(database, TEAM, GUILD)
