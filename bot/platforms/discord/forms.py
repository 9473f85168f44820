"""Forms: Discord's modals, in which a person writes words of their own, and what was written.

A form's custom id is `f:<path with dots>:<round or empty>:<fresh id>`. The fresh id makes each
opening a form of its own: Discord keeps what somebody typed in a form of the same id, and would put
it before the saved draft.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.app.commands import GRAMMAR
from bot.app.forms import Form
from bot.app.parse import Takes, parse
from bot.app.visible import one_line
from bot.core.errors import BadInput
from bot.platforms.discord.cutting import cut, short

Say = Callable[..., str]

LONGEST_TITLE = 45  # and of a label
LONGEST_HINT = 100
LONGEST_TEXT = 4000
INPUT = "text"  # the custom id of a form's only input

_FILLED = "f"
_NAME = "my name"
_SHORT, _PARAGRAPH = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a form asks for: the phrase `discord.form.<phrase>` says what for; the longest text."""

    phrase: str
    longest: int = LONGEST_TEXT
    style: int = _PARAGRAPH


# The commands that take a person's own words; the option that they fill is the only TEXT one.
KINDS: Mapping[str, Kind] = {
    "debate speak": Kind(phrase="speak"),
    "debate draft": Kind(phrase="draft"),
    "debate appeal": Kind(phrase="appeal"),
    _NAME: Kind(phrase="name", longest=40, style=_SHORT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A command that needs a form first; the round is empty where the command names none."""

    path: str
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came back: the text just as it was written."""

    path: str
    round: str
    fresh: str
    text: str
    slot: str = ""


def wanted(command: str) -> Wanted | None:
    """The form that a pressed command opens: one of `KINDS` without words yet. Else nothing."""
    found = GRAMMAR.path(command.removeprefix("/").split())
    if found is None or found[0] not in KINDS:
        return None
    try:
        values = parse(GRAMMAR, command, lambda _: ()).values
    except BadInput:
        return None
    return (
        None if values.keys() - {"round"} else Wanted(path=found[0], round=values.get("round", ""))
    )


def form(asked: Form, fresh: str, say: Say) -> dict[str, object]:
    """The data of a callback of type 9, under a fresh id.

    A prefilled text that is too long is cut between words, and the hint says how to send all of it.
    """
    kind = KINDS[asked.path]
    value, over = cut(asked.prefill, kind.longest)
    hint = "discord.form.too_long" if over else f"discord.form.{kind.phrase}"
    entry: dict[str, object] = {
        "type": 4,
        "custom_id": INPUT,
        "style": kind.style,
        "required": True,
        "min_length": 1,
        "max_length": kind.longest,
    }
    if value:
        entry["value"] = value
    label = {
        "type": 18,
        "label": short(one_line(asked.label), LONGEST_TITLE),
        "description": short(say(hint), LONGEST_HINT),
        "component": entry,
    }
    return {
        "custom_id": ":".join(
            (_FILLED, asked.path.replace(" ", "."), asked.round or "", fresh, asked.slot)
        ),
        "title": short(one_line(asked.title), LONGEST_TITLE),
        "components": [label],
    }


def read(custom_id: str, components: object) -> Filled | None:
    """What somebody wrote; nothing for a form that is not ours or holds no text input.

    `components` are those of a modal's submission, as Discord sends them.
    """
    parts = custom_id.split(":")
    if len(parts) != len(("f", "path", "round", "fresh", "slot")) or parts[0] != _FILLED:
        return None
    path = parts[1].replace(".", " ")
    texts = [text for text in _texts(components) if path in KINDS]
    if not texts:
        return None
    return Filled(path=path, round=parts[2], fresh=parts[3], slot=parts[4], text=texts[0])


def line(filled: Filled) -> str:
    """What came back as the command that means the same."""
    option = next(o.name for o in GRAMMAR.options[filled.path] if o.takes is Takes.TEXT)
    about = f" round:{filled.round}" if filled.round else ""
    about += f" slot:{filled.slot}" if filled.slot else ""
    return f"/{filled.path}{about} {option}: {filled.text}"


def _texts(components: object) -> Iterator[str]:
    """The values of inputs called `text`, however deep in rows and labels."""
    if isinstance(components, list):
        for component in components:
            yield from _texts(component)
    elif isinstance(components, Mapping):
        value = components.get("value")
        if components.get("custom_id") == INPUT and isinstance(value, str):
            yield value
        yield from _texts(
            [components[key] for key in ("component", "components") if key in components]
        )
