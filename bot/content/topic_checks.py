"""What must agree across a topic's files: ids, sides, and the argument graph without gaps.

Works on drafts, so that a mistake in one claim does not hide those in the others. An id that is
almost right counts as the one that was meant, and what could not be read is not called missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from bot.content.documents import Loc
from bot.content.drafts import Draft
from bot.content.entries import Entry
from bot.content.handout_checks import timeline_problems
from bot.content.paragraph_checks import paragraph_problems
from bot.content.problems import Problem, did_you_mean, listed, nearest
from bot.content.question_checks import question_problems


def topic_problems(draft: Draft) -> list[Problem]:
    """Every problem across the files of a draft, in no order."""
    graph = _Graph(draft)
    return [
        *_duplicates(draft),
        *graph.side_problems(),
        *graph.claim_problems(),
        *graph.rebuttal_problems(),
        *graph.unanswered(),
        *_fact_problems(draft),
        *question_problems(draft, graph.claims.keys()),
        *paragraph_problems(draft),
        *timeline_problems(draft),
    ]


def _duplicates(draft: Draft) -> Iterator[Problem]:
    """Ids are unique in the whole topic, so that one word in a log or a card means one thing."""
    plans = draft.topic.entries("plans") if draft.topic is not None else []
    parts = [part for _, part in (*draft.claims(), *draft.rebuttals())]
    first: dict[str, Problem] = {}
    for entry in (*draft.sides, *plans, *parts, *draft.facts, *draft.questions):
        if not (name := entry.text("id")):
            continue
        here = entry.problem("", "id")
        if name in first:
            there = f"{first[name].file}:{first[name].line}"
            yield entry.problem(f'duplicate id "{name}" (first at {there})', "id")
        first.setdefault(name, here)


def _fact_problems(draft: Draft) -> Iterator[Problem]:
    for fact in draft.facts:
        values = {value.casefold() for _, value in fact.texts("values")}
        for miss in fact.entries("near_misses"):
            if miss.text("said").casefold() in values:
                said = miss.text("said")
                yield miss.problem(f'"{said}" is one of the right values of this fact', "said")


class _Graph:
    """Sides, their claims, and the rebuttals between them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sides = draft.side_ids
        self.facts = [fact.text("id") for fact in draft.facts]

    @cached_property
    def claims(self) -> dict[str, tuple[str, Entry]]:
        """Claims by id, each with its side; of two with the same id the first."""
        named = [(side, claim) for side, claim in self.draft.claims() if claim.text("id")]
        return {claim.text("id"): (side, claim) for side, claim in reversed(named)}

    def side_problems(self) -> Iterator[Problem]:
        """The proposer, the minimums and the burdens name sides that there are."""
        topic = self.draft.topic
        if topic is not None and (proposer := topic.text("proposer")):
            yield from self._unknown(topic, ("proposer",), proposer, "side", self.sides)
        if topic is not None:
            minimums = topic.inner("minimums")
            yield from self._keys(minimums, "claims", "side", self.sides)
        for side in self.draft.sides:
            others = self._others(side.text("id"))
            yield from self._keys(side, "burdens", "other side", others)

    def claim_problems(self) -> Iterator[Problem]:
        """Facts and sides that claims name, and sources exactly where they are needed."""
        for side, claim in self.draft.claims():
            yield from self._unknown_facts(claim)
            yield from self._keys(claim, "probes", "other side", self._others(side))
            for loc, hit in claim.texts("hits"):
                path = loc[len(claim.loc) :]
                yield from self._unknown(claim, path, hit, "other side", self._others(side))
            beyond = claim.text("origin") == "beyond"
            if beyond and not claim.plain.get("source"):
                yield claim.problem('origin is "beyond", so a "source" is needed', "origin")
            elif claim.plain.get("source") and claim.text("origin") in ("article", "implied"):
                message = '"source" is only for claims whose origin is "beyond"'
                yield claim.document.key_problem((*claim.loc, "source"), message)

    def rebuttal_problems(self) -> Iterator[Problem]:
        """Rebuttals answer claims of other sides and rest on claims of their own."""
        for side, rebuttal in self.draft.rebuttals():
            yield from self._unknown_facts(rebuttal)
            for key, own in (("answers", False), ("claim", True)):
                name = rebuttal.text(key)
                if name in self.claims:
                    theirs = self.claims[name][0]
                    if (theirs == side) is not own:
                        yield rebuttal.problem(_wrong_side(name, theirs, own=own), key)
                elif name:
                    options = self._claims_of(side, own=own)
                    yield from self._unknown(rebuttal, (key,), name, "claim", options)

    def unanswered(self) -> Iterator[Problem]:
        """Claims without a rebuttal from each side they hit."""
        if "sides" not in self.draft.whole:
            return  # the rebuttal may be in a file that could not be read
        answered = defaultdict(set)
        for side, rebuttal in self.draft.rebuttals():
            name = rebuttal.text("answers")
            if name not in self.claims:
                name = nearest(name, self._claims_of(side, own=False)) or name
            answered[name].add(side)
        for name, (side, claim) in self.claims.items():
            others = self._others(side)
            hits = [h for _, h in claim.texts("hits") if h in others] or others
            if missing := [hit for hit in hits if hit not in answered[name]]:
                yield claim.problem(f'no rebuttal of {listed(missing)} answers "{name}"', "id")

    def _claims_of(self, side: str, *, own: bool) -> list[str]:
        """Ids of the side's own claims, or of all the others'."""
        return [claim for claim, (theirs, _) in self.claims.items() if (theirs == side) is own]

    def _others(self, side: str) -> list[str]:
        return [other for other in self.sides if other != side]

    def _unknown_facts(self, entry: Entry) -> Iterator[Problem]:
        for loc, fact in entry.texts("facts"):
            yield from self._unknown(entry, loc[len(entry.loc) :], fact, "fact", self.facts)

    def _keys(self, entry: Entry, key: str, noun: str, sides: list[str]) -> Iterator[Problem]:
        """Keys of a mapping that are no side."""
        for name in entry.inner(key).plain:
            if name not in sides and "sides" in self.draft.whole:
                message = f'unknown {noun} "{name}"{did_you_mean(name, sides)}'
                yield entry.document.key_problem((*entry.loc, key, name), message)

    def _unknown(
        self, entry: Entry, path: Loc, name: str, noun: str, options: Iterable[str]
    ) -> Iterator[Problem]:
        """The problem that a name is none of the options, if all of these could be read."""
        kind = "facts" if noun == "fact" else "sides"
        options = list(options)
        if name not in options and kind in self.draft.whole:
            yield entry.problem(f'unknown {noun} "{name}"{did_you_mean(name, options)}', *path)


def _wrong_side(name: str, side: str, *, own: bool) -> str:
    if own:
        return f'a rebuttal rests on a claim of its own side, and "{name}" is one of {side}'
    return f'a rebuttal answers another side, and "{name}" is a claim of its own'
