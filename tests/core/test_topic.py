"""Look-ups in a topic, and which sides a claim hits."""

from dataclasses import replace

import pytest

from bot.core.topic import Answering, Definition, Fact, Handout, QuestionKind, Rebuttal
from tests.core.sheets import claim, topic

FACT = Fact(id="f1", statement="It rains.", cues=("rain",), values=("rain",))


def rebuttal(number: int, side: str, answers: str) -> Rebuttal:
    return Rebuttal(id=f"r{number}", side=side, answers=answers, kind=Answering.DENY, line="No.")


def test_sides_claims_and_facts_are_found_by_id_in_the_topics_order() -> None:
    pack = replace(topic(claim("h1", "hawk"), claim("c1", "caution")), facts=(FACT,))
    assert list(pack.side_by_id) == ["hawk", "caution", "moscow"]
    assert pack.side_by_id["caution"].name == "Caution"
    assert list(pack.claim_by_id) == ["h1", "c1"]
    assert pack.claim_by_id["c1"].side == "caution"
    assert pack.fact_by_id == {"f1": FACT}


def test_rebuttals_are_found_by_the_claim_they_answer() -> None:
    edges = (rebuttal(1, "caution", "h1"), rebuttal(2, "moscow", "h1"), rebuttal(3, "hawk", "c1"))
    pack = replace(
        topic(claim("h1", "hawk"), claim("c1", "caution"), claim("m1", "moscow")), rebuttals=edges
    )
    assert pack.rebuttals_to == {"h1": edges[:2], "c1": edges[2:], "m1": ()}


@pytest.mark.parametrize(
    ("hits", "hit"),
    [((), ("caution", "moscow")), (("moscow",), ("moscow",)), (("caution",), ("caution",))],
)
def test_a_claim_hits_every_other_side_unless_it_names_them(
    hits: tuple[str, ...], hit: tuple[str, ...]
) -> None:
    pack = topic(claim("h1", "hawk", hits=hits), claim("c1", "caution"))
    assert pack.hit_by("h1") == hit


def test_two_packs_that_say_the_same_are_equal_whatever_their_hash() -> None:
    assert replace(topic(), hash="one") == replace(topic(), hash="two")


def test_questions_ask_for_reasoning_or_for_what_was_read() -> None:
    recall = {kind.value for kind in QuestionKind if not kind.reasoning}
    assert recall == {"choice", "true-false", "short"}
    assert {kind.value for kind in QuestionKind} - recall == {
        "who", "fact", "dropped", "rebuttal", "fallacy", "change",
    }  # fmt: skip


def test_a_word_is_explained_once_and_as_the_motion_means_it() -> None:
    rain, snow = (
        Definition(term="Rain", meaning="Here: a drop."),
        Definition(term="snow", meaning=""),
    )
    glossary = (snow, Definition(term="rain", meaning="Water from above."))
    pack = replace(topic(), definitions=(rain,), handout=Handout(glossary=glossary))
    assert pack.words == (rain, snow)
