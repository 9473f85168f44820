"""What of a text may be shown to others: insults are not passed on, and a personal loss is not
posted before its author says so (debate.md, "People").
"""

from bot.reading.flags_conduct import disclosures, insults
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


def personal(text: str) -> bool:
    """Whether a text tells of a personal loss: what raises `Flag.PERSONAL_DISCLOSURE`."""
    return bool(disclosures(take_apart(text)))
