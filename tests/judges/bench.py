"""What the judge's tests stand on: night buses, the real rubric and phrases, speeches by hand."""

from dataclasses import replace
from pathlib import Path

from bot.content.phrases import load_phrases
from bot.content.rubric import load_rubric
from bot.core.flow import Flow, Heard, flow
from bot.core.format import Kind, Slot
from bot.core.reading import Moves, Reading, Span
from bot.judges.offline import OfflineJudge
from bot.judges.speech import Bench
from tests.reading.buses import BUSES, READER, said

PROMPTS = Path(__file__).parents[2] / "prompts"
PHRASES = load_phrases(PROMPTS)
RUBRIC = load_rubric(PROMPTS)
JUDGE = OfflineJudge(PHRASES)
BENCH = Bench(topic=BUSES, rubric=RUBRIC, phrases=PHRASES, reader=READER, judge=JUDGE)
SIDES = ("riders", "payers", "sleepers")

EMPTY = "At four on a Tuesday the buses are empty, and the drivers cost twice as much."
NOISE = "The noise of the brakes wakes children whose bedrooms face the street."
REPLY = (
    "They count empty seats on a Tuesday. But a driver costs less than one crash, because a crash "
    "kills people and closes the road. Even if four seats are taken, four people get home alive."
)


def slot(number: int, kind: Kind, side: str) -> Slot:
    return Slot(number=number, phase=number, kind=kind, side=side, member=0, seconds=60, words=200)


def spoken(text: str, side: str = "riders", kind: Kind = Kind.OPENING, *before: Heard) -> Heard:
    """A speech as it was heard after others."""
    opponents = [(heard.slot.side, heard.text) for heard in before if heard.slot.side != side]
    read = READER.read(BUSES, said(text, side, kind, *opponents))
    number = len(before)
    return Heard(speech=f"s{number}", slot=slot(number, kind, side), text=text, reading=read)


def sheet(*speeches: Heard) -> Flow:
    """The flow after some speeches."""
    return flow(BUSES, SIDES, speeches)


def made(text: str, kind: Kind = Kind.OPENING, **fields: object) -> Heard:
    """A speech of the riders with a reading made by hand: each line of the text is a sentence."""
    reading = Reading(reader="hand", words=len(text.split()), quality=0.7, substance=0.7,
                      moves=Moves(sentences=lines(text), on_topic=lines(text)))  # fmt: skip
    reading = replace(reading, **fields)  # type: ignore[arg-type]  # fields of any type, by name
    return Heard(speech="s", slot=slot(0, kind, "riders"), text=text, reading=reading)


def lines(text: str) -> tuple[Span, ...]:
    """The spans of a text's lines."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)
