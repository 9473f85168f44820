"""Editorial quality of a topic, for `topic check --strict`: what a finished topic should have.

A topic with such problems can be debated; one with structural problems cannot (`topic_checks.py`).
A *note* is worth knowing and no problem. The checks are in `editorial/`, a file for each group.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.drafts import Draft, read_draft
from bot.content.editorial import balance, copying, counting, ease, lengths, sameness, sources, use
from bot.content.packs import read_pack
from bot.content.problems import Problem, refuse
from bot.content.topic_checks import topic_problems

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    counting.too_few,
    lengths.lengths,
    ease.hard_to_read,
    sameness.near,
    sameness.copied_openings,
    sources.unsourced,
    sources.uncovered,
    use.unused_facts,
    use.without_question,
    use.too_much_recall,
    use.burdens,
    use.stray_files,
    use.placeholders,
    balance.unbalanced,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Problems and notes as `file:line:column: message`, and how much of what there is.

    `strengths` are the mean strengths of the sides' claims, `words` what each has to argue with.
    """

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    counts: Mapping[str, int]
    strengths: Mapping[str, float]
    words: Mapping[str, int]


def review(path: Path) -> Review:
    """What an editor would say about a pack. Raises BadContent if it has structural mistakes."""
    draft = read_draft(read_pack(path))
    refuse([*draft.problems, *topic_problems(draft)])
    problems = [problem for check in CHECKS for problem in check(draft)]
    problems += copying.copied_texts(draft, path)
    return Review(
        problems=_told(problems),
        notes=_told(copying.without_fingerprints(draft, path)),
        counts=counting.counts(draft),
        strengths=balance.strengths(draft),
        words=balance.arsenal(draft),
    )


def _told(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(map(str, sorted(set(problems))))
