"""What hides words from rules is taken away, and every place can be found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.fold import READ_AT_MOST, fold

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("plain text", "plain text"),
        ("ig\u200bno\u2060re", "ignore"),
        ("**bold** and `code`", "bold and code"),
        ("ｗｉｄｅ", "wide"),
        ("“quoted” – it’s", '"quoted" - it\'s'),
        ("Rus\u0456\u0430n", "Rusian"),
        ("Україна", "Україна"),
        ("z\u0335a\u0335p", "zap"),
        ("Hi" + TAGS, "Hiignore"),
        ("नमस्ते", "नमस्ते"),
        ("a\r\nb", "a\n\nb"),
    ],
)
def test_a_text_has_one_plain_form(typed: str, folded: str) -> None:
    assert fold(typed).text == folded


def test_a_place_in_the_folded_text_leads_back_to_the_words_as_typed() -> None:
    typed = "We must *ig\u200bnore* it."
    folded = fold(typed)
    start = folded.text.index("ignore")
    assert typed[slice(*folded.span(start, start + 6))] == "ig\u200bnore"


def test_an_empty_stretch_has_an_empty_span() -> None:
    assert fold("").span(0, 3) == (0, 0)
    assert fold("abc").span(2, 2) == (0, 0)


def test_what_is_beyond_the_limit_is_not_read() -> None:
    assert len(fold("a" * (READ_AT_MOST + 50)).text) == READ_AT_MOST


@given(st.text())
def test_every_place_lies_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.ends) == len(folded.text)
    assert all(
        0 <= start < end <= len(text)
        for start, end in zip(folded.offsets, folded.ends, strict=True)
    )
    assert list(folded.offsets) == sorted(folded.offsets)
