"""What a person leaves can be removed, and nothing of anybody else goes with it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.ports import Place, Tx, Undo
from bot.core.errors import Conflict
from bot.core.round import Round, Status
from bot.store.store import SqlStore
from bot.store.tables import ERASED
from bot.store.upkeep import check
from tests.store.conftest import Add
from tests.store.sample import CLASS, NOW, debate, sending, settle, spoken
from tests.store.traces import BENS, NAME, PENDING, TRACES


async def erase(store: SqlStore, person: str = "ana") -> int:
    return await store.write(lambda tx: tx.privacy.erase(person))


def contents(database: str) -> bytes:
    """Everything in the files of a database, deleted or not."""
    path = Path(database)
    return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))


def dump(database: str) -> str:
    with closing(sqlite3.connect(database)) as db:
        return "\n".join(db.iterdump())


async def test_before_a_deletion_every_trace_is_there(world: SqlStore, database: str) -> None:
    rows = dump(database)
    assert [trace for trace in TRACES if trace not in rows and trace != '"ana"'] == []


async def test_after_a_deletion_no_row_and_no_page_holds_a_word(
    world: SqlStore, database: str
) -> None:
    assert await erase(world) > 10
    await erase(world, "discord-4711")
    rows, pages = dump(database), contents(database)
    assert [trace for trace in TRACES if trace in rows] == []
    assert [trace for trace in TRACES if trace.encode() in pages] == []
    assert "'ana'" not in rows
    assert check(database) == []


async def test_a_round_with_nobody_else_goes_whole(world: SqlStore, database: str) -> None:
    await erase(world)
    rows = dump(database)
    assert "'alone'" not in rows
    assert "'shared'" in rows


async def test_a_round_with_others_stays_whole(world: SqlStore) -> None:
    before = await world.read(lambda tx: tx.rounds.get("shared"))
    await erase(world)
    after = await world.read(lambda tx: tx.rounds.get("shared"))
    left = replace(before.seats[0], person=ERASED, left=True)
    assert after == replace(
        before, version=before.version + 1, host=ERASED, seats=(left, before.seats[1]),
        terms=replace(before.terms, invited=(ERASED, "ben")),
    )  # fmt: skip
    texts = await world.read(lambda tx: tx.speeches.of_round("shared"))
    assert [(t.id, t.person, t.text) for t in texts] == [("s1", ERASED, ""), ("s2", "ben", BENS)]
    assert await world.read(lambda tx: tx.rounds.undo("shared")) is None


async def test_what_others_earned_stays_without_her_words_in_it(world: SqlStore) -> None:
    await erase(world)
    [bens] = await world.read(lambda tx: tx.ballots.marks_of("shared"))
    assert (bens.speech, bens.marks[0].reason) == ("s2", "It is clear.")
    assert bens.marks[0].quotes == ("Escalation is a real risk",)
    first, second = await world.read(lambda tx: tx.ballots.of_round("shared"))
    assert first.decision == "Hawk led. Ben was clear."
    assert first.clash is not None
    assert (first.clash.argument, first.clash.answer) == ("…", "Escalation is a real risk")
    assert first.speeches == (bens,)
    assert second.speeches == (replace(bens, words=1),)
    assert first.totals == {"hawk": 71.5, "moscow": 64.25}


async def test_messages_to_others_go_out_without_her_name(world: SqlStore) -> None:
    await erase(world)
    waiting = await world.write(lambda tx: tx.outbox.take("console", 9))
    assert waiting == [
        sending("m2", "Ben waits.", to="shared"),
        sending("m3", BENS, to="shared", owner="ben"),
    ]


async def test_nothing_of_anybody_else_changes(world: SqlStore) -> None:
    async def bens(tx: Tx) -> tuple[object, Round]:
        return await tx.privacy.export("ben"), await tx.rounds.get("own")

    stored, own = await world.read(bens)
    await erase(world)
    stored_after, own_after = await world.read(bens)
    assert own_after == own
    assert isinstance(stored, dict)
    assert isinstance(stored_after, dict)
    for name in "people accounts memberships speeches seats ratings outbox readings".split():
        assert stored_after[name] == stored[name]


async def test_a_deletion_ends_memberships_and_ratings(world: SqlStore) -> None:
    await erase(world)
    board = await world.read(lambda tx: tx.standings.board(CLASS, 9))
    assert [row.person for row in board] == ["ben"]
    assert await world.read(lambda tx: tx.people.named(CLASS, NAME)) == []
    assert (await world.read(lambda tx: tx.people.get(["ana"]))) == {}


async def test_an_event_of_hers_that_waited_is_not_done_and_does_not_come_again(
    world: SqlStore,
) -> None:
    await erase(world)
    assert await world.read(lambda tx: tx.inbox.unfinished()) == []
    assert not await world.write(lambda tx: tx.inbox.arrive("e1", PENDING, NOW))


async def test_whoever_loaded_the_round_before_meets_a_conflict(world: SqlStore) -> None:
    loaded = await world.read(lambda tx: tx.rounds.get("shared"))
    await erase(world)
    after = spoken(loaded, "s9", NOW)
    with pytest.raises(Conflict):
        await world.write(lambda tx: tx.rounds.save(loaded, after, undo=None, now=NOW))


async def test_a_round_goes_with_the_last_of_its_people(world: SqlStore, database: str) -> None:
    await erase(world)
    await erase(world, "ben")
    rows = dump(database)
    assert "'shared'" not in rows
    assert BENS not in rows
    assert check(database) == []


async def test_deleting_twice_or_nobody_removes_nothing(world: SqlStore) -> None:
    await erase(world)
    assert [await erase(world, who) for who in ("ana", "stranger", ERASED)] == [0, 0, 0]


async def test_a_deletion_that_is_undone_leaves_everything(world: SqlStore) -> None:
    async def regret(tx: Tx) -> None:
        await tx.privacy.erase("ana")
        raise InterruptedError

    stored = await world.read(lambda tx: tx.privacy.export("ana"))
    with pytest.raises(InterruptedError):
        await world.write(regret)
    assert await world.read(lambda tx: tx.privacy.export("ana")) == stored


async def test_who_was_deleted_can_come_back_as_somebody_new(world: SqlStore) -> None:
    await erase(world)
    await world.write(lambda tx: settle(tx, "ana"))
    assert await world.read(lambda tx: tx.listings.of_person("ana", open_only=False)) == []


async def test_an_invitation_of_hers_goes_and_bens_undo_stays(store: SqlStore, add: Add) -> None:
    before = debate("r1", "ben", "cem")
    invited = replace(before, terms=replace(before.terms, invited=("ana", "cem")))
    other = debate("r2", "ben", "cem")
    untouched = replace(invited, id="r3", seats=(), open=())
    await add(invited, other, untouched)
    undo = Undo(person="ben", action="pass", at=NOW, before=invited)
    for each, back in ((invited, undo), (other, replace(undo, before=other))):
        after = spoken(each, "", NOW)
        await store.write(
            lambda tx, b=each, a=after, u=back: tx.rounds.save(b, a, undo=u, now=NOW)  # type: ignore[misc]
        )
    await erase(store)
    after = await store.read(lambda tx: tx.rounds.get("r1"))
    assert after.terms.invited == (ERASED, "cem")
    assert (await store.read(lambda tx: tx.rounds.get("r3"))).terms.invited == (ERASED, "cem")
    assert await store.read(lambda tx: tx.rounds.undo("r1")) is None
    assert await store.read(lambda tx: tx.rounds.undo("r2")) == replace(undo, before=other)


async def test_people_waiting_in_a_lobby_keep_it_when_its_host_goes(
    store: SqlStore, add: Add
) -> None:
    lobby = replace(debate("r1", "ana", "ben", status=Status.LOBBY), open=(), slots=())
    await add(replace(lobby, seats=lobby.seats[1:]))
    await erase(store)
    assert (await store.read(lambda tx: tx.rounds.get("r1"))).host == ERASED


async def test_direct_messages_with_a_person_are_places_no_more(store: SqlStore, add: Add) -> None:
    """Those with others stay, also with somebody of the same number on another platform."""
    await add(debate("r1", "ana", "ben"), debate("r2", "ben", "cem"))
    hers, bens = (Place(platform="console", channel=f"@{who}") for who in ("ana", "ben"))
    elsewhere, channel = replace(hers, platform="chat"), replace(hers, channel="ana")
    for round_id, here in (("r1", [hers, bens, channel]), ("r2", [hers])):
        await store.write(lambda tx, r=round_id, h=here: tx.places.put(r, "console", h))  # type: ignore[misc]  # bound now
    await store.write(lambda tx: tx.places.put("r1", "chat", [elsewhere]))
    await erase(store)
    for round_id, platform, left in (
        ("r1", "console", [bens, channel]),
        ("r2", "console", []),
        ("r1", "chat", [elsewhere]),
    ):
        found = await store.read(lambda tx, r=round_id, p=platform: tx.places.of_round(r, p))  # type: ignore[misc]  # bound now
        assert found == left
