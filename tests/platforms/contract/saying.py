"""How people say things on platforms with channels and buttons: what the drivers of these share.

What a person says reaches such a platform in one of three *manners*: as a slash command, in a
message that mentions the bot, or by the button that means the same where one is to be seen. A line
that is *said* is a command with what it gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from bot.app import commands
from bot.app.commands import GRAMMAR
from bot.app.parse import parse
from tests.app.house import House

# Said in the channel; everything else in the thread of the latest round, where there is one.
_IN_THE_CHANNEL = frozenset({"debate start", "debate list", "debate move", "debate help"})
_WORDS = ("text", "reason", "name")  # options that take a person's own words
_WHICH = frozenset({"round", "slot"})  # a button says it, who types leaves it out
_IN_FORMS = frozenset({*_WORDS, "round"})  # of a command; not on its button

T = TypeVar("T")


class Manner(Enum):
    """How people say things."""

    SLASH = "slash commands"
    MENTION = "messages that mention the bot"
    BUTTON = "buttons where there are any, else slash commands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A command's path and what it gives, by option."""

    path: str
    values: Mapping[str, str]

    @property
    def words(self) -> str:
        """The person's own words in it, or none."""
        return next((self.values[name] for name in _WORDS if name in self.values), "")

    @property
    def within(self) -> bool:
        """Whether it is said where the latest round is talked about, rather than in the channel."""
        return self.path.startswith("debate ") and self.path not in _IN_THE_CHANNEL


def said(home: House, line: str) -> Said:
    """What a line means; one that is no command is a speech."""
    command = line if line.startswith("/") else f"/debate speak text: {line}"
    typed = parse(GRAMMAR, command, lambda name: commands.choices(home.kit, name))
    return Said(path=typed.path, values=typed.values)


def meaning(home: House, wanted: Said, buttons: Iterable[tuple[T, str]]) -> T | None:
    """The first of some buttons that means the same; each comes with its command. What is written
    in a form is not on the button that opens it.
    """
    left = {name: value for name, value in wanted.values.items() if name not in _IN_FORMS}
    for button, command in buttons:
        found = said(home, command)
        given = {key: value for key, value in found.values.items() if key not in _WHICH}
        if (found.path, given) == (wanted.path, left):
            return button
    return None
