"""Who belongs where."""

from dataclasses import replace

from bot.app.ports import Account, Person
from bot.core.round import Round
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import CLASS, NOW, debate

ANA = Account(platform="console", external="ana", name="Ana")
DORA = Account(platform="chat", external="42", name="Dora")


async def home(store: SqlStore, account: Account) -> str | None:
    return await store.read(lambda tx: tx.classrooms.at_home(account))


async def met(
    store: SqlStore, account: Account, room: str, *, instructor: bool | None = None
) -> Person:
    return await store.write(
        lambda tx: tx.people.known(account, room, account.external, instructor=instructor)
    )


def in_room(of: Round, room: str, moved_at: int) -> Round:
    """A round in a classroom that last moved then."""
    return replace(of, terms=replace(of.terms, classroom=room), moved_at=moved_at)


async def test_a_stranger_is_at_home_nowhere(store: SqlStore) -> None:
    assert await home(store, DORA) is None
    assert await home(store, replace(ANA, platform="chat")) is None


async def test_an_account_is_looked_up_without_meeting_anybody(store: SqlStore) -> None:
    async def person(account: Account) -> Person | None:
        return await store.read(lambda tx: tx.classrooms.person_of(account))

    assert await person(DORA) is None
    dora = await met(store, DORA, CLASS, instructor=True)
    assert await person(DORA) == replace(dora, instructor=False)
    assert await person(replace(DORA, platform="console")) is None
    assert await person(replace(DORA, external="43")) is None


async def test_who_has_no_round_is_at_home_where_they_are_enrolled(store: SqlStore) -> None:
    await met(store, DORA, "class-9")
    await met(store, DORA, "class-3")
    assert await home(store, DORA) == "class-3"


async def test_an_instructor_without_a_round_is_at_home_in_their_own_class(store: SqlStore) -> None:
    await met(store, DORA, "class-1")
    await met(store, DORA, "class-3", instructor=True)
    await met(store, DORA, "class-2")
    assert await home(store, DORA) == "class-3"


async def test_who_is_only_named_is_known_and_enrolled_nowhere(store: SqlStore) -> None:
    named = await met(store, DORA, "")
    assert (named.name, named.instructor) == ("Dora", False)
    assert await home(store, DORA) is None
    for _ in range(2):
        await store.write(lambda tx: tx.people.enrol(named.id, "class-9"))
    assert await home(store, DORA) == "class-9"
    assert await met(store, DORA, "") == named


async def test_otherwise_one_is_at_home_where_ones_last_round_is(store: SqlStore, add: Add) -> None:
    await met(store, ANA, "a-room")
    await add(
        in_room(debate("r1", "ana"), "class-2", NOW + 2000),
        in_room(debate("r2", "ana"), CLASS, NOW + 1000),
        in_room(debate("r3", "ben"), "class-3", NOW + 3000),
    )
    assert await home(store, ANA) == "class-2"


async def test_instructors_of_a_classroom_are_listed_by_name(store: SqlStore) -> None:
    async def instructors(room: str) -> list[str]:
        found = await store.read(lambda tx: tx.classrooms.instructors(room))
        return [person.name for person in found]

    assert await instructors(CLASS) == []
    await met(store, DORA, CLASS, instructor=True)
    await met(store, ANA, CLASS, instructor=True)
    await met(store, replace(DORA, external="43", name="Eli"), CLASS)
    await met(store, replace(DORA, external="44", name="Flo"), "class-2", instructor=True)
    assert await instructors(CLASS) == ["Ana", "Dora"]
    assert await instructors("class-2") == ["Flo"]


async def test_an_instructor_is_one_as_long_as_their_platform_says_so(store: SqlStore) -> None:
    for said, now in ((None, False), (True, True), (None, True), (False, False), (None, False)):
        assert (await met(store, DORA, CLASS, instructor=said)).instructor is now
    assert (await met(store, DORA, CLASS, instructor=True)).instructor
    assert not (await met(store, DORA, "class-2")).instructor


async def test_whoever_is_saved_stays_what_they_are_in_each_classroom(store: SqlStore) -> None:
    dora = await met(store, DORA, CLASS, instructor=True)
    await store.write(lambda tx: tx.people.save(replace(dora, name="D.")))
    assert (await met(store, DORA, CLASS)) == replace(dora, name="D.")
    assert not (await met(store, DORA, "class-2")).instructor


async def test_somebody_is_made_an_instructor_whether_or_not_they_belonged_there(
    store: SqlStore,
) -> None:
    dora, eli = await met(store, DORA, CLASS), await met(store, replace(DORA, external="43"), "")
    for person, instructor in ((dora, True), (eli, True), (dora, False)):
        await store.write(
            lambda tx, p=person.id, i=instructor: tx.classrooms.appoint(p, CLASS, instructor=i)  # type: ignore[misc]  # bound now
        )
    found = await store.read(lambda tx: tx.classrooms.instructors(CLASS))
    assert [person.id for person in found] == [eli.id]
    assert not (await met(store, DORA, CLASS)).instructor
