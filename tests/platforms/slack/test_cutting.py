"""Long texts are cut where a reader would pause, and nothing of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.visible import in_chat, units
from bot.platforms.slack.cutting import cut, short
from bot.platforms.slack.safe import escaped, size
from tests.platforms.slack.test_safe import TEXTS

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
FLAG = "🇺🇦"


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def pieces(text: str, most: int) -> list[str]:
    """A text cut until nothing is left."""
    found = []
    while text:
        head, text = cut(text, most)
        found.append(head)
    return found


@given(st.lists(TEXTS, max_size=30).map(" ".join), st.integers(40, 300))
def test_pieces_fit_and_hold_everything(text: str, most: int) -> None:
    found = pieces(in_chat(text), most)
    assert all(units(escaped(piece)) <= most for piece in found)
    assert bare("".join(found)) == bare(in_chat(text))


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
        ("One two three four five six seven", "One two three four five", "six seven"),
        ("Onetwothreefourfivesixseveneight", "Onetwothreefourfivesixsev", "eneight"),
        ("One & two & three & four five", "One & two & three", "& four five"),
    ],
)
def test_a_text_is_cut_at_the_best_place_within_reach(text: str, head: str, rest: str) -> None:
    assert cut(text, 25) == (head, rest)


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Speak", "Speak"),
        ("x" * 20, "x" * 20),
        ("x" * 21, "x" * 19 + "…"),
        ("👍" * 11, "👍" * 9 + "…"),
        ("&" * 5, "&" * 3 + "…"),
    ],
)
def test_a_label_that_is_too_long_says_so(label: str, shown: str) -> None:
    assert short(label, 20) == shown


def test_a_pile_of_accents_is_cut_all_the_same() -> None:
    assert all(size(piece) <= 100 for piece in pieces("e" + "\u0301" * 1000, 100))
