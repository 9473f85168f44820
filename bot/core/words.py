"""Words of a text: how many there are, which of them count, and what cannot be a text at all.

A *word* is a run of letters or digits, with inner apostrophes and hyphens. Limits: contracts.md.
"""

import re
import unicodedata

from bot.core.errors import BadInput

MOST_CHARACTERS = 20_000  # far beyond every slot's word limit; refused rather than stored

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HARMLESS_CONTROLS = frozenset("\t\n")


def count(text: str) -> int:
    """How many words."""
    return sum(1 for _ in _WORD.finditer(text))


def heard(text: str, limit: int) -> int:
    """How many characters count under a word limit: all, or up to the last word allowed."""
    for number, word in enumerate(_WORD.finditer(text), start=1):
        if number > limit:
            return word.start()
    return len(text)


def usable(text: str) -> str:
    """The text without outer white space. Raises BadInput if it is empty, too long, or no text."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in _HARMLESS_CONTROLS for c in clean):
        raise BadInput("error.binary")
    if not clean:
        raise BadInput("error.empty")
    if len(clean) > MOST_CHARACTERS:
        raise BadInput("error.too_long", most=MOST_CHARACTERS, length=len(clean))
    return clean
