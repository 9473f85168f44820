"""Paragraph numbers stay within the article, if the topic says how many paragraphs it has."""

from collections.abc import Iterator

from bot.content.drafts import Draft
from bot.content.entries import Entry
from bot.content.problems import Problem


def paragraph_problems(draft: Draft) -> Iterator[Problem]:
    """Every paragraph number that the article does not have."""
    last = article_length(draft)
    if last is None:
        return
    for entry in _numbered(draft):
        for loc, number in entry.items("paragraphs"):
            if isinstance(number, int) and number > last:
                message = f"there is no paragraph {number}: the source has {last}"
                yield entry.document.problem(loc, message)


def article_length(draft: Draft) -> int | None:
    """How many numbered paragraphs the article has, if the topic says so."""
    if draft.topic is None:
        return None
    number = draft.topic.inner("source").number("paragraphs")
    return number if number is not None and number > 0 else None


def _numbered(draft: Draft) -> Iterator[Entry]:
    """Everything that names paragraphs of the article."""
    yield from (claim for _, claim in draft.claims())
    yield from (*draft.facts, *draft.questions)
    if draft.topic is not None:
        yield from draft.topic.entries("plans")
    if draft.handout is not None:
        yield from draft.handout.entries("timeline")
