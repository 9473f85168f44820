"""The flow sheet: every argument, which speech raised it, which answered it, which were dropped.

An *argument* is one claim as one side raised it in a round. Names of rules: debate.md, "The flow".

- A question raises nothing. Answers in cross-examination may raise and concede: they are flowed.
- What a side grants binds it, also where it had answered before.
- Speeches of one phase do not hear each other, whatever their order.
- An argument first raised in a closing is *new*: it earns nothing and needs no answer.
- Each slot names, per opponent, the two strongest arguments standing against its side. Only those
  can be dropped: by a side they hit, after its next rebuttal (its closing if they were raised in a
  rebuttal). Until then they stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from bot.core.format import Kind, Slot
from bot.core.reading import Reading, Span, Stance
from bot.core.topic import Topic

NAMED = 2  # arguments named per opponent in a slot's prompt (debate.md)
SURE = 0.4  # confidence from which a closing is said to raise something new: it weighs, as a rule


class State(Enum):
    """How an argument stands towards one side that it hits."""

    OPEN = "open"
    ANSWERED = "answered"
    CONCEDED = "conceded"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A delivered speech with its reading, in the order in which it counts.

    A slot that was passed is heard too, without words: a passed rebuttal was a chance.
    """

    speech: str
    slot: Slot
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A row of the flow.

    `claim` is a claim id, or None for an argument from outside the pack; `words` is how it was put;
    `towards` gives its state per side it hits; `answered_in` the slot that answered, per side.
    """

    claim: str | None
    side: str
    slot: int
    kind: Kind
    words: str
    strength: int
    new: bool
    towards: Mapping[str, State]
    answered_in: Mapping[str, int]

    def stands_against(self, side: str) -> bool:
        """Whether that side still has it to answer."""
        return not self.new and self.towards.get(side) is State.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The sheet after some speeches; `arguments` in the order they were raised."""

    arguments: tuple[Argument, ...] = ()

    def pressing(self, side: str) -> dict[str, tuple[Argument, ...]]:
        """Per opponent, the strongest arguments standing against a side: at most `NAMED` each."""
        against: dict[str, list[Argument]] = {}
        for argument in self.arguments:
            if argument.stands_against(side):
                against.setdefault(argument.side, []).append(argument)
        return {
            opponent: tuple(sorted(found, key=lambda a: (-a.strength, a.slot))[:NAMED])
            for opponent, found in against.items()
        }

    def dropped_by(self, side: str) -> tuple[Argument, ...]:
        """What a side left unanswered at its chance."""
        return tuple(a for a in self.arguments if a.towards.get(side) is State.DROPPED)


def flow(topic: Topic, sides: Sequence[str], speeches: Sequence[Heard]) -> Flow:
    """The sheet of the speeches so far, given in the order in which they count."""
    arguments: list[Argument] = []
    for _, phase in groupby(speeches, key=lambda heard: heard.slot.phase):
        together = list(phase)
        before = Flow(arguments=tuple(arguments))
        for heard in together:
            arguments = _settle(_answer(arguments, heard), heard, before)
        for heard in together:
            arguments += _raised(topic, sides, arguments, heard)
    return Flow(arguments=tuple(arguments))


def _answer(arguments: Sequence[Argument], heard: Heard) -> list[Argument]:
    """Mark what this speech answers or grants. A question answers nothing."""
    if heard.slot.kind is Kind.QUESTION:
        return list(arguments)
    side = heard.slot.side
    granted = {c.claim for c in heard.reading.claims if c.stance is Stance.CONCEDES}
    return [_met(a, side, heard, granted) for a in arguments]


def _met(argument: Argument, side: str, heard: Heard, granted: set[str]) -> Argument:
    standing = argument.towards.get(side)
    if argument.claim in granted and standing in (State.OPEN, State.ANSWERED):
        state = State.CONCEDED
    elif argument.claim in heard.reading.answers and standing is State.OPEN:
        state = State.ANSWERED
    else:
        return argument
    return replace(
        argument,
        towards={**argument.towards, side: state},
        answered_in={**argument.answered_in, side: heard.slot.number},
    )


def _settle(arguments: Sequence[Argument], heard: Heard, before: Flow) -> list[Argument]:
    """After a side's chance, what was named to it and is still open is dropped."""
    side, kind = heard.slot.side, heard.slot.kind
    if kind not in (Kind.REBUTTAL, Kind.CLOSING):
        return list(arguments)
    named = {(a.claim, a.side, a.slot) for found in before.pressing(side).values() for a in found}
    return [
        replace(a, towards={**a.towards, side: State.DROPPED})
        if a.stands_against(side) and (a.claim, a.side, a.slot) in named and _was_chance(a, kind)
        else a
        for a in arguments
    ]


def _was_chance(argument: Argument, kind: Kind) -> bool:
    """A rebuttal is the chance for what came earlier, a closing for what a rebuttal raised."""
    return (kind is Kind.CLOSING) == (argument.kind is Kind.REBUTTAL)


def earning(heard: Heard, before: Flow) -> Heard:
    """What of a speech can earn marks: in a closing, not what it first raises. Comparison, and new
    examples for what was raised before, stay. `before` is the sheet as the speech began.
    """
    if heard.slot.kind is not Kind.CLOSING:
        return heard
    side, moves = heard.slot.side, heard.reading.moves
    known = {a.claim for a in before.arguments if a.side == side}
    told = [c for c in heard.reading.asserted(side) if c.confidence >= SURE]
    new = [c for c in told if c.claim not in known]
    kept = {
        kind: tuple(s for s in getattr(moves, kind) if not any(_meet(s, c.span) for c in new))
        for kind in ("reasons", "evidence", "impacts")
    }
    reading = replace(
        heard.reading,
        claims=tuple(c for c in heard.reading.claims if c not in new),
        moves=replace(moves, **kept),
    )
    return replace(heard, reading=reading)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _raised(
    topic: Topic, sides: Sequence[str], arguments: Sequence[Argument], heard: Heard
) -> list[Argument]:
    """New rows: the speaker's own claims not yet on the sheet, in the order they were said."""
    if heard.slot.kind is Kind.QUESTION:
        return []
    side = heard.slot.side
    known = {a.claim for a in arguments if a.side == side}
    sure = SURE if heard.slot.kind is Kind.CLOSING else 0.0
    told = (c for c in heard.reading.asserted(side) if c.confidence >= sure)
    claims = sorted(told, key=lambda c: c.span)
    fresh = {c.claim: c for c in claims if c.claim not in known}
    return [
        Argument(
            claim=heard_claim.claim,
            side=side,
            slot=heard.slot.number,
            kind=heard.slot.kind,
            words=heard.text[slice(*heard_claim.span)],
            strength=topic.claim_by_id[heard_claim.claim].strength,
            new=heard.slot.kind is Kind.CLOSING,
            towards={s: State.OPEN for s in topic.hit_by(heard_claim.claim) if s in sides},
            answered_in={},
        )
        for heard_claim in fresh.values()
    ] + [_from_outside(heard, span) for span in heard.reading.beyond]


def _from_outside(heard: Heard, span: Span) -> Argument:
    """An on-topic argument the pack does not hold: flowed, never counted as dropped."""
    return Argument(
        claim=None,
        side=heard.slot.side,
        slot=heard.slot.number,
        kind=heard.slot.kind,
        words=heard.text[slice(*span)],
        strength=1,
        new=heard.slot.kind is Kind.CLOSING,
        towards={},
        answered_in={},
    )
