"""A draft: one topic's files as far as they could be read, before anything is checked across them.

Reading goes on after a mistake, so that the writer of a topic sees all of them; `whole` says where
nothing was lost on the way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TypeVar

from pydantic import BaseModel

from bot.content.documents import Loc
from bot.content.entries import Entry, read_entry
from bot.content.handout_shapes import HandoutShape
from bot.content.packs import Pack
from bot.content.problems import Problem, nearest
from bot.content.topic_shapes import (
    FEWEST_SIDES,
    FactsShape,
    QuestionsShape,
    RebuttalsShape,
    SideShape,
    TopicShape,
)

S = TypeVar("S", bound=BaseModel)

# Files of their own that are not a side's: the keys of topic.yaml that they stand for.
OWN_FILES = ("facts", "questions", "handout")
REBUTTALS = ".rebuttals.yaml"  # after a side's id


@dataclass(slots=True, kw_only=True)
class Draft:
    """What could be read. `whole` holds the kinds (`sides`, `facts`) of which nothing is missing.

    `apart` holds the rebuttals that stand in a file of their own, by side. The shapes are there
    only for the parts that fit them; without problems, that is all of them.
    """

    pack: Pack
    topic: Entry | None = None
    sides: list[Entry] = field(default_factory=list)
    facts: list[Entry] = field(default_factory=list)
    questions: list[Entry] = field(default_factory=list)
    handout: Entry | None = None
    apart: dict[str, Entry] = field(default_factory=dict)
    topic_shape: TopicShape | None = None
    side_shapes: list[SideShape] = field(default_factory=list)
    facts_shape: FactsShape | None = None
    questions_shape: QuestionsShape | None = None
    handout_shape: HandoutShape | None = None
    apart_shapes: dict[str, RebuttalsShape] = field(default_factory=dict)
    whole: set[str] = field(default_factory=lambda: {"sides", "facts"})
    problems: list[Problem] = field(default_factory=list)

    @property
    def side_ids(self) -> list[str]:
        """The ids of the sides that were read, in the topic's order."""
        return [side.text("id") for side in self.sides if side.text("id")]

    def claims(self) -> list[tuple[str, Entry]]:
        """All claims with the id of their side."""
        return [(side.text("id"), claim) for side in self.sides for claim in side.entries("claims")]

    def rebuttals(self) -> list[tuple[str, Entry]]:
        """All rebuttals with the id of their side, wherever they are written."""
        homes = [(side.text("id"), side) for side in self.sides]
        return [
            (side, rebuttal)
            for side, home in homes
            for entry in (home, self.apart.get(side))
            if entry is not None
            for rebuttal in entry.entries("rebuttals")
        ]


def read_draft(pack: Pack) -> Draft:
    """Everything that can be read of a topic's pack, with the problems found on the way."""
    draft = Draft(pack=pack)
    if pack.main not in pack.files:
        draft.problems.append(_at_start(pack, pack.main, f"missing file{_guess(pack, pack.main)}"))
        draft.whole.clear()
        return draft
    draft.topic, draft.topic_shape = _read(draft, pack.main, TopicShape)
    _read_sides(draft)
    _read_rebuttals(draft)
    draft.facts, draft.facts_shape = _read_list(draft, "facts", FactsShape)
    draft.questions, draft.questions_shape = _read_list(draft, "questions", QuestionsShape)
    _read_handout(draft)
    return draft


def _read(draft: Draft, name: str, shape: type[S]) -> tuple[Entry | None, S | None]:
    entry, fitting, problems = read_entry(draft.pack.shown(name), draft.pack.files[name], shape)
    draft.problems += problems
    return entry, fitting


def _read_sides(draft: Draft) -> None:
    if draft.topic is None:
        # Nobody knows which files are sides, but their own mistakes can still be told.
        known = (draft.pack.main, *(f"{key}.yaml" for key in OWN_FILES))
        files = [name for name in draft.pack.files if name not in known]
        names = [name for name in files if not name.endswith(REBUTTALS)]
        draft.whole.discard("sides")
        draft.sides = [side for name in names if (side := _read_side(draft, name)) is not None]
        return
    listed = list(draft.topic.items("sides"))
    if len(listed) < FEWEST_SIDES:
        draft.whole.discard("sides")
    for loc, item in listed:
        side = None
        if isinstance(item, dict):
            side = Entry(document=draft.topic.document, loc=loc, plain=item)
        elif isinstance(item, str) and item.strip() in draft.side_ids:
            draft.problems.append(draft.topic.document.problem(loc, f'"{item}" is listed twice'))
        elif isinstance(item, str):
            side = _named_side(draft, loc, item.strip())
        if side is None:
            draft.whole.discard("sides")
        else:
            draft.sides.append(side)


def _named_side(draft: Draft, loc: Loc, side_id: str) -> Entry | None:
    name = f"{side_id}.yaml"
    assert draft.topic is not None  # noqa: S101 (the caller has it from there)
    if name not in draft.pack.files:
        message = f'missing file "{name}"{_guess(draft.pack, name)}'
        draft.problems.append(draft.topic.document.problem(loc, message))
        return None
    side = _read_side(draft, name)
    if side is not None and side.text("id") and side.text("id") != side_id:
        message = f'must be "{side_id}", like the name of the file'
        draft.problems.append(side.problem(message, "id"))
        # The other files mean the name in the list; one slip, one message.
        return Entry(document=side.document, loc=(), plain={**side.plain, "id": side_id})
    return side


def _read_side(draft: Draft, name: str) -> Entry | None:
    side, shape = _read(draft, name, SideShape)
    if shape is not None:
        draft.side_shapes.append(shape)
    return side


def _read_rebuttals(draft: Draft) -> None:
    """Rebuttals in files of their own: a side has them there or in its own file."""
    for side in draft.sides:
        name = f"{side.text('id')}{REBUTTALS}"
        if name not in draft.pack.files:
            continue
        if "rebuttals" in side.plain:
            draft.problems.append(_twice(side, "rebuttals", name))
            continue
        entry, shape = _read(draft, name, RebuttalsShape)
        if entry is not None:
            draft.apart[side.text("id")] = entry
        if shape is not None:
            draft.apart_shapes[side.text("id")] = shape
        if entry is None or not isinstance(entry.plain.get("rebuttals"), tuple):
            draft.whole.discard("sides")


def _read_handout(draft: Draft) -> None:
    """The handout, from its own file or from the topic's; there need not be one."""
    name, topic = "handout.yaml", draft.topic
    if topic is not None and "handout" in topic.plain:
        draft.handout = topic.inner("handout")
        if name in draft.pack.files:
            draft.problems.append(_twice(topic, "handout", name))
    elif name in draft.pack.files:
        draft.handout, draft.handout_shape = _read(draft, name, HandoutShape)


def _read_list(draft: Draft, key: str, shape: type[S]) -> tuple[list[Entry], S | None]:
    """The entries of facts.yaml or questions.yaml, or of the same key in the main file."""
    name = f"{key}.yaml"
    topic = draft.topic
    inline = topic is not None and key in topic.plain
    own_file = name in draft.pack.files
    if topic is not None:
        draft.problems += _list_problems(draft.pack, topic, key)
    entry, fitting = topic, None
    if own_file and not inline:
        entry, fitting = _read(draft, name, shape)
    if (own_file and inline) or entry is None or not isinstance(entry.plain.get(key), tuple):
        draft.whole.discard(key)
    return entry.entries(key) if entry is not None else [], fitting


def _list_problems(pack: Pack, topic: Entry, key: str) -> Iterator[Problem]:
    """Facts (or questions) must be somewhere, and in one place only."""
    name = f"{key}.yaml"
    if key in topic.plain and name in pack.files:
        yield _twice(topic, key, name)
    elif key not in topic.plain and name not in pack.files:
        folder = f'missing file "{name}"{_guess(pack, name)}, or the key "{key}" in this file'
        yield topic.problem(folder if pack.prefix else f'missing key "{key}"')


def _twice(entry: Entry, key: str, name: str) -> Problem:
    message = f'"{key}" stands here and in {name}: keep one of the two'
    return entry.document.key_problem((*entry.loc, key), message)


def _guess(pack: Pack, name: str) -> str:
    """The file that was probably meant, by its name without the ending, which all have alike."""
    stems = {PurePath(file).stem: file for file in pack.files}
    near = nearest(PurePath(name).stem, stems)
    return f' (did you mean "{stems[near]}"?)' if near is not None else ""


def _at_start(pack: Pack, name: str, message: str) -> Problem:
    return Problem(file=pack.shown(name), line=1, column=1, message=message)
