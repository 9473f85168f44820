"""`OfflineReader`: the `Reader` port by rules alone. No model, no network, no chance.

The same text, opponents and pack give the same reading. What depends on the pack alone is made
ready once per pack and kept in memory.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from bot.app.ports import Said
from bot.core.reading import ClaimHeard, Flag, Moves, Reading, Span, Warned
from bot.core.topic import Topic
from bot.core.words import count
from bot.reading.answers import Answered, Opposing, answered, opposing
from bot.reading.claims import claims_heard
from bot.reading.facts import Checked, facts_heard, make_ready
from bot.reading.flags_conduct import appeals, conduct_flags
from bot.reading.flags_content import content_flags, copies
from bot.reading.flags_form import form_flags
from bot.reading.index import TopicIndex
from bot.reading.language import ENGLISH, UNKNOWN, language
from bot.reading.late import VERSION
from bot.reading.moves import moves, working_sentences
from bot.reading.quality import quality, substance
from bot.reading.tokens import Text, take_apart
from bot.reading.windows import matches

TOPICS_KEPT = 8  # packs made ready at a time; one takes about 2 MB
OPPONENTS_KEPT = 64  # opponents' speeches kept as targets, since several answer the same one
BEYOND_MOST = 2  # arguments from outside the pack that one speech can raise
BEYOND_SUBSTANCE = 0.2  # of a speech that argues something, though nothing is recognised
BEYOND_WORDS = 10  # words in such an argument at least


K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Ready:
    index: TopicIndex
    facts: tuple[Checked, ...]
    opponents: "OrderedDict[tuple[str, str], Opposing]"


class OfflineReader:
    """Reads speeches by rules. Safe to share between threads.

    The pack's own words, said again, earn nothing, unless `own_words` are to count as well: the
    bot's speeches are made of them.
    """

    version = VERSION

    def __init__(self, *, own_words: bool = False) -> None:
        self._own_words = own_words
        self._topics: OrderedDict[str, _Ready] = OrderedDict()
        self._one_at_a_time = Lock()

    def read(self, topic: Topic, said: Said) -> Reading:
        """The reading of one speech. Never raises on any text; spans lie inside it."""
        text = take_apart(said.text)
        spoken = language(text.folded.text, text.words)
        if spoken not in (ENGLISH, UNKNOWN) or not text.words:
            return self._unread(text, spoken, said.text)
        with self._one_at_a_time:  # it keeps what it found; threads would gain nothing anyway
            return self._understood(self._made_ready(topic), text, said)

    def _unread(self, text: Text, spoken: str, original: str) -> Reading:
        """What can be said of a text that is not English, or not text."""
        flag = Flag.NO_TEXT if spoken in (ENGLISH, UNKNOWN) else Flag.OTHER_LANGUAGE
        asks = [Warned(flag=Flag.JUDGE_INSTRUCTIONS, span=text.folded.span(*span))
                for span in appeals(text)[:1]]  # fmt: skip
        return Reading(
            reader=self.version,
            words=count(original),
            language=spoken if text.words else UNKNOWN,
            flags=(Warned(flag=flag), *asks),
            moves=Moves(sentences=tuple(text.span(sentence) for sentence in text.sentences)),
        )

    def _understood(self, ready: _Ready, text: Text, said: Said) -> Reading:
        index = ready.index
        skip = _appealing(text)
        found = matches(text, index, skip)
        heard = claims_heard(text, index, found, said.side)
        facts = facts_heard(text, index, ready.facts)
        copied = frozenset[int]() if self._own_words else _copied(text, index)
        working = working_sentences(text, skip | copied)
        done = moves(text, index, found, facts, working)
        opponents = [self._opposing(ready, *opponent) for opponent in said.opponents]
        met = answered(text, index, found, said.side, opponents)
        flags = (*form_flags(text), *conduct_flags(text, index, ready.facts),
                 *content_flags(text, index, said, heard, met.engagement))  # fmt: skip
        weight = substance(text, index, found, working)
        return Reading(
            reader=self.version,
            words=count(said.text),
            language=ENGLISH,
            quality=quality(text, working),
            substance=weight,
            engagement=met.engagement,
            claims=heard,
            answers=met.claims,
            answer_spans=met.spans,
            beyond=tuple(_beyond(said, heard, met, done, weight)),
            facts=facts,
            flags=flags,
            moves=done,
        )

    def _made_ready(self, topic: Topic) -> _Ready:
        key = topic.hash or f"{topic.id}:{hash(topic)}"
        ready = self._topics.get(key)
        if ready is None:
            ready = _Ready(TopicIndex(topic), make_ready(topic), OrderedDict())
            self._topics[key] = ready
            _trim(self._topics, TOPICS_KEPT)
        return ready

    def _opposing(self, ready: _Ready, side: str, words: str) -> Opposing:
        known = ready.opponents.get((side, words))
        if known is None:
            text = take_apart(words)
            heard = claims_heard(text, ready.index, matches(text, ready.index), side)
            known = opposing(text, ready.index, side, heard)
            ready.opponents[side, words] = known
            _trim(ready.opponents, OPPONENTS_KEPT)
        return known


def _trim(kept: "OrderedDict[K, V]", most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)


def _appealing(text: Text) -> frozenset[int]:
    """Numbers of the sentences that speak to the marker: they are not read as argument."""
    spans = appeals(text)
    return frozenset(
        number
        for number, sentence in enumerate(text.sentences)
        if any(start < sentence.end and sentence.start < end for start, end in spans)
    )


def _copied(text: Text, index: TopicIndex) -> frozenset[int]:
    """Numbers of the sentences that lie mostly in the pack's own words."""
    taken = {text.words[place].start for first, last in copies(text, index)
             for place in range(first, last + 1)}  # fmt: skip
    return frozenset(
        number
        for number, sentence in enumerate(text.sentences)
        if 2 * sum(word.start in taken for word in sentence.words) > len(sentence.words)
    )


def _beyond(
    said: Said, heard: Sequence[ClaimHeard], met: Answered, done: Moves, weight: float
) -> list[Span]:
    """Arguments on the topic that the pack does not hold: reasons away from anything recognised.

    A sentence after a recognised one carries that on, so it is no argument of its own. Where
    nothing of one's own is recognised in a speech of some substance (`weight`), the first sentence
    on the topic is taken for the argument.
    """
    known = [*(claim.span for claim in heard), *met.spans]
    long_enough = [s for s in done.on_topic if len(said.text[slice(*s)].split()) >= BEYOND_WORDS]
    found, before = [], (0, 0)
    for span in done.sentences:
        alone = not any(_overlap(span, other) or _overlap(before, other) for other in known)
        if alone and span in long_enough and span in done.reasons:
            found.append(span)
        before = span
    own = any(claim.side == said.side for claim in heard) or met.claims
    if not found and not own and weight >= BEYOND_SUBSTANCE:
        found = long_enough[:1]
    return found[:BEYOND_MOST]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
