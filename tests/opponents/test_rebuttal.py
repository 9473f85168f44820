"""Rebuttals answer what the student said, press what was dropped, and are honest about the rest."""

from dataclasses import dataclass

import pytest

from bot.app.ports import Level, Reply, Said
from bot.core.format import Kind
from bot.core.reading import ClaimHeard, Flag, Reading, Stance, Warned
from bot.core.topic import Claim, Topic
from tests.opponents.stage import BOT, Play, slot
from tests.opponents.town import TOWN

SIDES = tuple(side.id for side in TOWN.sides)
OTHERS = [(claim, side.id) for claim in TOWN.claims for side in TOWN.sides if side.id != claim.side]


@dataclass
class Hears:
    """Hears one claim in any text, as a reader that looks through markup would."""

    claim: str = "walk-air"
    stance: Stance = Stance.ASSERTS
    confidence: float = 1.0
    flags: tuple[Flag, ...] = ()
    version: str = "hears"

    def read(self, topic: Topic, said: Said) -> Reading:
        told = ClaimHeard(
            claim=self.claim,
            side=topic.claim_by_id[self.claim].side,
            stance=self.stance,
            confidence=self.confidence,
            span=(0, len(said.text)),
        )
        flags = tuple(Warned(flag=flag) for flag in self.flags)
        return Reading(reader=self.version, words=6, claims=(told,), flags=flags)


def answer_to(
    text: str, student: str = "walkers", bot: str = "shops", level: Level = Level.SHARP
) -> Reply:
    """The bot's rebuttal after a student's opening, in a round of two."""
    play = Play(TOWN, (student, bot), level=level)
    play.say(slot(Kind.OPENING, student, 0), text)
    return play.bot(slot(Kind.REBUTTAL, bot, 1))


@pytest.mark.parametrize(("claim", "bot"), OTHERS, ids=lambda v: getattr(v, "id", v))
@pytest.mark.parametrize("level", Level)
def test_the_claim_that_was_made_is_the_claim_that_is_answered(
    claim: Claim, bot: str, level: Level
) -> None:
    reply = answer_to(claim.heard_as[0] + ".", claim.side, bot, level)
    spoken = [r for r in TOWN.rebuttals if f"rebuttal:{r.id}" in reply.lines]
    assert reply.recognised
    assert reply.answers == claim.id
    assert [(r.answers, r.side) for r in spoken] == [(claim.id, bot)]
    assert reply.claim == spoken[0].claim
    wanted = {Level.PLAIN: spoken[0].plain, Level.EXPERT: spoken[0].expert}.get(level)
    assert (wanted or spoken[0].line) in reply.text


def test_their_own_words_are_quoted_in_the_answer() -> None:
    reply = answer_to("I think that without cars we breathe better air.")
    assert "“without cars we breathe better air”" in reply.text.replace("“Without", "“without")


def test_a_statement_stands_for_words_that_cannot_be_quoted() -> None:
    reply = answer_to("IDIOTS without cars we breathe better air.")
    assert "IDIOTS" not in reply.text
    assert "breathe better air" not in reply.text.replace("petrol", "")
    assert "Air in the old town would be cleaner without cars." in reply.text
    assert reply.answers == "walk-air"


@pytest.mark.parametrize(
    "text",
    [
        "**Without cars** we _breathe_ `better` air {name} {0} {{.",
        "@everyone without cars we breathe better air.",
        "<@1234> without cars we breathe better air <#99>.",
        "[Without cars we breathe better air](https://example.org/x).",
        "~~Without cars we breathe better air~~ ||spoiler|| # title.",
        "Without cars we breathe better air %s %(x)s ${HOME} \\n \u202e.",
    ],
)
def test_markup_in_a_students_text_does_no_harm_in_a_quote(text: str) -> None:
    play = Play(TOWN, ("walkers", "shops"), reader=Hears())
    play.say(slot(Kind.OPENING, "walkers", 0), text)
    reply = BOT.speak(play.occasion(slot(Kind.REBUTTAL, "shops", 1)))
    assert reply.answers == "walk-air"
    assert not set("*_`~|<>@{}[]#\\\u202e") & set(reply.text)
    assert "example.org" not in reply.text


def test_the_strongest_argument_is_answered_first() -> None:
    reply = answer_to(
        "Walkers buy more than drivers. People sleep well when there are no engines. "
        "Without cars we breathe better air."
    )
    answered = [line for line in reply.lines if line.startswith("rebuttal:")]
    assert [line.split("-vs-")[1].rsplit("-", 1)[0] for line in answered][:2] == [
        "walk-air",
        "walk-noise",
    ]
    assert reply.answers == "walk-air"


def test_with_two_opponents_the_best_of_each_is_answered() -> None:
    play = Play(TOWN, SIDES)
    play.say(
        slot(Kind.OPENING, "walkers", 0),
        "Without cars we breathe better air. People sleep well when there are no engines.",
    )
    play.say(slot(Kind.OPENING, "shops", 1), "Old people need their cars close by.")
    reply = play.bot(slot(Kind.REBUTTAL, "council", 2))
    answered = {line.split("-vs-")[1].rsplit("-", 1)[0] for line in reply.lines if "-vs-" in line}
    assert {"walk-air", "shop-elderly"} <= answered
    assert "Walkers" in reply.text
    assert "Shopkeepers" in reply.text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Without cars we breathe better air.", True),
        ("Without cars we breathe better air because exhaust makes us ill.", False),
        ("Without cars we breathe better air. That is because exhaust makes us ill.", False),
    ],
)
def test_the_reason_is_asked_for_where_none_was_given(text: str, asked: bool) -> None:
    reply = answer_to(text)
    before_own_case = reply.text.split("petrol")[0]
    told = any(word in before_own_case for word in ("reason", "why", "Why", "claim it"))
    assert told is asked


def test_a_line_that_was_spoken_is_not_spoken_again() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    spoken: list[str] = []
    for number in range(0, 12, 2):
        play.say(slot(Kind.OPENING, "walkers", number), "Without cars we breathe better air.")
        spoken += play.bot(slot(Kind.REBUTTAL, "shops", number + 1)).lines
    assert len(spoken) == len(set(spoken))
    assert {"rebuttal:shops-vs-walk-air-0", "rebuttal:shops-vs-walk-air-1"} <= set(spoken)


def test_when_prepared_answers_run_out_a_question_or_an_own_claim_meets_the_point() -> None:
    play = Play(TOWN, ("walkers", "shops"))
    play.used = {"rebuttal:shops-vs-walk-air-0", "rebuttal:shops-vs-walk-air-1"}
    play.say(slot(Kind.OPENING, "walkers", 0), "Without cars we breathe better air.")
    reply = play.bot(slot(Kind.REBUTTAL, "shops", 1))
    assert reply.answers == "walk-air"
    assert reply.claim in ("shop-customers", "shop-elderly")
    assert "reathe better air" in reply.text
