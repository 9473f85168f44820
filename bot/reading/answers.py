"""Which of the opponents' claims a speech answers, and how much of what they said it takes up.

*Targets* are the claims recognised in the opponents' last speeches, with the words they were put
in. For each target and each window of this speech the *meeting* adds up

- the telling words of the target's own sentence that are taken up,
- how much of a rebuttal line of this side against that target is said,
- the match with the target itself, and with the own claim that such a rebuttal rests on,
- a little if words of reference or denial stand there.

From `MET` on, the claim is answered. On the development set's better rebuttals that finds about 7
of 10 targets; with another speech's opponent put in, about 2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.reading import ClaimHeard, Span, Stance
from bot.reading.index import TopicIndex
from bot.reading.lexicon.stances import ATTACK, CONTRAST, REFERRING, REPORTED
from bot.reading.tokens import Sentence, Text
from bot.reading.windows import Match

MET = 0.45  # least meeting at which a claim is answered
WORDS_WEIGHT = 2.0  # of the share of the target's telling words
LINE_WEIGHT = 0.7  # of the cover of a rebuttal line
CLAIM_WEIGHT = 0.4  # of the match with the target itself
EDGE_WEIGHT = 0.2  # of the match with the own claim that answers it
CUE_WEIGHT = 0.1  # of words of reference or denial
TAKEN_UP = 0.3  # share of the opponents' telling words that counts as full engagement


@dataclass(frozen=True, slots=True)
class Target:
    """An opponent's claim, the side that made it, and the telling words it was put in."""

    claim: str
    side: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opposing:
    """One opponent's speech: its side, what it claims and all its telling words."""

    side: str
    targets: tuple[Target, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """Answered claims, best first, with the words that do it.

    `engagement` in 0..1 is averaged over opponents, of each the speech that is taken up most.
    """

    claims: tuple[str, ...]
    spans: tuple[Span, ...]
    engagement: float


def opposing(text: Text, index: TopicIndex, side: str, heard: Sequence[ClaimHeard]) -> Opposing:
    """An opponent's speech as something to be answered; `heard` are its claims in folded places."""
    targets = []
    for claim in heard:
        if claim.side == side and claim.stance is Stance.ASSERTS:
            said = [s for s in text.sentences if _overlap(text.span(s), claim.span)]
            targets.append(Target(claim.claim, side, telling(index, said)))
    return Opposing(side, tuple(targets), telling(index, text.sentences))


def telling(index: TopicIndex, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Stems of the words that say what sentences are about."""
    return frozenset(
        index.settle(word.plain) for s in sentences for word in s.words if not word.general
    )


def answered(
    text: Text, index: TopicIndex, found: Sequence[Match], side: str, opponents: Sequence[Opposing]
) -> Answered:
    """What a speech of `side` answers of its opponents' speeches."""
    best: dict[str, tuple[float, Match]] = {}
    for target in (t for opponent in opponents for t in opponent.targets):
        lines, claims = _edges(index, side, target.claim)
        for match in found:
            meeting = _meeting(text, index, match, target, (lines, claims))
            if meeting >= MET and meeting > best.get(target.claim, (0.0, match))[0]:
                best[target.claim] = (meeting, match)
    ranked = sorted(best.items(), key=lambda b: (-b[1][0], b[0]))
    engaged: dict[str, float] = {}
    for opponent in opponents:
        taken = _engagement(text, index, opponent)
        engaged[opponent.side] = max(taken, engaged.get(opponent.side, 0.0))
    return Answered(
        claims=tuple(claim for claim, _ in ranked),
        spans=tuple(text.folded.span(m.window.start, m.window.end) for _, (_, m) in ranked),
        engagement=round(sum(engaged.values()) / len(engaged), 3) if engaged else 0.0,
    )


def _edges(index: TopicIndex, side: str, claim: str) -> tuple[list[int], list[int]]:
    """Numbers of the wordings and of the own claims with which a side answers a claim."""
    edges = [r for r in index.topic.rebuttals_to.get(claim, ()) if r.side == side]
    lines = [place for edge in edges for place in index.lines[edge.id]]
    return lines, [index.number[edge.claim] for edge in edges if edge.claim]


def _meeting(
    text: Text, index: TopicIndex, match: Match, target: Target, edges: tuple[list[int], list[int]]
) -> float:
    lines, claims = edges
    words = text.folded.text[match.window.start : match.window.end]
    shared = weigh(index, target.stems & frozenset(match.window.stems))
    return (
        WORDS_WEIGHT * shared / max(weigh(index, target.stems), 1e-6)
        + LINE_WEIGHT * float(match.wordings[lines].max(initial=0.0))
        + CLAIM_WEIGHT * float(match.claims[index.number[target.claim]])
        + EDGE_WEIGHT * float(match.claims[claims].max(initial=0.0))
        + CUE_WEIGHT * any(cue.search(words) for cue in (REPORTED, REFERRING, ATTACK))
    )


def _engagement(text: Text, index: TopicIndex, opponent: Opposing) -> float:
    """The share of an opponent's telling words taken up in sentences that answer.

    A sentence answers if it, or the next, denies, contrasts or asks, and brings a word of its own.
    """
    taken: set[str] = set()
    for number, sentence in enumerate(text.sentences):
        stems = telling(index, (sentence,))
        if stems - opponent.stems and _answers(text, number):
            taken |= stems & opponent.stems
    share = weigh(index, taken) / max(weigh(index, opponent.stems), 1e-6)
    return min(1.0, share / TAKEN_UP)


def _answers(text: Text, number: int) -> bool:
    sentence = text.sentences[number]
    words = text.folded.text[sentence.start : sentence.end]
    following = text.sentences[number + 1 : number + 2]
    after = "".join(text.folded.text[s.start : s.end] for s in following)
    denies = ATTACK.search(words) or CONTRAST.search(words) or ATTACK.search(after)
    return denies is not None or words.rstrip().endswith("?")


def weigh(index: TopicIndex, stems: Mapping[str, object] | frozenset[str] | set[str]) -> float:
    """The summed weight of stems."""
    return float(np.sum([index.weight(stem) for stem in sorted(stems)])) if stems else 0.0


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
