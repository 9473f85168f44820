"""Long texts in pieces that fit Discord's limits; nothing is left out.

Texts are escaped already: an escape and its mark are never parted, and no piece begins a list.
"""

import re

from bot.app.cutting import Cutter
from bot.app.visible import units
from bot.platforms.discord.safe import opening

# With the backslashes and marks of layout that may close a sentence.
_SENTENCE = re.compile(r"[.!?…؟।][\\\"'”’»)\]*_]*(?=\s)|[。\uff01\uff1f][」』\uff09]*")


def pieces(text: str, most: int, first: int | None = None) -> list[str]:
    """Escaped text in pieces of at most `most` units, the first of at most `first`."""
    found, room = [], most if first is None else first
    while text:
        head, text = cut(text, room)
        found.append(head)
        room = most
    return [piece for piece in found if piece.strip()]


def cut(text: str, most: int) -> tuple[str, str]:
    """The most of an escaped text that fits so many units, and the rest."""
    head, rest = _CUTTER.cut(text, most)
    return head, opening(rest)


def short(text: str, most: int) -> str:
    """A text with `…` at its end where it had to be cut: for labels, which have no second piece."""
    return _CUTTER.short(text, most)


def _is_escape(text: str, at: int) -> bool:
    """Whether the backslash before a place is for what follows it."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


_CUTTER = Cutter(units, _SENTENCE, _is_escape)
