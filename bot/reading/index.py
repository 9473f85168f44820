"""A topic made ready for look-up: wordings of claims, their profiles, vocabulary and shingles.

A *wording* is one way a claim is put: statement, warrant, impact, opening, each `heard_as`, or a
rebuttal's line. A *profile* is all wordings of one claim together, words weighted by how few claims
use them. *Shingles* are runs of the pack's own words, to tell a copied passage.
Built once per pack; read-only afterwards, so threads may share it.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.topic import Claim, Rebuttal, Topic
from bot.reading.fold import fold
from bot.reading.lexicon.english import FUNCTION
from bot.reading.lexicon.stances import ATTACK
from bot.reading.tokens import Word, is_general, stem, stems_of, take_apart, words_of

SHINGLE = 8  # words in a shingle
GENERAL_WEIGHT = 0.5  # how much a word of any debate counts beside a word of the topic
ANCHOR_LEAST = 3  # claims that must use it, in a small pack
ANCHOR = 0.15  # share of the claims that use a word which is an anchor of the topic
ONE_SLIP, TWO_SLIPS = 5, 11  # letters from which one and two slips are forgiven (users.md)
SMOOTHING = 0.3  # what a word counts that a side never uses
BM25_K1, BM25_B = 1.2, 0.5  # usual saturation; wordings are short, so length matters less

Stems = Sequence[str]
Floats = NDArray[np.float32]


class Part(Enum):
    """Which part of a claim a wording puts."""

    STATEMENT = "statement"
    WARRANT = "warrant"
    IMPACT = "impact"
    OPENING = "opening"
    HEARD_AS = "heard_as"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way a claim (or a rebuttal, for `Part.LINE`) is put."""

    owner: str
    part: Part
    stems: tuple[str, ...]
    negated: bool


class TopicIndex:
    """Everything the rules look up in a topic. Arrays run over `wordings` or over `claims`.

    `owner[i]` is the number of the claim that wording i puts, -1 for a rebuttal's line.
    """

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.claims: tuple[Claim, ...] = topic.claims
        self.number = {claim.id: place for place, claim in enumerate(topic.claims)}
        self.sides = np.array([claim.side for claim in topic.claims])
        self.wordings = tuple(_wordings(topic))
        self.owner = np.array([self.number.get(w.owner, -1) for w in self.wordings], dtype=np.intp)
        self.lines: dict[str, list[int]] = {r.id: [] for r in topic.rebuttals}
        for place, wording in enumerate(self.wordings):
            if wording.part is Part.LINE:
                self.lines[wording.owner].append(place)
        self._bm25 = bm25s.BM25(k1=BM25_K1, b=BM25_B)
        corpus = [list(wording.stems) or [""] for wording in self.wordings] or [[""]]
        self._bm25.index(corpus, show_progress=False)
        self._own_marks = np.maximum(self._marks_of_themselves(), 1e-6)
        self.counts = _counts(topic, self.wordings)
        self.rarity = _rarity(self.counts)
        self.unknown = max(self.rarity.values(), default=1.0)
        self.place = {said: place for place, said in enumerate(self.rarity)}
        self.profiles, self.presence = self._profiles()
        forms = _forms(topic)
        self.terms = frozenset(stem(plain) for plain in forms)
        known = forms | self.terms
        self._forms = tuple(sorted(plain for plain in known if len(plain) >= ONE_SLIP - 1))
        self.anchors = _anchors(topic, self.counts)
        self._voices = {side.id: _voice(topic, side.id) for side in topic.sides}
        self._voice_of_any = frozenset(s for voice, _ in self._voices.values() for s in voice)
        self.shingles = frozenset(shingle for text in _pack_texts(topic)
                                  for _, shingle in shingles(take_apart(text).words))  # fmt: skip
        self.settle = lru_cache(maxsize=8192)(self._settle)

    def leaning(self, stems: Stems) -> dict[str, float]:
        """Per side, the mean log likelihood of the known stems among the words it argues in."""
        known = sorted({said for said in stems if said in self._voice_of_any})
        return {
            side: sum(voice.get(said, silence) for said in known) / max(1, len(known))
            for side, (voice, silence) in self._voices.items()
        }

    def wording_cover(self, stems: Stems) -> Floats:
        """Per wording, how much of it the stems say: its BM25 mark over that of its own words."""
        known = [said for said in stems if said in self._bm25.vocab_dict]
        if not known:
            return np.zeros(len(self.wordings), dtype=np.float32)
        marks: Floats = self._bm25.get_scores(known)[: len(self.wordings)]
        return (marks / self._own_marks).astype(np.float32)

    def weight(self, said: str) -> float:
        """How much a stem tells about which claim is meant; unknown ones count as the rarest."""
        weight = self.rarity.get(said, self.unknown)
        return weight * GENERAL_WEIGHT if is_general(said) else weight

    def _settle(self, plain: str) -> str:
        """The stem of a word, with slips of the keyboard put right where the pack has the word."""
        own = stem(plain.removesuffix("'s"))
        if own in self.terms or is_general(own):
            return own
        if len(plain) < ONE_SLIP or not plain.isalpha():
            return own
        slips = 2 if len(plain) >= TWO_SLIPS else 1
        near = process.extractOne(plain, self._forms, scorer=OSA.distance, score_cutoff=slips)
        return stem(near[0]) if near is not None and near[0][0] == plain[0] else own

    def _marks_of_themselves(self) -> Floats:
        return np.array(
            [
                float(self._bm25.get_scores(list(wording.stems))[place]) if wording.stems else 0.0
                for place, wording in enumerate(self.wordings)
            ],
            dtype=np.float32,
        )

    def _profiles(self) -> tuple[Floats, Floats]:
        """Per claim and stem: its weight in the claim (rows of length 1), and how much at home.

        A word that one wording has is half at home in the claim, one that three have wholly.
        """
        shape = (len(self.claims), len(self.rarity))
        rows, presence = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for claim in self.claims:
            for said, count in self.counts[claim.id].items():
                cell = self.number[claim.id], self.place[said]
                rows[cell] = self.weight(said) * (1 + math.log(count))
                presence[cell] = min(1.0, 0.25 + 0.25 * count)
        lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return (rows / lengths).astype(np.float32), presence


def shingles(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(number of the first word, hash) of each run of `SHINGLE` words."""
    plain = [word.plain for word in words]
    for first in range(len(plain) - SHINGLE + 1):
        yield first, hash(tuple(plain[first : first + SHINGLE]))


def _wordings(topic: Topic) -> Iterator[Wording]:
    for claim in topic.claims:
        for part, text in (
            (Part.STATEMENT, claim.statement),
            (Part.WARRANT, claim.warrant),
            (Part.IMPACT, claim.impact),
            (Part.OPENING, claim.opening),
            *((Part.HEARD_AS, heard) for heard in claim.heard_as),
        ):
            yield _wording(claim.id, part, text)
    for rebuttal in topic.rebuttals:
        for text in lines(rebuttal):
            yield _wording(rebuttal.id, Part.LINE, text)


def _wording(owner: str, part: Part, text: str) -> Wording:
    return Wording(owner, part, tuple(stems_of(text)), ATTACK.search(text) is not None)


def lines(rebuttal: Rebuttal) -> list[str]:
    """The versions of a rebuttal that are written."""
    return [line for line in (rebuttal.line, rebuttal.plain, rebuttal.expert) if line]


def _counts(topic: Topic, wordings: Sequence[Wording]) -> dict[str, Counter[str]]:
    """Per claim, in how many of its wordings and facts each stem stands."""
    counts = {claim.id: Counter[str]() for claim in topic.claims}
    for wording in wordings:
        if wording.owner in counts:
            counts[wording.owner].update(wording.stems)
    for claim in topic.claims:
        for fact in claim.facts:
            counts[claim.id].update(stems_of(topic.fact_by_id[fact].statement))
    return counts


def _rarity(counts: Mapping[str, Counter[str]]) -> dict[str, float]:
    """Inverse frequency of each stem over claims (the BM25 form of idf)."""
    users = Counter(said for stems in counts.values() for said in stems)
    return {
        said: math.log(1 + (len(counts) - found + 0.5) / (found + 0.5))
        for said, found in users.items()
    }


def _anchors(topic: Topic, counts: Mapping[str, Counter[str]]) -> frozenset[str]:
    """Stems without which this topic can hardly be spoken of: its names', and many claims'."""
    users = Counter(said for stems in counts.values() for said in stems)
    least = max(ANCHOR_LEAST, ANCHOR * len(counts))
    often = (said for said, found in users.items() if found >= least)
    names = [topic.title, topic.motion, *(definition.term for definition in topic.definitions),
             *(f"{side.id} {side.name} {side.role}" for side in topic.sides)]  # fmt: skip
    named = stems_of(" ".join(names))
    return frozenset(s for s in (*named, *often) if s.isalpha() and not is_general(s))


def _voice(topic: Topic, side: str) -> tuple[dict[str, float], float]:
    """Log likelihood of each stem in what a side says, function words too; and of any other."""
    claims = [claim for claim in topic.claims if claim.side == side]
    texts = [topic.side_by_id[side].stance, *topic.side_by_id[side].closings,
             *(text for c in claims for text in (c.statement, c.warrant, c.impact, c.opening)),
             *(heard for claim in claims for heard in claim.heard_as),
             *(line for r in topic.rebuttals if r.side == side for line in lines(r))]  # fmt: skip
    counts = Counter(
        said for text in texts for said in {word.stem for word in words_of(fold(text).text)}
    )
    total = sum(counts.values()) + SMOOTHING * len(counts)
    voice = {said: math.log((found + SMOOTHING) / total) for said, found in counts.items()}
    return voice, math.log(SMOOTHING / total)


def _forms(topic: Topic) -> frozenset[str]:
    """Every word the pack uses that is not a function word, in lower case."""
    texts = [*_pack_texts(topic), topic.title, topic.motion, topic.source.authors,
             *(heard for claim in topic.claims for heard in claim.heard_as),
             *(value for fact in topic.facts for value in (*fact.values, *fact.cues)),
             *(miss.said for fact in topic.facts for miss in fact.near_misses),
             *(f"{d.term} {d.meaning}" for d in topic.definitions)]  # fmt: skip
    words = (word.plain.removesuffix("'s") for text in texts for word in words_of(fold(text).text))
    return frozenset(plain for plain in words if plain not in FUNCTION)


def _pack_texts(topic: Topic) -> Iterator[str]:
    """The pack's own prose: what a student could copy instead of arguing."""
    yield topic.background
    for side in topic.sides:
        yield from (side.stance, side.brief, *side.closings)
        yield from (burden for _, burden in side.burdens)
    for claim in topic.claims:
        yield from (claim.statement, claim.warrant, claim.impact, claim.opening)
    for rebuttal in topic.rebuttals:
        yield from lines(rebuttal)
    yield from (fact.statement for fact in topic.facts)
    yield from (plan.text for plan in topic.plans)
