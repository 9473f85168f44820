"""Text in which nothing is hidden: each character that cannot be seen is shown by a sign.

A student's text may hold control characters or marks that turn the direction of writing; shown as
they are, they could forge another person's message or repaint a screen. *Units* are UTF-16 code
units: nothing that a chat platform may count is more.
"""

import unicodedata

# Directional formatting characters, UAX #9: those that turn what follows (2.1 to 2.3), and those
# that only hint at the direction of one letter (2.6), which Arabic and Hebrew need.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HINTING = frozenset("\u061c\u200e\u200f")

_RIGHT_TO_LEFT = ("R", "AL")
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LINES = ("Zl", "Zp")
_HIDDEN = ("Cc", "Cs")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_PICTURES = 0x2400  # the block "Control Pictures" follows the order of the control characters
_DELETE = "\x7f"


def visible(text: str, *, tab: str, turning: frozenset[str] = TURNING) -> str:
    """The text with a sign for what cannot be seen; line feeds stay, a tab becomes `tab`."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(_shown(char, tab, turning) for char in text.replace("\r\n", "\n"))


def in_chat(text: str) -> str:
    """The same for chat messages: every line end is one, a tab is a space."""
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"), tab=" ")


def one_line(text: str) -> str:
    """The same on one line, runs of white space as one space."""
    return " ".join(in_chat(text).split())


def apart(text: str) -> str:
    """A name or a cell between others on a line: one that runs from right to left keeps its place
    there, and the others theirs.
    """
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return f"{_ISOLATE}{text}{_END}"
    return text


def units(text: str) -> int:
    """How long a platform may find a text."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def _shown(char: str, tab: str, turning: frozenset[str]) -> str:
    if char == "\n":
        return char
    if char == "\t":
        return tab
    if char == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    if char < " ":
        return chr(_PICTURES + ord(char))
    category = unicodedata.category(char)
    if category in _LINES:
        return "\n"
    return _REPLACEMENT if category in _HIDDEN or char in turning else char
