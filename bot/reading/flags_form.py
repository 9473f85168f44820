"""Warning signs in a speech's form: no text, lists of words, repetition, padding, walls of text."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.core.reading import Flag, Warned
from bot.reading.lexicon.english import FUNCTION
from bot.reading.lexicon.warnings import FILLER
from bot.reading.moves import repeated, says_something
from bot.reading.tokens import Sentence, Text, Word

LEAST_WORDS = 8  # words below which form says nothing
FEW_FUNCTION = 0.22  # share of function words below which words may be listed; prose: 0.4 to 0.6
FEW_GENERAL = 0.35  # share of words of any debate below which they are; notes have more
LISTED = 0.6  # share of words standing in lists from which the whole speech is one
ITEM = 3  # words in an item of a list at most
ITEMS = 4  # items that make a list
SAID_AGAIN = 0.34  # share of words in repeated sentences from which a speech repeats itself
RUN = 4  # words in a phrase that is counted
RUN_AGAIN = 0.3  # share of words in phrases used three times or more
RUN_TIMES = 3
FILLER_SHARE = 0.34  # share of words in sentences of filler from which a speech is padded
FILLER_LEAST = 3  # phrases of filler, at least
NEW_WORDS = 4  # words with content that no topic needs which excuse a filler sentence
WALL = 400  # words without a break from which text is a wall
LONG = 900  # words from which any text is one

ITEM_BREAK = re.compile(r"[,;/|\n•·]+|\s-\s")
LETTER = re.compile(r"[^\W\d_]")


def form_flags(text: Text) -> Iterator[Warned]:
    """Flags of form. Spans are of the text as typed; (0, 0) where the whole speech is meant."""
    if not LETTER.search(text.folded.text):
        yield Warned(flag=Flag.NO_TEXT)
        return
    if len(text.words) < LEAST_WORDS:
        return
    listed = [s for s in text.sentences if is_list(text, s)]
    if _share(text, listed) >= LISTED or _bare(text.words):
        yield Warned(flag=Flag.KEYWORD_LIST, span=text.span((listed or text.sentences)[0]))
    again = [text.sentences[number] for number in sorted(repeated(text))]
    if _share(text, again) >= SAID_AGAIN:
        yield Warned(flag=Flag.REPETITION, span=text.span(again[0]))
    elif run := _run_again(text):
        yield Warned(flag=Flag.REPETITION, span=text.folded.span(*run))
    filler = [s for s in text.sentences if _is_filler(text, s)]
    if len(filler) >= FILLER_LEAST and _share(text, filler) >= FILLER_SHARE:
        yield Warned(flag=Flag.PADDING, span=text.span(filler[0]))
    if len(text.words) >= LONG or _longest_stretch(text) >= WALL:
        yield Warned(flag=Flag.WALL_OF_TEXT)


def is_list(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence is a list of words rather than something said."""
    if not says_something(sentence):
        return True
    items = ITEM_BREAK.split(text.folded.text[sentence.start : sentence.end])
    short = [item for item in items if len(item.split()) <= ITEM]
    return len(short) >= ITEMS and len(short) >= LISTED * len(items) and _bare(sentence.words)


def _is_filler(text: Text, sentence: Sentence) -> bool:
    """A sentence that would do in any debate, with nothing of its own."""
    own = [word for word in sentence.words if not word.general]
    return len(own) < NEW_WORDS and FILLER.search(text.plain(sentence)) is not None


def _run_again(text: Text) -> tuple[int, int] | None:
    """The place of the most repeated phrase, if repeated phrases fill much of the speech."""
    plain = [word.plain for word in text.words]
    runs = [tuple(plain[place : place + RUN]) for place in range(len(plain) - RUN + 1)]
    counts = Counter(runs)
    covered = {
        place + offset
        for place, run in enumerate(runs) if counts[run] >= RUN_TIMES
        for offset in range(RUN)
    }  # fmt: skip
    if len(covered) < RUN_AGAIN * len(plain):
        return None
    first = runs.index(counts.most_common(1)[0][0])
    return text.words[first].start, text.words[first + RUN - 1].end


def _longest_stretch(text: Text) -> int:
    """Words in the longest paragraph."""
    breaks = [match.start() for match in re.finditer(r"\n", text.folded.text)]
    counts = Counter(bisect(breaks, word.start) for word in text.words)
    return max(counts.values())


def _share(text: Text, sentences: Sequence[Sentence]) -> float:
    return sum(len(sentence.words) for sentence in sentences) / len(text.words)


def _bare(words: Sequence[Word]) -> bool:
    """Whether words stand without what joins them in prose or in notes."""
    function = sum(word.plain in FUNCTION for word in words) / len(words)
    general = sum(word.general for word in words) / len(words)
    return function < FEW_FUNCTION and general < FEW_GENERAL
