"""Whether what is said can be looked up, and whether the whole article is used.

That a claim from elsewhere names its source is a rule of the loader (`content/topic_checks.py`).
"""

from collections.abc import Iterator

from bot.content.drafts import Draft
from bot.content.editorial.texts import topic_of
from bot.content.entries import Entry
from bot.content.paragraph_checks import article_length
from bot.content.problems import Problem, listed


def unsourced(draft: Draft) -> Iterator[Problem]:
    """Claims and facts of the article without a paragraph to look them up in."""
    for _, claim in draft.claims():
        if claim.text("origin") == "article" and not claim.plain.get("paragraphs"):
            yield claim.problem("a claim of the article needs paragraphs", "id")
    for fact in draft.facts:
        if not fact.plain.get("source") and not fact.plain.get("paragraphs"):
            yield fact.problem("a fact needs paragraphs of the article, or a source", "id")


def uncovered(draft: Draft) -> Iterator[Problem]:
    """Paragraphs without a claim, a fact or a question, if it is known how many there are."""
    kinds = {
        "claim": _paragraphs([claim for _, claim in draft.claims()]),
        "fact": _paragraphs(draft.facts),
        "question": _paragraphs(draft.questions),
    }
    gaps: dict[str, list[str]] = {}
    for paragraph in range(1, (article_length(draft) or 0) + 1):
        if missing := [f"no {kind}" for kind, used in kinds.items() if paragraph not in used]:
            gaps.setdefault(listed(missing), []).append(str(paragraph))
    for missing_kinds, paragraphs in gaps.items():
        message = f"{missing_kinds} is about paragraph {listed(paragraphs)}"
        yield topic_of(draft).problem(message, "source", "paragraphs")


def _paragraphs(entries: list[Entry]) -> set[object]:
    return {number for entry in entries for _, number in entry.items("paragraphs")}
