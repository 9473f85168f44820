"""What stands between the sides when a bot seat speaks: read off the flow and the readings.

A *point* is an opponent's argument from the pack that this side may answer now. Arguments told
together with a personal loss are no points: they are left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.app.ports import Occasion
from bot.core.flow import Argument, Heard, State
from bot.core.format import Kind
from bot.core.reading import ClaimHeard, FactHeard, FactStatus, Flag, Span, Stance
from bot.core.topic import Claim
from bot.core.words import count
from bot.opponents.quoting import disclosed, overlaps, quoted

_ANSWERING = (Kind.REBUTTAL, Kind.CLOSING)
_SURE = 0.4  # confidence from which a claim may be told in the speaker's words
_BARE = 30  # words beyond which a claim is no longer bare
_FAINT = 0.25  # confidence below which a claim counts only where there is no other


class Due(IntEnum):
    """How urgently a point is to be answered."""

    NOW = 0  # named in the slot's prompt as one of the strongest; or only an opening met it
    OPEN = 1  # open besides
    AGAIN = 2  # answered before, and said again since
    FAINT = 3  # the reader is hardly sure that it was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An argument to answer. `words` are safe to quote or empty; `reasoned`: a why was given.

    `sure` is False where the reader may well be mistaken; then it is better asked than quoted.
    """

    claim: Claim
    words: str
    reasoned: bool
    sure: bool
    due: Due
    weight: float
    slot: int


def points(occasion: Occasion) -> tuple[Point, ...]:
    """What to answer: first one point of each opponent, then the rest, the most urgent first.

    Within an opponent what is stronger and was understood more surely comes first. What is hardly
    heard at all is a point only where there is no other.
    """
    against: dict[str, list[Point]] = {}
    for argument in occasion.flow.arguments:
        due = _due(occasion, argument)
        if due is not None and (point := _point(occasion, argument, due)):
            against.setdefault(argument.side, []).append(point)
    ranked: list[tuple[tuple[bool, int, float, int], Point]] = []
    for found in against.values():
        found.sort(key=lambda p: (p.due, -p.weight, p.slot))
        ranked += [
            ((rank > 0 or p.due is Due.FAINT, p.due, -p.weight, p.slot), p)
            for rank, p in enumerate(found)
        ]
    in_order = [point for _, point in sorted(ranked, key=lambda entry: entry[0])]
    clear = [point for point in in_order if point.due is not Due.FAINT]
    return tuple(clear or in_order[:1])


def _due(occasion: Occasion, argument: Argument) -> Due | None:
    """How urgently this side must answer an argument; None if it need not."""
    me = occasion.slot.side
    if argument.stands_against(me):
        named = occasion.flow.pressing(me).get(argument.side, ())
        return Due.NOW if any(one is argument for one in named) else Due.OPEN
    if argument.towards.get(me) is not State.ANSWERED:
        return None
    if _only_opened_against(occasion, argument):
        return Due.NOW
    return Due.AGAIN if _said_again(occasion, argument) else None


def answered_by_line(occasion: Occasion, claim: str) -> bool:
    """Whether one of this side's prepared answers to a claim was spoken."""
    return any(
        rebuttal.side == occasion.slot.side and f"rebuttal:{rebuttal.id}" in occasion.used
        for rebuttal in occasion.topic.rebuttals_to[claim]
    )


def _only_opened_against(occasion: Occasion, argument: Argument) -> bool:
    """Whether the reader took an opening for the answer, and nobody has answered in earnest."""
    answer = speech_at(occasion, argument.answered_in.get(occasion.slot.side, -1))
    if argument.claim is None or answer is None or answer.slot.kind is not Kind.OPENING:
        return False
    return not answered_by_line(occasion, argument.claim)


def raised(occasion: Occasion, side: str) -> tuple[Point, ...]:
    """Everything from the pack that a side has raised, in the order in which it did."""
    found = (_point(occasion, a, Due.OPEN) for a in occasion.flow.arguments if a.side == side)
    return tuple(point for point in found if point)


def _point(occasion: Occasion, argument: Argument, due: Due) -> Point | None:
    """The argument as a point; None if it is not of the pack, or is not to be answered.

    What a bot opened with counts as reasoned: the pack's opening lines carry their reason.
    """
    if argument.claim is None:
        return None
    claim = occasion.topic.claim_by_id[argument.claim]
    heard = speech_at(occasion, argument.slot)
    told = next((c for c in heard.reading.claims if c.claim == claim.id), None) if heard else None
    if heard is None or told is None or disclosed(heard, told.span):
        return None
    return Point(
        claim=claim,
        words=quoted(heard, told.span, claim),
        reasoned=f"opening:{claim.id}" in occasion.used or has_reason(heard, told),
        sure=told.confidence >= _SURE,
        due=due if told.confidence >= _FAINT else Due.FAINT,
        weight=(2 + argument.strength) * told.confidence**2,
        slot=argument.slot,
    )


def _said_again(occasion: Occasion, argument: Argument) -> bool:
    """Whether its side made it once more after this side last spoke."""
    return any(
        heard.slot.side == argument.side
        and heard.slot.number > argument.slot
        and any(c.claim == argument.claim for c in heard.reading.asserted(argument.side))
        for heard in since_last(occasion)
    )


def has_reason(heard: Heard, told: ClaimHeard) -> bool:
    """Whether a why or a so-what was given between the claim before and the claim after.

    Students give their reason before a claim as often as after it, a consequence is half a reason,
    and many words are hardly a bare claim. Asking for what was given is worse than not asking.
    """
    stretch = _stretch(heard, told)
    moves = heard.reading.moves
    given = any(overlaps(move, stretch) for move in (*moves.reasons, *moves.impacts))
    return given or count(heard.text[slice(*stretch)]) > _BARE


def has_impact(heard: Heard, told: ClaimHeard) -> bool:
    """Whether a so-what was given there."""
    stretch = _stretch(heard, told)
    return any(overlaps(move, stretch) for move in heard.reading.moves.impacts)


def _stretch(heard: Heard, told: ClaimHeard) -> Span:
    """From the end of the claim before to the beginning of the claim after."""
    others = [c.span for c in heard.reading.claims if c.claim != told.claim]
    before = [span[1] for span in others if span[1] <= told.span[0]]
    after = [span[0] for span in others if span[0] >= told.span[1]]
    return (max(before, default=0), min(after, default=max(len(heard.text), 1)))


def speech_at(occasion: Occasion, slot: int) -> Heard | None:
    """The speech given in a slot, if it was."""
    return next((heard for heard in occasion.speeches if heard.slot.number == slot), None)


def since_last(occasion: Occasion) -> tuple[Heard, ...]:
    """The opponents' speeches since this side last had the chance to answer, latest first.

    Speeches of one phase are hidden from each other, so those of its own phase come after it.
    """
    me = occasion.slot.side
    mine = [h.slot for h in occasion.speeches if h.slot.side == me and h.slot.kind in _ANSWERING]
    last = max(mine, key=lambda slot: slot.number) if mine else None
    return tuple(
        heard
        for heard in reversed(occasion.speeches)
        if heard.slot.side != me
        and heard.speech  # a passed slot has none
        and heard.slot.kind is not Kind.QUESTION
        and (not last or heard.slot.number > last.number or heard.slot.phase == last.phase)
    )


def attacked(occasion: Occasion) -> tuple[tuple[Claim, str], ...]:
    """This side's claims that the opponents have just answered, with their words where quotable."""
    found: dict[str, tuple[Claim, str]] = {}
    for heard in since_last(occasion):
        for claim_id, span in _answered(heard):
            claim = occasion.topic.claim_by_id[claim_id]
            if claim.side == occasion.slot.side and not disclosed(heard, span):
                found.setdefault(claim_id, (claim, quoted(heard, span, claim)))
    return tuple(found.values())


def _answered(heard: Heard) -> Iterator[tuple[str, Span]]:
    spans = heard.reading.answer_spans or ((0, 0),) * len(heard.reading.answers)
    yield from zip(heard.reading.answers, spans, strict=True)
    for told in heard.reading.claims:
        if told.stance in (Stance.ATTACKS, Stance.QUOTES) and told.confidence >= _FAINT:
            yield told.claim, told.span


def granted(occasion: Occasion) -> tuple[tuple[Claim, Heard], ...]:
    """This side's claims that an opponent has just granted or argued itself."""
    return tuple(
        (occasion.topic.claim_by_id[told.claim], heard)
        for heard in since_last(occasion)
        for told in heard.reading.claims
        if told.side == occasion.slot.side
        and (told.stance is Stance.CONCEDES or _argues_it(heard, told))
        and not disclosed(heard, told.span)
    )


def _argues_it(heard: Heard, told: ClaimHeard) -> bool:
    """Whether a speaker argues another side's claim as its own, and clearly so."""
    return told.stance is Stance.ASSERTS and heard.reading.flagged(Flag.OTHER_SIDE)


def unprepared(occasion: Occasion) -> tuple[str, ...]:
    """Arguments just made that the pack does not hold, in quotable words ("" where there are none).

    A recent speech in which nothing was understood counts as one; a disclosure never does.
    """
    found: list[str] = []
    for heard in since_last(occasion):
        reading = heard.reading
        found += [quoted(heard, span) for span in reading.beyond if not left_alone(heard, span)]
        understood = reading.claims or reading.answers or reading.beyond
        argues = heard.slot.kind is not Kind.ANSWER
        if argues and not understood and not disclosed(heard, (0, len(heard.text))):
            found.append(gist(heard))
    return tuple(found)


def left_alone(heard: Heard, span: Span) -> bool:
    """Whether words are no argument to ask about: a personal loss, or a fact that is plainly wrong
    and is put right instead.
    """
    wrong = (f.span for f in heard.reading.facts if f.status is FactStatus.WRONG)
    return disclosed(heard, span) or any(overlaps(span, bad) for bad in wrong)


def gist(heard: Heard) -> str:
    """The longest quotable words of a speech about the topic, best where a reason was given."""
    moves = heard.reading.moves
    reasons = [span for span in moves.reasons if span in moves.on_topic]
    return max((quoted(heard, span) for span in reasons or moves.on_topic), key=len, default="")


def facts(occasion: Occasion, status: FactStatus) -> tuple[tuple[Heard, FactHeard], ...]:
    """Facts the opponents have just stated rightly or wrongly, disclosures left out."""
    return tuple(
        (heard, fact)
        for heard in since_last(occasion)
        for fact in heard.reading.facts
        if fact.status is status and not disclosed(heard, fact.span)
    )


def mine(occasion: Occasion, *states: State) -> tuple[Argument, ...]:
    """This side's arguments that some opponent left in one of the states, strongest first."""
    found = [
        argument
        for argument in occasion.flow.arguments
        if argument.side == occasion.slot.side
        and argument.claim is not None
        and not argument.new
        and any(state in states for state in argument.towards.values())
    ]
    return tuple(sorted(found, key=lambda a: (-a.strength, a.slot)))
