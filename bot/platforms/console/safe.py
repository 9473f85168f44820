"""Text that can do nothing to a terminal but be read: no escape sequence, no control character."""

from bot.app import visible as signs

_TAB = "    "
_TURNING = signs.TURNING | signs.HINTING  # many terminals do not follow these hints, but hide them


def visible(text: str) -> str:
    """The text with every control character made visible; line feeds and tabs stay (as spaces)."""
    return signs.visible(text, tab=_TAB, turning=_TURNING)


def visible_line(text: str) -> str:
    """The same on one line, runs of white space as one space."""
    return " ".join(visible(text).split())
