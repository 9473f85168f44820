"""Sentences end where people end them, however they type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.tokens import WITHOUT_MARKS, is_general, stem, stems_of, take_apart


def sentences(text: str) -> list[str]:
    taken = take_apart(text)
    return [taken.folded.text[s.start : s.end] for s in taken.sentences]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One thing. Another thing!", ["One thing.", "Another thing!"]),
        ("The U.S. army left. It is over.", ["The U.S. army left.", "It is over."]),
        ("Gen. Smith paid 3.5 m, e.g. in May. Ok?", ["Gen. Smith paid 3.5 m, e.g. in May.", "Ok?"]),
        ("They live in the U.S. They vote.", ["They live in the U.S.", "They vote."]),
        ("no way.Then we go", ["no way.", "Then we go"]),
        ("no capitals here. none at all. ok", ["no capitals here.", "none at all.", "ok"]),
        ("1. first one\n2. second one\n- third", ["1. first one", "2. second one", "third"]),
        ("it is late\nnobody is home", ["it is late", "nobody is home"]),
        ("A wrapped line that\ngoes on. Next.", ["A wrapped line that\ngoes on.", "Next."]),
        ("Really?! Yes...", ["Really?!", "Yes..."]),
        ('He said "go." Then he left.', ['He said "go."', "Then he left."]),
        ("他们说。战争！", ["他们说。", "战争!"]),
        ("🙂 !!! ...", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_text_is_cut_into_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_run_on_sentence_is_taken_apart_at_joining_words() -> None:
    text = " ".join(["the bus is late again tonight and nobody knows why that is so"] * 6)
    parts = sentences(text)
    assert len(parts) > 2
    assert all(len(part.split()) <= WITHOUT_MARKS.most for part in parts)
    assert " ".join(parts) == text


@given(st.text(alphabet=st.sampled_from("ab .!?\n,;-'\u200b1Z")))
def test_every_word_is_in_one_sentence_in_order(text: str) -> None:
    taken = take_apart(text)
    assert tuple(word for s in taken.sentences for word in s.words) == taken.words
    assert all(s.words and s.start <= s.words[0].start and s.words[-1].end <= s.end
               for s in taken.sentences)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defence", "defense"),
        ("they organise", "they organized"),
        ("ppl", "people"),
        ("the neighbour's houses", "a neighbor's house"),
    ],
)
def test_spellings_and_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stems_of(one) == stems_of(other)


def test_words_of_any_debate_are_told_from_others() -> None:
    assert [is_general(stem(word)) for word in ("import", "because", "tram", "bus")] == [
        True,
        True,
        False,
        False,
    ]
