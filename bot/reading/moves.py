"""Which sentences do some of an argument's work.

A sentence *works* unless it is too short, repeats an earlier one, or is a mere list of words; only
working sentences are given a move. Words of the pack count as well as cues: a sentence that says
most of a claim's warrant gives a reason, whatever words join it.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np

from bot.core.reading import FactHeard, FactStatus, Moves, Span
from bot.reading.claims import HEARD
from bot.reading.index import Part, TopicIndex
from bot.reading.lexicon import cues
from bot.reading.lexicon.english import FUNCTION
from bot.reading.tokens import Sentence, Text
from bot.reading.windows import Match

LEAST_WORDS = 4  # in a sentence that can do work
LEAST_FUNCTION = 0.2  # share of function words above which words are said, not listed
LEAST_GENERAL = 0.4  # in note form, with one function word: share of words of any debate
SAME = 0.8  # overlap of content (Jaccard) from which a sentence repeats another
LOOK_BACK = 60  # sentences in which a repetition is looked for
PART_SAID = 0.3  # cover of a warrant's or impact's wording from which it counts as said
STAKES = 2  # words of gain or loss that together show what is at stake
TOPICAL = 0.12  # match with any claim from which a sentence is about the topic
TOPIC_TERMS = 2  # words of the pack that make a sentence be about the topic

NUMBER = re.compile(
    r"\d|\b(?:hundred|thousand|million|billion|percent|half|twice|dozen)s?\b", re.IGNORECASE
)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def moves(
    text: Text,
    index: TopicIndex,
    found: Sequence[Match],
    facts: Sequence[FactHeard],
    working: Sequence[int],
) -> Moves:
    """The moves of a speech, made by its working sentences alone."""
    said = {n: _Said(text, index, n, [m for m in found if m.window.first == m.window.last == n])
            for n in working}  # fmt: skip
    stated = {fact.span for fact in facts if fact.status is FactStatus.RIGHT}

    def spans(does: Callable[[_Said], bool]) -> tuple[Span, ...]:
        return tuple(text.span(text.sentences[n]) for n in working if does(said[n]))

    return Moves(
        sentences=tuple(text.span(sentence) for sentence in text.sentences),
        reasons=spans(lambda s: s.reasons),
        evidence=spans(lambda s: s.illustrates or s.span in stated),
        impacts=spans(lambda s: s.matters),
        weighing=spans(lambda s: s.has(cues.WEIGHING)),
        signposts=spans(lambda s: s.has(cues.SIGNPOST)),
        on_topic=spans(lambda s: s.topical),
    )


def working_sentences(text: Text, skip: frozenset[int] = frozenset()) -> list[int]:
    """Numbers of the sentences that say something, and say it for the first time."""
    again = repeated(text)
    return [
        number
        for number, sentence in enumerate(text.sentences)
        if number not in skip and number not in again and says_something(sentence)
    ]


def repeated(text: Text) -> frozenset[int]:
    """Numbers of the sentences that say again, in nearly the same words, what was said before."""
    contents = [frozenset(sentence.content) for sentence in text.sentences]
    return frozenset(
        number
        for number, content in enumerate(contents)
        if any(_overlap(content, before) >= SAME
               for before in contents[max(0, number - LOOK_BACK):number])
    )  # fmt: skip


def says_something(sentence: Sentence) -> bool:
    """Whether a sentence is more than a few words or a list of words."""
    if len(sentence.words) < LEAST_WORDS:
        return False
    function = sum(word.plain in FUNCTION for word in sentence.words)
    general = sum(word.general for word in sentence.words)
    noted = function > 0 and general >= LEAST_GENERAL * len(sentence.words)
    return noted or function > LEAST_FUNCTION * len(sentence.words)


class _Said:
    """One sentence with what the rules ask of it."""

    def __init__(self, text: Text, index: TopicIndex, number: int, found: Sequence[Match]) -> None:
        sentence = text.sentences[number]
        self.span = text.span(sentence)
        self._words = text.folded.text[sentence.start : sentence.end]
        self._index = index
        self._found = found
        self._stems = {index.settle(word.plain) for word in sentence.words if not word.general}

    def has(self, cue: re.Pattern[str]) -> bool:
        return cue.search(self._words) is not None

    @property
    def topical(self) -> bool:
        if self._stems & self._index.anchors:
            return True
        terms = len(self._stems & self._index.terms)
        best = max((float(m.claims.max(initial=0.0)) for m in self._found), default=0.0)
        return terms >= TOPIC_TERMS or best >= TOPICAL

    @property
    def reasons(self) -> bool:
        return self.has(cues.REASON) or self._part(Part.WARRANT) or (
            self.has(cues.CONDITION) and self.has(cues.WILL))  # fmt: skip

    @property
    def matters(self) -> bool:
        stakes = {match[0].lower() for match in cues.STAKE.finditer(self._words)}
        follows = self.has(cues.WILL) or self.has(cues.REASON) or self.has(cues.CONDITION)
        return (
            self.has(cues.AT_STAKE)
            or self._part(Part.IMPACT)
            or len(stakes) >= STAKES
            or (len(stakes) > 0 and follows)
        )

    @property
    def illustrates(self) -> bool:
        if NUMBER.search(self._words):
            return True
        named = self.topical or NAME.search(self._words) is not None
        return named and self.has(cues.ILLUSTRATION)

    def _part(self, part: Part) -> bool:
        """Whether the sentence says a recognised claim's warrant or impact."""
        return any(
            self._index.wordings[place].part is part
            and match.claims[self._index.owner[place]] >= HEARD
            for match in self._found
            for place in np.flatnonzero(match.wordings >= PART_SAID)
        )


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
