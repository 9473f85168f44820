"""Buttons: how they look, and the ids by which Slack tells us which one was pressed.

An *action id* is `c:<n>:<command without its slash>`: the number of the button in its message or
view, and what pressing it means; its value is the outbox id of the message. They prove nothing:
pressing is the same as typing that command, for whoever presses.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.app.commands import GRAMMAR
from bot.app.messages import Button, MessageKind
from bot.app.visible import one_line, units
from bot.platforms.slack.cutting import short
from bot.platforms.slack.parts import Json, Part, plain
from bot.platforms.slack.safe import escaped

Say = Callable[..., str]

LONGEST_ID = 255  # of an action id; platforms.md
LONGEST_LABEL = 75
IN_A_BLOCK = 25
LONGEST_BLOCK = 9_000  # units of a block's JSON: it stands in a message with other blocks

_PRESSED = "c"
_DELETE = "my delete"


class Style(Enum):
    """Slack's colours of buttons; a button without one is grey."""

    PRIMARY = "primary"
    DANGER = "danger"


# What comes next. Slack wants at most one of them to stand out, so the first one does.
_NEXT = frozenset(f"debate {word}" for word in "speak start join rematch begin agree".split())
# After words about a loss, and before a drawn side, no way is made to look better than another.
_QUIET = {MessageKind.CARE, MessageKind.CARD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What an action id says: the command, with its slash, and the message's outbox id or empty."""

    command: str
    sending: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where buttons stand: the outbox id of their message, its kind, and the first one's number.

    `plain`: none of them is what comes next, for another row of their view has that.
    """

    sending: str = ""
    kind: MessageKind = MessageKind.NOTICE
    first: int = 0
    plain: bool = False


def action_id(command: str, n: int) -> str:
    """The id of the n-th button. Raises ValueError for a command that cannot fit in 255 units."""
    made = f"{_PRESSED}:{n}:{command.removeprefix('/')}"
    if units(made) > LONGEST_ID:
        raise ValueError("a button's command is too long for Slack")
    return made


def read(made: str, value: str | None = None) -> Pressed | None:
    """What an action id and the button's value say; nothing for one of another kind."""
    parts = made.split(":", maxsplit=2)
    if len(parts) != len(("c", "n", "command")) or parts[0] != _PRESSED:
        return None
    _, n, words = parts
    if not (n.isascii() and n.isdigit() and words):
        return None
    return Pressed(command=f"/{words}", sending=value or "")


def actions(buttons: Sequence[Button], row: Row, say: Say) -> list[Part]:
    """Buttons in as few blocks as hold them. A command that no id can hold is left to be typed: one
    button less is better than no message.
    """
    longest = LONGEST_ID - len(f"{_PRESSED}:99:") + len("/")
    fitting = [button for button in buttons if units(button.command) <= longest]
    main = next((b for b in fitting if _style(b) is Style.PRIMARY and not row.plain), None)
    made: list[tuple[str, Json]] = []
    for n, button in enumerate(fitting, start=row.first):
        style = _style(button)
        if row.kind in _QUIET or (style is Style.PRIMARY and button is not main):
            style = None
        made.append((button.label, _element(button, action_id(button.command, n), style)))
        if row.sending:
            made[-1][1]["value"] = row.sending
        if _is_final(button):
            made[-1][1]["confirm"] = _confirm(say)
    return list(_blocks(made))


def leads_on(buttons: Sequence[Button]) -> bool:
    """Whether one of them is what comes next."""
    return any(_style(button) is Style.PRIMARY for button in buttons)


def _style(button: Button) -> Style | None:
    found = GRAMMAR.path(button.command.removeprefix("/").split())
    if found is None:
        return None
    if _is_final(button):
        return Style.DANGER
    return Style.PRIMARY if found[0] in _NEXT else None


def _is_final(button: Button) -> bool:
    """Whether pressing it deletes for good."""
    return button.command.startswith(f"/{_DELETE} ")


def _element(button: Button, made: str, style: Style | None) -> Json:
    label = plain(short(one_line(button.label), LONGEST_LABEL))
    look = {"style": style.value} if style else {}
    return {"type": "button", "text": label, "action_id": made, **look}


def _confirm(say: Say) -> Json:
    """The question before what cannot be taken back."""
    words = {
        "title": (say("slack.confirm.title"), 100),
        "text": (say("privacy.sure"), 300),
        "confirm": (say("slack.confirm.yes"), 30),
        "deny": (say("slack.confirm.no"), 30),
    }
    shown: Json = {name: plain(short(text, most)) for name, (text, most) in words.items()}
    return shown | {"style": Style.DANGER.value}


def _blocks(made: Sequence[tuple[str, Json]]) -> Iterator[Part]:
    block: list[tuple[str, Json]] = []
    for each in made:
        longer = _part([*block, each])
        if block and (len(block) == IN_A_BLOCK or longer.length > LONGEST_BLOCK):
            yield _part(block)
            block = []
        block.append(each)
    if block:
        yield _part(block)


def _part(block: Sequence[tuple[str, Json]]) -> Part:
    labels = ", ".join(one_line(label) for label, _ in block)
    return Part(
        block={"type": "actions", "elements": [element for _, element in block]},
        instead=escaped(short(labels, LONGEST_BLOCK // 3)),
    )
