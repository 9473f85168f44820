"""Formats: who speaks when, for how long. Data in `prompts/formats.yaml`, made into slots here.

A *slot* is a planned place for one speech. Slots of the same *phase* are open together: at a timed
pace each slot is a phase of its own; at a pace that is `together` (relaxed) a whole stage is one
phase, hidden until all are in. A *position* is 1 for the side that opens, then 2, 3 …

Rules: debate.md, "Who speaks when".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum


class Kind(Enum):
    """What a slot is for; each kind has its own criteria in the rubric."""

    OPENING = "opening"
    QUESTION = "question"
    ANSWER = "answer"
    REBUTTAL = "rebuttal"
    CLOSING = "closing"


CROSS_EXAMINATION = (Kind.QUESTION, Kind.ANSWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A planned place for a speech. `seconds`, `words` are limits; `member` counts within a side.

    `addressee` is the side asked or answered in cross-examination, else None.
    """

    number: int
    phase: int
    kind: Kind
    side: str
    member: int
    seconds: int
    words: int
    addressee: str | None = None
    follow_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a format: `order` lists positions; `pairs` who asks and who answers."""

    kind: Kind
    order: tuple[int, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The plan of a round. `orders` are alternatives, one drawn evenly; each is a list of stages.

    `sides` is how many sides take part; `people` the least and most people; `ranked` whether a
    ballot ranks sides and moves ratings; `team` whether a side may seat several; `people_first`
    whether the sides that people argue take the first positions, whoever proposes.
    """

    id: str
    name: str
    sides: int
    people: tuple[int, int]
    ranked: bool
    team: bool
    lobby: bool
    people_first: bool = False
    orders: tuple[tuple[Stage, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long and how wordy. `seconds` and `words` per kind of slot.

    `together` opens a stage to all at once; `follow_ups` is how many second questions each asker
    has; `warning` and `extension` are seconds; `total` bounds the whole round (None: no bound).
    """

    id: str
    name: str
    seconds: Mapping[Kind, int]
    words: Mapping[Kind, int]
    warning: int
    extension: int
    follow_ups: int
    together: bool = False
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """All formats and paces by id, in the order of the file."""

    formats: Mapping[str, Format]
    paces: Mapping[str, Pace]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    kind: Kind
    side: str
    member: int
    stage: tuple[int, int]
    addressee: str | None = None
    follow_up: bool = False


def plan(
    form: Format, pace: Pace, sides: Sequence[str], members: Mapping[str, int], order: int
) -> tuple[Slot, ...]:
    """The slots of a round.

    `sides` are in position order; `members` gives each side's size (at least 1); `order` picks one
    of the format's alternatives. In teams the rebuttal stage repeats until every member of the
    largest side has a slot, and smaller sides take turns, so all sides speak equally often.
    Raises IndexError for an order the format does not have.
    """
    planned = [
        speech
        for number, stage in enumerate(form.orders[order])
        for speech in (
            _exchanges(stage, number, sides, pace)
            if stage.pairs
            else _speeches(stage, number, sides, form, members)
        )
    ]
    planned = _with_members(planned, members)
    stages = list(dict.fromkeys(speech.stage for speech in planned))
    return tuple(
        Slot(
            number=number,
            phase=stages.index(speech.stage) if pace.together else number,
            kind=speech.kind,
            side=speech.side,
            member=speech.member,
            seconds=pace.seconds[speech.kind],
            words=pace.words[speech.kind],
            addressee=speech.addressee,
            follow_up=speech.follow_up,
        )
        for number, speech in enumerate(planned)
    )


def _speeches(
    stage: Stage, number: int, sides: Sequence[str], form: Format, members: Mapping[str, int]
) -> Iterator[_Planned]:
    """Openings, rebuttals or closings, in the stage's order."""
    repeated = form.team and stage.kind is Kind.REBUTTAL
    for turn in range(max(1, *members.values(), 3) - 2 if repeated else 1):
        for position in stage.order:
            yield _Planned(
                kind=stage.kind, side=sides[position - 1], member=-1, stage=(number, turn)
            )


def _exchanges(stage: Stage, number: int, sides: Sequence[str], pace: Pace) -> Iterator[_Planned]:
    """Question and answer pairs; when all are open together, every question before any answer."""
    exchanges = [
        (_Planned(kind=kind, side=speaker, member=int(kind is Kind.QUESTION), addressee=other,
                  stage=(number, turn * 2 + int(kind is Kind.ANSWER)), follow_up=turn > 0))
        for asks, answers in stage.pairs
        for turn in range(1 + pace.follow_ups)
        for kind, speaker, other in (
            (Kind.QUESTION, sides[asks - 1], sides[answers - 1]),
            (Kind.ANSWER, sides[answers - 1], sides[asks - 1]),
        )
    ]  # fmt: skip
    yield from sorted(exchanges, key=lambda e: e.stage) if pace.together else exchanges


def _with_members(planned: Sequence[_Planned], members: Mapping[str, int]) -> list[_Planned]:
    """Speeches go round a side's members; the second asks, the first (who opened) answers."""
    spoken = dict.fromkeys(members, 0)
    seated = []
    for speech in planned:
        member = speech.member
        if speech.kind not in CROSS_EXAMINATION:
            member = spoken[speech.side]
            spoken[speech.side] += 1
        seated.append(replace(speech, member=member % members[speech.side]))
    return seated
