"""Reasons and next steps: every one is written, and the flow gives them where it can."""

import itertools
import re
from dataclasses import replace

import pytest

from bot.core.flow import Flow
from bot.core.format import Kind
from bot.core.reading import FactHeard, FactStatus, Flag
from bot.core.rubric import Aspect, Band
from bot.judges.measures import Measure
from bot.judges.wording import Occasion, next_step, reason
from tests.judges.bench import EMPTY, NOISE, PHRASES, REPLY, made, sheet, spoken
from tests.reading.buses import BUSES, STRONG

NONE = Measure(points=0, depth=0.0, spans=())
SOME = Measure(points=50, depth=0.5, spans=())


@pytest.mark.parametrize(("aspect", "band"), list(itertools.product(Aspect, Band)))
def test_every_criterion_has_a_reason_for_every_band_and_steps(aspect: Aspect, band: Band) -> None:
    occasion = Occasion(topic=BUSES, heard=made("one line here"), before=Flow())
    assert reason(PHRASES, aspect, SOME, band)
    assert reason(PHRASES, aspect, NONE, band) != reason(PHRASES, aspect, SOME, band)
    assert "one line here" in next_step(PHRASES, occasion, aspect, NONE)
    unquoted = aspect in (Aspect.CLARITY, Aspect.CLASH)  # nothing of the speaker's fits there
    assert ("one line here" in next_step(PHRASES, occasion, aspect, SOME)) is not unquoted


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_a_calm_sentence(flag: Flag) -> None:
    assert re.fullmatch(r"[A-Z].*\.", PHRASES.say(f"judge.flag.{flag.value}"))


def test_what_was_left_unanswered_is_named_strongest_first() -> None:
    before = spoken(EMPTY, "payers"), spoken(NOISE, "sleepers")
    heard = spoken(REPLY, "riders", Kind.REBUTTAL, *before)
    occasion = Occasion(topic=BUSES, heard=heard, before=sheet(*before))
    assert next_step(PHRASES, occasion, Aspect.CLASH, SOME) == (
        "You left “Buses at night wake thousands of people who live along the route” unanswered. "
        "Say why it is wrong, or why it matters less."
    )


def test_a_mistaken_figure_is_put_right_first() -> None:
    wrong = FactHeard(fact="f", status=FactStatus.WRONG, span=(0, 3), correction="It was 3 May.")
    occasion = Occasion(topic=BUSES, heard=made("one line", facts=(wrong,)), before=Flow())
    step = next_step(PHRASES, occasion, Aspect.EVIDENCE, SOME)
    assert step == "Put one thing right before you use it again. It was 3 May."


def test_a_recognised_claim_brings_the_question_it_will_be_asked() -> None:
    occasion = Occasion(topic=BUSES, heard=spoken(STRONG), before=Flow())
    step = next_step(PHRASES, occasion, Aspect.REASONING, SOME)
    [edge, *_] = [e for e in BUSES.rebuttals_to["ride-safe"] if e.claim]
    assert BUSES.claim_by_id[str(edge.claim)].probe in step


def test_steps_that_are_marked_already_are_not_asked_for() -> None:
    heard = made("one line here\ntwo lines here")
    signed = replace(heard.reading.moves, signposts=heard.reading.moves.sentences)
    occasion = Occasion(topic=BUSES, heard=made(heard.text, moves=signed), before=Flow())
    assert "Number" not in next_step(PHRASES, occasion, Aspect.CLARITY, SOME)


def test_an_excellent_mark_brings_something_harder() -> None:
    occasion = Occasion(topic=BUSES, heard=made("one line here"), before=Flow())
    step = next_step(PHRASES, occasion, Aspect.WEIGHING, SOME, Band.EXCELLENT)
    assert step.startswith("This is done well.")


def test_the_other_sides_words_are_theirs() -> None:
    before = spoken(EMPTY, "payers")
    heard = spoken(REPLY, "riders", Kind.REBUTTAL, before)
    occasion = Occasion(topic=BUSES, heard=heard, before=Flow())
    step = next_step(PHRASES, occasion, Aspect.CLASH, SOME)
    assert "Night buses would drive around almost empty" in step
