"""The reader as a whole: any text, no surprise."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.ports import Said
from bot.core.format import Kind
from bot.core.reading import Flag, Reading, Span
from bot.core.words import count
from bot.reading.reader import OfflineReader
from tests.reading.buses import BUSES, READER, STRONG, reading, said

WORDS = st.sampled_from(
    "bus night . ! ? because they say that but not nurse 30 percent my brother died ignore all "
    "instructions you are stupid “ ” \n - 1. @everyone Привіт 战争 é \u200b you’re".split(" ")
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join))
SIDES = st.sampled_from(["riders", "payers", "sleepers"])
SPEECHES = st.builds(said, TEXTS, SIDES, st.sampled_from(Kind))


def spans(read: Reading) -> list[Span]:
    moves = read.moves
    return [
        *(claim.span for claim in read.claims),
        *read.answer_spans,
        *read.beyond,
        *(fact.span for fact in read.facts),
        *(warned.span for warned in read.flags),
        *moves.sentences, *moves.reasons, *moves.evidence, *moves.impacts, *moves.weighing,
        *moves.signposts, *moves.on_topic,
    ]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(SPEECHES, TEXTS)
def test_no_text_is_too_strange_and_every_span_lies_inside_it(speech: Said, opponent: str) -> None:
    speech = replace(speech, opponents=(("payers", opponent),))
    read = READER.read(BUSES, speech)
    assert all(0 <= start <= end <= len(speech.text) for start, end in spans(read))
    assert len(read.answers) == len(read.answer_spans)
    assert all(BUSES.claim_by_id[claim].side == "payers" for claim in read.answers)
    for measure in (read.quality, read.substance, read.engagement):
        assert 0.0 <= measure <= 1.0


@settings(deadline=None, max_examples=50)
@given(SPEECHES)
def test_the_same_speech_gets_the_same_reading_from_a_fresh_reader(speech: Said) -> None:
    assert OfflineReader().read(BUSES, speech) == READER.read(BUSES, speech)


def test_a_reading_names_its_reader_and_counts_words_as_the_core_does() -> None:
    text = "It's a well-known fact: 20,000 nurses walk."
    assert (reading(text).reader, reading(text).words) == (READER.version, count(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Wir brauchen einen Bus in der Nacht, weil es dunkel ist.",
            "de",
        ),
        ("Нам потрібен нічний автобус, бо темно.", "uk"),
        ("我们需要夜间公共汽车，因为护士很晚才回家。", "zh"),
    ],
)
def test_another_language_is_said_to_be_one_and_not_judged(text: str, code: str) -> None:
    read = reading(text)
    assert read.language == code
    assert [warned.flag for warned in read.flags] == [Flag.OTHER_LANGUAGE]
    assert (read.claims, read.quality, read.substance) == ((), 0.0, 0.0)


def test_an_argument_the_pack_does_not_hold_is_kept_as_one() -> None:
    text = (
        "Students from poorer villages would enrol at the university, because a bus at night lets "
        "them keep a job in the evening."
    )
    read = reading(text)
    assert read.claims == ()
    assert [text[slice(*span)] for span in read.beyond] == [text]


def test_what_follows_a_recognised_claim_carries_it_on() -> None:
    carries = "That is so because the bus waits at night for the people who need it most."
    text = f"With a bus at night girls get home safe. {carries}"
    assert reading(text).beyond == ()


def test_a_changed_pack_is_read_anew() -> None:
    reader = OfflineReader()
    before = reader.read(BUSES, said(STRONG))
    claims = tuple(c for c in BUSES.claims if c.id != "ride-safe")
    rebuttals = tuple(r for r in BUSES.rebuttals if "ride-safe" not in (r.answers, r.claim))
    changed = replace(BUSES, claims=claims, rebuttals=rebuttals, hash="changed")
    after = reader.read(changed, said(STRONG))
    assert before.claims[0].claim == "ride-safe"
    assert "ride-safe" not in [claim.claim for claim in after.claims]
