"""Copied, off the topic, for another side, against itself."""

import pytest

from bot.core.format import Kind
from bot.core.reading import Flag
from tests.reading.buses import BUSES, STRONG, reading

CONTENT = {Flag.COPIED, Flag.OFF_TOPIC, Flag.OTHER_SIDE, Flag.CONTRADICTION}
PANCAKES = (
    "Pancakes are the best food that anybody ever made, because flour and milk are cheap and every "
    "child likes them. Whoever says that waffles are better has never eaten a good one with honey."
)
CHEAP = "Taxis cost the city less than buses."
QUIET = (
    "Brakes and doors wake the children whose bedrooms face the street. Families who live on the "
    "route need quiet, and loud engines under the window make them ill."
)


def raised(text: str, side: str = "riders", kind: Kind = Kind.OPENING) -> set[str]:
    return {w.flag.value for w in reading(text, side, kind).flags if w.flag in CONTENT}


def test_a_long_run_of_the_packs_words_is_copied_and_earns_no_moves() -> None:
    claim = BUSES.claims[0]
    read = reading(claim.warrant)
    assert read.flagged(Flag.COPIED)
    assert read.moves.reasons == ()
    assert read.quality == 0.0
    assert read.claims[0].claim == claim.id  # it still stands on the flow


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("off_topic", PANCAKES),
        ("other_side", QUIET),
        ("contradiction", f"{CHEAP} {CHEAP.replace('cost', 'do not cost')}"),
    ],
)  # fmt: skip
def test_what_is_said_raises_a_flag(flag: str, text: str) -> None:
    assert raised(text) == {flag}


@pytest.mark.parametrize(
    ("text", "side", "kind"),
    [
        (STRONG, "riders", Kind.OPENING),
        (QUIET, "sleepers", Kind.OPENING),
        (QUIET, "riders", Kind.REBUTTAL),  # a rebuttal has to speak of others' claims
        ("They say loud engines make families ill. But " + STRONG, "riders", Kind.OPENING),
        ("They say noise wakes people. No, electric buses are quiet.", "riders", Kind.REBUTTAL),
        ("I admit that the noise of the bus wakes people up.", "riders", Kind.OPENING),
        ("Taxis cost two people less. Taxis cost the city not less.", "payers", Kind.OPENING),
        ("Do taxis cost the city less? Taxis cost the city not less.", "riders", Kind.OPENING),
        (BUSES.claims[0].statement, "riders", Kind.OPENING),
        (PANCAKES[:60], "riders", Kind.OPENING),  # too short to tell
    ],
)  # fmt: skip
def test_honest_content_raises_nothing(text: str, side: str, kind: Kind) -> None:
    assert raised(text, side, kind) == set()


def test_the_flag_holds_the_words_that_raised_it() -> None:
    claim = BUSES.claims[0]
    text = f"Listen to this. {claim.warrant}"
    span = next(w.span for w in reading(text).flags if w.flag is Flag.COPIED)
    assert text[slice(*span)] == claim.warrant.rstrip(".")
