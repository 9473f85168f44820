"""The texts of a topic as the checks see them: every one with the place where it stands.

A *word* is a run of letters and digits; a hyphen or an apostrophe inside it does not end it. A
*field* is the key that a text stands under, for instance `warrant`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.documents import Document, Loc
from bot.content.drafts import Draft
from bot.content.entries import Entry
from bot.content.problems import Problem
from bot.core.topic import QuestionKind

PLACEHOLDER = "Write:"  # how a text of the skeleton begins that somebody must still write

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text, stripped, and where it stands."""

    document: Document
    loc: Loc
    text: str

    def problem(self, message: str) -> Problem:
        """A problem with this text."""
        return self.document.problem(self.loc, message)


def words(text: str) -> list[str]:
    """The words of a text, as written."""
    return _WORD.findall(text)


def of(entry: Entry, field: str) -> Iterator[Written]:
    """The text under a key of an entry, or those of the list there; none that is still to write."""
    listed = entry.texts(field)
    for loc, text in listed or [((*entry.loc, field), entry.text(field))]:
        if text and not text.startswith(PLACEHOLDER):
            yield Written(document=entry.document, loc=loc, text=text)


def by_field(draft: Draft) -> Iterator[tuple[str, Written]]:
    """The prose that lengths and reading ease are asked of, each with its field."""
    claim_fields = ("statement", "warrant", "impact", "opening", "probe", "heard_as")
    groups: list[tuple[tuple[str, ...], list[Entry]]] = [
        (("background",), [topic_of(draft)]),
        (("brief",), draft.sides),
        (claim_fields, [claim for _, claim in draft.claims()]),
        (("line", "plain", "expert"), [rebuttal for _, rebuttal in draft.rebuttals()]),
        (("explanation",), draft.questions),
    ]
    for fields, entries in groups:
        for entry in entries:
            for field in fields:
                yield from ((field, written) for written in of(entry, field))
    for _, claim in draft.claims():
        for side in claim.inner("probes").plain:
            yield from (("probe", written) for written in of(claim.inner("probes"), str(side)))


def everything(draft: Draft) -> Iterator[Written]:
    """Every text of every file that belongs to the topic, ids and the like too."""
    entries = [draft.topic, *draft.sides, *draft.apart.values(), draft.handout]
    documents = [entry.document for entry in (*entries, *draft.facts, *draft.questions) if entry]
    for document in {id(document): document for document in documents}.values():
        yield from _inside(document, (), document.plain)


def _inside(document: Document, loc: Loc, value: object) -> Iterator[Written]:
    if isinstance(value, str):
        yield Written(document=document, loc=loc, text=value.strip())
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(document, (*loc, key), item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _inside(document, (*loc, number), item)


def topic_of(draft: Draft) -> Entry:
    """The topic's main entry, which every draft without mistakes has."""
    assert draft.topic is not None  # noqa: S101 (or there would have been a problem)
    return draft.topic


def sides_hit(draft: Draft, side: str, claim: Entry) -> list[str]:
    """The sides that must answer a claim."""
    others = [other for other in draft.side_ids if other != side]
    named = [hit for _, hit in claim.texts("hits")]
    return [other for other in others if other in named] or others


def kind_of_question(question: Entry) -> QuestionKind | None:
    """What kind a question is of, if it is one that there is."""
    written = question.text("kind")
    return next((kind for kind in QuestionKind if kind.value == written), None)
