"""Buttons: how they look, and the ids by which Discord tells us which one was pressed.

A *custom id* is `c:<sending>:<n>:<command without its slash>`: the outbox id of the message, by
which it is found again after a crash; the number of the button in it; what pressing it means. It
proves nothing: pressing is the same as typing that command, for whoever presses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.app.commands import GRAMMAR
from bot.app.messages import Button, MessageKind
from bot.app.visible import one_line, units
from bot.platforms.discord.cutting import short

LONGEST_ID = 100  # of a custom id; platforms.md
IN_A_ROW = 5
MOST = 5 * IN_A_ROW
LONGEST_LABEL = 80

_PRESSED = "c"


class Style(IntEnum):
    """Discord's colours of buttons."""

    PRIMARY = 1
    SECONDARY = 2
    SUCCESS = 3
    DANGER = 4


_STYLES = {
    "debate speak": Style.PRIMARY,
    "debate start": Style.PRIMARY,
    "debate join": Style.PRIMARY,
    "debate rematch": Style.PRIMARY,
    "debate begin": Style.SUCCESS,
    "debate agree": Style.SUCCESS,
    "my delete": Style.DANGER,
}
# After words about a loss no way out is made to look better than another.
_QUIET = {MessageKind.CARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a custom id says: the command, with its slash, and the message's outbox id or empty."""

    command: str
    sending: str = ""


def custom_id(command: str, sending: str, n: int) -> str:
    """The id of the n-th button of a message, of at most 100 units.

    Without its sending where it would be longer. Raises ValueError for a command that cannot fit.
    """
    words = command.removeprefix("/")
    for known in (sending, ""):
        made = f"{_PRESSED}:{known}:{n}:{words}"
        if units(made) <= LONGEST_ID:
            return made
    raise ValueError("a button's command is too long for Discord")


def read(made: str) -> Pressed | None:
    """What a custom id says; nothing for one of another kind."""
    parts = made.split(":", maxsplit=3)
    if len(parts) != len(("c", "sending", "n", "command")) or parts[0] != _PRESSED:
        return None
    _, sending, n, words = parts
    if not (n.isascii() and n.isdigit() and words):
        return None
    return Pressed(command=f"/{words}", sending=sending)


def rows(buttons: Sequence[Button], sending: str, kind: MessageKind) -> list[dict[str, object]]:
    """Rows of five as components of a message; of more than 25 the first ones. A command that no id
    can hold is left to be typed: one button less is better than no message.
    """
    fitting = [
        button for button in buttons if units(f"{_PRESSED}::99:{button.command[1:]}") <= LONGEST_ID
    ]
    made = [_component(button, sending, n, kind) for n, button in enumerate(fitting[:MOST])]
    return [
        {"type": 1, "components": made[start : start + IN_A_ROW]}
        for start in range(0, len(made), IN_A_ROW)
    ]


def style(command: str, kind: MessageKind) -> Style:
    """How a button for a command looks: what comes next stands out, what destroys warns."""
    found = GRAMMAR.path(command.removeprefix("/").split())
    if found is None or kind in _QUIET:
        return Style.SECONDARY
    return _STYLES.get(found[0], Style.SECONDARY)


def _component(button: Button, sending: str, n: int, kind: MessageKind) -> dict[str, object]:
    return {
        "type": 2,
        "style": int(style(button.command, kind)),
        "label": short(one_line(button.label), LONGEST_LABEL),
        "custom_id": custom_id(button.command, sending, n),
    }
