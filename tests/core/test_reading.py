"""A reading: what it says of a speech without copying it, and how its words are cut out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reading import ClaimHeard, Flag, Reading, Stance, Warned, quote


def heard(claim: str, side: str, stance: Stance) -> ClaimHeard:
    return ClaimHeard(claim=claim, side=side, stance=stance, confidence=0.5, span=(0, 1))


READING = Reading(
    reader="r",
    words=3,
    claims=(
        heard("h2", "hawk", Stance.ASSERTS),
        heard("h1", "hawk", Stance.ASSERTS),
        heard("h3", "hawk", Stance.QUOTES),
        heard("c1", "caution", Stance.ASSERTS),
        heard("c2", "caution", Stance.ATTACKS),
    ),
    flags=(Warned(flag=Flag.PADDING, span=(1, 2)),),
)


def test_what_a_side_asserts_are_its_own_claims_best_first() -> None:
    assert [c.claim for c in READING.asserted("hawk")] == ["h2", "h1"]
    assert [c.claim for c in READING.asserted("caution")] == ["c1"]
    assert READING.asserted("moscow") == ()


def test_a_flag_is_found_only_where_it_was_raised() -> None:
    assert READING.flagged(Flag.PADDING)
    assert not READING.flagged(Flag.INSULT)


def test_the_flags_are_those_of_the_published_enum() -> None:
    """contracts.md lists them; hosts and teachers' scripts read these names."""
    assert {flag.value for flag in Flag} == set(
        "keyword_list repetition padding copied off_topic other_side contradiction insult "
        "invented_source judge_instructions no_text other_language mass_mention wall_of_text "
        "personal_disclosure".split()
    )


@pytest.mark.parametrize(
    ("text", "span", "limit", "shown"),
    [
        ("one two three", (4, 7), 160, "two"),
        ("one\n  two\tthree", (0, 15), 160, "one two three"),
        ("one two three", (0, 13), 13, "one two three"),
        ("one two three", (0, 13), 12, "one two…"),
        ("one two three", (0, 13), 8, "one…"),
        ("abcdefghij", (0, 10), 5, "abcd…"),
        ("", (0, 0), 5, ""),
    ],
)
def test_a_quote_is_one_line_cut_at_a_words_end(
    text: str, span: tuple[int, int], limit: int, shown: str
) -> None:
    assert quote(text, span, limit) == shown


def test_a_quote_is_by_default_at_most_160_characters_long() -> None:
    assert quote("a" * 160, (0, 160)) == "a" * 160
    assert quote("a" * 161, (0, 161)) == "a" * 159 + "…"


def test_a_flag_that_the_whole_speech_raised_has_no_words_of_its_own() -> None:
    assert Warned(flag=Flag.NO_TEXT).span == (0, 0)


@given(st.text(max_size=300), st.integers(2, 200))
def test_a_quote_is_never_longer_than_its_limit_and_never_broken_over_lines(
    text: str, limit: int
) -> None:
    shown = quote(text, (0, len(text)), limit)
    assert len(shown) <= limit
    assert "\n" not in shown
