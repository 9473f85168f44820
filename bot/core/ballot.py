"""Ballots: marks with the words that earned them, totals, the ranking of sides and the reason.

A *mark* is the points (0 to 100) for one criterion of one speech. A *ballot* is one judge's record
of a round. Rules: debate.md, "Marks and ballots".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.format import Kind
from bot.core.rubric import Aspect, Band, Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Points for one criterion, why, and the student's own words that they are for.

    `next_step` is one thing to do next time. Every mark has at least one quote: for something
    missing, the sentence that needed it.
    """

    aspect: Aspect
    points: int
    band: Band
    reason: str
    quotes: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechMarks:
    """The marks of one speech; `total` is their weighted mean, None if it could not be marked."""

    speech: str
    slot: int
    seat: str
    side: str
    kind: Kind
    words: int
    total: int | None
    marks: tuple[Mark, ...]

    @property
    def marked(self) -> bool:
        """Whether there are marks at all."""
        return self.total is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two arguments that answer each other: texts as they stand on the flow, with their sides.

    `argument_by` and `answer_by` are ids of the speeches whose own words the texts are; None where
    they are the topic's or ours.
    """

    argument: str
    side: str
    answer: str
    answering_side: str
    decided_for: str
    argument_by: str | None = None
    answer_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One judge's record of a round.

    `totals` and `ranks` hold only sides argued by people; equal ranks are ties. `ranks` is empty in
    formats that rank nobody. `decision` repeats no words but those of the clash's argument.
    """

    round: str
    judge: str
    rubric: str
    speeches: tuple[SpeechMarks, ...]
    totals: Mapping[str, float]
    ranks: Mapping[str, int]
    decision: str
    clash: Clash | None = None


def speech_total(rubric: Rubric, kind: Kind, marks: Sequence[Mark]) -> int:
    """The weighted mean of the marks, to a whole number; criteria without a mark are left out.

    Raises ValueError if there is no mark.
    """
    weights = {c.aspect: c.weight for c in rubric.criteria[kind]}
    used = [(weights[mark.aspect], mark.points) for mark in marks]
    if not used:
        raise ValueError("a speech without marks has no total")
    return round(sum(w * p for w, p in used) / sum(w for w, _ in used))


def side_totals(rubric: Rubric, speeches: Sequence[SpeechMarks]) -> dict[str, float]:
    """Each side's total: the mean of its marked speeches, weighted by kind of slot."""
    sums: dict[str, tuple[float, float]] = {}
    for speech in speeches:
        if speech.total is None:
            continue
        weight = rubric.weights[speech.kind]
        points, weights = sums.get(speech.side, (0.0, 0.0))
        sums[speech.side] = (points + weight * speech.total, weights + weight)
    return {side: points / weights for side, (points, weights) in sums.items() if weights}


def rank(totals: Mapping[str, float], margin: float) -> dict[str, int]:
    """Ranks from 1; totals nearer than `margin` to the best of their group, or equal, tie with it.

    Ties never chain: a group is measured from its own best, so that 70, 68, 66 with a margin of 3
    gives 1, 1, 3.
    """
    ranks: dict[str, int] = {}
    best = 0.0
    shared = 1
    for place, (side, total) in enumerate(sorted(totals.items(), key=lambda t: -t[1]), start=1):
        if place == 1 or (total < best and best - total >= margin):
            best, shared = total, place
        ranks[side] = shared
    return ranks


def averages(rubric: Rubric, speeches: Sequence[SpeechMarks]) -> dict[Aspect, float]:
    """Mean points per criterion over a person's speeches, weighted by kind of slot."""
    sums: dict[Aspect, tuple[float, float]] = {}
    for speech in speeches:
        weight = rubric.weights[speech.kind]
        for mark in speech.marks:
            points, weights = sums.get(mark.aspect, (0.0, 0.0))
            sums[mark.aspect] = (points + weight * mark.points, weights + weight)
    return {aspect: points / weights for aspect, (points, weights) in sums.items() if weights}


def strength(speeches: Sequence[SpeechMarks]) -> Mark | None:
    """The best mark that quotes the speaker; None if nothing was marked.

    Good structure is named only where nothing that was said is sound: it says least.
    """
    marks = [mark for speech in speeches for mark in speech.marks if mark.quotes]
    said = [m for m in marks if m.aspect is not Aspect.CLARITY and m.band is not Band.DEVELOPING]
    return max(said or marks, key=lambda mark: mark.points, default=None)


def focus(rubric: Rubric, speeches: Sequence[SpeechMarks]) -> Mark | None:
    """The mark with most to gain: where missing points times weight is greatest."""
    marks = [
        ((100 - mark.points) * criterion.weight * rubric.weights[speech.kind], mark)
        for speech in speeches
        for mark in speech.marks
        for criterion in rubric.criteria[speech.kind]
        if criterion.aspect is mark.aspect and mark.next_step
    ]
    return max(marks, key=lambda gain: gain[0])[1] if marks else None


def improved(
    rubric: Rubric, before: Sequence[SpeechMarks], now: Sequence[SpeechMarks]
) -> tuple[Mark, bool] | None:
    """Last round's next step, and whether its criterion went up by a band or `margin` points since.

    None if there was no next step then, or nothing of the kind was marked now.
    """
    step = focus(rubric, before)
    then, since = averages(rubric, before), averages(rubric, now)
    if step is None or step.aspect not in since:
        return None
    old, new = then[step.aspect], since[step.aspect]
    higher = rubric.band(new) is not rubric.band(old) and new > old
    return step, higher or new - old >= rubric.margin
