"""Of its own speeches the bot knows what it said; nothing is guessed."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.meant import as_meant
from bot.content.topics import load_topic
from bot.core.reading import ClaimHeard, Flag, Reading, Stance, Warned
from bot.core.topic import Topic

PACKS = Path(__file__).parents[1] / "data" / "packs"


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic(PACKS / "school-phones")


def reading(*answers: str) -> Reading:
    guess = ClaimHeard(
        claim="guessed", side="ban", stance=Stance.CONCEDES, confidence=0.5, span=(0, 1)
    )
    return Reading(
        reader="r",
        words=9,
        claims=(guess,),
        answers=answers,
        answer_spans=tuple((0, 1) for _ in answers),
        beyond=((0, 1),),
        flags=(Warned(flag=Flag.OFF_TOPIC),),
    )


@pytest.mark.parametrize("version", ["line", "plain", "expert"])
def test_a_prepared_answer_answers_its_claim_where_it_stands(topic: Topic, version: str) -> None:
    rebuttal = replace(topic.rebuttals[0], plain="In short, no.", expert="Under no condition.")
    said = getattr(rebuttal, version)
    text = f"First this. {said}"
    shown = replace(topic, rebuttals=(rebuttal,))
    heard = as_meant(shown, rebuttal.side, text, reading("other"), (f"rebuttal:{rebuttal.id}",))
    assert heard.answers == (rebuttal.answers, "other")
    assert text[slice(*heard.answer_spans[0])] == said


@pytest.mark.parametrize("kind", ["opening", "warrant", "impact"])
def test_a_claim_is_made_only_where_one_of_its_lines_was_said(topic: Topic, kind: str) -> None:
    claim = topic.claims[0]
    lines = (f"{kind}:{claim.id}", "probe:whatever", "opening:no-such-claim", "plan:p")
    said = f"Yes, and here is why. {getattr(claim, kind)}"
    heard = as_meant(topic, claim.side, said, reading(), lines)
    assert [(c.claim, c.side, c.stance) for c in heard.claims] == [
        (claim.id, claim.side, Stance.ASSERTS)
    ]
    assert said[slice(*heard.claims[0].span)] == getattr(claim, kind)
    assert (heard.beyond, heard.flags) == ((), ())


def test_a_line_in_other_words_stands_for_the_whole_speech(topic: Topic) -> None:
    rebuttal = topic.rebuttals[0]
    lines = (f"rebuttal:{rebuttal.id}",)
    heard = as_meant(topic, rebuttal.side, "In plain words.", reading(), lines)
    assert heard.answer_spans == ((0, 15),)
