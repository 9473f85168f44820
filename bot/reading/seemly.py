"""A text as it may be shown to others: insults are not passed on (debate.md, "People")."""

from bot.reading.flags_conduct import insults
from bot.reading.tokens import take_apart

LEFT_OUT = "[…]"


def seemly(text: str) -> str:
    """The text without the words that insult somebody; each run of them leaves a mark."""
    pieces, end = [], 0
    for start, stop in insults(take_apart(text)):
        if start >= end:
            pieces += [text[end:start], LEFT_OUT]
        end = max(end, stop)
    return "".join([*pieces, text[end:]])
