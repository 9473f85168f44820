"""Counting words, binding a word limit, and telling a text from what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import BadInput
from bot.core.words import MOST_CHARACTERS, count, heard, usable

TEXTS = st.text(st.sampled_from("ab1 é'’-_.,(\n\t"), max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("... -- !", 0),
        ("one two", 2),
        ("don't and don’t", 3),
        ("well-known", 1),
        ("-a- 'b'", 2),
        ("10,000 men", 3),
        ("snake_case", 2),
        ("два слова", 2),
        ("a--b", 2),
    ],
)
def test_a_word_is_a_run_of_letters_or_digits_with_inner_apostrophes_and_hyphens(
    text: str, words: int
) -> None:
    assert count(text) == words


@pytest.mark.parametrize(
    ("text", "limit", "counts"),
    [
        ("one two three", 3, "one two three"),
        ("one two three!", 3, "one two three!"),
        ("one two three", 2, "one two "),
        ("one two three", 0, ""),
        ("", 0, ""),
    ],
)
def test_words_beyond_the_limit_are_not_heard(text: str, limit: int, counts: str) -> None:
    """debate.md: word limits bind everybody."""
    assert text[: heard(text, limit)] == counts


@given(TEXTS, st.integers(0, 20))
def test_what_is_heard_holds_just_as_many_words_as_are_allowed(text: str, limit: int) -> None:
    assert count(text[: heard(text, limit)]) == min(limit, count(text))


@given(TEXTS, st.integers(0, 20))
def test_a_text_within_its_limit_is_heard_whole(text: str, limit: int) -> None:
    assert (heard(text, limit) == len(text)) or count(text) > limit


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\r\n", "\u3000"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"^error\.empty$"):
        usable(text)


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31m red", "a\x7f", "half \ud800 a pair"])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"^error\.binary$"):
        usable(text)


def test_a_text_is_refused_only_beyond_the_longest() -> None:
    assert usable("a" * MOST_CHARACTERS) == "a" * MOST_CHARACTERS
    assert usable(" " + "a" * MOST_CHARACTERS + "\n") == "a" * MOST_CHARACTERS
    with pytest.raises(BadInput) as refused:
        usable("a" * (MOST_CHARACTERS + 1))
    assert refused.value.phrase == "error.too_long"
    assert refused.value.variables == {"most": MOST_CHARACTERS, "length": MOST_CHARACTERS + 1}


@pytest.mark.parametrize(
    ("text", "clean"),
    [("  a  ", "a"), ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\tb", "a\tb"), ("😀", "😀")],
)
def test_a_text_is_kept_but_for_outer_space_and_foreign_line_ends(text: str, clean: str) -> None:
    assert usable(text) == clean


@given(st.text(max_size=60))
def test_what_is_usable_stays_as_it_is(text: str) -> None:
    try:
        clean = usable(text)
    except BadInput:
        return
    assert clean
    assert usable(clean) == clean
