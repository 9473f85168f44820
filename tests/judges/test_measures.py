"""Points are monotone in the reading, blind to length, and zero for what is no argument."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.flow import Flow, Heard
from bot.core.format import Kind
from bot.core.reading import ClaimHeard, FactHeard, FactStatus, Flag, Stance, Warned
from bot.core.rubric import Aspect
from bot.judges.measures import DISCOUNTS, measure, support
from tests.judges.bench import EMPTY, NOISE, REPLY, made, sheet, spoken
from tests.reading.buses import STRONG

TEXT = "one line here\ntwo lines here\nthree lines here\nfour lines here"
MOVES = {
    Aspect.REASONING: "reasons",
    Aspect.EVIDENCE: "evidence",
    Aspect.IMPACT: "impacts",
    Aspect.WEIGHING: "weighing",
    Aspect.CLARITY: "signposts",
}
NOTHING = Flow()


def points(aspect: Aspect, heard: Heard, before: Flow = NOTHING) -> int:
    found = measure(aspect, heard, before)
    assert found is not None
    return found.points


@pytest.mark.parametrize(("aspect", "field"), MOVES.items())
@given(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_more_of_anything_asked_for_never_costs_points(
    aspect: Aspect, field: str, count: int, quality: float, substance: float, more: float
) -> None:
    heard = made(TEXT)
    spans = heard.reading.moves.sentences
    reasons = spans if aspect is Aspect.EVIDENCE else ()

    def given_points(moves: int, quality: float, substance: float) -> int:
        fields = {"reasons": reasons, field: spans[:moves]}
        with_moves = replace(heard.reading.moves, **fields)
        read = replace(heard.reading, moves=with_moves, quality=quality, substance=substance)
        return points(aspect, replace(heard, reading=read))

    now = given_points(count, quality, substance)
    assert 0 <= now <= 100
    assert given_points(count + 1, quality, substance) >= now
    assert given_points(count, max(quality, more), substance) >= now
    assert given_points(count, quality, max(substance, more)) >= now


@pytest.mark.parametrize("aspect", Aspect)
def test_without_an_argument_nothing_is_earned(aspect: Aspect) -> None:
    for heard in (made(TEXT, quality=0.0), made(TEXT, substance=0.0)):
        found = measure(aspect, heard, NOTHING)
        assert found is None or found.points == 0


@pytest.mark.parametrize("flag", DISCOUNTS)
def test_a_warning_sign_lowers_support(flag: Flag) -> None:
    assert support(made(TEXT, flags=(Warned(flag=flag),))) < support(made(TEXT))


@pytest.mark.parametrize(
    "flag", [Flag.INSULT, Flag.MASS_MENTION, Flag.JUDGE_INSTRUCTIONS, Flag.COPIED]
)
def test_other_flags_cost_nothing_of_themselves(flag: Flag) -> None:
    assert support(made(TEXT, flags=(Warned(flag=flag),))) == support(made(TEXT))


def test_words_alone_earn_nothing() -> None:
    short = made("one line here\ntwo lines here")
    long = made("one line here and many more words\ntwo lines here and many more words too")
    for aspect in (Aspect.CLAIM, Aspect.REASONING, Aspect.IMPACT, Aspect.WEIGHING, Aspect.CLARITY):
        assert points(aspect, short) == points(aspect, long)


def test_a_surer_claim_of_ones_own_side_earns_more() -> None:
    def with_claim(confidence: float, side: str = "riders") -> int:
        claim = ClaimHeard(claim="ride-safe", side=side, stance=Stance.ASSERTS,
                           confidence=confidence, span=(0, 13))  # fmt: skip
        return points(Aspect.CLAIM, made(TEXT, claims=(claim,)))

    assert with_claim(0.9) == with_claim(0.5) > with_claim(0.2) > points(Aspect.CLAIM, made(TEXT))
    assert with_claim(0.9, "payers") == points(Aspect.CLAIM, made(TEXT))
    beyond = made(TEXT, beyond=((0, 13),))
    assert with_claim(0.9) > points(Aspect.CLAIM, beyond) > points(Aspect.CLAIM, made(TEXT))


def test_a_wrong_fact_costs_evidence_and_a_right_one_earns_more_than_an_example() -> None:
    heard = made(TEXT)
    spans = heard.reading.moves.sentences
    moves = replace(heard.reading.moves, reasons=spans[:1], evidence=spans[:1])
    right = FactHeard(fact="f", status=FactStatus.RIGHT, span=spans[0])
    wrong = FactHeard(fact="f", status=FactStatus.WRONG, span=spans[1], correction="No.")
    example, fact, mistaken = (
        points(Aspect.EVIDENCE, made(TEXT, moves=moves, facts=facts))
        for facts in ((), (right,), (right, wrong))
    )
    assert fact > example > 0
    assert mistaken < fact


def test_names_and_figures_beside_no_reason_are_no_evidence() -> None:
    heard = made(TEXT)
    spans = heard.reading.moves.sentences
    alone = replace(heard.reading.moves, evidence=spans)
    found = measure(Aspect.EVIDENCE, made(TEXT, moves=alone), NOTHING)
    assert found is not None
    assert found.depth == 0.0


def test_clash_is_left_out_where_nobody_has_argued() -> None:
    assert measure(Aspect.CLASH, spoken(STRONG), NOTHING) is None


def test_answering_earns_clash_and_speaking_past_does_not() -> None:
    before = spoken(EMPTY, "payers")
    reply = spoken(REPLY, "riders", Kind.REBUTTAL, before)
    past = spoken(STRONG, "riders", Kind.REBUTTAL, before)
    assert points(Aspect.CLASH, reply, sheet(before)) >= 50
    assert points(Aspect.CLASH, past, sheet(before)) == 0


def test_clash_is_averaged_over_opponents() -> None:
    empty, noise = spoken(EMPTY, "payers"), spoken(NOISE, "sleepers")
    one = spoken(REPLY, "riders", Kind.REBUTTAL, empty)
    two = spoken(REPLY, "riders", Kind.REBUTTAL, empty, noise)
    assert points(Aspect.CLASH, two, sheet(empty, noise)) < points(Aspect.CLASH, one, sheet(empty))


def test_granting_an_argument_is_dealing_with_it() -> None:
    before = spoken(EMPTY, "payers")
    granted = ClaimHeard(claim="pay-empty", side="payers", stance=Stance.CONCEDES, confidence=0.9,
                         span=(0, 13))  # fmt: skip
    given_in, silent = made(TEXT, Kind.REBUTTAL, claims=(granted,)), made(TEXT, Kind.REBUTTAL)
    after = sheet(before)
    assert points(Aspect.CLASH, given_in, after) > points(Aspect.CLASH, silent, after)


def test_one_aimed_question_presses_more_than_three_or_none() -> None:
    asked = {
        text: points(Aspect.PRESSURE, made(text, Kind.QUESTION, engagement=0.8))
        for text in ("who pays for it?", "who pays? why? when?", "somebody has to pay")
    }
    one, three, none = asked.values()
    assert one > three > none
    unaimed = points(Aspect.PRESSURE, made("who pays for it?", Kind.QUESTION))
    assert one > unaimed


def test_an_answer_that_takes_up_the_question_is_more_direct() -> None:
    direct = points(Aspect.DIRECTNESS, made(TEXT, Kind.ANSWER, engagement=1.0))
    assert direct > points(Aspect.DIRECTNESS, made(TEXT, Kind.ANSWER))


def test_endless_sentences_are_hard_to_follow() -> None:
    endless = made(" ".join(["word"] * 70))
    assert points(Aspect.CLARITY, endless) < points(Aspect.CLARITY, made("a few words on one line"))


def test_a_question_back_is_no_answer() -> None:
    asked = made("why do you ask?\nwho pays then?", Kind.ANSWER, engagement=1.0)
    assert points(Aspect.DIRECTNESS, asked) < 25


def test_a_speech_that_is_hardly_on_the_topic_earns_little_for_anything() -> None:
    moves = made(TEXT).reading.moves
    off = made(TEXT, moves=replace(moves, on_topic=moves.on_topic[:1], evidence=moves.sentences))
    assert support(off) < support(made(TEXT))
