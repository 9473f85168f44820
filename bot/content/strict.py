"""Editorial quality of a topic, for `topic check --strict`: what a finished topic should have.

A topic with such problems can be debated; one with structural problems cannot (`topic_checks.py`).
A *note* is worth knowing and no problem. Which wordings count as near is said in `likeness.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.documents import Loc
from bot.content.drafts import Draft, read_draft
from bot.content.entries import Entry
from bot.content.likeness import near_pairs
from bot.content.packs import read_pack
from bot.content.problems import Problem, listed, refuse
from bot.content.topic_checks import topic_problems

LINE_WORDS = range(25, 61)  # a rebuttal is heard once: long enough to argue, short enough to follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Problems and notes as `file:line:column: message`, and how much of what there is."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    counts: Mapping[str, int]


def review(path: Path) -> Review:
    """What an editor would say about a pack. Raises BadContent if it has structural mistakes."""
    draft = read_draft(read_pack(path))
    refuse([*draft.problems, *topic_problems(draft)])
    problems = [
        *_too_few(draft),
        *_unsourced(draft),
        *_line_lengths(draft),
        *_near(draft),
        *_burdens(draft),
        *_unused_facts(draft),
        *_stray_files(draft),
    ]
    notes = _without_question(draft)
    return Review(
        problems=tuple(map(str, sorted(problems))),
        notes=tuple(map(str, sorted(notes))),
        counts=_counts(draft),
    )


def _parts(draft: Draft, key: str) -> list[Entry]:
    """All claims (or rebuttals) of a topic."""
    return [part for side in draft.sides for part in side.entries(key)]


def _counts(draft: Draft) -> dict[str, int]:
    claims = {f"claims of {side.text('id')}": len(side.entries("claims")) for side in draft.sides}
    return {
        "sides": len(draft.sides),
        "claims": sum(claims.values()),
        **claims,
        "rebuttals": len(_parts(draft, "rebuttals")),
        "wordings": sum(len(claim.texts("heard_as")) for claim in _parts(draft, "claims")),
        "facts": len(draft.facts),
        "questions": len(draft.questions),
    }


def _too_few(draft: Draft) -> Iterator[Problem]:
    """Less than the pack's own minimums ask for."""
    assert draft.topic is not None  # noqa: S101 (a draft without problems has its topic)
    topic, minimums = draft.topic, draft.topic.inner("minimums")
    for side in draft.sides:
        least, there = minimums.inner("claims").number(side.text("id")) or 0, side.entries("claims")
        if len(there) < least:
            yield side.document.key_problem((*side.loc, "claims"), _few("claims", there, least))
    for key, entries in (("facts", draft.facts), ("questions", draft.questions)):
        if len(entries) < (least := minimums.number(key) or 0):
            yield topic.problem(_few(key, entries, least), "minimums", key)
    for claim in _parts(draft, "claims"):
        there_as = claim.texts("heard_as")
        if len(there_as) < (least := minimums.number("heard_as") or 0):
            yield claim.problem(_few("wordings", there_as, least), "heard_as")


def _few(what: str, there: Iterable[object], least: int) -> str:
    return f"{len(list(there))} {what}, where the topic asks for {least}"


def _unsourced(draft: Draft) -> Iterator[Problem]:
    """Claims and facts of the article without a paragraph to look them up in."""
    for claim in _parts(draft, "claims"):
        if claim.text("origin") == "article" and not claim.plain.get("paragraphs"):
            yield claim.problem("a claim of the article needs paragraphs", "id")
    for fact in draft.facts:
        if not fact.plain.get("source") and not fact.plain.get("paragraphs"):
            yield fact.problem("a fact needs paragraphs of the article, or a source", "id")


def _line_lengths(draft: Draft) -> Iterator[Problem]:
    for rebuttal in _parts(draft, "rebuttals"):
        words = len(rebuttal.text("line").split())
        if words not in LINE_WORDS:
            bounds = f"{LINE_WORDS[0]} to {LINE_WORDS[-1]}"
            yield rebuttal.problem(f"the line has {words} words, not {bounds}", "line")


def _near(draft: Draft) -> Iterator[Problem]:
    """Wordings, lines and statements that are near-duplicates of one of their own kind."""
    claims, rebuttals = _parts(draft, "claims"), _parts(draft, "rebuttals")
    yield from _near_among(
        "wording", [(claim, *item) for claim in claims for item in claim.texts("heard_as")]
    )
    for noun, key, entries in (
        ("statement", "statement", claims),
        ("statement", "statement", draft.facts),
        ("opening line", "opening", claims),
        ("line", "line", rebuttals),
    ):
        texts = [(entry, (*entry.loc, key), entry.text(key)) for entry in entries]
        yield from _near_among(noun, texts)


def _near_among(noun: str, texts: list[tuple[Entry, Loc, str]]) -> Iterator[Problem]:
    for i, j, like in near_pairs([text for _, _, text in texts]):
        (first, first_loc, _), (entry, loc, _) = texts[i], texts[j]
        there = first.document.problem(first_loc, "")
        yield entry.document.problem(
            loc, f"{noun} nearly the same as at {there.file}:{there.line} (likeness {like:.2f})"
        )


def _burdens(draft: Draft) -> Iterator[Problem]:
    """debate.md, "The question": each side has a burden against each other side."""
    for side in draft.sides:
        others = [other for other in draft.side_ids if other != side.text("id")]
        if missing := [other for other in others if other not in side.inner("burdens").plain]:
            yield side.problem(f"no burden against {listed(missing)}", "burdens")


def _unused_facts(draft: Draft) -> Iterator[Problem]:
    parts = [*_parts(draft, "claims"), *_parts(draft, "rebuttals")]
    used = {fact for part in parts for _, fact in part.texts("facts")}
    for fact in draft.facts:
        if fact.text("id") not in used:
            yield fact.problem("no claim and no rebuttal uses this fact", "id")


def _stray_files(draft: Draft) -> Iterator[Problem]:
    """YAML files in the folder that nothing reads, such as a side nobody lists."""
    read = {draft.pack.main, "facts.yaml", "questions.yaml"}
    read |= {f"{side}.yaml" for side in draft.side_ids}
    for name in draft.pack.files:
        if name not in read:
            message = f"nothing reads this file: {draft.pack.main} does not name it"
            yield Problem(file=draft.pack.shown(name), line=1, column=1, message=message)


def _without_question(draft: Draft) -> Iterator[Problem]:
    asked = {claim for question in draft.questions for _, claim in question.texts("claims")}
    for claim in _parts(draft, "claims"):
        if claim.text("id") not in asked:
            yield claim.problem("no question is about this claim", "id")
