"""Every kind of message, as it was said in a round, looks as it was last looked at."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.app.messages import MessageKind
from bot.app.visible import units
from tests.platforms.discord.reading import read, shown
from tests.platforms.discord.snapshots import Snapshot, snapshots

SNAPSHOTS = snapshots()
HOW = "if this is meant: python -m tests.platforms.discord.snapshots"


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=[one.path.stem for one in SNAPSHOTS])
def test_a_message_is_sent_as_it_was(snapshot: Snapshot) -> None:
    made = json.loads(json.dumps(snapshot.made()))
    assert made == snapshot.kept["payloads"], HOW


def test_there_is_a_snapshot_of_every_kind() -> None:
    assert {one.message.kind for one in SNAPSHOTS} == set(MessageKind)
    for one in SNAPSHOTS:
        assert one.kept["kind"] == one.message.kind.value
        assert one.kept["name"] == one.path.stem


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=[one.path.stem for one in SNAPSHOTS])
def test_everything_that_a_message_says_is_shown(snapshot: Snapshot) -> None:
    message = snapshot.message
    seen = "".join(all_text(snapshot)).split()
    said = [message.title, message.text]
    said += [part for field in message.fields for part in (field.name, field.value)]
    said += [cell for row in message.table.rows for cell in row] if message.table else []
    together = "".join(seen)
    for part in said:
        for word in (word for word in part.split() if word.isascii() and word.isalpha()):
            assert word in together, word


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=[one.path.stem for one in SNAPSHOTS])
def test_nothing_pings_but_the_one_whose_slot_it_is(snapshot: Snapshot) -> None:
    view = snapshot.view
    for payload in snapshot.made():
        body: dict[str, Any] = payload["body"]  # type: ignore[assignment]  # JSON
        allowed = body["allowed_mentions"]
        assert allowed["parse"] == []
        assert allowed.get("users", []) in ([], [view.mention])
        assert units(body.get("content", "")) <= 2000


def all_text(snapshot: Snapshot) -> Iterator[str]:
    """All that is written in a message's payloads."""
    for payload in snapshot.made():
        body: dict[str, Any] = payload["body"]  # type: ignore[assignment]  # JSON
        yield read(body.get("content", ""))
        yield from (shown(embed) for embed in body.get("embeds", ()))
