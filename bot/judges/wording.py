"""Reasons and next steps in words. All wording is in `prompts/phrases/en.judge.yaml`.

A reason says what was found for a criterion: `missing` where nothing was, else by band. A next step
is one concrete thing: taken from the flow or from the pack where they give one, else about the
sentence that needs it.
"""

from dataclasses import dataclass

from bot.app.phrases import Phrases
from bot.core.flow import Argument, Flow, Heard
from bot.core.format import Kind
from bot.core.reading import FactStatus
from bot.core.rubric import Aspect, Band
from bot.core.topic import Topic
from bot.judges.measures import Measure, meets, to_answer
from bot.judges.quoting import needing, own_claim

MISSING = "missing"
SIGNED = 2  # signposts from which a speech has its steps marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a mark is about: a speech and the flow before it, in a topic."""

    topic: Topic
    heard: Heard
    before: Flow


def reason(phrases: Phrases, aspect: Aspect, measure: Measure, band: Band) -> str:
    """Why the points are what they are."""
    level = band.value if measure.depth > 0 else MISSING
    return phrases.say(f"judge.reason.{aspect.value}.{level}")


def next_step(
    phrases: Phrases,
    occasion: Occasion,
    aspect: Aspect,
    measure: Measure,
    band: Band | None = None,
) -> str:
    """One thing to do next time; for an excellent mark, something harder."""
    special = _special(phrases, occasion, aspect)
    if special:
        return special
    if band is Band.EXCELLENT:
        return phrases.say("judge.next.stretch")
    if measure.depth > 0 and aspect in (Aspect.CLARITY, Aspect.CLASH):
        return _more(phrases, occasion, aspect)
    quoted = needing(occasion.heard)
    if not quoted:
        return phrases.say("judge.next.any")
    level = MISSING if measure.depth == 0 else "more"
    return phrases.say(f"judge.next.{aspect.value}.{level}", quote=quoted[0].rstrip(" ."))


def _more(phrases: Phrases, occasion: Occasion, aspect: Aspect) -> str:
    """More of clarity or of clash: nothing that is done already, and no words that do not fit."""
    heard, said = occasion.heard, phrases.say
    key = f"judge.next.{aspect.value}"
    if aspect is Aspect.CLARITY:
        if len(heard.reading.moves.signposts) >= SIGNED:
            return said(f"{key}.signed")
        first = own_claim(heard)
        return said(f"{key}.more", quote=first.rstrip(" .")) if first else said(f"{key}.plain")
    claims = (occasion.topic.claim_by_id.get(claim) for claim in heard.reading.answers)
    met = [claim.statement.strip().rstrip(".") for claim in claims if claim]
    return said(f"{key}.more", argument=met[0]) if met else said(f"{key}.plain")


def unanswered(occasion: Occasion) -> list[Argument]:
    """The named arguments that the speech left standing, strongest first."""
    named = to_answer(occasion.before, occasion.heard.slot.side)
    left = [
        argument
        for standing in named.values()
        for argument in standing
        if not meets(occasion.heard, argument) and argument.claim  # nobody's words unchecked
    ]
    return sorted(left, key=lambda argument: (-argument.strength, argument.slot))


def put(topic: Topic, argument: Argument) -> str:
    """An argument as it is named to a student: the claim's statement without its full stop."""
    claim = topic.claim_by_id.get(argument.claim or "")
    return (claim.statement if claim else argument.words).strip().rstrip(".")


def _special(phrases: Phrases, occasion: Occasion, aspect: Aspect) -> str:
    """A next step that the flow or the pack gives; empty if they give none."""
    heard, topic = occasion.heard, occasion.topic
    if aspect is Aspect.EVIDENCE:
        wrong = [f.correction for f in heard.reading.facts if f.status is FactStatus.WRONG]
        return phrases.say("judge.next.mend", correction=wrong[0]) if wrong else ""
    if aspect in (Aspect.CLASH, Aspect.WEIGHING, Aspect.PRESSURE):
        left = unanswered(occasion)
        key = f"judge.next.{aspect.value}.standing"
        return phrases.say(key, argument=put(topic, left[0])) if left else ""
    if aspect is Aspect.CLARITY and heard.slot.kind is Kind.QUESTION:
        return phrases.say("judge.next.clarity.question")
    if aspect is Aspect.REASONING:
        question = _question_to_expect(topic, heard)
        return phrases.say("judge.next.probe", question=question) if question else ""
    return ""


def _question_to_expect(topic: Topic, heard: Heard) -> str:
    """What an opponent would ask: the probe of a claim from which the speech's best is answered."""
    own = heard.reading.asserted(heard.slot.side)
    edges = topic.rebuttals_to.get(own[0].claim, ()) if own else ()
    mine = heard.slot.side
    asked = (topic.claim_by_id[edge.claim].probe_to(mine) for edge in edges if edge.claim)
    return next(asked, "")
