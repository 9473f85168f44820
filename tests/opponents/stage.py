"""A stage for the opponent: real phrases, a reader that knows the pack by heart, rounds of bots."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.app.ports import Level, Occasion, Opponent, Reader, Reply, Said
from bot.content.phrases import load_phrases
from bot.core.flow import Heard, flow
from bot.core.format import Format, Kind, Pace, Slot, Stage, plan
from bot.core.reading import (
    ClaimHeard,
    FactHeard,
    FactStatus,
    Flag,
    Moves,
    Reading,
    Span,
    Stance,
    Warned,
)
from bot.core.topic import Claim, Fact, Topic
from bot.opponents.offline import OfflineOpponent

PROMPTS = Path(__file__).parents[2] / "prompts"
PHRASES = load_phrases(PROMPTS)
BOT = OfflineOpponent(PHRASES)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


class ByHeart:
    """Recognises a claim or rebuttal by its exact words; flags a few marked words."""

    version = "by-heart"
    flags: Mapping[str, Flag] = {"IDIOTS": Flag.INSULT, "my brother died": Flag.PERSONAL_DISCLOSURE}

    def read(self, topic: Topic, said: Said) -> Reading:
        sentences = [m.span() for m in _SENTENCE.finditer(said.text) if m.group().strip()]
        told = {span: said.text[slice(*span)].lower() for span in sentences}
        claims = {
            claim.id: _heard(claim, said.side, span)
            for span, sentence in reversed(told.items())
            for claim in topic.claims
            if _says(sentence, claim.statement, claim.opening, claim.warrant, *claim.heard_as)
        }
        answers = {
            rebuttal.answers: span
            for span, sentence in told.items()
            for rebuttal in topic.rebuttals
            if _says(sentence, rebuttal.line, rebuttal.plain, rebuttal.expert)
        }
        return Reading(
            reader=self.version,
            words=len(said.text.split()),
            claims=tuple(sorted(claims.values(), key=lambda c: c.span)),
            answers=tuple(answers),
            answer_spans=tuple(answers.values()),
            beyond=tuple(span for span in sentences if "surprisingly" in told[span]),
            facts=tuple(
                _fact(fact, told[span], span)
                for span in sentences
                for fact in topic.facts
                if fact.cues[0] in told[span]
            ),
            flags=self._flagged(said.text),
            moves=Moves(
                sentences=tuple(sentences),
                reasons=tuple(span for span in sentences if "because" in told[span]),
            ),
        )

    def _flagged(self, text: str) -> tuple[Warned, ...]:
        at = [(text.find(words), words, flag) for words, flag in self.flags.items()]
        return tuple(Warned(flag=f, span=(i, i + len(w))) for i, w, f in at if i >= 0)


def _says(sentence: str, *lines: str) -> bool:
    """Whether a sentence holds the first sentence of one of the lines."""
    firsts = (_SENTENCE.match(line) for line in lines)
    return any(first.group().rstrip(".!? ").lower() in sentence for first in firsts if first)


def _heard(claim: Claim, speaker: str, span: Span) -> ClaimHeard:
    stance = Stance.ASSERTS if claim.side == speaker else Stance.QUOTES
    return ClaimHeard(claim=claim.id, side=claim.side, stance=stance, confidence=0.9, span=span)


def _fact(fact: Fact, sentence: str, span: Span) -> FactHeard:
    if any(value in sentence for value in fact.values):
        return FactHeard(fact=fact.id, status=FactStatus.RIGHT, span=span)
    correction = fact.near_misses[0].correction if fact.near_misses else ""
    return FactHeard(fact=fact.id, status=FactStatus.WRONG, span=span, correction=correction)


_PAIRS = {2: ((1, 2), (2, 1)), 3: ((1, 2), (2, 3), (3, 1))}


def form(sides: int, *, team: bool = False) -> Format:
    """A format with every kind of stage, for two or three sides."""
    order = tuple(range(1, sides + 1))
    stages = (
        Stage(kind=Kind.OPENING, order=order),
        Stage(kind=Kind.QUESTION, pairs=_PAIRS[sides]),
        Stage(kind=Kind.REBUTTAL, order=order),
        Stage(kind=Kind.REBUTTAL, order=order[1:] + order[:1]),
        Stage(kind=Kind.CLOSING, order=order[::-1]),
    )
    return Format(
        id="staged", name="Staged", sides=sides, people=(0, sides), ranked=True, team=team,
        lobby=False, orders=(stages,),
    )  # fmt: skip


def pace(words: int | None = None, *, together: bool = False) -> Pace:
    """Usual word limits, or one limit for every slot."""
    usual = {
        Kind.OPENING: 200, Kind.QUESTION: 40, Kind.ANSWER: 60, Kind.REBUTTAL: 200, Kind.CLOSING: 150
    }  # fmt: skip
    return Pace(
        id="staged", name="Staged", seconds=dict.fromkeys(Kind, 60),
        words=usual if words is None else dict.fromkeys(Kind, words),
        warning=10, extension=10, follow_ups=1, together=together,
    )  # fmt: skip


def slots(sides: Sequence[str], at: Pace | None = None) -> tuple[Slot, ...]:
    """The slots of a staged round."""
    return plan(form(len(sides)), at or pace(), sides, dict.fromkeys(sides, 1), 0)


@dataclass
class Play:
    """A round being played: speeches are added by hand or by the bot."""

    topic: Topic
    sides: tuple[str, ...]
    seed: int = 1
    level: Level = Level.SHARP
    reader: Reader = field(default_factory=ByHeart)
    opponent: Opponent = BOT
    met: frozenset[str] = frozenset()
    heard: list[Heard] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def occasion(self, slot: Slot) -> Occasion:
        """What the bot may look at in a slot; speeches of its own phase are hidden."""
        seen = tuple(h for h in self.heard if h.slot.phase < slot.phase)
        return Occasion(
            topic=self.topic, sides=self.sides, slot=slot, level=self.level, seed=self.seed,
            speeches=seen, flow=flow(self.topic, self.sides, seen), used=frozenset(self.used),
            met=self.met,
        )  # fmt: skip

    def say(self, slot: Slot, text: str) -> Heard:
        """A speech by a person."""
        before = [(h.slot.side, h.text) for h in self.heard if h.slot.side != slot.side]
        said = Said(text=text, side=slot.side, kind=slot.kind, opponents=tuple(before))
        reading = self.reader.read(self.topic, said)
        self.heard.append(Heard(speech=str(slot.number), slot=slot, text=text, reading=reading))
        return self.heard[-1]

    def bot(self, slot: Slot) -> Reply:
        """A speech by the bot."""
        reply = self.opponent.speak(self.occasion(slot))
        self.used |= set(reply.lines)
        self.replies.append(reply)
        self.say(slot, reply.text)
        return reply

    def all_bots(self, at: Pace | None = None) -> list[Reply]:
        """A whole round of bots."""
        return [self.bot(slot) for slot in slots(self.sides, at)]


def slot(kind: Kind, side: str, number: int, words: int = 200, to: str | None = None) -> Slot:
    """A slot by hand."""
    return Slot(
        number=number, phase=number, kind=kind, side=side, member=0, seconds=60, words=words,
        addressee=to,
    )  # fmt: skip


def follow_up(side: str, number: int, to: str) -> Slot:
    """A second question."""
    return replace(slot(Kind.QUESTION, side, number, 40, to), follow_up=True)
