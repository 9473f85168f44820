"""When two wordings count as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.likeness import likeness, near_pairs, stems

PUPILS = "phones distract pupils in class"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (PUPILS, "Pupils are distracted by phones in class.", 1.0),
        (PUPILS, "phones distract teachers in class", 0.6),
        (PUPILS, "phones always distract pupils in class", 0.8),
        (PUPILS, "let us talk about money", 0.0),
        ("it’s the phones", "IT'S THE PHONES!", 1.0),
        ("phones", "ban phones", 0.0),
        ("the", "the", 0.0),
    ],
)
def test_likeness_is_the_share_of_stemmed_words_in_common(
    one: str, other: str, expected: float
) -> None:
    assert likeness(stems(one), stems(other)) == expected


def test_pairs_at_three_of_four_words_are_near() -> None:
    texts = ["red green blue grey", "red green blue", "red green", "red green blue grey black pink"]
    assert near_pairs(texts) == [(0, 1, 0.75)]


WORDS = st.lists(st.sampled_from("red green blue grey black pink the of".split())).map(" ".join)


@given(WORDS, WORDS)
def test_likeness_has_no_direction_and_stays_within_bounds(one: str, other: str) -> None:
    here, there = likeness(stems(one), stems(other)), likeness(stems(other), stems(one))
    assert here == there
    assert 0 <= here <= 1
    assert likeness(stems(one), stems(one)) in (0.0, 1.0)
