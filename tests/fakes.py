"""Fakes written by hand: a clock that stands until it is moved, and a reader, a judge and an
opponent so simple that a test can foresee what they say.
"""

from dataclasses import dataclass, field

from bot.app.ports import Case, Occasion, Reply, Said
from bot.core.ballot import Ballot, Mark, rank, side_totals
from bot.core.flow import Flow, Heard
from bot.core.reading import ClaimHeard, Flag, Reading, Stance, Warned
from bot.core.rubric import Rubric
from bot.core.topic import Topic
from bot.core.words import count

START = 1_700_000_000_000  # UTC ms


@dataclass
class FakeClock:
    """Time that passes only when told to."""

    at: int = START

    def now(self) -> int:
        """UTC milliseconds."""
        return self.at

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass."""
        self.at += round(seconds * 1000)


@dataclass
class FakeReader:
    """Hears a claim where its id is written, an answer where `!id` is, a loss in "my loss"."""

    version: str = "fake-reader"
    read_texts: list[str] = field(default_factory=list)

    def read(self, topic: Topic, said: Said) -> Reading:
        """Ids in square brackets."""
        self.read_texts.append(said.text)
        named = [claim for claim in topic.claims if f"[{claim.id}]" in said.text]
        met = [claim.id for claim in topic.claims if f"[!{claim.id}]" in said.text]
        loss = (Warned(flag=Flag.PERSONAL_DISCLOSURE),) if "my loss" in said.text else ()
        return Reading(
            reader=self.version,
            words=count(said.text),
            claims=tuple(
                ClaimHeard(
                    claim=c.id,
                    side=c.side,
                    stance=Stance.ASSERTS,
                    confidence=1.0,
                    span=(0, len(said.text)),
                )
                for c in named
            ),
            answers=tuple(met),
            answer_spans=tuple((0, len(said.text)) for _ in met),
            flags=loss,
        )


@dataclass
class FakeJudge:
    """Gives as many points as there are words, at most 100."""

    version: str = "fake-judge"

    def mark(self, topic: Topic, rubric: Rubric, heard: Heard, before: Flow) -> tuple[Mark, ...]:
        """One mark for each criterion."""
        if heard.reading.words < rubric.least_words:
            return ()
        points = min(100, heard.reading.words)
        return tuple(
            Mark(
                aspect=criterion.aspect,
                points=points,
                band=rubric.band(points),
                reason=f"{points} words.",
                quotes=(heard.text[:40],),
                next_step=f"Say more ({criterion.aspect.value}).",
            )
            for criterion in rubric.criteria[heard.slot.kind]
        )

    def notes(self, heard: Heard, rubric: Rubric) -> tuple[str, ...]:
        """A word about a word."""
        return ("Mind your words.",) if "rude" in heard.text else ()

    def decide(self, case: Case) -> Ballot:
        """Who said most is best."""
        totals = {s: t for s, t in side_totals(case.rubric, case.marks).items() if s in case.sides}
        return Ballot(
            round=case.round,
            judge=self.version,
            rubric=case.rubric.version,
            speeches=case.marks,
            totals=totals,
            ranks=rank(totals, case.rubric.margin) if case.ranked else {},
            decision="More was said.",
        )


@dataclass
class FakeOpponent:
    """Says its slot's number, and remembers what it was shown."""

    version: str = "fake-opponent"
    occasions: list[Occasion] = field(default_factory=list)

    def speak(self, occasion: Occasion) -> Reply:
        """One sentence."""
        self.occasions.append(occasion)
        number = occasion.slot.number
        return Reply(
            text=f"The bot speaks in slot {number} for {occasion.slot.side}.",
            answers=None,
            claim=None,
            facts=(),
            recognised=True,
            lines=(f"line:{number}",),
        )

    def hint(self, occasion: Occasion) -> str:
        """One question."""
        self.occasions.append(occasion)
        return f"What about slot {occasion.slot.number}?"
