"""Rebuttals answer what the student said, press what was dropped, and are honest about the rest."""

from dataclasses import dataclass, replace

import pytest

from bot.app.ports import Level, Reply, Said
from bot.core.flow import State
from bot.core.format import Kind
from bot.core.reading import ClaimHeard, Flag, Reading, Stance, Warned
from bot.core.topic import Claim, Topic
from tests.opponents.stage import BOT, Play, pace, slot, slots
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
