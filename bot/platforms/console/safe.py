"""Text that cannot do anything to a terminal but be read.

A student's text may hold escape sequences, control characters or marks that turn the direction of
writing; shown as they are, they could repaint the screen or forge another person's message. Each is
shown by a visible sign instead, so that nothing vanishes unseen.
"""

import unicodedata

_LINES = ("Zl", "Zp")
_HIDDEN = ("Cc", "Cs")
# Directional formatting characters: UAX #9, section 2. Letters keep their own direction.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_PICTURES = 0x2400  # the block "Control Pictures" follows the order of the control characters
_DELETE = "\x7f"


def visible(text: str) -> str:
    """The text with every control character made visible; line feeds and tabs stay (as spaces)."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(_shown(char) for char in text.replace("\r\n", "\n"))


def visible_line(text: str) -> str:
    """The same on one line, runs of white space as one space."""
    return " ".join(visible(text).split())


def _shown(char: str) -> str:
    if char == "\n":
        return char
    if char == "\t":
        return "    "
    if char == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    if char < " ":
        return chr(_PICTURES + ord(char))
    category = unicodedata.category(char)
    if category in _LINES:
        return "\n"
    return _REPLACEMENT if category in _HIDDEN or char in _TURNING else char
