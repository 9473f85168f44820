"""Everything that is stored about a person can be had."""

import json

from bot.store.store import SqlStore
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
        "readings": 2, "marked": 1, "marks": 1, "ballots": 1, "ballot_parts": 3, "appeals": 1,
        "ratings": 1, "events": 1, "outbox": 1, "results": 3,
    }  # fmt: skip


async def test_an_export_of_somebody_unknown_is_empty(store: SqlStore) -> None:
    stored = await store.read(lambda tx: tx.privacy.export("stranger"))
    assert [rows for rows in stored.values() if rows] == []
