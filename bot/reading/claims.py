"""Which claims of the topic a speech makes, and what the speaker does with each.

Below `HEARD` nothing is recognised: the reader abstains. Own claims are asserted. Another side's
claim is granted, attacked, reported or asserted, as the words around it tell; where nothing tells
that the speaker speaks of another side at all, its claims need a better match than one's own,
because sides share many words. A claim that is much less sure than the speech's main one is left
out: it would stand on the flow though nobody raised it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.reading import ClaimHeard, Stance
from bot.reading.index import TopicIndex
from bot.reading.lexicon.stances import ATTACK, CONCEDED, CONTRAST, FULLY, REPORTED
from bot.reading.tokens import Text
from bot.reading.windows import Match, Window

HEARD = 0.22  # least match that is recognised: what lies below is more often a neighbouring claim
FULL = 1.0  # the match that counts as certain; a claim read out from the pack reaches it
OTHER_SIDES = 0.65  # factor on other sides' claims where nothing tells that they are spoken of
RUNNER_UP = 0.92  # share of the best match in a window that a second claim must reach
BESIDE = 0.6  # share of the surest own claim's confidence that another own claim must have
PAIR = 0.9  # factor on windows of two sentences: one sentence that says it all is better
AGAIN = 0.15  # share of the second-best window's match added to the best: said twice, surer
OPENS_WITH = 24  # characters in which a contrast must stand to open the next clause


@dataclass(frozen=True, slots=True)
class _Candidate:
    claim: int
    match: float
    stance: Stance
    window: Window


def claims_heard(
    text: Text, index: TopicIndex, found: Sequence[Match], side: str
) -> tuple[ClaimHeard, ...]:
    """The claims recognised in a speech of `side`, best first."""
    by_claim: dict[int, list[_Candidate]] = {}
    for candidate in _candidates(text, index, found, side):
        by_claim.setdefault(candidate.claim, []).append(candidate)
    heard = [_pooled(text, index, candidates) for candidates in by_claim.values()]
    surest = max((h.confidence for h in heard if h.side == side), default=0.0)
    kept = (h for h in heard if h.side != side or h.confidence >= BESIDE * surest)
    return tuple(sorted(kept, key=lambda h: (-h.confidence, h.span, h.claim)))


def _candidates(
    text: Text, index: TopicIndex, found: Sequence[Match], side: str
) -> Iterator[_Candidate]:
    own = index.sides == side
    for match in found:
        window = match.window
        marks = match.claims * (PAIR if window.pair else 1.0)
        if not _speaks_of_others(text, window):
            marks = marks * np.where(own, 1.0, OTHER_SIDES)
            if marks[own].max(initial=0.0) >= marks.max(initial=0.0):
                marks = marks * own
        best = float(marks.max(initial=0.0))
        for claim in np.flatnonzero(marks >= max(HEARD, RUNNER_UP * best)):
            stance = Stance.ASSERTS if own[claim] else stance_of(text, index, match, int(claim))
            yield _Candidate(int(claim), float(marks[claim]), stance, window)


def _pooled(text: Text, index: TopicIndex, candidates: Sequence[_Candidate]) -> ClaimHeard:
    """One claim's candidates as one: surer if heard again, in its most telling stance."""
    ranked = sorted(candidates, key=lambda c: (-c.match, c.window.start))
    best = ranked[0]
    again = max((c.match for c in ranked if c.window.first > best.window.last
                 or c.window.last < best.window.first), default=0.0)  # fmt: skip
    order = (Stance.CONCEDES, Stance.ATTACKS, Stance.QUOTES, Stance.ASSERTS)
    telling = min(ranked, key=lambda c: order.index(c.stance))
    claim = index.claims[best.claim]
    return ClaimHeard(
        claim=claim.id,
        side=claim.side,
        stance=telling.stance,
        confidence=round(min(1.0, (best.match + AGAIN * again) / FULL), 3),
        span=text.folded.span(telling.window.start, telling.window.end),
    )


def stance_of(text: Text, index: TopicIndex, match: Match, claim: int) -> Stance:
    """What the speaker does with another side's claim in a window."""
    words = text.folded.text[match.window.start : match.window.end]
    turned = CONTRAST.search(_following(text, match.window)) is not None
    attacked = _denied(index, match, claim, words) or words.rstrip().endswith("?")
    if FULLY.search(words):
        return Stance.CONCEDES
    if CONCEDED.search(words):
        return Stance.ATTACKS if turned or CONTRAST.search(words) else Stance.CONCEDES
    if REPORTED.search(words):
        return Stance.ATTACKS if turned or attacked else Stance.QUOTES
    return Stance.ATTACKS if attacked else Stance.ASSERTS


def _speaks_of_others(text: Text, window: Window) -> bool:
    words = text.folded.text[window.start : window.end]
    return any(cue.search(words) for cue in (REPORTED, CONCEDED))


def _following(text: Text, window: Window) -> str:
    """The beginning of what comes after a window: a contrast there turns against it."""
    return text.folded.text[window.end : window.end + OPENS_WITH]


def _denied(index: TopicIndex, match: Match, claim: int, words: str) -> bool:
    """Whether the words deny a claim: a negation that the claim's nearest wording has not."""
    wordings = np.flatnonzero(index.owner == claim)
    nearest = wordings[int(np.argmax(match.wordings[wordings]))]
    return ATTACK.search(words) is not None and not index.wordings[int(nearest)].negated
