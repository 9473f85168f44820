"""The rubric: criteria for each kind of slot, their weights, and the bands that students see.

Data in `prompts/rubric.yaml`. Weights of a kind sum to 100. A criterion that does not apply to a
speech is left out and the other weights are rescaled (debate.md, "Marks and ballots").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bot.core.format import Kind


class Aspect(Enum):
    """What a criterion looks at; the names a rubric may use, each known to every judge."""

    CLAIM = "claim"  # says what is asserted, plainly
    REASONING = "reasoning"  # gives the warrant: why it is so
    EVIDENCE = "evidence"  # facts and examples put to use, and right
    IMPACT = "impact"  # says why it matters and to whom
    CLASH = "clash"  # answers what the opponents said
    WEIGHING = "weighing"  # compares: which argument matters more, and why
    CLARITY = "clarity"  # structure, never grammar or spelling
    PRESSURE = "pressure"  # a question that is hard to walk away from
    DIRECTNESS = "directness"  # answers what was asked; evasion counts in clash


class Band(Enum):
    """What students see instead of decimals, from the lowest up."""

    DEVELOPING = "developing"
    SOUND = "sound"
    STRONG = "strong"
    EXCELLENT = "excellent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the rubric. `weight` is in percent of its kind of slot."""

    aspect: Aspect
    name: str
    asks: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """Criteria by kind of slot, the least points of each band, and how speeches weigh in a round.

    `bands` maps each band to its least points; `weights` gives the share of each kind of slot in a
    side's total; totals nearer than `margin` points tie; speeches under `least_words` are not
    marked; a person under `least_words_round` in a whole round counts for no board.
    """

    version: str
    criteria: Mapping[Kind, tuple[Criterion, ...]]
    bands: Mapping[Band, int]
    weights: Mapping[Kind, int]
    margin: int
    least_words: int
    least_words_round: int

    def band(self, points: float) -> Band:
        """The highest band whose least points are reached. Points are 0 to 100."""
        reached = [band for band in Band if points >= self.bands[band]]
        return reached[-1] if reached else Band.DEVELOPING
