"""Drawing lots: a stored seed repeats every draw, today and in later versions."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import draw

SEEDS = st.integers(0, 2**63)


def test_a_draw_is_the_first_eight_bytes_of_a_hash_of_seed_purpose_and_counter() -> None:
    """contracts.md: each draw is a hash of seed, purpose and counter."""
    digest = hashlib.sha256(b"7:order:3").hexdigest()
    assert draw.number(7, "order", 3) == int(digest[:16], 16)


def test_the_counter_starts_at_nought() -> None:
    assert draw.number(7, "order") == draw.number(7, "order", 0)


@pytest.mark.parametrize("other", [(8, "order", 0), (7, "seat", 0), (7, "order", 1)])
def test_seed_purpose_and_counter_each_change_a_draw(other: tuple[int, str, int]) -> None:
    assert draw.number(*other) != draw.number(7, "order", 0)


@given(SEEDS, st.text(max_size=20), st.integers(0, 100))
def test_a_draw_lies_in_its_range_and_repeats(seed: int, purpose: str, counter: int) -> None:
    drawn = draw.number(seed, purpose, counter)
    assert 0 <= drawn < 2**64
    assert drawn == draw.number(seed, purpose, counter)


def test_a_choice_falls_on_each_option_about_equally_often() -> None:
    drawn = Counter(draw.choice("abc", seed, "side") for seed in range(600))
    assert all(170 <= drawn[option] <= 230 for option in "abc")


def test_a_choice_among_nothing_is_refused() -> None:
    with pytest.raises(IndexError, match="nothing to draw from"):
        draw.choice((), 1, "side")


@given(SEEDS, st.lists(st.integers()))
def test_shuffling_keeps_every_option_and_repeats(seed: int, options: list[int]) -> None:
    shuffled = draw.shuffled(options, seed, "lines")
    assert Counter(shuffled) == Counter(options)
    assert shuffled == draw.shuffled(options, seed, "lines")


def test_shuffling_puts_each_option_first_about_equally_often() -> None:
    first = Counter(draw.shuffled("abc", seed, "lines")[0] for seed in range(600))
    assert all(170 <= first[option] <= 230 for option in "abc")
