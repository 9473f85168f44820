"""Values come back from the tables as they went in, and may grow fields without a migration."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from bot.app.messages import Bar, Message
from bot.app.ports import Person, Speech, Undo
from bot.core.ballot import Ballot, SpeechMarks
from bot.core.reading import ClaimHeard, Reading
from bot.core.round import Round, Seat
from bot.core.topic import Topic
from bot.store.rounds import load_rounds
from bot.store.tables import metadata
from bot.store.values import dump, load, round_row, seat_row
from tests.store.sample import CLASS, TOPIC, debate, marks, speech

number = st.floats(allow_nan=False, allow_infinity=False)
whole = st.integers(-(2**63), 2**63 - 1)
small = st.integers(-(2**31), 2**31 - 1)
few: Any = {"max_size": 3}
seats = st.builds(Seat, factor=number, member=small)
rounds = st.builds(
    Round, seed=whole, moved_at=whole, version=small,
    seats=st.lists(seats, unique_by=lambda seat: seat.id, **few).map(tuple),
)  # fmt: skip
readings = st.builds(
    Reading, quality=number,
    claims=st.lists(st.builds(ClaimHeard, confidence=number), **few).map(tuple),
)  # fmt: skip
ballots = st.builds(
    Ballot, totals=st.dictionaries(st.text(), number, **few),
    ranks=st.dictionaries(st.text(), small, **few),
    speeches=st.lists(st.from_type(SpeechMarks), **few).map(tuple),
)  # fmt: skip
anything = st.one_of(
    rounds, readings, ballots, st.from_type(Message), st.from_type(Speech),
    st.builds(Person, factor=number), st.builds(Undo, before=rounds),
)  # fmt: skip


@given(anything)
def test_any_value_comes_back_through_json(value: object) -> None:
    stored = json.loads(json.dumps(dump(value)))
    assert load(type(value), stored) == value


@given(rounds)
def test_any_round_comes_back_from_its_rows(debate: Round) -> None:
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as db:
            metadata.create_all(db)
            row = round_row(debate) | {"opened_at": 0}
            db.execute(metadata.tables["rounds"].insert(), row)
            for position, seat in enumerate(debate.seats):
                db.execute(metadata.tables["seats"].insert(), seat_row(debate.id, position, seat))
            assert load_rounds(db, [debate.id]) == [debate]
    finally:
        engine.dispose()


def test_a_topic_comes_back_with_its_hash() -> None:
    kept = load(Topic, json.loads(json.dumps(dump(TOPIC))))
    assert (kept, kept.hash) == (TOPIC, TOPIC.hash)


@pytest.mark.parametrize(
    ("kind", "value", "field", "default"),
    [
        (Round, debate("r1", "ana"), "extension", 0),
        (Seat, debate("r1", "ana").seats[0], "counted", False),
        (Speech, speech("s1", debate("r1", "ana"), 0), "lines", ()),
    ],
)
def test_a_row_from_before_a_field_was_there_gives_its_default(
    kind: type, value: Round | Seat | Speech, field: str, default: object
) -> None:
    stored = dump(value)
    del stored[field]
    assert load(kind, stored) == replace(value, **{field: default})  # type: ignore[arg-type]


def test_a_row_from_when_a_field_was_still_there_is_read_without_it() -> None:
    bar = Bar(name="Clarity", points=7, band="sound")
    assert load(Bar, dump(bar) | {"colour": "red"}) == bar


def test_a_rounds_state_repeats_no_column() -> None:
    row = round_row(debate("r1", "ana", "ben"))
    repeated = set(row) & (set(row["state"]) | set(row["state"]["terms"]))
    assert repeated == set()
    assert "seats" not in row["state"]
    assert row["classroom"] == CLASS


def test_marks_hold_plain_values() -> None:
    [mark] = dump(marks(speech("s1", debate("r1", "ana"), 0), 70))["marks"]
    assert (mark["aspect"], mark["band"], mark["quotes"]) == (
        "claim", "sound", ["Because it works"]
    )  # fmt: skip
