"""The words between the topic's lines: naming, asking, pressing, granting.

Every *use* is a phrase `opponent.<use>` that holds one wording per line, so a teacher adds one by
adding a line. Which comes first is drawn with the round's seed, the use and the slot's phase, and
moves on with the side: bots that speak at the same time, unseen by each other, word it differently.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.app.ports import Occasion
from bot.core import draw
from bot.core.format import Slot

_TWO = 2  # sides that can say *you* to each other


class Phrases(Protocol):
    """Sentences by key, from `prompts/phrases/`."""

    def say(self, key: str, /, **variables: object) -> str:
        """The phrase with its variables filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The wordings for one occasion."""

    phrases: Phrases
    seed: int
    slot: Slot
    sides: tuple[str, ...]

    def options(self, use: str, nth: int = 0, **variables: object) -> tuple[str, ...]:
        """All wordings of a use, the drawn one first; `nth` moves on where one is used again."""
        flat = {name: " ".join(str(value).split()) for name, value in variables.items()}
        lines = [line.strip() for line in self.phrases.say(f"opponent.{use}", **flat).split("\n")]
        options = tuple(_begun(line) for line in lines if line)
        drawn = draw.number(self.seed, f"opponent {use}", self.slot.phase)
        apart = max(1, len(options) // len(self.sides)) * self.sides.index(self.slot.side)
        start = (drawn + apart + nth) % len(options)
        return options[start:] + options[:start]

    def towards(self, use: str, name: str, nth: int = 0, **variables: object) -> tuple[str, ...]:
        """Wordings that speak to an opponent: as *you* between two sides, else by its name."""
        if len(self.sides) <= _TWO:
            return self.options(f"you.{use}", nth, **variables)
        return self.options(f"named.{use}", nth, name=name, **variables)


def _begun(line: str) -> str:
    """The line with a capital where it begins with somebody's words."""
    return line[:1] + line[1:2].upper() + line[2:] if line.startswith("“") else line


def for_occasion(phrases: Phrases, occasion: Occasion) -> Wording:
    """The wordings as this slot draws them."""
    return Wording(
        phrases=phrases,
        seed=occasion.seed,
        slot=occasion.slot,
        sides=occasion.sides,
    )
