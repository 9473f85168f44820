"""Forms: Slack's modals, in which a person writes words of their own, and what was written.

A form's *callback id* is `f:<path with dots>`; its private metadata says for which round it is,
where it was opened, and a fresh id by which its submission is known again. Inputs come back as they
were typed: Slack escapes nothing in them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from bot.app.commands import GRAMMAR
from bot.app.forms import Form
from bot.app.parse import Takes
from bot.app.visible import one_line, units
from bot.platforms.slack.cutting import cut, short
from bot.platforms.slack.parts import Json, plain

Say = Callable[..., str]

LONGEST_TITLE = 24  # and of the words on a form's buttons
LONGEST_TEXT = 3_000
LONGEST_LABEL = 2_000  # and of a hint
INPUT = "text"  # the block id and action id of the input for words
START = "debate start"
WITH = "with"  # the option that names a person

_FILLED = "f"
_NAME = "my name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a form asks for: phrases `slack.form.<phrase>` and `…_hint`; the longest text."""

    phrase: str
    longest: int = LONGEST_TEXT
    lines: bool = True


# The commands that take a person's own words; the option that they fill is the only TEXT one.
KINDS: Mapping[str, Kind] = {
    "debate speak": Kind(phrase="speak"),
    "debate draft": Kind(phrase="draft"),
    "debate appeal": Kind(phrase="appeal"),
    _NAME: Kind(phrase="name", longest=40, lines=False),
}
# The commands that need a person, with what their forms are called: phrases `slack.form.<…>`.
PEOPLE: Mapping[str, str] = {"class appoint": "appoint", "class dismiss": "dismiss"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The side that the bot argues in a round of a topic and a format, as long as those are chosen
    and a person's side is another one.
    """

    topic: str
    format: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came back: the text just as it was written, or the values that were chosen, by option; a
    person as `<@U…>`.

    `place` is what `form` was given: where the form was opened, in words of whoever opened it.
    """

    path: str
    fresh: str
    round: str = ""
    slot: str = ""
    place: str = ""
    against: Against | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words that were written."""
        return self.values.get(INPUT, "")


def form(asked: Form, fresh: str, say: Say, place: str = "") -> Json:
    """The view for views.open, under a fresh id.

    A prefilled text that is too long is cut between words, and the hint says how to send all of it.
    A title that is too long changes places with the label of the input, which has room for it.
    """
    kind = KINDS[asked.path]
    value, over = _prefill(asked.prefill, kind.longest)
    title, label = asked.title, asked.label
    if units(one_line(title)) > LONGEST_TITLE:
        title, label = label, title
    hint = say("slack.form.cut_hint" if over else f"slack.form.{kind.phrase}_hint")
    entry: Json = {
        "type": "plain_text_input",
        "action_id": INPUT,
        "multiline": kind.lines,
        "min_length": 1,
        "max_length": kind.longest,
        "focus_on_load": True,
    }
    if value:
        entry["initial_value"] = value
    block: Json = {
        "type": "input",
        "block_id": INPUT,
        "label": plain(short(one_line(label), LONGEST_LABEL)),
        "hint": plain(short(one_line(hint), LONGEST_LABEL)),
        "element": entry,
    }
    words = Words(title=title, submit=say(f"slack.form.{kind.phrase}"))
    about = Filled(
        path=asked.path, fresh=fresh, round=asked.round or "", slot=asked.slot, place=place
    )
    return modal(words, about, [block], say)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A modal's title and the words on the button that sends it."""

    title: str
    submit: str


def modal(words: Words, about: Filled, blocks: list[Json], say: Say) -> Json:
    """A modal of blocks with inputs; `about` is what comes back with what is filled in."""
    kept = {name: value for name, value in asdict(about).items() if name != "values"}
    if about.against is None:
        del kept["against"]
    return {
        "type": "modal",
        "callback_id": f"{_FILLED}:{about.path.replace(' ', '.')}",
        "title": _label(words.title),
        "submit": _label(words.submit),
        "close": _label(say("slack.form.close")),
        "private_metadata": json.dumps(kept),
        "blocks": blocks,
    }


def read(view: Mapping[str, object]) -> Filled | None:
    """What somebody filled in; nothing for a view that is not ours or holds none of its inputs.

    `view` is that of a view_submission, or of the click on a menu in one, as Slack sends it.
    """
    path = str(view.get("callback_id", "")).removeprefix(f"{_FILLED}:").replace(".", " ")
    about, values = _about(view.get("private_metadata")), _values(view.get("state"))
    if path not in (*KINDS, *PEOPLE, START) or about.get("path") != path:
        return None
    if path in KINDS and INPUT not in values:
        return None
    fresh, debate, slot, place = (
        str(about.get(name, "")) for name in ("fresh", "round", "slot", "place")
    )
    return Filled(
        path=path, fresh=fresh, round=debate, slot=slot, place=place, values=values,
        against=_against(about.get("against")),
    )  # fmt: skip


def errors(filled: Filled, say: Say) -> dict[str, str] | None:
    """What is wrong with it, by block id, as view_submission is answered; nothing if it is fine."""
    if filled.path not in KINDS:
        return None
    most, length = KINDS[filled.path].longest, len(filled.text)
    if not filled.text.strip():
        return {INPUT: say("slack.form.empty")}
    if length > most:
        return {INPUT: say("slack.form.too_long", length=length, most=most)}
    return None


def line(filled: Filled) -> str:
    """What came back as the command that means the same."""
    about = f" round:{filled.round}" if filled.round else ""
    about += f" slot:{filled.slot}" if filled.slot else ""
    if filled.path not in KINDS:
        given = {**filled.values, "sides": _sides(filled)}
        values = (f' {name}:"{value}"' for name, value in given.items() if value)
        return f"/{filled.path}{about}{''.join(values)}"
    option = next(o.name for o in GRAMMAR.options[filled.path] if o.takes is Takes.TEXT)
    return f"/{filled.path}{about} {option}: {filled.text}"


def _sides(filled: Filled) -> str:
    """Which sides are debated, where the bot's is known."""
    against, side = filled.against, filled.values.get("side")
    if against is None or not side or side == against.side:
        return ""
    same = filled.values.get("topic", against.topic) == against.topic
    alone = filled.values.get("format") == against.format
    return f"{side},{against.side}" if same and alone else ""


def _against(kept: object) -> Against | None:
    names = ("topic", "format", "side")
    if not isinstance(kept, Mapping) or not all(isinstance(kept.get(name), str) for name in names):
        return None
    return Against(**{name: str(kept[name]) for name in names})


def _label(text: str) -> Json:
    return plain(short(one_line(text), LONGEST_TITLE))


def _prefill(text: str, most: int) -> tuple[str, str]:
    """What of a text fits an input, where it is not escaped, and the rest."""
    return (text, "") if units(text) <= most else cut(text, most)


def _about(metadata: object) -> Mapping[str, object]:
    try:
        found = json.loads(str(metadata))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _values(state: object) -> dict[str, str]:
    """What was entered, by action id; inputs that were left open are not among it."""
    blocks = state.get("values") if isinstance(state, Mapping) else None
    entries = [] if not isinstance(blocks, Mapping) else [
        entry for block in blocks.values() if isinstance(block, Mapping) for entry in block.items()
    ]  # fmt: skip
    found = {str(name): _value(element) for name, element in entries}
    return {name: value for name, value in found.items() if value is not None}


def _value(element: object) -> str | None:
    if not isinstance(element, Mapping):
        return None
    if element.get("type") == "plain_text_input":
        return str(element.get("value") or "")
    if person := element.get("selected_user"):
        return f"<@{person}>"
    option = element.get("selected_option")
    return str(option["value"]) if isinstance(option, Mapping) and "value" in option else None
