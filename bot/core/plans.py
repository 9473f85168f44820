"""Which plan level a round is about. The proposer names it in the opening; the others answer that
plan (debate.md, "The question").
"""

from collections.abc import Sequence

from bot.core.flow import Heard
from bot.core.format import Kind
from bot.core.topic import Plan, Topic


def named(topic: Topic, speeches: Sequence[Heard]) -> Plan | None:
    """The plan that the proposer's opening names; else the one it argues for, which shares most
    source paragraphs with the claims made there, the first of equals. None before that opening, or
    if it fits none.
    """
    openings = [
        speech
        for speech in speeches
        if speech.slot.kind is Kind.OPENING and speech.slot.side == topic.proposer
    ]
    for plan in topic.plans:
        if any(plan.name.casefold() in speech.text.casefold() for speech in openings):
            return plan
    claims = [
        topic.claim_by_id[heard.claim]
        for speech in openings
        for heard in speech.reading.asserted(topic.proposer)
    ]
    shared = {
        plan.id: sum(len(set(plan.paragraphs) & set(claim.paragraphs)) for claim in claims)
        for plan in topic.plans
    }
    best = max(topic.plans, key=lambda plan: shared[plan.id], default=None)
    return best if best is not None and shared[best.id] else None
