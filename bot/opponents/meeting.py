"""Ways to meet one point, best first, each a part of a speech.

A prepared answer of the topic; when those are spent, a question from a claim that such an answer
rests on, then that claim itself; at last the word that nothing is left. Nothing is ever made up.
"""

from collections.abc import Iterator

from bot.app.ports import Level, Occasion
from bot.core import draw
from bot.core.topic import Claim, Rebuttal
from bot.opponents.clash import Due, Point
from bot.opponents.script import Part
from bot.opponents.wording import Wording


def at_level(rebuttal: Rebuttal, level: Level) -> str:
    """The rebuttal's line at a level; the sharp one where no other is written."""
    written = {Level.PLAIN: rebuttal.plain, Level.EXPERT: rebuttal.expert}
    return written.get(level) or rebuttal.line


def edges(occasion: Occasion, claim: Claim) -> tuple[Rebuttal, ...]:
    """This side's prepared answers to a claim that were not spoken yet.

    First those that these people have not met, then those that build on what this side has raised.
    """
    raised = {a.claim for a in occasion.flow.arguments if a.side == occasion.slot.side}
    fresh = [
        rebuttal
        for rebuttal in occasion.topic.rebuttals_to.get(claim.id, ())
        if rebuttal.side == occasion.slot.side and f"rebuttal:{rebuttal.id}" not in occasion.used
    ]
    drawn = draw.shuffled(fresh, occasion.seed, f"opponent answer {occasion.slot.number}")
    return tuple(
        sorted(drawn, key=lambda r: (f"rebuttal:{r.id}" in occasion.met, r.claim not in raised))
    )


def naming(occasion: Occasion, point: Point, wording: Wording, nth: int) -> tuple[str, ...]:
    """Sentences that say which point is meant: in the speaker's words, else by its statement.

    Where the reader is not sure, the statement lets the speaker see what was understood.
    """
    order = "again" if point.due is Due.AGAIN else "first" if nth == 0 else "next"
    name = occasion.topic.side_by_id[point.claim.side].name
    if point.words and point.sure and (order == "again" or not _quoted(occasion, point.words)):
        return wording.towards(f"says.{order}", name, nth, words=point.words)
    return wording.towards("means", name, nth, statement=point.claim.statement)


def _quoted(occasion: Occasion, words: str) -> bool:
    """Whether this side has held these words up already, for instance in a question."""
    me = occasion.slot.side
    return any(f"“{words}”" in heard.text for heard in occasion.speeches if heard.slot.side == me)


def prepared(occasion: Occasion, point: Point, wording: Wording, nth: int) -> Iterator[Part]:
    """The topic's own answers to a point, named and at the level."""
    names = naming(occasion, point, wording, nth)
    for rebuttal in edges(occasion, point.claim):
        line = at_level(rebuttal, occasion.level)
        bare = (line,) if nth == 0 else ()  # a later answer needs to say what it answers
        yield Part(
            wordings=(*(f"{name} {line}" for name in names), *bare),
            lines=(f"rebuttal:{rebuttal.id}",),
            answers=point.claim.id,
            claim=rebuttal.claim,
            facts=rebuttal.facts,
        )


def related(occasion: Occasion, point: Point, wording: Wording, nth: int) -> Iterator[Part]:
    """This side's claims on which prepared answers to the point rest, by opening line or reason."""
    names = naming(occasion, point, wording, nth)
    for claim in resting(occasion, point.claim):
        for line_id, use, line in (
            (f"warrant:{claim.id}", "beside.reason", claim.warrant),
            (f"opening:{claim.id}", "beside.point", claim.opening),
        ):
            beside = wording.options(use, nth, line=line)
            yield Part(
                wordings=tuple(f"{name} {said}" for name in names for said in beside),
                lines=(line_id,),
                answers=point.claim.id,
                claim=claim.id,
                facts=claim.facts,
            )


def asked(occasion: Occasion, point: Point, wording: Wording, nth: int) -> Iterator[Part]:
    """With every answer spoken: a probing question of this side."""
    names = naming(occasion, point, wording, nth)
    for claim in resting(occasion, point.claim):
        question = claim.probe_to(point.claim.side)
        yield probe(claim, tuple(f"{name} {question}" for name in names), point.claim)


def spent(occasion: Occasion, point: Point, wording: Wording, nth: int) -> Iterator[Part]:
    """With nothing left to say to a point that must be met: the honest word."""
    del occasion, nth
    if point.due is Due.NOW and point.words:
        yield Part(wordings=wording.options("spent_on", words=point.words), answers=point.claim.id)


def probe(claim: Claim, wordings: tuple[str, ...], about: Claim | None = None) -> Part:
    """A part that asks the probing question of one of this side's claims about another's."""
    return Part(
        wordings=wordings,
        lines=(f"probe:{claim.id}",),
        answers=about.id if about else None,
        claim=claim.id,
    )


def resting(occasion: Occasion, claim: Claim) -> tuple[Claim, ...]:
    """This side's claims on which its prepared answers to a claim rest, in the pack's order."""
    own = (
        occasion.topic.claim_by_id[rebuttal.claim]
        for rebuttal in occasion.topic.rebuttals_to.get(claim.id, ())
        if rebuttal.side == occasion.slot.side and rebuttal.claim
    )
    return tuple(dict.fromkeys(own))
