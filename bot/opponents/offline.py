"""The opponent that needs nothing but the topic: every argument it makes is a line of the pack.

Deterministic: the same occasion gives the same speech. It holds no state between calls.
"""

from collections.abc import Callable

from bot.app.ports import Occasion, Reply
from bot.core.format import Kind
from bot.opponents import closing, examination, hint, opening, rebuttal
from bot.opponents.wording import Phrases, Wording, for_occasion

_SPEECHES: dict[Kind, Callable[[Occasion, Wording], Reply]] = {
    Kind.OPENING: opening.open_case,
    Kind.QUESTION: examination.question,
    Kind.ANSWER: examination.answer,
    Kind.REBUTTAL: rebuttal.rebut,
    Kind.CLOSING: closing.close,
}


class OfflineOpponent:
    """Speaks for a bot seat from the argument graph of the topic."""

    version = "offline-1"

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def speak(self, occasion: Occasion) -> Reply:
        """The bot's speech for a slot, within its word limit."""
        return _SPEECHES[occasion.slot.kind](occasion, for_occasion(self._phrases, occasion))

    def hint(self, occasion: Occasion) -> str:
        """A nudging question for the person whose slot it is; never an argument to copy."""
        return hint.nudge(occasion, for_occasion(self._phrases, occasion))
