"""How much of everything there is, and whether that is as much as the topic asks for (`minimums`).

What one topic needs is its writer's decision; the checks here hold them to it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sized

from bot.content.drafts import Draft
from bot.content.editorial.texts import kind_of_question, sides_hit, topic_of
from bot.content.entries import Entry
from bot.content.problems import Problem


def counts(draft: Draft) -> Mapping[str, int]:
    """What a topic holds, by what it is."""
    claims = {f"claims of {side.text('id')}": len(side.entries("claims")) for side in draft.sides}
    reasoning = [q for q in draft.questions if (kind := kind_of_question(q)) and kind.reasoning]
    return {
        "sides": len(draft.sides),
        "claims": sum(claims.values()),
        **claims,
        "rebuttals": len(draft.rebuttals()),
        "rebuttals with plain and expert lines": len(_at_each_level(draft)),
        "wordings": sum(len(claim.texts("heard_as")) for _, claim in draft.claims()),
        "facts": len(draft.facts),
        "questions": len(draft.questions),
        "questions that ask for reasoning": len(reasoning),
        "closing frames": sum(len(side.texts("closings")) for side in draft.sides),
        "events": len(_handout(draft, "timeline")),
        "words explained": len(_handout(draft, "glossary")),
        "publications to read": len(_handout(draft, "further_reading")),
    }


def too_few(draft: Draft) -> Iterator[Problem]:
    """Less than the pack's own minimums ask for."""
    topic = topic_of(draft)
    minimums = topic.inner("minimums")
    for key, there in _totals(draft).items():
        if len(there) < (least := minimums.number(key) or 0):
            yield topic.problem(_few(key, there, least), "minimums", key)
    for side in draft.sides:
        yield from _few_of_side(side, minimums)
    for _, claim in draft.claims():
        wordings, least = claim.texts("heard_as"), minimums.number("heard_as") or 0
        if len(wordings) < least:
            yield claim.problem(_few("wordings", wordings, least), "heard_as")
    if least := minimums.number("rebuttals") or 0:
        yield from _few_rebuttals(draft, least)


def _totals(draft: Draft) -> Mapping[str, Sized]:
    """What is counted over the whole topic, by its key in `minimums`."""
    return {
        "facts": draft.facts,
        "questions": draft.questions,
        "levels": _at_each_level(draft),
        **{key: _handout(draft, key) for key in ("timeline", "glossary", "further_reading")},
    }


def _few_of_side(side: Entry, minimums: Entry) -> Iterator[Problem]:
    wanted = {
        "claims": minimums.inner("claims").number(side.text("id")) or 0,
        "closings": minimums.number("closings") or 0,
    }
    for key, least in wanted.items():
        there = list(side.items(key))
        if len(there) < least:
            yield side.document.key_problem((*side.loc, key), _few(key, there, least))


def _few_rebuttals(draft: Draft, least: int) -> Iterator[Problem]:
    """Claims that a side which must answer them answers less often than asked for."""
    there = Counter((rebuttal.text("answers"), side) for side, rebuttal in draft.rebuttals())
    for side, claim in draft.claims():
        for hit in sides_hit(draft, side, claim):
            if (found := there[claim.text("id"), hit]) < least:
                message = f"{found} rebuttals of {hit}, where the topic asks for {least}"
                yield claim.problem(message, "id")


def _at_each_level(draft: Draft) -> list[Entry]:
    return [r for _, r in draft.rebuttals() if r.text("plain") and r.text("expert")]


def _handout(draft: Draft, key: str) -> list[Entry]:
    return draft.handout.entries(key) if draft.handout is not None else []


def _few(what: str, there: Sized, least: int) -> str:
    names = {"levels": "rebuttals with plain and expert lines", "timeline": "events"}
    names |= {"glossary": "words in the glossary", "further_reading": "publications to read"}
    return f"{len(there)} {names.get(what, what)}, where the topic asks for {least}"
