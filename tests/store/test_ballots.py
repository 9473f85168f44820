"""Marks stand once given; a ballot is one judge's record and is never written over."""

from dataclasses import replace

from bot.app.ports import Kept, Tx
from bot.core.ballot import Ballot, SpeechMarks
from bot.core.round import Round, Status
from bot.core.rubric import Aspect
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import NOW, ballot, debate, marks, speech

R1 = debate("r1", "ana", "ben", status=Status.DONE)
FIRST, SECOND = speech("s1", R1, 0), speech("s2", R1, 1)
GOOD, SHORT = marks(FIRST, 70, 55), replace(marks(SECOND), words=5)


async def spoken(store: SqlStore, add: Add, *marked: SpeechMarks) -> None:
    """The round with two speeches and these marks."""
    await add(R1)

    async def work(tx: Tx) -> None:
        await tx.speeches.put(FIRST)
        await tx.speeches.put(SECOND)
        for each in marked:
            await tx.ballots.put_marks(each)

    await store.write(work)


async def give(store: SqlStore, *ballots: Ballot) -> None:
    async def work(tx: Tx) -> None:
        for n, each in enumerate(ballots):
            await tx.ballots.add(each, NOW + n)

    await store.write(work)


async def of_round(store: SqlStore) -> list[Ballot]:
    return await store.read(lambda tx: tx.ballots.of_round("r1"))


async def test_marks_come_in_order_of_slot(store: SqlStore, add: Add) -> None:
    await spoken(store, add, SHORT, GOOD)
    assert await store.read(lambda tx: tx.ballots.marks_of("r1")) == [GOOD, SHORT]


async def test_marks_that_stand_are_left_as_they_are(store: SqlStore, add: Add) -> None:
    await spoken(store, add, GOOD, marks(FIRST, 1, 2, 3))
    assert await store.read(lambda tx: tx.ballots.marks_of("r1")) == [GOOD]


async def test_the_shell_shows_each_mark_with_its_reason(store: SqlStore, add: Add) -> None:
    await spoken(store, add, marks(FIRST, 70, quote="Бо це “працює”"))
    row = (
        "SELECT criterion || '|' || points || '|' || reason || '|' || quotes FROM marks "
        "WHERE speech = 's1' ORDER BY position"
    )

    async def work(tx: Tx) -> list[str]:
        return await tx.session.run(  # type: ignore[attr-defined, no-any-return]
            lambda db: list(db.exec_driver_sql(row).scalars()), long=False
        )

    first = Aspect.CLAIM.value
    assert (await store.read(work))[0] == f'{first}|70|It gives a reason.|["Бо це “працює”"]'


async def test_a_ballot_comes_back_as_it_was_given(store: SqlStore, add: Add) -> None:
    await spoken(store, add, GOOD, SHORT)
    given = ballot(R1, GOOD, SHORT, decision="Hawk answered more.")
    bare = replace(ballot(R1, judge="bot-2"), clash=None, totals={}, ranks={})
    await give(store, given, bare)
    assert await of_round(store) == [given, bare]


async def test_a_ballot_keeps_marks_that_differ_from_those_that_stand(
    store: SqlStore, add: Add
) -> None:
    await spoken(store, add, GOOD)
    other = ballot(R1, marks(FIRST, 10, 20), SHORT)
    await give(store, other)
    assert await of_round(store) == [other]
    assert await store.read(lambda tx: tx.ballots.marks_of("r1")) == [GOOD]


async def test_a_judges_second_ballot_changes_nothing(store: SqlStore, add: Add) -> None:
    await spoken(store, add, GOOD)
    given = ballot(R1, GOOD)
    await give(store, given, ballot(R1, GOOD, SHORT, decision="On second thoughts."))
    assert await of_round(store) == [given]


async def test_the_bots_ballot_comes_before_those_of_people(store: SqlStore, add: Add) -> None:
    await spoken(store, add, GOOD)
    human, bots = ballot(R1, judge="cem"), ballot(R1, GOOD)
    await give(store, human, bots)
    assert await of_round(store) == [bots, human]


async def test_a_history_holds_finished_rounds_newest_first(store: SqlStore, add: Add) -> None:
    await spoken(store, add, GOOD)
    newer = replace(debate("r2", "ben", "ana", status=Status.DONE), moved_at=NOW + 99)
    await add(newer, debate("r3", "ana", "ben"), debate("r4", "ana", status=Status.DONE))
    mine, other = ballot(R1, GOOD, decision="Close."), ballot(newer)
    await give(store, mine, ballot(R1, judge="cem"), other)

    def kept(of: Round, seat: str, side: str, given: Ballot) -> Kept:
        return Kept(
            round=of.id, seat=seat, topic="troops", format="duel", side=side, ended=of.moved_at,
            total=given.totals[side], ballot=given,
        )  # fmt: skip

    history = await store.read(lambda tx: tx.ballots.history("ana"))
    assert history == [kept(newer, "r2-1", "moscow", other), kept(R1, "r1-0", "hawk", mine)]
    assert await store.read(lambda tx: tx.ballots.history("cem")) == []


async def test_a_side_without_a_total_has_none_in_the_history(store: SqlStore, add: Add) -> None:
    await spoken(store, add)
    await give(store, replace(ballot(R1), totals={"moscow": 50.0}))
    [kept] = await store.read(lambda tx: tx.ballots.history("ana"))
    assert kept.total is None


async def test_an_appeal_is_recorded_beside_the_ballot(store: SqlStore, add: Add) -> None:
    await spoken(store, add, GOOD)
    given = ballot(R1, GOOD)
    await give(store, given)
    first = await store.write(lambda tx: tx.ballots.appeal("r1", "ana", "I did answer that.", NOW))
    assert first
    assert await of_round(store) == [given]
    stored = await store.read(lambda tx: tx.privacy.export("ana"))
    assert stored["appeals"] == [
        {"id": 1, "round": "r1", "person": "ana", "reason": "I did answer that.", "at": NOW}
    ]


async def test_an_appeal_is_the_first_of_a_person_in_a_round_or_a_further_one(
    store: SqlStore, add: Add
) -> None:
    await spoken(store, add, GOOD)
    await add(debate("r2", "ana", "ben"))
    for round_id, person, first in (
        ("r1", "ana", True),
        ("r1", "ana", False),
        ("r1", "ben", True),
        ("r2", "ana", True),
    ):
        told = await store.write(
            lambda tx, r=round_id, p=person: tx.ballots.appeal(r, p, "", NOW)  # type: ignore[misc]  # bound now
        )
        assert told is first
