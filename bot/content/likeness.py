"""Near-duplicate wordings: texts that say the same in the same words.

Measure: the Jaccard index of the sets of stemmed words (how many they share, divided by how many
there are in both together), after leaving out a few words that carry no content. Threshold: `NEAR`,
0.75: of every four different words three are shared. "Phones distract pupils in class" and "Pupils
are distracted by phones in class" are near (1.0); "phones distract pupils in class" and "phones
distract teachers in class" are not (0.6). Texts of fewer than `FEWEST` content words are near only
if these are all the same.

The measure does not see word order, because the reader's own index (BM25) does not either: two
wordings that it takes for one are of no more use than one.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Protocol

import snowballstemmer

NEAR = 0.75
FEWEST = 3

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_EMPTY = frozenset(
    "a an and are as at be been but by do does for from had has have i if in is it its me my of on"
    " or our s so t that the their them there they this to us was we were what when which who will"
    " with would you your".split()
)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (snowballstemmer's own name)


@cache
def _stemmer() -> _Stemmer:
    stemmer: _Stemmer = snowballstemmer.stemmer("english")
    return stemmer


def stems(text: str) -> frozenset[str]:
    """The stemmed content words of a text."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return frozenset(_stemmer().stemWord(word) for word in words if word not in _EMPTY)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The Jaccard index of two sets of stems, 0 to 1; 0 where one has too few words to say."""
    if not one or not other:
        return 0.0
    if min(len(one), len(other)) < FEWEST and one != other:
        return 0.0
    return len(one & other) / len(one | other)


def near_pairs(texts: Sequence[str]) -> list[tuple[int, int, float]]:
    """Positions of every two texts that are near, the earlier first, with their likeness."""
    sets = [stems(text) for text in texts]
    return [
        (i, j, like)
        for i, j in combinations(range(len(sets)), 2)
        if (like := likeness(sets[i], sets[j])) >= NEAR
    ]
