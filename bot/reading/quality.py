"""Two measures of a whole speech, each in 0..1 and blind to mere length.

*Quality* is how well it argues, topic aside: fresh words rather than repeated ones, specific words
rather than words of any debate, sentences developed enough to carry a thought, reasons that join
them, and lines drawn against what is not so. *Substance* is how much it says on this topic: how far
its sentences bear on the claims debated here, and how many different telling words it spends; less
where it hardly names what the topic is about.

Repeating or padding lowers both, since sentences that do no work count as words and nothing else.
"""

import math
import re
from collections.abc import Iterable, Sequence

from bot.reading.index import TopicIndex
from bot.reading.lexicon.cues import CONDITION, REASON
from bot.reading.lexicon.english import FUNCTION
from bot.reading.lexicon.stances import ATTACK
from bot.reading.tokens import Sentence, Text
from bot.reading.windows import Match

GROWTH = 0.75  # a text twice as long has about 2**0.75 as many different words (Heaps' law)
SHORT = 20  # words added to every length, so that a remark of ten words is not the freshest
BEARING = (0.08, 0.3)  # match of a sentence that bears on no claim, and of one that fully does
NAMED = 0.03  # share of words that name the topic's own things, from which it is the topic
UNNAMED = 0.4  # what is left of the substance of a speech that names none of them
TELLING = 1.3  # weight of different telling words, per words**GROWTH, that is full
FRESH = (0.55, 1.2)  # different words with content, per words**GROWTH: none and full
SPECIFIC = (0.15, 0.4)  # share of words that are not of any debate: none and full
DEVELOPED = 16  # words in the mean sentence from which a thought is developed
JOINED = 0.5  # share of sentences with a reason or condition that is full
OPPOSED = 0.5  # share of sentences that draw a line that is full
WEIGHTS = {"fresh": 0.3, "specific": 0.2, "developed": 0.2, "joined": 0.15, "opposed": 0.15}


def quality(text: Text, working: Sequence[int]) -> float:
    """How well a speech argues, topic aside; `working` are its working sentences."""
    sentences = [text.sentences[number] for number in working]
    if not sentences:
        return 0.0
    said = [word for sentence in sentences for word in sentence.words]
    content = {word.stem for word in said if word.plain not in FUNCTION}
    parts = {
        "fresh": _between(len(content) / _growth(len(said)), FRESH),
        "specific": _between(sum(not w.general for w in said) / len(said), SPECIFIC),
        "developed": min(1.0, len(said) / len(sentences) / DEVELOPED),
        "joined": min(1.0, _share(text, sentences, (REASON, CONDITION)) / JOINED),
        "opposed": min(1.0, _share(text, sentences, (ATTACK,)) / OPPOSED),
    }
    worked = math.sqrt(len(said) / len(text.words))
    return round(worked * sum(WEIGHTS[name] * part for name, part in parts.items()), 3)


def substance(
    text: Text, index: TopicIndex, found: Sequence[Match], working: Sequence[int]
) -> float:
    """How much a speech says on this topic; `found` are its windows' matches."""
    if not working:
        return 0.0
    bearing = 0.0
    for match in found:
        window = match.window
        if not window.pair and window.first in working:
            share = _between(float(match.claims.max(initial=0.0)), BEARING)
            bearing += share * _words_between(text, window.start, window.end)
    stems = {
        index.settle(word.plain)
        for number in working
        for word in text.sentences[number].words
        if not word.general
    }
    about = sum(index.settle(word.plain) in index.anchors for word in text.words)
    relevant = UNNAMED + (1 - UNNAMED) * min(1.0, about / len(text.words) / NAMED)
    weight = sum(index.rarity[stem] for stem in sorted(stems) if stem in index.rarity)
    telling = min(1.0, weight / _growth(len(text.words)) / TELLING)
    return round(relevant * (bearing / len(text.words) + telling) / 2, 3)


def _growth(words: int) -> float:
    return math.pow(words + SHORT, GROWTH)


def _between(value: float, ends: tuple[float, float]) -> float:
    """Where a value lies between none and full, in 0..1."""
    return min(1.0, max(0.0, (value - ends[0]) / (ends[1] - ends[0])))


def _share(text: Text, sentences: Sequence[Sentence], cues: Iterable[re.Pattern[str]]) -> float:
    """The share of sentences that hold one of the cues."""
    said = [text.folded.text[s.start : s.end] for s in sentences]
    return sum(any(cue.search(words) for cue in cues) for words in said) / len(said)


def _words_between(text: Text, start: int, end: int) -> int:
    return sum(start <= word.start < end for word in text.words)
