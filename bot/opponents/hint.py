"""Hints: a question that makes a student think; never an argument, and never a line to copy.

The first hint is about what matters most now. `hint:1`, `hint:2` … among an occasion's used lines
say how many were given for the slot; the next one is about something else.
"""

from collections.abc import Iterator

from bot.app.ports import Occasion
from bot.core.format import Kind
from bot.core.reading import FactStatus
from bot.opponents import clash
from bot.opponents.quoting import quoted
from bot.opponents.wording import Wording

_GENERAL = {
    Kind.OPENING: "hint.start",
    Kind.QUESTION: "hint.ask",
    Kind.ANSWER: "hint.reply",
    Kind.REBUTTAL: "hint.start",
    Kind.CLOSING: "hint.weigh",
}
_SUBJECTS = 2  # arguments against the student that a hint may name


def nudge(occasion: Occasion, wording: Wording) -> str:
    """A question for the person whose slot it is."""
    given = sum(line.startswith("hint:") for line in occasion.used)
    hints = tuple(dict.fromkeys(_hints(occasion, wording)))
    return hints[given % len(hints)]


def _hints(occasion: Occasion, wording: Wording) -> Iterator[str]:
    """Every hint for the slot, the most telling first."""
    kind = occasion.slot.kind
    if kind in (Kind.OPENING, Kind.REBUTTAL, Kind.CLOSING):
        for nth, point in enumerate(clash.points(occasion)[:_SUBJECTS]):
            yield wording.options("hint.unanswered", nth, statement=point.claim.statement)[0]
        for words in filter(None, clash.unprepared(occasion)[:1]):
            yield wording.options("hint.outside", words=words)[0]
    if kind is Kind.REBUTTAL:
        yield from _own(occasion, wording)
    yield from wording.options(_GENERAL[kind])


def _own(occasion: Occasion, wording: Wording) -> Iterator[str]:
    """What the student's own last speech still lacks."""
    last = next((h for h in reversed(occasion.speeches) if h.slot.side == occasion.slot.side), None)
    if last is None:
        return
    for fact in last.reading.facts:
        if fact.status is FactStatus.WRONG and (words := quoted(last, fact.span)):
            yield wording.options("hint.figure", words=words)[0]
    for told in last.reading.asserted(occasion.slot.side):
        words = quoted(last, told.span, occasion.topic.claim_by_id[told.claim])
        if words and not clash.has_reason(last, told):
            yield wording.options("hint.unreasoned", words=words)[0]
        elif words and not clash.has_impact(last, told):
            yield wording.options("hint.effect", words=words)[0]
