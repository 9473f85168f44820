"""The text beside a picture says what it shows, within a thousand characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.alt import MOST, alt_text, cut


@pytest.mark.parametrize(
    ("title", "parts", "said"),
    [
        ("Your ballot", [("Clash", "sound")], "Your ballot. Clash: sound."),
        ("", [("Clash", "sound"), ("Impact", "strong")], "Clash: sound. Impact: strong."),
        ("Ready?", [("Is\n it", "so…")], "Ready? Is it: so…"),
        ("Flow", [("", "only this", " ")], "Flow. only this."),
        ("Flow", [("", "")], "Flow."),
    ],
)
def test_parts_become_sentences(title: str, parts: list[tuple[str, ...]], said: str) -> None:
    assert alt_text(title, parts, ": ") == said


def test_the_longest_cells_are_cut_first() -> None:
    rows = [(f"Side {n}", "words " * 50, f"dropped by {n}") for n in range(9)]
    said = alt_text("Flow", rows, " – ")
    assert len(said) <= MOST
    assert all(f"Side {n} – words" in said and f"… – dropped by {n}." in said for n in range(9))


def test_what_does_not_fit_is_counted() -> None:
    said = alt_text("Flow", [("word " * 60,)] * 500, " – ")
    assert said.endswith("… + 490")
    assert len(said) <= MOST


@given(
    title=st.text(max_size=300),
    parts=st.lists(st.lists(st.text(max_size=300), min_size=1, max_size=5), max_size=40),
)
def test_the_text_is_never_too_long(title: str, parts: list[list[str]]) -> None:
    assert len(alt_text(title, parts, " – ")) <= MOST


def test_a_cut_text_says_so() -> None:
    assert (cut("one  two", 7), cut("one two", 5)) == ("one two", "one…")
