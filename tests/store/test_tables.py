"""Every column that may hold a student's words stands in a row that names whose they are."""

import pytest
from sqlalchemy import JSON, Column, Text

from bot.store.tables import metadata

# Columns of text or JSON in which a student's words may be. A new column must be put here or below.
WORDS = {
    "accounts.external", "appeals.reason", "ballot_parts.marks",
    "ballot_words.text", "events.payload", "marks.next_step", "marks.quotes", "marks.reason",
    "memberships.pseudonym", "outbox.body", "speeches.text",
}  # fmt: skip
PERSON_ITSELF = {"people.name", "people.prefs"}
# Ids, enums, names of ours, and values that hold only those.
NO_WORDS = {
    "accounts.platform", "ballot_words.part", "ballots.clash", "ballots.ranks", "ballots.rubric",
    "ballots.totals", "bindings.home", "classrooms.name", "events.state",
    "installations.installer", "installations.platform", "installations.sealed",
    "installations.team", "jobs.key", "jobs.kind", "marked.kind",
    "marked.side", "marks.band", "marks.criterion", "memberships.role", "outbox.kind",
    "outbox.platform", "outbox.recipient", "outbox.scope", "outbox.state", "packs.body",
    "packs.topic", "places.channel", "places.platform", "places.thread", "readings.body",
    "readings.key", "readings.reader", "rounds.format", "rounds.host", "rounds.pack_hash",
    "rounds.state", "rounds.status", "rounds.topic", "rounds.undo", "seats.detail", "seats.side",
    "speeches.lines", "speeches.state",
}  # fmt: skip
IDS = {"id", "hash", "round", "person", "speech", "seat", "classroom", "judge"}


def texts() -> list[Column[object]]:
    return [
        column
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, Text | JSON) and column.name not in IDS
    ]


def test_every_column_is_known_to_hold_words_or_not() -> None:
    assert {str(column) for column in texts()} == WORDS | NO_WORDS | PERSON_ITSELF


@pytest.mark.parametrize("column", sorted(WORDS))
def test_words_stand_beside_the_person_they_belong_to(column: str) -> None:
    table = metadata.tables[column.partition(".")[0]]
    assert "person" in table.c
    indexed = {next(iter(index.columns)).name for index in table.indexes}
    leading = next(iter(table.primary_key.columns)).name
    assert table.name == "events" or "person" in indexed | {leading}


def test_every_reference_to_a_person_is_enforced() -> None:
    loose = {
        table.name
        for table in metadata.sorted_tables
        if "person" in table.c and not table.c.person.foreign_keys
    }
    assert loose == {"events"}  # an event may come before its person is known
