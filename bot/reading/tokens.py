"""Sentences, words and stems, with their places in the folded text.

A *word* is a run of letters (an apostrophe may join two) or a figure such as `20k`. A *sentence*
ends where people end one: at a mark, at a new line, and, in texts typed without marks, before a
joining word once it has grown long. Stems are Snowball's for English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

from bot.core.reading import Span
from bot.reading.fold import Folded, fold
from bot.reading.lexicon.english import COMMON, FUNCTION, SHORTHAND, VARIANTS


@dataclass(frozen=True, slots=True)
class Cut:
    """How run-on sentences are taken apart, in words.

    Those longer than `most` are cut before a joining word, where both pieces have `least`; without
    one, after `forced`.
    """

    most: int
    least: int
    forced: int


ONE_SENTENCE = 30  # words that may well be one sentence, marks or not
UNMARKED = 20  # words to a mark or comma above which a text is typed without marks
WITHOUT_MARKS = Cut(most=18, least=7, forced=16)  # how sentences of such a text are taken apart
WITH_MARKS = Cut(most=40, least=12, forced=60)  # and those of any other

WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]+")
MARKS = ".!?。！？؟।"
# Each alternative starts only where a run of marks starts, so that long runs cost no more.
END = re.compile(
    rf"(?<![{MARKS}])[{MARKS}]++[\"')\]]*+(?=\s|$)"
    rf"|(?<=[a-z]{{2}})(?<![{MARKS}])[.!?]++(?=[A-Z][a-z])|[。！？।]"
)
LIST_NUMBER = re.compile(r"\n *\(?(?:\d{1,2}|[a-z])$", re.IGNORECASE)
MARK = re.compile(rf"[{MARKS},;:\n]+")
LOOK_BACK = 12  # characters before a full stop that tell what it is
LINE = re.compile(r"\n+")
ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|col|lt|sgt|st|vs|etc|approx|sen|rep|gov|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e)|\b(?:[a-z]\.)*[a-z])\.$",
    re.IGNORECASE,
)
STARTERS = frozenset("the they this that it we he she i but and so if in when these there".split())
BREAKERS = frozenset(
    "and but so also then however plus because they we anyway moreover cuz bc if".split()
)

_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = Lock()  # it works on the word in itself
_ONE_SPELLING = {
    str(_stemmer.stemWord(one)): str(_stemmer.stemWord(other)) for one, other in VARIANTS.items()
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the folded text: `plain` is lower case with shorthand written out."""

    plain: str
    stem: str
    start: int
    end: int

    @property
    def general(self) -> bool:
        """Whether it says nothing about what the text is about."""
        return self.plain in FUNCTION or is_general(self.stem)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the folded text with its words (at least one)."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def content(self) -> tuple[str, ...]:
        """Stems of its words that are not function words, each once, in order."""
        return tuple(dict.fromkeys(w.stem for w in self.words if w.plain not in FUNCTION))


@dataclass(frozen=True, slots=True)
class Text:
    """A text taken apart. `folded.text[s.start:s.end]` are the words of a sentence."""

    folded: Folded
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]

    def plain(self, sentence: Sentence) -> str:
        """A sentence of the folded text in lower case."""
        return self.folded.text[sentence.start : sentence.end].lower()

    def span(self, sentence: Sentence) -> Span:
        """A sentence's span in the text as typed."""
        return self.folded.span(sentence.start, sentence.end)


@lru_cache(maxsize=32_768)
def stem(plain: str) -> str:
    """The stem of a lower-case word, the same for both spellings of one."""
    with _one_at_a_time:
        found = str(_stemmer.stemWord(plain))
    return _ONE_SPELLING.get(found, found)


_GENERAL_STEMS = frozenset(stem(plain) for plain in COMMON | FUNCTION)


def is_general(stemmed: str) -> bool:
    """Whether a stem is that of a word of any debate."""
    return stemmed in _GENERAL_STEMS


def take_apart(text: str) -> Text:
    """A text folded and cut into sentences and words."""
    folded = fold(text)
    words = tuple(words_of(folded.text))
    return Text(folded, words, tuple(_sentences(folded.text, words)))


def words_of(text: str) -> Iterator[Word]:
    """The words of a folded text in order."""
    for match in WORD.finditer(text):
        typed = match[0].lower()
        plain = SHORTHAND.get(typed, typed)
        yield Word(plain, stem(plain.removesuffix("'s")), match.start(), match.end())


def stems_of(text: str) -> list[str]:
    """Stems of a text's words that are not function words, each once, in order."""
    found = words_of(fold(text).text)
    return list(dict.fromkeys(word.stem for word in found if word.plain not in FUNCTION))


def _sentences(text: str, words: tuple[Word, ...]) -> Iterator[Sentence]:
    marks = len(MARK.findall(text))
    unmarked = len(words) > ONE_SENTENCE and marks * UNMARKED < len(words)
    cut = WITHOUT_MARKS if unmarked else WITH_MARKS
    first = 0
    for end in _ends(text):
        last = first
        while last < len(words) and words[last].start < end:
            last += 1
        yield from _pieces(text, words[first:last], end, cut)
        first = last


def _ends(text: str) -> list[int]:
    """Where sentences end, in order; the end of the text is one."""
    marked = [m.end() for m in END.finditer(text) if _is_end(text, m)]
    typed_in_lines = not marked
    lines = [m.start() for m in LINE.finditer(text) if typed_in_lines or _is_break(text, m)]
    return sorted({*marked, *lines, len(text)})


def _is_end(text: str, mark: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence rather than an abbreviation or a list's number."""
    if not mark[0].startswith(".") or (len(mark[0]) > 1 and mark[0][1] == "."):
        return True
    before = text[max(0, mark.start() - LOOK_BACK) : mark.start()]
    if LIST_NUMBER.search(before if mark.start() > LOOK_BACK else "\n" + before):
        return False
    if not ABBREVIATED.search(before + "."):
        return True
    following = re.match(r"\s+([^\W\d_]+)", text[mark.end() : mark.end() + 40])
    return following is None or (following[1][0].isupper() and following[1].lower() in STARTERS)


def _is_break(text: str, line: re.Match[str]) -> bool:
    """Whether a new line ends a sentence rather than wraps it."""
    following = text[line.end() : line.end() + 1]
    return len(line[0]) > 1 or not following.islower()


def _pieces(text: str, words: tuple[Word, ...], end: int, cut: Cut) -> Iterator[Sentence]:
    """One sentence, or the pieces of a run-on one."""
    while len(words) > cut.most:
        place = _place(words, cut)
        yield Sentence(words[0].start, _closed(text, words[place - 1].end, words[place].start),
                       words[:place])  # fmt: skip
        words = words[place:]
    if words:
        yield Sentence(words[0].start, _closed(text, words[-1].end, end), words)


def _place(words: tuple[Word, ...], cut: Cut) -> int:
    """Where a run-on sentence is taken apart."""
    for place in range(cut.least, min(len(words) - cut.least, cut.forced)):
        if words[place].plain in BREAKERS:
            return place
    return min(cut.forced, len(words) - 1)


def _closed(text: str, last: int, limit: int) -> int:
    """The end of a sentence with its closing marks, before `limit`."""
    while last < limit and not text[last].isspace():
        last += 1
    return last
