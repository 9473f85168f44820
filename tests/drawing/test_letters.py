"""What text becomes before it is drawn, and where its lines break."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing.letters import Weight, drawable, face, shortened, wrapped

FONT = face(Weight.REGULAR, 28)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Anaïs Łukasz Ёлка Ελένη", "Anaïs Łukasz Ёлка Ελένη"),
        ("שלום سلام", "שלום سلام"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("cafe\u0301", "café"),
        ("  two\nlines\tand more ", "two lines and more"),
        ("well 👍🏽 done ❤\ufe0f 👩‍👩‍👧 🇩🇪", "well done"),
        ("→ 20 °C, 50 % – “yes” × 3", "→ 20 °C, 50 % – “yes” × 3"),
        ("田中さん said so", "… said so"),
        ("田中 さん", "… …"),
        ("a\u202eb\x00c\u200bd", "abcd"),
        ("e" + "\u0316" * 40, "e\u0316\u0316"),
        ("\ud800x", "x"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_text_keeps_what_can_be_drawn(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one two", ["one two"]),
        ("one two three four five six", ["one two three", "four five six"]),
        ("one two three four five six seven", ["one two three", "four five six…"]),
        ("Responsiveness", ["Responsiven-", "ess"]),
        ("see Responsiveness", ["see", "Responsiven…"]),
    ],
)
def test_lines_break_between_words_and_the_last_one_says_what_is_left_out(
    text: str, lines: list[str]
) -> None:
    assert wrapped(text, FONT, 215, 2) == lines


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200), width=st.integers(60, 500), most=st.integers(1, 6))
def test_lines_stay_within_their_width_and_number(text: str, width: int, most: int) -> None:
    lines = wrapped(text, FONT, width, most)
    assert len(lines) <= most
    # One letter is drawn however narrow the line is; some single ones are wider than others.
    assert all(FONT.getlength(line) <= width or len(line) <= 2 for line in lines)


def test_a_text_is_cut_only_where_it_is_too_long() -> None:
    assert shortened("Your ballot", FONT, 400) == "Your ballot"
    assert shortened("Your ballot, in detail", FONT, 200) == "Your ballot…"
