"""Everything that is stored about a person can be had."""

import json

from bot.app.ports import Tx
from bot.core.reading import Reading
from bot.core.round import Status
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import debate, marks, speech
from tests.store.traces import BENS, DRAFT, NAME, OPENING, PENDING, REASON, SOLO


async def test_an_export_holds_everything_in_json(world: SqlStore) -> None:
    stored = await world.read(lambda tx: tx.privacy.export("ana"))
    text = json.dumps(stored, ensure_ascii=False)
    hers = (NAME, OPENING, DRAFT, SOLO, REASON, PENDING)
    assert [words for words in hers if words not in text] == []
    assert BENS not in text
    assert '"ben"' not in text
    counts = {name: len(rows) for name, rows in stored.items() if isinstance(rows, list)}
    assert counts == {
        "people": 1, "accounts": 1, "memberships": 1, "rounds": 2, "seats": 2, "speeches": 3,
        "readings": 0, "marked": 0, "marks": 0, "ballots": 1, "ballot_parts": 3, "appeals": 1,
        "ratings": 1, "events": 1, "outbox": 1, "results": 3, "ballot_words": 7, "reasons": 7,
        "bot_speeches": 1,
    }  # fmt: skip


async def test_marks_are_told_with_the_ballot_and_not_before(store: SqlStore, add: Add) -> None:
    running, over = debate("r1", "ana", "ben"), debate("r2", "ana", "ben", status=Status.DONE)
    await add(running, over)

    async def work(tx: Tx) -> dict[str, object]:
        for each in (running, over):
            given = speech(f"{each.id}-s", each, 0)
            await tx.speeches.put(given)
            await tx.speeches.put_reading(given.id, "k", Reading(reader="r", words=9))
            await tx.ballots.put_marks(marks(given, 70))
        return await tx.privacy.export("ana")

    stored = await store.write(work)
    for table in ("marked", "marks", "readings"):
        rows = stored[table]
        assert isinstance(rows, list)
        assert [row["speech"] for row in rows] == ["r2-s"]


async def test_what_a_ballot_quotes_names_whose_words_they_are(world: SqlStore) -> None:
    for person, parts in (("ana", {"decision", "argument"}), ("ben", {"answer"})):
        stored = await world.read(lambda tx, who=person: tx.privacy.export(who))  # type: ignore[misc]
        rows = stored["ballot_words"]
        assert isinstance(rows, list)
        assert {row["part"] for row in rows if row["judge"] == "bot-1"} == parts


async def test_an_export_of_somebody_unknown_is_empty(store: SqlStore) -> None:
    stored = await store.read(lambda tx: tx.privacy.export("stranger"))
    assert [rows for rows in stored.values() if rows] == []
