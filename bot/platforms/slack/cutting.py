"""Long texts in pieces that fit Slack's limits; nothing is left out.

A *piece* ends where a paragraph does, else a line, a sentence, a word; only where there is none of
those within its second half, between two characters. What belongs together is never parted: a
letter and its accents, the parts of an emoji, the halves of a flag. Texts are visible and not yet
escaped; limits are those of what they become.
"""

import re
import unicodedata

from bot.platforms.slack.safe import size

_BORDERS = (  # each ends where the piece does
    re.compile(r"(?=\n\s*\n)"),
    re.compile(r"(?=\n)"),
    re.compile(r"[.!?…؟।][\"'”’»)\]]*(?=\s)|[。\uff01\uff1f][」』\uff09]*"),
    re.compile(r"(?=\s)"),
)
_SEARCHED = 64  # characters back; a run without any border is no writing
_JOINER = "\N{ZERO WIDTH JOINER}"
_SKINS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)
_VOWELS = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))  # Hangul that ends a syllable
_VIRAMA = 9  # its combining class: the letter after it is written into the one before
_MORE = "…"


def cut(text: str, most: int) -> tuple[str, str]:
    """The most of a text that fits so many units, and the rest; white space where they part is left
    out.
    """
    end = _fitting(text, most)
    if end == len(text):
        return text, ""
    border = _border(text, end)
    return text[:border].rstrip(), text[border:].lstrip()


def short(text: str, most: int) -> str:
    """A text with `…` at its end where it had to be cut: for labels, which have no second piece."""
    if size(text) <= most:
        return text
    return f"{cut(text, most - 1)[0]}{_MORE}"


def _fitting(text: str, most: int) -> int:
    """How many of its characters fit."""
    if size(text) <= most:
        return len(text)
    used = 0
    for at, char in enumerate(text):
        used += size(char)
        if used > most:
            return at
    return len(text)


def _border(text: str, end: int) -> int:
    """The best place to cut, at most `end`."""
    for kind in _BORDERS:
        ends = [found.end() for found in kind.finditer(text, 0, end + 1) if found.end() <= end]
        if ends and ends[-1] >= max(1, end // 2):
            return ends[-1]
    least = max(end - _SEARCHED, 0)
    return next((at for at in range(end, least, -1) if not _together(text, at)), end)


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
