"""Windows of a speech held against every claim of the topic.

A *window* is a sentence, a clause of one cut at a contrast, or two sentences in a row. Its *match*
with a claim adds up three views:

- the cosine between its words and the claim's profile (which claim is this about?),
- how much of the claim's nearest wording it says, by BM25 (is it put like that?),
- which share of its words is at home in the claim (does it say anything else?).

Words count by how few claims use them. The sum is shrunk where the window says little: one telling
word is half the evidence that many are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.reading.index import Floats, TopicIndex
from bot.reading.lexicon.english import FUNCTION
from bot.reading.lexicon.stances import BREAKS
from bot.reading.tokens import Sentence, Text, Word

COVER_WEIGHT = 0.5  # of the nearest wording's cover, beside the cosine at 1
SHARE_WEIGHT = 0.3  # of the share of words at home
SHRINK = 3.0  # weight of about one rare word: a window that says just that counts by half
LEAST_CLAUSE = 4  # words on both sides of a contrast that cuts a sentence in two
LEAST_STEMS = 2  # words with content that a window must have


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the folded text. `first` numbers its first sentence, `last` its last."""

    start: int
    end: int
    stems: tuple[str, ...]
    first: int
    last: int

    @property
    def pair(self) -> bool:
        """Whether it runs over two sentences."""
        return self.last > self.first


@dataclass(frozen=True, slots=True)
class Match:
    """How well a window fits: `claims` per claim, `wordings` the cover of each wording."""

    window: Window
    claims: Floats
    wordings: Floats


def matches(text: Text, index: TopicIndex, skip: frozenset[int] = frozenset()) -> list[Match]:
    """Every window of a speech with its matches; sentences numbered in `skip` are left out."""
    found = [w for w in _windows(text, index, skip) if len(w.stems) >= LEAST_STEMS]
    return [match(window, index) for window in found]


def match(window: Window, index: TopicIndex) -> Match:
    """One window against every claim."""
    covers = index.wording_cover(window.stems)
    nearest = np.zeros(len(index.claims), dtype=np.float32)
    of_claims = index.owner >= 0
    np.maximum.at(nearest, index.owner[of_claims], covers[of_claims])
    known = [stem for stem in window.stems if stem in index.place]
    if not known:
        return Match(window, nearest * 0, covers)
    weights = np.array([index.weight(stem) for stem in window.stems], dtype=np.float32)
    places = [index.place[stem] for stem in known]
    said = np.array([index.weight(stem) for stem in known], dtype=np.float32)
    cosine = index.profiles[:, places] @ said / max(float(np.linalg.norm(weights)), 1e-6)
    share = index.presence[:, places] @ said / max(float(weights.sum()), 1e-6)
    evidence = float(said.sum()) / (float(said.sum()) + SHRINK)
    claims: Floats = evidence * (cosine + COVER_WEIGHT * nearest + SHARE_WEIGHT * share)
    return Match(window, claims, covers)


def _windows(text: Text, index: TopicIndex, skip: frozenset[int]) -> Iterator[Window]:
    stems = [
        [index.settle(word.plain) for word in sentence.words if word.plain not in FUNCTION]
        for sentence in text.sentences
    ]
    for number, sentence in enumerate(text.sentences):
        if number in skip:
            continue
        for words, start, end in _clauses(text, sentence):
            plain = [index.settle(w.plain) for w in words if w.plain not in FUNCTION]
            yield Window(start, end, tuple(dict.fromkeys(plain)), number, number)
        if number + 1 < len(text.sentences) and number + 1 not in skip:
            both = dict.fromkeys(stems[number] + stems[number + 1])
            yield Window(sentence.start, text.sentences[number + 1].end, tuple(both),
                         number, number + 1)  # fmt: skip


def _clauses(text: Text, sentence: Sentence) -> Iterator[tuple[Sequence[Word], int, int]]:
    """The sentence, cut at its first contrast if both sides of it are long enough."""
    for contrast in BREAKS.finditer(text.folded.text, sentence.start, sentence.end):
        before = [word for word in sentence.words if word.end <= contrast.start()]
        after = sentence.words[len(before) :]
        if len(before) >= LEAST_CLAUSE and len(after) > LEAST_CLAUSE:
            yield before, sentence.start, before[-1].end
            yield after, after[0].start, sentence.end
            return
    yield sentence.words, sentence.start, sentence.end
