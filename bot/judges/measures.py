"""Points for each criterion, as functions of the reading and of the flow before the speech.

Every measure is `100 · support^e · (floor + (1 − floor) · depth)`, where

- *support* in 0..1 says how much of an argument there is at all: the root of the reading's quality
  times its substance, between `NONE` and `FULL`, times a discount for each warning flag. Length is
  in neither. What a reader leaves out of both (lists, repetitions, copied passages, appeals to the
  marker) earns nothing here.
- *depth* in 0..1 says how much of what the criterion asks for was found; each further move of a
  kind adds less than the one before.
- *floor* and *e* are the criterion's own (`SHAPE`): a floor of 0 means that nothing is earned
  without the move; an exponent under 1 that a terse speech can still do it well.

No measure falls when quality, substance, engagement or the moves of its kind grow.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.flow import Argument, Flow, Heard
from bot.core.reading import FactStatus, Flag, Moves, Span, Stance
from bot.core.rubric import Aspect

NONE, FULL = 0.25, 0.85  # root of quality times substance: no argument; the best that is usual
FIRST = 0.7  # depth of one move; each further one adds that share of what is left
RIGHT_FACT = 1.5  # moves that a right fact is worth
WRONG_FACT = 0.6  # factor on evidence for each wrong fact
UNPLACED_SOURCE = 0.5  # factor on evidence where a source cannot be placed
SURE_CLAIM = 0.4  # confidence from which a claim of one's own side is plain
BEYOND_CLAIM = 0.6  # depth of an argument that the pack does not hold
ANSWERED = 0.4  # share of clash that is named arguments answered; the rest is engagement
TAKES_UP = 0.75  # share of directness that is taking up what was asked; the rest is an own point
TOPICAL = 0.34  # share of sentences on the topic from which a speech is fully on it
SENTENCES_A_SIGN = 4  # sentences that one signpost guides through
LONG_SENTENCE, ENDLESS = 28, 60  # mean words: easy to follow up to the first, lost at the second

DISCOUNTS: Mapping[Flag, float] = {
    Flag.KEYWORD_LIST: 0.1,  # words without an argument
    Flag.OFF_TOPIC: 0.3,  # an argument about something else
    Flag.OTHER_SIDE: 0.4,  # an argument for somebody else
    Flag.REPETITION: 0.7,  # the reader counts repetitions once; saying them costs attention too
    Flag.PADDING: 0.8,
    Flag.CONTRADICTION: 0.8,  # two sentences that cancel each other
}

SHAPE: Mapping[Aspect, tuple[float, float]] = {
    Aspect.CLAIM: (0.3, 1.0),
    Aspect.REASONING: (0.38, 1.0),
    Aspect.EVIDENCE: (0.3, 1.0),
    Aspect.IMPACT: (0.38, 1.0),
    Aspect.CLASH: (0.0, 0.5),
    Aspect.WEIGHING: (0.38, 1.0),
    Aspect.CLARITY: (0.4, 1.0),
    Aspect.PRESSURE: (0.2, 0.5),
    Aspect.DIRECTNESS: (0.2, 0.5),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Points for a criterion, the depth behind them, and the sentences that earned them."""

    points: int
    depth: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How much was found, in 0..1, and where."""

    of: float
    spans: tuple[Span, ...] = ()


def measure(aspect: Aspect, heard: Heard, before: Flow) -> Measure | None:
    """The measure of a criterion; None where it does not apply."""
    depth = DEPTHS[aspect](heard, before)
    if depth is None:
        return None
    floor, exponent = SHAPE[aspect]
    points = 100 * math.pow(support(heard), exponent) * (floor + (1 - floor) * depth.of)
    return Measure(points=round(points), depth=depth.of, spans=depth.spans)


def support(heard: Heard) -> float:
    """How much of an argument a speech is at all, in 0..1."""
    reading = heard.reading
    root = math.sqrt(max(0.0, reading.quality) * max(0.0, reading.substance))
    found = min(1.0, max(0.0, (root - NONE) / (FULL - NONE)))
    for flag, factor in DISCOUNTS.items():
        found *= factor if reading.flagged(flag) else 1.0
    topical = len(reading.moves.on_topic) / max(1, len(reading.moves.sentences))
    return found * min(1.0, topical / TOPICAL)


def to_answer(before: Flow, side: str) -> dict[str, tuple[Argument, ...]]:
    """Per opponent that has argued, its strongest arguments that still stand against a side."""
    pressing = before.pressing(side)
    opponents = dict.fromkeys(a.side for a in before.arguments if a.side != side and not a.new)
    return {opponent: pressing.get(opponent, ()) for opponent in opponents}


def meets(heard: Heard, argument: Argument) -> bool:
    """Whether a speech answers or grants an argument."""
    granted = (c.claim for c in heard.reading.claims if c.stance is Stance.CONCEDES)
    return argument.claim in (*heard.reading.answers, *granted)


# ── depth of each criterion ─────────────────────────────────────────────────────────────────────


def _claim(heard: Heard, _: Flow) -> Depth:
    own = heard.reading.asserted(heard.slot.side)
    beyond = heard.reading.beyond
    sure = min(1.0, own[0].confidence / SURE_CLAIM) if own else 0.0
    depth = max(sure, BEYOND_CLAIM if beyond else 0.0)
    return Depth(of=depth, spans=(own[0].span,) if own else beyond[:1])


def _reasoning(heard: Heard, _: Flow) -> Depth:
    spans = _on_topic(heard, heard.reading.moves.reasons)
    return Depth(of=_depth(len(spans)), spans=spans)


def _evidence(heard: Heard, _: Flow) -> Depth:
    """Facts and examples put to use: in a sentence that reasons, or beside one."""
    reading = heard.reading
    right = {fact.span for fact in reading.facts if fact.status is FactStatus.RIGHT}
    used = tuple(s for s in reading.moves.evidence if _put_to_use(heard, s))
    count = sum(RIGHT_FACT if _touches(span, right) else 1.0 for span in used)
    wrong = sum(fact.status is FactStatus.WRONG for fact in reading.facts)
    unplaced = UNPLACED_SOURCE if reading.flagged(Flag.INVENTED_SOURCE) else 1.0
    best = sorted(used, key=lambda span: (not _touches(span, right), span))
    return Depth(of=_depth(count) * math.pow(WRONG_FACT, wrong) * unplaced, spans=tuple(best))


def _impact(heard: Heard, _: Flow) -> Depth:
    spans = _on_topic(heard, heard.reading.moves.impacts)
    return Depth(of=_depth(len(spans)), spans=spans)


def _weighing(heard: Heard, _: Flow) -> Depth:
    spans = _on_topic(heard, heard.reading.moves.weighing)
    return Depth(of=_depth(len(spans)), spans=spans)


def _clash(heard: Heard, before: Flow) -> Depth | None:
    """Averaged over opponents, so that two against one gains nothing (debate.md)."""
    opponents = to_answer(before, heard.slot.side)
    if not opponents:
        return None
    engagement = heard.reading.engagement
    met = [
        _depth(sum(meets(heard, argument) for argument in standing)) / _depth(len(standing))
        if standing else engagement
        for standing in opponents.values()
    ]  # fmt: skip
    answered = sum(met) / len(met)
    return Depth(
        of=ANSWERED * answered + (1 - ANSWERED) * engagement, spans=heard.reading.answer_spans
    )


def _clarity(heard: Heard, _: Flow) -> Depth:
    moves, words = heard.reading.moves, heard.reading.words
    sentences = max(1, len(moves.sentences))
    signs = min(1.0, len(moves.signposts) / max(1, sentences // SENTENCES_A_SIGN))
    topical = len(moves.on_topic) / sentences
    mean = words / sentences
    easy = min(1.0, max(0.0, (ENDLESS - mean) / (ENDLESS - LONG_SENTENCE)))
    broken = 0.7 if heard.reading.flagged(Flag.WALL_OF_TEXT) else 1.0
    return Depth(of=broken * (signs + topical + easy) / 3, spans=moves.signposts)


def _pressure(heard: Heard, _: Flow) -> Depth:
    """One question, aimed at what the other side says, is harder to walk away from than three."""
    asked = heard.text.count("?")
    aimed = max(heard.reading.engagement, 1.0 if heard.reading.answers else 0.0, _others(heard))
    single = 1.0 if asked == 1 else 0.5
    found = single * (0.4 + 0.6 * aimed) if asked else 0.2 * aimed
    sentences = heard.reading.moves.sentences
    questions = (span for span in sentences if _asks(heard, span))
    return Depth(of=found, spans=tuple(questions))


def _directness(heard: Heard, _: Flow) -> Depth:
    """Takes up what was asked, and says something of one's own about it."""
    reading = heard.reading
    sentences = reading.moves.sentences
    if sentences and all(_asks(heard, span) for span in sentences):
        return Depth(of=0.0)  # a question back is no answer
    own = 1.0 if reading.asserted(heard.slot.side) or reading.moves.reasons else 0.0
    engaged = max(reading.engagement, 1.0 if reading.answers else 0.0)
    return Depth(of=TAKES_UP * engaged + (1 - TAKES_UP) * own, spans=reading.answer_spans)


DEPTHS: Mapping[Aspect, Callable[[Heard, Flow], Depth | None]] = {
    Aspect.CLAIM: _claim,
    Aspect.REASONING: _reasoning,
    Aspect.EVIDENCE: _evidence,
    Aspect.IMPACT: _impact,
    Aspect.CLASH: _clash,
    Aspect.WEIGHING: _weighing,
    Aspect.CLARITY: _clarity,
    Aspect.PRESSURE: _pressure,
    Aspect.DIRECTNESS: _directness,
}


def _depth(count: float) -> float:
    """Each further move adds less: 0, then `FIRST`, then that share of what is left."""
    return 1 - math.pow(1 - FIRST, count)


def _on_topic(heard: Heard, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans on the topic, or beside a sentence on it: "That is why they fail." carries on."""
    moves = heard.reading.moves
    topical = set(moves.on_topic)
    return tuple(span for span in spans if topical & set(_near(moves, span)))


def _put_to_use(heard: Heard, span: Span) -> bool:
    moves = heard.reading.moves
    works = {*moves.reasons, *moves.impacts}
    return bool(works & set(_near(moves, span))) and span in moves.on_topic


def _near(moves: Moves, span: Span) -> tuple[Span, ...]:
    """The sentences of a span, with the one before and the one after."""
    places = [n for n, sentence in enumerate(moves.sentences) if _overlap(sentence, span)]
    return moves.sentences[max(0, places[0] - 1) : places[-1] + 2] if places else (span,)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(_overlap(span, other) for other in others)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _asks(heard: Heard, span: Span) -> bool:
    return heard.text[slice(*span)].rstrip(" \n\"')”’").endswith(("?", "?!"))


def _others(heard: Heard) -> float:
    """The confidence in the best of other sides' claims that the speech speaks of."""
    named = (c.confidence for c in heard.reading.claims if c.side != heard.slot.side)
    return max(named, default=0.0)
