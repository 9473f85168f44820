"""Every phrase that the program asks for is written, with the variables that it is given there; and
every phrase that is written in `en.yaml` or `en.topic.yaml` is asked for somewhere.

Found by walking the source: a *key* is a text like `saved.whole`, a *family* an f-string like
`f"slot.{kind}"`, written here as `slot.{}`.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import work
from bot.app.commands import ABOUT
from bot.content.phrases import load_phrases
from bot.core.flow import State
from bot.core.format import CROSS_EXAMINATION, Kind
from bot.core.jobs import JobKind
from bot.core.round import Ending, Status
from tests.app.building import PROMPTS

BOT = Path(__file__).parents[2] / "bot"
PHRASES = load_phrases(PROMPTS)
OURS = {
    key
    for key, phrase in PHRASES.phrases.items()
    if "/en.yaml" in phrase.place or "/en.topic.yaml" in phrase.place
}
GROUPS = {key.split(".")[0] for key in OURS}
ERRORS = ("BadInput", "IllegalMove", "NotFound", "NotYours", "_unknown")
# Raised in the core where no person can cause it: bot.app.floor says whose slot it is before.
NEVER_SHOWN = {"error.not_your_slot"}
HELP = ("starting", "speaking", "looking", "ending", "yours", "roles")
WELCOME = ("starting", "roles", "privacy")
STATUSES = [status.value for status in Status]
FAMILIES = {
    "status.{}": [f"status.{status}" for status in STATUSES],
    "status.{}_text": [f"status.{status}_text" for status in STATUSES],
    "error.illegal.{}": [f"error.illegal.{status}" for status in STATUSES],
    "prompt.{}": [f"prompt.{kind.value}" for kind in Kind],
    "slot.{}{}": [
        *(f"slot.{kind.value}" for kind in Kind),
        *(f"slot.follow_up_{kind.value}" for kind in CROSS_EXAMINATION),
    ],
    "over.{}": [f"over.{ending.name.lower()}" for ending in Ending],
    "flow.{}": [f"flow.{state.value}" for state in State],
    "time.{}": ["time.hours", "time.minutes"],
    "board.{}": [f"board.{name}" for name in ("place", "name", "rating", "rounds")],
    "list.{}": [
        f"list.{n}" for n in ("id", "topic", "format", "side", "who", "slot", "status", "band")
    ],
    "welcome.{}": [f"welcome.{part}" for part in WELCOME],
    "welcome.{}_text": [f"welcome.{part}_text" for part in WELCOME],
    "help.{}": [f"help.{part}" for part in HELP],
    "help.{}_text": [f"help.{part}_text" for part in HELP],
    "handout.{}": [f"handout.{n}" for n in (*ABOUT, "date", "event", "word", "meaning")],
    "handout.{}_title": [f"handout.{about}_title" for about in ABOUT if about != "side"],
    "action.{}": [
        f"action.{name}"
        for name in (
            "begin join leave agree decline speak pass extend end concede start rematch cancel"
        ).split()
    ],
    "{}_near": [f"error.unknown_{what}_near" for what in ("command", "option", "value")],
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A call that names a phrase: the keys it may mean, the variables it gives."""

    place: str
    keys: frozenset[str]
    given: frozenset[str]


def family(text: ast.JoinedStr) -> str:
    """A family by name."""
    return "".join(
        part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}"
        for part in text.values
    )


def meant(expression: ast.expr, names: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    """The keys that an expression may be; none if it cannot be told from the source."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            yield from FAMILIES[family(expression)]
        case ast.IfExp(body=body, orelse=other):
            yield from meant(body, names)
            yield from meant(other, names)
        case ast.Name(id=name):
            for assigned in names.get(name, []):
                yield from meant(assigned, {})


def uses(path: Path) -> Iterator[Use]:
    """Every call in a file that names a phrase."""
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, Function):
            continue
        names: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                names.setdefault(node.targets[0].id, []).append(node.value)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and node.args and called(node) in ("say", *ERRORS):
                yield Use(
                    place=f"{path.relative_to(BOT.parent)}:{node.lineno}",
                    keys=frozenset(meant(node.args[0], names)),
                    given=frozenset(keyword.arg or "**" for keyword in node.keywords),
                )


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


FILES = [path for ring in ("app", "core", "content") for path in sorted((BOT / ring).rglob("*.py"))]
USES = [use for path in FILES for use in uses(path)]


def test_the_walk_finds_what_there_is_to_find() -> None:
    assert len(USES) > 150
    assert sum(1 for use in USES if not use.keys) < 10


@pytest.mark.parametrize("use", USES, ids=[use.place for use in USES])
def test_a_phrase_that_is_asked_for_is_there_with_its_variables(use: Use) -> None:
    for key in use.keys - (NEVER_SHOWN if "/core/" in use.place else set()):
        phrase = PHRASES.phrases.get(key)
        assert phrase, key
        added = {"word", "near"} if called_unknown(key) else set()
        assert "**" in use.given or phrase.variables <= use.given | added, key


def called_unknown(key: str) -> bool:
    """Whether it is an error to which `parse._unknown` adds the word and what is near."""
    return key.startswith("error.unknown_")


def test_no_phrase_is_written_for_nothing() -> None:
    asked = {key for keys in FAMILIES.values() for key in keys}
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                asked.add(node.value)
    assert OURS - asked == set()


@pytest.mark.parametrize("name", FAMILIES)
def test_every_member_of_a_family_is_there(name: str) -> None:
    assert set(FAMILIES[name]) - OURS == set()


def test_every_action_that_can_be_taken_back_has_a_name() -> None:
    made = {
        ast.literal_eval(keyword.value)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and called(node) == "made"
        for keyword in node.keywords
        if keyword.arg == "undo"
    }
    opened = {"start", "rematch"}
    assert {f"action.{name}" for name in made | opened} == set(FAMILIES["action.{}"])


def test_there_is_a_handler_for_each_kind_of_job() -> None:
    handlers = vars(work)["_HANDLERS"]
    assert set(handlers) == set(JobKind)
