"""Long texts are cut where a reader would pause, and nothing of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.visible import units
from bot.platforms.discord.cutting import cut, pieces, short
from bot.platforms.discord.safe import escaped
from tests.platforms.discord.reading import marks, read
from tests.platforms.discord.test_safe import TEXTS

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
FLAG = "🇺🇦"


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


@given(st.lists(TEXTS, max_size=30).map(" ".join), st.integers(40, 300), st.integers(20, 300))
def test_pieces_fit_and_hold_everything(text: str, most: int, first: int) -> None:
    found = pieces(escaped(text), most, first)
    assert all(units(piece) <= most for piece in found[1:])
    assert all(units(piece) <= first for piece in found[:1])
    assert bare(read("".join(found))) == bare(read(escaped(text)))


@given(st.lists(TEXTS, max_size=30).map(" ".join), st.integers(40, 200))
def test_no_piece_means_more_than_the_whole(text: str, most: int) -> None:
    assert [marks(piece) for piece in pieces(escaped(text), most) if marks(piece)] == []


@given(st.text(alphabet="*_\\ a", max_size=200), st.integers(8, 30))
def test_no_escape_is_cut_in_two(text: str, most: int) -> None:
    for piece in pieces(escaped(text), most):
        assert (len(piece) - len(piece.rstrip("\\"))) % 2 == 0


@pytest.mark.parametrize(
    "whole", [FAMILY, FLAG, "e\u0301", "👍🏽", "한", "क्ष", "🏴\U000e0067\U000e007f"]
)
@pytest.mark.parametrize("before", range(12))
def test_what_is_one_for_the_reader_is_never_parted(whole: str, before: int) -> None:
    for piece in pieces("x" * before + whole * 20, 30):
        assert bare(piece.replace(whole, "")).strip("x") == ""


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        ("One two. Three four.\n\nFive six seven", "One two. Three four.", "Five six seven"),
        ("One two. Three four\nFive six seven", "One two. Three four", "Five six seven"),
        ("One two three. Four five six seven", "One two three.", "Four five six seven"),
        ("One “two three.” Four five six seven", "One “two three.”", "Four five six seven"),
        ("一二三四五六七八九十一二三。四五六七八九十一二三四五", "一二三四五六七八九十一二三。",
         "四五六七八九十一二三四五"),
        ("One two three four five six seven", "One two three four five", "six seven"),
        ("Onetwothreefourfivesixseveneight", "Onetwothreefourfivesixsev", "eneight"),
        ("One two three four five - six seven", "One two three four five -", "six seven"),
        ("One two three four fivesi - seven", "One two three four fivesi", "\\- seven"),
    ],
)  # fmt: skip
def test_a_text_is_cut_at_the_best_place_within_reach(text: str, head: str, rest: str) -> None:
    assert cut(text, 25) == (head, rest)


def test_a_text_that_fits_is_whole() -> None:
    assert cut(" One two ", 9) == (" One two ", "")
    assert pieces("", 9) == []


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Speak", "Speak"),
        ("x" * 20, "x" * 20),
        ("x" * 21, "x" * 19 + "…"),
        ("👍" * 11, "👍" * 9 + "…"),
    ],
)
def test_a_label_that_is_too_long_says_so(label: str, shown: str) -> None:
    assert short(label, 20) == shown


def test_a_pile_of_accents_is_cut_all_the_same() -> None:
    assert all(units(piece) <= 100 for piece in pieces("e" + "\u0301" * 1000, 100))
