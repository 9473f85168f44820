"""Which claims a speech makes, and what the speaker does with each."""

import pytest

from bot.core.reading import Stance
from bot.core.topic import Claim
from tests.reading.buses import BUSES, STRONG, reading


def heard(text: str, side: str = "riders") -> list[tuple[str, str]]:
    return [(claim.claim, claim.stance.value) for claim in reading(text, side).claims]


@pytest.mark.parametrize(
    ("side", "text", "claim"),
    [
        ("riders", "A nurse who works late needs a secure way home through the dark.", "ride-safe"),
        ("riders", "no bus = girls walk home alone = danger", "ride-safe"),
        ("riders", "drunk driver take the bus insted of car, les crashs", "ride-drink"),
        ("payers", "On a Tuesday at four seats are empty, and who pays the driver?", "pay-empty"),
        ("payers", "A taxy that you call stops at your door and is cheaper.", "pay-taxi"),
        ("sleepers", "Kids can't sleep when brakes are so loud under the bedroom.", "sleep-noise"),
        ("sleepers", "On sunday there is broken glass and bottles at the stop.", "sleep-crowd"),
    ],
)  # fmt: skip
def test_a_claim_is_recognised_in_other_words(side: str, text: str, claim: str) -> None:
    assert heard(text, side)[0] == (claim, "asserts")


@pytest.mark.parametrize("claim", BUSES.claims, ids=lambda claim: claim.id)
def test_the_packs_own_words_are_recognised_surely(claim: Claim) -> None:
    best = reading(f"{claim.statement} {claim.warrant}", claim.side).claims[0]
    assert best.claim == claim.id
    assert best.confidence > 0.8


@pytest.mark.parametrize(
    "text",
    [
        "I like pancakes with honey, and my cat sleeps on the sofa.",
        "Thank you, dear audience, it is an honour to speak here today.",
        "School uniforms limit the freedom of pupils.",
        "ok",
    ],
)
def test_what_is_no_claim_of_the_topic_is_not_recognised(text: str) -> None:
    assert heard(text) == []


def test_several_claims_in_one_speech_are_all_heard() -> None:
    text = (
        "Nurses get home safely instead of walking through the dark park alone. "
        "And drunk people leave the car when a bus runs after the bars close."
    )
    assert {claim for claim, _ in heard(text)} == {"ride-safe", "ride-drink"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("They say that the noise of the bus wakes everybody up, but electric buses roll quietly.",
         "attacks"),
        ("They say that the noise of the bus wakes everybody up.", "quotes"),
        ("My opponent says the noise of the bus wakes everybody up. That is not true.", "attacks"),
        ("I admit that the noise of the bus wakes people up.", "concedes"),
        ("Granted, the noise of a bus wakes people, but fewer than forty cars do.", "concedes"),
        ("You are right that the noise of the bus wakes people up.", "concedes"),
        ("It is true that the noise wakes people up, but forty cars are louder.", "attacks"),
        ("The noise of the bus does not wake everybody up.", "attacks"),
        ("Does the noise of the bus really wake everybody up?", "attacks"),
        ("The noise of the bus wakes everybody up.", "asserts"),
    ],
)  # fmt: skip
def test_the_words_around_another_sides_claim_tell_what_is_done_with_it(
    text: str, stance: str
) -> None:
    assert ("sleep-noise", stance) in heard(text)


def test_a_claim_of_ones_own_side_is_asserted_even_with_a_negation() -> None:
    assert heard("Nobody has to walk home alone through the dark park.") == [
        ("ride-safe", "asserts")
    ]


def test_the_span_holds_the_words_that_make_the_claim() -> None:
    text = f"Good evening. {STRONG}"
    claim = reading(text).claims[0]
    assert claim.stance is Stance.ASSERTS
    assert "nurse" in text[slice(*claim.span)]
    assert "Good evening" not in text[slice(*claim.span)]
