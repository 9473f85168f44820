"""Warning signs in what is said: copied from the pack, off the topic, for another side, against
itself.
"""

import re
from collections.abc import Iterator, Sequence

from bot.app.ports import Said
from bot.core.format import Kind
from bot.core.reading import ClaimHeard, Flag, Span, Stance, Warned
from bot.reading.index import SHINGLE, TopicIndex, shingles
from bot.reading.lexicon.stances import HYPOTHETICAL, REPORTED
from bot.reading.tokens import Sentence, Text

COPIED = 12  # words in a row that are the pack's: chance runs are shorter
LEAST_WORDS = 25  # words before a speech can be off the topic or for another side
FEW_NAMES = 1  # different anchors of the topic that it may use all the same
NAMED = 0.015  # share of its words that must be anchors; on the topic they are 0.03 or more
OTHERS_LEAST = 0.25  # least confidence in the best of other sides' claims
LEAN = 0.1  # how much likelier, per word, the words are another side's (log)
OWN_WORDS = (Stance.ASSERTS, Stance.ATTACKS)  # a negation alone may well belong to the claim
MAY_REPORT = {Kind.OPENING: 1, Kind.CLOSING: 0}  # reports of others that such a speech may hold
SAME_WORDS = 0.75  # overlap of two sentences of which one denies the other
LOOKED_AT = 60  # sentences among which contradictions are looked for
LEAST_CONTENT = 4  # stems in each of them

NOT = re.compile(r"\b(?:not|never|no|cannot|can't|won't|isn't|aren't|doesn't|don't|didn't)\b")


def content_flags(
    text: Text, index: TopicIndex, said: Said, heard: Sequence[ClaimHeard], engaged: float
) -> Iterator[Warned]:
    """Flags of content for a speech with the claims heard in it and how far it engages."""
    if copied := longest_copy(text, index):
        yield Warned(flag=Flag.COPIED, span=text.folded.span(*copied))
    if not heard and not engaged and _off_topic(text, index):
        yield Warned(flag=Flag.OFF_TOPIC, span=text.span(text.sentences[0]))
    if claim := _other_side(index, text, said, heard):
        yield Warned(flag=Flag.OTHER_SIDE, span=claim.span)
    if sentence := _contradiction(text):
        yield Warned(flag=Flag.CONTRADICTION, span=text.span(sentence))


def copies(text: Text, index: TopicIndex) -> list[Span]:
    """Runs of the pack's own words in the folded text, as numbers of their first and last word."""
    runs: list[Span] = []
    for first, shingle in shingles(text.words):
        if shingle not in index.shingles:
            continue
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], first + SHINGLE - 1)
        else:
            runs.append((first, first + SHINGLE - 1))
    return [run for run in runs if run[1] - run[0] + 1 >= COPIED]


def longest_copy(text: Text, index: TopicIndex) -> Span | None:
    """The longest run of the pack's own words, as a span of the folded text."""
    runs = copies(text, index)
    if not runs:
        return None
    first, last = max(runs, key=lambda run: run[1] - run[0])
    return text.words[first].start, text.words[last].end


def _off_topic(text: Text, index: TopicIndex) -> bool:
    """Whether a speech of some length hardly ever names what the topic is about."""
    if len(text.words) < LEAST_WORDS:
        return False
    about = [word.stem for word in text.words if index.settle(word.plain) in index.anchors]
    return len(set(about)) <= FEW_NAMES and len(about) < NAMED * len(text.words)


def _other_side(
    index: TopicIndex, text: Text, said: Said, heard: Sequence[ClaimHeard]
) -> ClaimHeard | None:
    """The best of other sides' claims, if the speech mostly makes those; cautiously.

    Only openings, and closings that report nobody: a rebuttal has to speak of others' claims.
    Another side's claim must be surer than any own one, and the words those in which another side
    argues. Where two sides share an argument, neither holds, and nothing is flagged.
    """
    reports = len(REPORTED.findall(text.folded.text))
    if len(text.words) < LEAST_WORDS or reports > MAY_REPORT.get(said.kind, -1):
        return None
    own = max((c.confidence for c in heard if c.side == said.side), default=0.0)
    others = [c for c in heard if c.side != said.side and c.stance in OWN_WORDS]
    if not others or others[0].confidence < max(OTHERS_LEAST, own):
        return None
    leans = index.leaning([word.stem for word in text.words])
    lean = max(mark for side, mark in leans.items() if side != said.side) - leans[said.side]
    return others[0] if lean > LEAN else None


def _contradiction(text: Text) -> Sentence | None:
    """A sentence that denies, in nearly the same words, what an earlier one says."""
    plain = [s for s in text.sentences[:LOOKED_AT] if _stated_flatly(text, s)]
    for place, later in enumerate(plain):
        for earlier in plain[:place]:
            if _denies(text, earlier) != _denies(text, later) and _same(earlier, later):
                return later
    return None


def _stated_flatly(text: Text, sentence: Sentence) -> bool:
    words = text.folded.text[sentence.start : sentence.end]
    asked = words.rstrip().endswith("?")
    return len(sentence.content) >= LEAST_CONTENT and not asked and not (
        REPORTED.search(words) or HYPOTHETICAL.search(words))  # fmt: skip


def _denies(text: Text, sentence: Sentence) -> bool:
    return NOT.search(text.plain(sentence)) is not None


def _same(one: Sentence, other: Sentence) -> bool:
    both = len(set(one.content) & set(other.content))
    return both / len({*one.content, *other.content}) >= SAME_WORDS
