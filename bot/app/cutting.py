"""Long texts in pieces that fit a platform's limits; nothing is left out.

A *piece* ends where a paragraph does, else a line, a sentence, a word; only where there is none of
those within its second half, between two characters. What belongs together is never parted: a
letter and its accents, the parts of an emoji, the halves of a flag.
"""

import re
import unicodedata
from collections.abc import Callable

SENTENCE = re.compile(r"[.!?…؟।][\"'”’»)\]]*(?=\s)|[。\uff01\uff1f][」』\uff09]*")

_SEARCHED = 64  # characters back; a run without any border is no writing
_JOINER = "\N{ZERO WIDTH JOINER}"
_SKINS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)
_VOWELS = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))  # Hangul that ends a syllable
_VIRAMA = 9  # its combining class: the letter after it is written into the one before
_MORE = "…"


class Cutter:
    """Cuts texts whose `size` is limited. `sentence` matches the end of one; `bound` says of a
    place in a text whether what stands before it is for what follows.
    """

    def __init__(
        self,
        size: Callable[[str], int],
        sentence: re.Pattern[str] = SENTENCE,
        bound: Callable[[str, int], bool] = lambda _text, _at: False,
    ) -> None:
        self._size, self._bound = size, bound
        line, paragraph, word = r"(?=\n)", r"(?=\n\s*\n)", r"(?=\s)"
        self._borders = (re.compile(paragraph), re.compile(line), sentence, re.compile(word))

    def cut(self, text: str, most: int) -> tuple[str, str]:
        """The most of a text that fits, and the rest; white space where they part is left out."""
        end = self._fitting(text, most)
        if end == len(text):
            return text, ""
        border = self._border(text, end)
        return text[:border].rstrip(), text[border:].lstrip()

    def short(self, text: str, most: int) -> str:
        """A text with `…` at its end where it had to be cut: for labels, which have no second
        piece.
        """
        if self._size(text) <= most:
            return text
        return f"{self.cut(text, most - 1)[0]}{_MORE}"

    def _fitting(self, text: str, most: int) -> int:
        """How many of its characters fit."""
        if self._size(text) <= most:
            return len(text)
        used = 0
        for at, char in enumerate(text):
            used += self._size(char)
            if used > most:
                return at
        return len(text)

    def _border(self, text: str, end: int) -> int:
        """The best place to cut, at most `end`."""
        for kind in self._borders:
            ends = [found.end() for found in kind.finditer(text, 0, end + 1) if found.end() <= end]
            if ends and ends[-1] >= max(1, end // 2):
                return ends[-1]
        for at in range(end, max(end - _SEARCHED, 0), -1):
            if not (self._bound(text, at) or _together(text, at)):
                return at
        return next((at for at in range(end, 0, -1) if not self._bound(text, at)), end)


def _together(text: str, at: int) -> bool:
    """Whether the characters on both sides of a place are one for the reader."""
    before, after = text[at - 1], text[at]
    code = ord(after)
    return (
        _JOINER in (before, after)
        or unicodedata.category(after).startswith("M")
        or unicodedata.combining(before) == _VIRAMA
        or code in _SKINS
        or code in _TAGS
        or any(code in vowels for vowels in _VOWELS)
        or (code in _FLAGS and _run(text, at, _FLAGS) % 2 == 1)
    )


def _run(text: str, at: int, kind: range) -> int:
    """How many characters of a kind stand before a place."""
    start = at
    while start > 0 and ord(text[start - 1]) in kind:
        start -= 1
    return at - start
