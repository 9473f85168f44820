"""A small rubric and marks under it."""

from dataclasses import replace

from bot.core.ballot import Mark, SpeechMarks, speech_total
from bot.core.format import Kind
from bot.core.rubric import Aspect, Band, Criterion, Rubric

WEIGHTS = {Aspect.CLAIM: 20, Aspect.REASONING: 30, Aspect.CLASH: 50}

RUBRIC = Rubric(
    version="test",
    criteria={
        kind: tuple(
            Criterion(aspect=aspect, name=aspect.value, asks="?", weight=weight)
            for aspect, weight in WEIGHTS.items()
        )
        for kind in Kind
    },
    bands={Band.DEVELOPING: 0, Band.SOUND: 40, Band.STRONG: 65, Band.EXCELLENT: 85},
    weights={
        Kind.OPENING: 30,
        Kind.QUESTION: 5,
        Kind.ANSWER: 5,
        Kind.REBUTTAL: 40,
        Kind.CLOSING: 20,
    },
    margin=3,
    least_words=8,
    least_words_round=80,
)


def mark(aspect: Aspect, points: int) -> Mark:
    """A mark that says nothing but its points."""
    return Mark(
        aspect=aspect,
        points=points,
        band=RUBRIC.band(points),
        reason="Because.",
        quotes=("words",),
        next_step="Next.",
    )


def marks(side: str, kind: Kind, total: int | None) -> SpeechMarks:
    """The marks of one speech, by its total alone."""
    return SpeechMarks(
        speech="speech",
        slot=0,
        seat=f"seat-{side}",
        side=side,
        kind=kind,
        words=100,
        total=total,
        marks=(),
    )


def speech_with(kind: Kind, points: dict[Aspect, int]) -> SpeechMarks:
    """The marks of one of hawk's speeches, by criterion."""
    given = tuple(mark(aspect, found) for aspect, found in points.items())
    total = speech_total(RUBRIC, kind, given) if given else None
    return replace(marks("hawk", kind, total), marks=given)
