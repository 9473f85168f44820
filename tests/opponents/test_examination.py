"""Questions press what was raised; answers bind their side, or honestly say that they cannot."""

from dataclasses import replace

import pytest

from bot.core.format import Kind
from bot.core.topic import Claim
from tests.opponents.stage import Play, follow_up, slot
from tests.opponents.town import TOWN


def opened_by_student(text: str, bot: str = "shops") -> Play:
    play = Play(TOWN, ("walkers", bot))
    play.say(slot(Kind.OPENING, "walkers", 0), text)
    return play


def test_a_question_is_put_to_the_words_of_the_side_asked() -> None:
    play = opened_by_student("Without cars we breathe better air because exhaust is bad.")
    reply = play.bot(slot(Kind.QUESTION, "shops", 1, 40, "walkers"))
    assert "ithout cars we breathe better air" in reply.text
    assert reply.answers == "walk-air"
    assert reply.text.endswith("?")
    assert [line.split(":")[0] for line in reply.lines] == ["probe"]
    assert TOWN.claim_by_id[reply.lines[0].removeprefix("probe:")].side == "shops"


def test_an_unreasoned_claim_is_questioned_before_a_reasoned_one() -> None:
    play = opened_by_student(
        "Without cars we breathe better air because exhaust is bad. Walkers buy more than drivers."
    )
    assert play.bot(slot(Kind.QUESTION, "shops", 1, 40, "walkers")).answers == "walk-trade"


def test_an_argument_outside_the_pack_is_asked_how_it_would_work() -> None:
    play = opened_by_student("Surprisingly, a cable car over the roofs would solve everything.")
    reply = play.bot(slot(Kind.QUESTION, "shops", 1, 40, "walkers"))
    assert "cable car over the roofs" in reply.text
    assert reply.text.endswith("?")


def test_a_question_that_was_written_for_one_side_is_put_to_that_side_alone() -> None:
    asked = {"walkers": "Who carries the old woman's bags up the hill?"}
    claims = tuple(replace(claim, probes=tuple(asked.items())) for claim in TOWN.claims)
    play = Play(replace(TOWN, claims=claims), ("walkers", "shops", "council"))
    for side in ("walkers", "council"):
        raised = next(claim for claim in TOWN.claims if claim.side == side)
        play.say(slot(Kind.OPENING, side, len(play.heard)), raised.opening)
    to_walkers = play.bot(slot(Kind.QUESTION, "shops", 2, 40, "walkers"))
    to_others = play.bot(slot(Kind.QUESTION, "shops", 3, 40, "council"))
    assert to_walkers.text.endswith(asked["walkers"])
    assert asked["walkers"] not in to_others.text


def test_what_is_plainly_false_is_put_right_and_not_asked_about() -> None:
    play = opened_by_student("Surprisingly, nine thousand visitors came and it was a great day.")
    assert "nine thousand" not in play.bot(slot(Kind.QUESTION, "shops", 1, 40, "walkers")).text
    rebuttal = play.bot(slot(Kind.REBUTTAL, "shops", 2))
    assert "correction:fact-visitors" in rebuttal.lines
    assert "how would it work" not in rebuttal.text


def test_with_nothing_raised_there_is_still_a_question() -> None:
    reply = opened_by_student("Hello.").bot(slot(Kind.QUESTION, "shops", 1, 40, "walkers"))
    assert reply.text.endswith("?")
    assert not reply.recognised


@pytest.mark.parametrize(
    ("answer", "quoted"),
    [
        ("People sleep well when there are no engines.", "eople sleep well when there are no"),
        ("I would rather talk about the weather in spring.", "the weather in spring"),
        ("No.", ""),
    ],
)
def test_a_follow_up_presses_the_answer_just_given(answer: str, quoted: str) -> None:
    play = opened_by_student("Without cars we breathe better air.")
    first = play.bot(slot(Kind.QUESTION, "shops", 1, 40, "walkers"))
    play.say(slot(Kind.ANSWER, "walkers", 2, 60, "shops"), answer)
    second = play.bot(follow_up("shops", 3, "walkers"))
    assert second.text != first.text
    assert quoted in second.text
    assert "?" in second.text


@pytest.mark.parametrize("claim", [c for c in TOWN.claims if c.side == "shops"], ids=lambda c: c.id)
def test_asked_about_its_own_claim_the_bot_stands_by_it_with_its_reason(claim: Claim) -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.QUESTION, "walkers", 0, 40, "shops"), f"Is it so that {claim.heard_as[0]}?")
    reply = play.bot(slot(Kind.ANSWER, "shops", 1, 60, "walkers"))
    assert reply.recognised
    assert reply.claim == claim.id
    assert claim.warrant in reply.text


@pytest.mark.parametrize(
    "claim", [c for c in TOWN.claims if c.side == "walkers"], ids=lambda c: c.id
)
def test_asked_about_the_askers_claim_the_bot_answers_that_claim(claim: Claim) -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(
        slot(Kind.QUESTION, "walkers", 0, 40, "shops"), f"Do you see that {claim.heard_as[0]}?"
    )
    reply = play.bot(slot(Kind.ANSWER, "shops", 1, 60, "walkers"))
    assert reply.recognised
    assert reply.answers == claim.id
    assert any(f"rebuttal:{r.id}" in reply.lines for r in TOWN.rebuttals_to[claim.id])


def test_a_bare_why_is_about_the_answer_before_it() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.QUESTION, "walkers", 0, 40, "shops"), "Old people need their cars close by?")
    first = play.bot(slot(Kind.ANSWER, "shops", 1, 60, "walkers"))
    play.say(follow_up("walkers", 2, "shops"), "Why?")
    answering = follow_up("shops", 3, "walkers")
    second = play.bot(replace(answering, kind=Kind.ANSWER))
    assert second.recognised
    assert second.text != first.text
    assert second.claim == first.claim == "shop-elderly"


def test_a_question_that_is_not_understood_gets_an_honest_word_and_the_own_view() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.say(slot(Kind.QUESTION, "walkers", 0, 40, "shops"), "What about the pigeons?")
    reply = play.bot(slot(Kind.ANSWER, "shops", 1, 60, "walkers"))
    assert not reply.recognised
    assert "no prepared answer" in reply.text
    assert reply.claim in {c.id for c in TOWN.claims if c.side == "shops"}
