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
from bot.core.reading import quote
from bot.judges.wording import put

WON_BY = {State.ANSWERED: "answered", State.DROPPED: "dropped"}


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
    clashes = [(_weight(case, totals, argument, clash), clash)
               for argument, clash in _clashes(phrases, case)]  # fmt: skip
    return max(clashes, key=lambda found: found[0])[1] if clashes else None


def _weight(
    case: Case, totals: Mapping[str, float], argument: Argument, clash: Clash
) -> tuple[bool, bool, int, float, int]:
    """Clashes between people's sides first, decided for the better side, then the strongest."""
    between = clash.side in case.sides and clash.answering_side in case.sides
    best = max(totals, key=lambda side: totals[side], default="")
    involved = totals.get(clash.side, 0.0) + totals.get(clash.answering_side, 0.0)
    return between, clash.decided_for == best, argument.strength, involved, -argument.slot


def _clashes(phrases: Phrases, case: Case) -> Iterator[tuple[Argument, Clash]]:
    by_slot = {heard.slot.number: heard for heard in case.speeches}
    for argument in case.flow.arguments:
        for side, state in argument.towards.items():
            if state not in WON_BY or not {argument.side, side} & set(case.sides):
                continue
            answer = by_slot.get(argument.answered_in.get(side, -1))
            words = _answer(answer, argument) or phrases.say("judge.decision.no_answer")
            yield (
                argument,
                Clash(
                    argument=put(case.topic, argument),
                    side=argument.side,
                    answer=words,
                    answering_side=side,
                    decided_for=argument.side if state is State.DROPPED else side,
                ),
            )


def _answer(heard: Heard | None, argument: Argument) -> str:
    """The words that answered an argument; empty if nothing did."""
    if heard is None or argument.claim not in heard.reading.answers:
        return ""
    place = heard.reading.answers.index(argument.claim)
    return quote(heard.text, heard.reading.answer_spans[place])


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
