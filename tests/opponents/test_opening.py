"""Openings name the plan, bring claims that hang together, and prefer what people have not met."""

from dataclasses import replace

import pytest

from bot.app.ports import Reply
from bot.core.format import Kind
from tests.opponents.stage import BOT, Play, slot
from tests.opponents.town import TOWN

SIDES = tuple(side.id for side in TOWN.sides)


def opened(reply: Reply) -> list[str]:
    """The claims that a speech opens with."""
    return [line.removeprefix("opening:") for line in reply.lines if line.startswith("opening:")]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("side", SIDES)
def test_an_opening_brings_two_or_three_claims_of_its_side(side: str, seed: int) -> None:
    reply = Play(TOWN, SIDES, seed=seed).bot(slot(Kind.OPENING, side, 0))
    claims = [TOWN.claim_by_id[claim] for claim in opened(reply)]
    assert 2 <= len(claims) <= 3
    assert {claim.side for claim in claims} == {side}
    assert all(claim.opening in reply.text for claim in claims)
    assert reply.claim == claims[0].id
    assert reply.answers is None


def test_the_proposer_names_one_plan_and_the_others_answer_that_plan() -> None:
    play = Play(TOWN, SIDES)
    first = play.bot(slot(Kind.OPENING, "walkers", 0))
    named = [plan for plan in TOWN.plans if f"plan:{plan.id}" in first.lines]
    assert len(named) == 1
    assert named[0].text in first.text
    for number, side in enumerate(SIDES[1:], start=1):
        assert f"“{named[0].name}”" in play.bot(slot(Kind.OPENING, side, number)).text


def test_a_plan_that_is_set_is_the_plan_that_is_named() -> None:
    for plan in TOWN.plans:
        play = Play(TOWN, SIDES)
        occasion = play.occasion(slot(Kind.OPENING, "walkers", 0))
        assert f"plan:{plan.id}" in BOT.speak(replace(occasion, plan=plan.id)).lines


def test_a_plan_that_a_student_names_is_the_plan_that_is_answered() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.OPENING, "walkers", 0), "We propose no cars in summer.")
    assert "“No cars in summer”" in play.bot(slot(Kind.OPENING, "shops", 1)).text


def test_without_a_named_plan_an_opponent_speaks_of_none() -> None:
    reply = Play(TOWN, SIDES).bot(slot(Kind.OPENING, "shops", 0))
    assert not any(plan.name in reply.text for plan in TOWN.plans)


def test_claims_that_people_have_met_come_last() -> None:
    for seed in range(10):
        play = Play(TOWN, SIDES, seed=seed, met=frozenset({"opening:walk-air"}))
        assert opened(play.bot(slot(Kind.OPENING, "walkers", 0)))[0] != "walk-air"


def test_the_openings_of_a_drill_bring_one_fresh_claim_each() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    claims = [opened(play.bot(slot(Kind.OPENING, "shops", number))) for number in (0, 2, 4)]
    assert [len(each) for each in claims] == [1, 1, 1]
    assert len({each[0] for each in claims}) == 3


def test_an_opening_after_all_claims_are_spent_still_speaks() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.used = {f"opening:{claim.id}" for claim in TOWN.claims}
    reply = play.bot(slot(Kind.OPENING, "walkers", 0))
    assert opened(reply) == []
    assert reply.text


def test_openings_differ_from_round_to_round() -> None:
    texts = {
        Play(TOWN, SIDES, seed=seed).bot(slot(Kind.OPENING, "shops", 0)).text for seed in range(10)
    }
    assert len(texts) > 3
