"""`OfflineJudge`: the `Judge` port by published rules alone. No model, no network, no chance."""

from bot.app.phrases import Phrases
from bot.app.ports import Case
from bot.core.ballot import Ballot, Mark
from bot.core.flow import Flow, Heard
from bot.core.rubric import Criterion, Rubric
from bot.core.topic import Topic
from bot.judges.deciding import ballot
from bot.judges.measures import measure
from bot.judges.notes import is_marked, notes
from bot.judges.quoting import needing, quotes
from bot.judges.wording import Occasion, next_step, reason

VERSION = "offline-1"


class OfflineJudge:
    """Marks by rules. The same speech in the same context gets the same marks."""

    version = VERSION

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def mark(self, topic: Topic, rubric: Rubric, heard: Heard, before: Flow) -> tuple[Mark, ...]:
        """Marks for each criterion that applies, in the rubric's order; empty if not marked.

        Nothing is marked of which no word may be quoted, such as a text that only asks for marks.
        """
        if not is_marked(rubric, heard.reading) or not needing(heard):
            return ()
        occasion = Occasion(topic=topic, heard=heard, before=before)
        marks = (self._mark(rubric, c, occasion) for c in rubric.criteria[heard.slot.kind])
        return tuple(mark for mark in marks if mark is not None)

    def notes(self, heard: Heard, rubric: Rubric | None = None) -> tuple[str, ...]:
        """Calm notes for the author: why there are no marks, facts to put right, warning signs.

        Only a rubric tells which speech is too short.
        """
        return notes(self._phrases, rubric, heard.reading)

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
            next_step=next_step(self._phrases, occasion, criterion.aspect, measured, band),
        )
