"""`OfflineJudge`: the `Judge` port by published rules alone. No model, no network, no chance."""

from bot.app.phrases import Phrases
from bot.app.ports import Case
from bot.core.ballot import Ballot, Mark
from bot.core.flow import Flow, Heard
from bot.core.reading import Flag, Reading
from bot.core.rubric import Criterion, Rubric
from bot.core.topic import Topic
from bot.judges.deciding import ballot
from bot.judges.measures import measure
from bot.judges.quoting import quotes
from bot.judges.wording import Occasion, next_step, reason

VERSION = "offline-1"
# Not marked at all: marking these would be unfair (another language) or unkind (a loss).
UNMARKED = (Flag.NO_TEXT, Flag.OTHER_LANGUAGE, Flag.PERSONAL_DISCLOSURE)


class OfflineJudge:
    """Marks by rules. The same speech in the same context gets the same marks."""

    version = VERSION

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def mark(self, topic: Topic, rubric: Rubric, heard: Heard, before: Flow) -> tuple[Mark, ...]:
        """Marks for each criterion that applies, in the rubric's order; empty if not marked."""
        if not is_marked(rubric, heard.reading):
            return ()
        occasion = Occasion(topic=topic, heard=heard, before=before)
        marks = (self._mark(rubric, c, occasion) for c in rubric.criteria[heard.slot.kind])
        return tuple(mark for mark in marks if mark is not None)

    def decide(self, case: Case) -> Ballot:
        """The ballot of a finished round."""
        return ballot(self._phrases, self.version, case)

    def _mark(self, rubric: Rubric, criterion: Criterion, occasion: Occasion) -> Mark | None:
        measured = measure(criterion.aspect, occasion.heard, occasion.before)
        if measured is None:
            return None
        band = rubric.band(measured.points)
        return Mark(
            aspect=criterion.aspect,
            points=measured.points,
            band=band,
            reason=reason(self._phrases, criterion.aspect, measured, band),
            quotes=quotes(occasion.heard, measured.spans),
            next_step=next_step(self._phrases, occasion, criterion.aspect, measured),
        )


def is_marked(rubric: Rubric, reading: Reading) -> bool:
    """Whether a speech is long enough, and of a kind, to be marked."""
    return reading.words >= rubric.least_words and not any(reading.flagged(f) for f in UNMARKED)
