"""Which form a command opens that says too little, and the form in which a person is chosen.

An option that is named last without a value, `with:`, says nothing yet.
"""

import re
from dataclasses import dataclass

from bot.app.commands import GRAMMAR
from bot.app.parse import parse
from bot.core.errors import BadInput
from bot.platforms.slack.cutting import short
from bot.platforms.slack.forms import KINDS, PEOPLE, START, WITH, Filled, Words, modal
from bot.platforms.slack.parts import Json, plain
from bot.platforms.slack.starting import LONGEST_HINT, Say

_NAMED_LAST = re.compile(r"\s+([A-Za-z][\w-]*):\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A command that needs a form first; the round is empty where the command names none."""

    path: str
    round: str = ""


def wanted(command: str) -> Wanted | None:
    """The form that a command opens which says too little: words or a person without any yet, or a
    start without any choice, or one that leaves its last open. Else nothing.
    """
    path = _path(command)
    if path not in (*KINDS, *PEOPLE, START):
        return None
    said = complete(command)
    if path == START and said != command:
        return Wanted(path=path)
    try:
        values = parse(GRAMMAR, said, lambda _: ()).values
    except BadInput:
        return None
    if values.keys() - {"round"}:
        return None
    return Wanted(path=path, round=values.get("round", ""))


def complete(command: str) -> str:
    """A command without an option that is named last and has no value."""
    named, path = _NAMED_LAST.search(command), _path(command)
    options = GRAMMAR.options.get(path, ())
    known = named is not None and any(option.name == named[1].lower() for option in options)
    return command[: named.start()] if named is not None and known else command


def person_form(path: str, fresh: str, say: Say, place: str = "") -> Json:
    """The view in which a person is chosen for a command of `PEOPLE`."""
    phrase = PEOPLE[path]
    element = {
        "type": "users_select",
        "action_id": WITH,
        "placeholder": plain(short(say("slack.form.person_any"), LONGEST_HINT)),
        "focus_on_load": True,
    }
    label = plain(short(say("slack.form.person"), LONGEST_HINT))
    block: Json = {"type": "input", "block_id": WITH, "label": label, "element": element}
    words = Words(title=say(f"slack.form.{phrase}_title"), submit=say(f"slack.form.{phrase}"))
    return modal(words, Filled(path=path, fresh=fresh, place=place), [block], say)


def _path(command: str) -> str:
    found = GRAMMAR.path(command.removeprefix("/").split())
    return found[0] if found is not None else ""
