"""What a speech answers of its opponents' speeches."""

import pytest

from bot.core.format import Kind
from tests.reading.buses import reading

EMPTY = ("payers", "At four on a Tuesday the buses are empty, and the drivers cost twice as much.")
NOISE = ("sleepers", "The noise of the brakes wakes children whose bedrooms face the street.")


def answers(text: str, *opponents: tuple[str, str]) -> tuple[str, ...]:
    return reading(text, "riders", Kind.REBUTTAL, *opponents).answers


def engagement(text: str, *opponents: tuple[str, str]) -> float:
    return reading(text, "riders", Kind.REBUTTAL, *opponents).engagement


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("They fear empty buses on a Tuesday. But five passengers are not nobody.", "pay-empty"),
        ("Five passengers are not an empty bus, and a crash costs more than drivers.", "pay-empty"),
        ("drivers cost twice as much? a crash costs more than any driver", "pay-empty"),
    ],
)  # fmt: skip
def test_a_reply_to_what_was_said_is_an_answer(text: str, claim: str) -> None:
    assert answers(text, EMPTY) == (claim,)


@pytest.mark.parametrize(
    "text",
    [
        "Nurses walk home alone through the dark park, and that is dangerous.",
        "That is simply wrong and my opponents know it.",
        "I do not agree with anything I heard.",
    ],
)
def test_speaking_past_the_opponent_is_no_answer(text: str) -> None:
    assert answers(text, EMPTY) == ()


def test_one_speech_may_answer_two_opponents() -> None:
    text = (
        "You say the buses are empty on a Tuesday, but five passengers matter. "
        "And the brakes that wake children are those of old buses, not of electric ones."
    )
    met = reading(text, "riders", Kind.REBUTTAL, EMPTY, NOISE)
    assert set(met.answers) == {"pay-empty", "sleep-noise"}
    said = {
        claim: text[slice(*span)] for claim, span in zip(met.answers, met.answer_spans, strict=True)
    }
    assert "Tuesday" in said["pay-empty"]
    assert "brakes" in said["sleep-noise"]


def test_nothing_is_answered_where_nothing_was_said() -> None:
    met = reading("They fear empty buses, but five passengers matter.", "riders", Kind.REBUTTAL)
    assert (met.answers, met.engagement) == ((), 0.0)


def test_another_opponents_speech_in_its_place_lowers_engagement() -> None:
    text = "They count empty seats on a Tuesday. But drivers cost less than one crash does."
    assert engagement(text, EMPTY) > 0.5 > engagement(text, NOISE)


def test_engagement_is_averaged_over_opponents_and_not_over_their_speeches() -> None:
    text = "They count empty seats on a Tuesday. But drivers cost less than one crash does."
    alone = engagement(text, EMPTY)
    assert engagement(text, EMPTY, ("payers", "Good evening to you all.")) == alone
    assert engagement(text, EMPTY, NOISE) == pytest.approx(alone / 2, abs=0.1)


def test_repeating_the_opponent_is_no_engagement() -> None:
    assert engagement(EMPTY[1], EMPTY) == 0.0
