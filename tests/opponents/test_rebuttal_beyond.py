"""Rebuttals beyond the answer: pressing, correcting, granting, and honesty about the rest."""

from dataclasses import replace

import pytest

from bot.app.ports import Level
from bot.core.flow import State
from bot.core.format import Kind
from bot.core.reading import Flag, Stance
from tests.opponents.stage import BOT, Play, pace, slot, slots
from tests.opponents.test_rebuttal import Hears, answer_to
from tests.opponents.town import TOWN

SIDES = tuple(side.id for side in TOWN.sides)
OTHERS = [(claim, side.id) for claim in TOWN.claims for side in TOWN.sides if side.id != claim.side]


def test_what_the_other_side_dropped_is_pressed_by_name() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.OPENING, "shops", 0), "Old people need their cars close by.")
    play.say(slot(Kind.REBUTTAL, "walkers", 1), "Without cars we breathe better air.")
    occasion = play.occasion(slot(Kind.REBUTTAL, "shops", 2))
    assert occasion.flow.arguments[0].towards["walkers"] is State.DROPPED
    reply = BOT.speak(occasion)
    assert "press:shop-elderly" in reply.lines
    assert "Old and ill people need a car near the door." in reply.text


def test_an_answered_argument_is_not_pressed() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.OPENING, "shops", 0), "Old people need their cars close by.")
    rebuttal = next(r for r in TOWN.rebuttals if r.answers == "shop-elderly")
    play.say(slot(Kind.REBUTTAL, "walkers", 1), rebuttal.line)
    reply = play.bot(slot(Kind.REBUTTAL, "shops", 2))
    assert not [line for line in reply.lines if line.startswith("press:")]
    assert "warrant:shop-elderly" in reply.lines  # the attacked claim is held up


def test_a_wrong_figure_is_put_right_with_the_packs_correction() -> None:
    reply = answer_to("Without cars we breathe better air. We have nine thousand visitors.")
    assert "It was four thousand visitors, not nine." in reply.text
    assert "correction:fact-visitors" in reply.lines
    assert "fact-visitors" in reply.facts


def test_a_correction_does_not_quote_what_the_answer_has_quoted() -> None:
    reply = answer_to("Walkers buy more than drivers and nine thousand visitors.")
    assert "correction:fact-visitors" in reply.lines
    assert reply.text.lower().count("walkers buy more than drivers") == 1
    assert "Four thousand visitors walk through the old town" in reply.text


def test_a_right_fact_that_nothing_speaks_against_is_granted() -> None:
    reply = answer_to("We have four thousand visitors.")
    assert "granted:fact-visitors" in reply.lines
    assert "Four thousand visitors walk through the old town" in reply.text


def test_a_right_fact_under_a_claim_with_an_answer_is_not_granted() -> None:
    reply = answer_to("Walkers buy more than drivers when four thousand visitors come.")
    assert "granted:fact-visitors" not in reply.lines


def test_an_unknown_argument_is_met_with_an_honest_word_and_a_question() -> None:
    reply = answer_to("Surprisingly, a cable car over the roofs would solve everything.")
    assert not reply.recognised
    assert reply.answers is None
    assert "no prepared answer" in reply.text
    assert "cable car over the roofs would solve everything" in reply.text
    assert "?" in reply.text
    assert reply.claim in {c.id for c in TOWN.claims if c.side == "shops"}


@pytest.mark.parametrize("text", ["qwe rty uio", "", "🚗🚗🚗", "I like pizza."])
def test_a_text_without_an_argument_is_met_honestly(text: str) -> None:
    reply = answer_to(text)
    assert not reply.recognised
    assert reply.answers is None
    assert "?" in reply.text
    assert text.strip(".") not in reply.text or not text


def test_a_personal_loss_is_neither_rebutted_nor_quoted() -> None:
    reply = answer_to("my brother died and without cars we breathe better air")
    assert reply.answers is None
    assert "brother" not in reply.text
    assert "breathe better" not in reply.text
    assert "no prepared answer" not in reply.text


def test_a_rebuttal_before_anybody_else_spoke_says_what_the_side_stands_for() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    reply = play.bot(slot(Kind.REBUTTAL, "shops", 0))
    assert reply.recognised
    assert reply.claim in {c.id for c in TOWN.claims if c.side == "shops"}


def test_the_level_is_heard_in_the_length_too() -> None:
    text = "Without cars we breathe better air. People sleep well when there are no engines."
    plain, expert = (
        len(answer_to(text, level=at).text.split()) for at in (Level.PLAIN, Level.EXPERT)
    )
    assert plain < expert


def test_a_claim_that_does_not_hit_this_side_is_agreed_with_by_name() -> None:
    claims = tuple(
        replace(claim, hits=("council",)) if claim.id == "walk-trade" else claim
        for claim in TOWN.claims
    )
    play = Play(replace(TOWN, claims=claims), ("walkers", "shops"))
    play.say(slot(Kind.OPENING, "walkers", 0), "Walkers buy more than drivers.")
    reply = play.bot(slot(Kind.REBUTTAL, "shops", 1))
    assert "agreed:walk-trade" in reply.lines
    assert reply.recognised
    assert "People on foot stop more often and buy more." in reply.text
    assert not any("walk-trade" in line for line in reply.lines if line.startswith("rebuttal:"))


@pytest.mark.parametrize(
    ("stance", "flags", "taken"),
    [
        (Stance.CONCEDES, (), True),
        (Stance.ASSERTS, (Flag.OTHER_SIDE,), True),
        (Stance.ASSERTS, (), False),  # one match alone may be the reader's mistake
        (Stance.QUOTES, (), False),
    ],
)
def test_what_an_opponent_grants_is_taken_up(
    stance: Stance, flags: tuple[Flag, ...], taken: bool
) -> None:
    reader = Hears(claim="shop-elderly", stance=stance, flags=flags)
    play = Play(TOWN, ("walkers", "shops"), reader=reader)
    play.say(slot(Kind.OPENING, "walkers", 0), "It is true that old people need their cars.")
    reply = BOT.speak(play.occasion(slot(Kind.REBUTTAL, "shops", 1)))
    assert ("taken:shop-elderly" in reply.lines) is taken


def test_an_attacked_claim_is_held_up_by_its_reason() -> None:
    reader = Hears(claim="shop-elderly", stance=Stance.ATTACKS)
    play = Play(TOWN, ("walkers", "shops"), reader=reader)
    play.say(slot(Kind.OPENING, "walkers", 0), "It is false that old people need their cars.")
    reply = BOT.speak(play.occasion(slot(Kind.REBUTTAL, "shops", 1)))
    assert reply.recognised
    assert reply.claim == "shop-elderly"
    assert TOWN.claim_by_id["shop-elderly"].warrant in reply.text
    assert "It is false that old people need their cars" in reply.text


def test_a_passed_slot_is_no_argument_that_could_not_be_answered() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    passed = play.say(slot(Kind.OPENING, "walkers", 0), "")
    play.heard[-1] = replace(passed, speech="")
    reply = BOT.speak(play.occasion(slot(Kind.REBUTTAL, "shops", 1)))
    assert reply.recognised
    assert "prepared" not in reply.text
    assert reply.claim in {c.id for c in TOWN.claims if c.side == "shops"}


def test_what_was_made_in_the_same_hidden_phase_is_answered_in_the_next() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    together = slots(("walkers", "shops"), pace(together=True))
    play.say(together[0], "Without cars we breathe better air.")
    play.say(together[1], "Old people need their cars close by.")
    first = next(s for s in together if s.kind is Kind.REBUTTAL and s.side == "shops")
    assert play.bot(first).answers == "walk-air"


def test_an_argument_told_twice_gets_a_second_answer() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.OPENING, "walkers", 0), "Without cars we breathe better air.")
    first = play.bot(slot(Kind.REBUTTAL, "shops", 1))
    play.say(slot(Kind.REBUTTAL, "walkers", 2), "Without cars we breathe better air.")
    second = play.bot(slot(Kind.REBUTTAL, "shops", 3))
    assert first.answers == second.answers == "walk-air"
    assert not set(first.lines) & set(second.lines)
    told = second.text.lower()
    assert "come back" in told or "once more" in told or "repeat" in told


def test_an_opening_that_sounds_like_an_answer_does_not_let_an_argument_off() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.OPENING, "walkers", 0), "Without cars we breathe better air.")
    line = next(r.line for r in TOWN.rebuttals_to["walk-air"] if r.side == "shops")
    play.say(slot(Kind.OPENING, "shops", 1), line)
    occasion = play.occasion(slot(Kind.REBUTTAL, "shops", 2))
    assert occasion.flow.arguments[0].towards["shops"] is State.ANSWERED
    assert BOT.speak(occasion).answers == "walk-air"


@pytest.mark.parametrize(("confidence", "quoted"), [(0.9, True), (0.3, False), (0.1, False)])
def test_what_was_hardly_heard_is_told_back_rather_than_quoted(
    confidence: float, quoted: bool
) -> None:
    play = Play(TOWN, ("walkers", "shops"), reader=Hears(confidence=confidence))
    play.say(slot(Kind.OPENING, "walkers", 0), "Cars make the old town dirty.")
    reply = BOT.speak(play.occasion(slot(Kind.REBUTTAL, "shops", 1)))
    assert reply.answers == "walk-air"
    assert ("ars make the old town dirty" in reply.text) is quoted
    assert (TOWN.claim_by_id["walk-air"].statement in reply.text) is not quoted


def test_what_was_said_in_the_same_hidden_phase_is_still_to_be_met_in_the_next() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    rebuttals = [s for s in slots(play.sides, pace(together=True)) if s.kind is Kind.REBUTTAL]
    early, own, later = rebuttals[0], rebuttals[1], rebuttals[2]
    assert (early.phase, early.side, own.side, later.side) == (
        own.phase,
        "walkers",
        "shops",
        "shops",
    )
    play.say(early, "We have nine thousand visitors.")
    assert "correction:fact-visitors" not in play.bot(own).lines
    assert "correction:fact-visitors" in play.bot(later).lines


@pytest.mark.parametrize("met", ["shops-vs-walk-air-0", "shops-vs-walk-air-1"])
def test_an_answer_that_people_have_not_met_is_preferred(met: str) -> None:
    for seed in range(8):
        play = Play(TOWN, ("walkers", "shops"), seed=seed, met=frozenset({f"rebuttal:{met}"}))
        play.say(slot(Kind.OPENING, "walkers", 0), "Without cars we breathe better air.")
        assert f"rebuttal:{met}" not in play.bot(slot(Kind.REBUTTAL, "shops", 1)).lines
