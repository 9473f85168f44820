"""The ballot of a finished round: totals, ranks, the deciding clash and the reason for decision.

The *deciding clash* is the strongest argument that one side answered or dropped, told from the side
that it was decided for. It explains a ranking and never makes one: a dropped argument stands at its
own strength and wins nothing by itself (debate.md). Ranks follow totals, so no low point wins.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.app.phrases import Phrases
from bot.app.ports import Case
from bot.core.ballot import Ballot, Clash, rank, side_totals
from bot.core.flow import Argument, Heard, State
from bot.core.reading import Stance, quote
from bot.core.topic import Topic
from bot.judges.quoting import all_quotable, quotable
from bot.judges.wording import put

WON_BY = {State.ANSWERED: "answered", State.DROPPED: "dropped"}
SURE = 0.3  # confidence in an attacked or granted claim from which the words surely meet it


def ballot(phrases: Phrases, judge: str, case: Case) -> Ballot:
    """The ballot of a finished round."""
    totals = {s: t for s, t in side_totals(case.rubric, case.marks).items() if s in case.sides}
    ranks = rank(totals, case.rubric.margin) if case.ranked else {}
    clash = deciding(phrases, case, totals)
    return Ballot(
        round=case.round,
        judge=judge,
        rubric=case.rubric.version,
        speeches=case.marks,
        totals=totals,
        ranks=ranks,
        decision=_decision(phrases, case, totals, ranks, clash),
        clash=clash,
    )


def deciding(phrases: Phrases, case: Case, totals: Mapping[str, float]) -> Clash | None:
    """The deciding clash; None if no argument was answered or dropped."""
    clashes = [(_weight(case, totals, argument, clash, sure=sure), clash)
               for argument, clash, sure in _clashes(phrases, case)]  # fmt: skip
    return max(clashes, key=lambda found: found[0])[1] if clashes else None


def _weight(
    case: Case, totals: Mapping[str, float], argument: Argument, clash: Clash, *, sure: bool
) -> tuple[bool, bool, bool, int, float, int]:
    """Clashes between people's sides first, then sure ones, those decided for the better side, and
    the strongest.
    """
    between = clash.side in case.sides and clash.answering_side in case.sides
    best = max(totals, key=lambda side: totals[side], default="")
    involved = totals.get(clash.side, 0.0) + totals.get(clash.answering_side, 0.0)
    return between, sure, clash.decided_for == best, argument.strength, involved, -argument.slot


def _clashes(phrases: Phrases, case: Case) -> Iterator[tuple[Argument, Clash, bool]]:
    """Each argument answered or dropped, and whether that is sure."""
    by_slot = {heard.slot.number: heard for heard in case.speeches}
    for argument in case.flow.arguments:
        raised = by_slot.get(argument.slot)
        if argument.claim is None and (raised is None or not all_quotable(raised)):
            continue  # it would be named in words that may not be quoted
        for side, state in argument.towards.items():
            if state not in WON_BY or not {argument.side, side} & set(case.sides):
                continue
            answer = by_slot.get(argument.answered_in.get(side, -1))
            dropped = state is State.DROPPED
            sure = dropped or (answer is not None and _surely_met(answer, argument))
            quoted = _answer(answer, argument) if sure and not dropped else ""
            own = raised.speech if raised is not None and argument.claim is None else ""
            yield (
                argument,
                Clash(
                    argument=put(case.topic, argument),
                    side=argument.side,
                    answer=quoted or _stand_in(phrases, case.topic, answer, argument, state),
                    answering_side=side,
                    decided_for=argument.side if dropped else side,
                    argument_by=own or None,
                    answer_by=answer.speech if answer is not None and quoted else None,
                ),
                sure,
            )


def _answer(heard: Heard | None, argument: Argument) -> str:
    """The words that answered an argument; empty if nothing did, or they may not be quoted."""
    if heard is None or argument.claim not in heard.reading.answers:
        return ""
    place = heard.reading.answers.index(argument.claim)
    span = heard.reading.answer_spans[place]
    return quote(heard.text, span) if quotable(heard, span) else ""


def _surely_met(heard: Heard, argument: Argument) -> bool:
    """Whether a speech meets an argument beyond doubt: by stance, or before all others."""
    dealt = (Stance.ATTACKS, Stance.CONCEDES)
    by_stance = any(claim.claim == argument.claim and claim.stance in dealt
                    and claim.confidence >= SURE for claim in heard.reading.claims)  # fmt: skip
    return by_stance or argument.claim in heard.reading.answers[:1]


def _stand_in(
    phrases: Phrases, topic: Topic, heard: Heard | None, argument: Argument, state: State
) -> str:
    """What stands for an answer that cannot be quoted: the own claim that the pack sets against the
    argument, if the speech makes it; or that no answer came.
    """
    if state is State.DROPPED:
        return phrases.say("judge.decision.no_answer")
    edges = topic.rebuttals_to.get(argument.claim or "", ())
    own = heard.reading.asserted(heard.slot.side) if heard else ()
    against = {edge.claim for edge in edges if heard and edge.side == heard.slot.side}
    made = [topic.claim_by_id[claim.claim].statement for claim in own if claim.claim in against]
    return made[0] if made else phrases.say("judge.decision.answer_unquoted")


def _decision(
    phrases: Phrases,
    case: Case,
    totals: Mapping[str, float],
    ranks: Mapping[str, int],
    clash: Clash | None,
) -> str:
    """The reason for decision, naming the deciding clash."""
    if not totals:
        return phrases.say("judge.decision.nothing_marked")
    parts = [_lead(phrases, case, ranks)]
    if clash is None:
        parts.append(phrases.say("judge.decision.no_clash"))
    else:
        dropped = clash.decided_for == clash.side
        parts.append(
            phrases.say(
                "judge.decision.dropped" if dropped else "judge.decision.answered",
                argument=clash.argument,
                side=_name(case, clash.side),
                other=_name(case, clash.answering_side),
            )
        )
    return " ".join(part for part in parts if part)


def _lead(phrases: Phrases, case: Case, ranks: Mapping[str, int]) -> str:
    """Which brief was argued best, where sides are ranked; never that a side is right."""
    best = [side for side, place in ranks.items() if place == 1]
    if len(ranks) < 2:  # noqa: PLR2004 - one side alone is not compared
        return ""
    if len(best) > 1:
        return phrases.say("judge.decision.tied", sides=_listed(phrases, case, best))
    return phrases.say("judge.decision.best", side=_name(case, best[0]))


def _listed(phrases: Phrases, case: Case, sides: Sequence[str]) -> str:
    *first, last = [_name(case, side) for side in sides]
    return phrases.say("judge.decision.list", first=", ".join(first), last=last)


def _name(case: Case, side: str) -> str:
    return case.topic.side_by_id[side].name
