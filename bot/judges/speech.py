"""One speech marked outside any round: a line in, a line out, as contracts.md names the keys.

The speech is read against `opponent_text`, if there is one, which is flowed as an opening.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.app.phrases import Phrases
from bot.app.ports import Judge, Reader, Said
from bot.app.say.marks import shown
from bot.core.ballot import Mark, SpeechMarks, speech_total
from bot.core.errors import BadInput
from bot.core.flow import Flow, Heard, flow
from bot.core.format import Kind, Slot
from bot.core.reading import FactHeard
from bot.core.rubric import Rubric
from bot.core.topic import Topic
from bot.core.words import usable

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What marking a line takes."""

    topic: Topic
    rubric: Rubric
    phrases: Phrases
    reader: Reader
    judge: Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line in, checked."""

    id: str | int
    said: Said


def marked(bench: Bench, record: Record) -> dict[str, object]:
    """The output record for one input record. Raises BadInput, naming what is wrong with it."""
    line = _checked(bench, record)
    heard, before = _heard(bench, line.said)
    marks = bench.judge.mark(bench.topic, bench.rubric, heard, before)
    reading, kind = heard.reading, heard.slot.kind
    total = speech_total(bench.rubric, kind, marks) if marks else 0
    told = bench.judge.notes(heard, bench.rubric)
    speech = SpeechMarks(
        speech="",
        slot=heard.slot.number,
        seat="",
        side=heard.slot.side,
        kind=kind,
        words=reading.words,
        total=total if marks else None,
        marks=marks,
    )
    return {
        "id": line.id,
        "total": total,
        "band": bench.rubric.band(total).value,
        "marks": {mark.aspect.value: _mark(mark) for mark in marks},
        "claims": [
            {"id": c.claim, "side": c.side, "stance": c.stance.value, "confidence": c.confidence}
            for c in reading.claims
        ],
        "answers": list(reading.answers),
        "facts": [_fact(fact) for fact in reading.facts],
        "flags": list(dict.fromkeys(warned.flag.value for warned in reading.flags)),
        "language": reading.language,
        "reply": shown(bench.phrases, bench.rubric, speech, told).in_lines(),
    }


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "points": mark.points,
        "band": mark.band.value,
        "reason": mark.reason,
        "quotes": list(mark.quotes),
        "next_step": mark.next_step,
    }


def _fact(fact: FactHeard) -> dict[str, object]:
    found: dict[str, object] = {"id": fact.fact, "status": fact.status.value}
    return found | ({"correction": fact.correction} if fact.correction else {})


def _heard(bench: Bench, said: Said) -> tuple[Heard, Flow]:
    """The speech with its reading, and the flow of the opponents' speeches before it."""
    earlier = [
        Heard(speech="", slot=_slot(number, Kind.OPENING, side), text=text,
              reading=bench.reader.read(bench.topic, Said(text=text, side=side, kind=Kind.OPENING)))
        for number, (side, text) in enumerate(said.opponents)
    ]  # fmt: skip
    heard = Heard(
        speech="",
        slot=_slot(len(earlier), said.kind, said.side),
        text=said.text,
        reading=bench.reader.read(bench.topic, said),
    )
    return heard, flow(bench.topic, tuple(bench.topic.side_by_id), earlier)


def _slot(number: int, kind: Kind, side: str) -> Slot:
    return Slot(number=number, phase=number, kind=kind, side=side, member=0, seconds=0, words=0)


# ── checking ────────────────────────────────────────────────────────────────────────────────────


def _checked(bench: Bench, record: Record) -> _Line:
    sides = tuple(bench.topic.side_by_id)
    side = _one_of(record, "side", sides)
    key = "kind" if "kind" in record or "phase" not in record else "phase"
    kind = Kind(_one_of(record, key, tuple(kind.value for kind in Kind)))
    others = tuple(other for other in sides if other != side)
    opponents: tuple[tuple[str, str], ...] = ()
    if record.get("opponent_text") not in (None, ""):
        text = _text(record, "opponent_text")
        named = record.get("opponent_side") is not None
        other = _one_of(record, "opponent_side", others) if named else None
        opponents = ((other or _sounds_like(bench, others, text), text),)
    said = Said(text=_text(record, "text"), side=side, kind=kind, opponents=opponents)
    return _Line(id=_id(record), said=said)


def _id(record: Record) -> str | int:
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput("judge.error.missing", key="id")
    return value


def _sounds_like(bench: Bench, sides: Sequence[str], text: str) -> str:
    """The side whose claims a text makes most surely; the topic's first one if it makes none."""

    def surety(side: str) -> float:
        reading = bench.reader.read(bench.topic, Said(text=text, side=side, kind=Kind.OPENING))
        return sum(claim.confidence for claim in reading.asserted(side))

    return max(sides, key=surety)


def _one_of(record: Record, key: str, allowed: tuple[str, ...]) -> str:
    value = _string(record, key)
    if value not in allowed:
        raise BadInput("judge.error.value", key=key, value=value, allowed=", ".join(allowed))
    return value


def _text(record: Record, key: str) -> str:
    """A text of the record: empty is allowed, and gets a kind answer instead of marks."""
    value = _string(record, key)
    return usable(value) if value.strip() else ""


def _string(record: Record, key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise BadInput("judge.error.missing", key=key)
    return value
