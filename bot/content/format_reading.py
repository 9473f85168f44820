"""Reads formats.yaml anew: its shape, that every round it plans is fair, and its plain form.

An *order* is one of a format's lists of stages; a *position* is 1 for the side that opens, then 2 …
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TypeGuard

from bot.content.documents import Loc
from bot.content.entries import Entry, read_entry
from bot.content.format_shapes import PAIR, FormatsShape, StageShape
from bot.content.packs import Pack
from bot.content.problems import Problem, listed, refuse
from bot.core.format import Kind

KINDS = [kind.value for kind in Kind]
QUESTION = Kind.QUESTION.value


def plain_formats(pack: Pack) -> dict[str, object]:
    """The plain form of `Formats`. Raises BadContent with every mistake."""
    entry, shape, problems = read_entry(pack.shown(pack.main), pack.files[pack.main], FormatsShape)
    if entry is not None:
        paces = (_pace_problems(pace) for _, pace in entry.inner("paces").inners())
        formats = (_format_problems(form) for _, form in entry.inner("formats").inners())
        problems += chain(*paces, *formats)
    refuse(problems)
    assert shape is not None  # noqa: S101 (or there would have been a problem)
    return {
        "paces": {
            name: {"id": name, **pace.model_dump(mode="json")} for name, pace in shape.paces.items()
        },
        "formats": {
            name: {
                "id": name,
                **form.model_dump(mode="json", exclude={"orders"}),
                "orders": [[_plain_stage(stage) for stage in order] for order in form.orders],
            }
            for name, form in shape.formats.items()
        },
    }


def _plain_stage(stage: StageShape) -> dict[str, object]:
    [(kind, listing)] = stage.model_dump(mode="json", exclude_none=True).items()
    return {"kind": kind, ("pairs" if kind == QUESTION else "order"): listing}


def _pace_problems(pace: Entry) -> Iterator[Problem]:
    seconds = [n for kind in KINDS if (n := pace.inner("seconds").number(kind) or 0) > 0]
    warning, total = pace.number("warning"), pace.number("total")
    if warning is not None and seconds and warning >= min(seconds):
        yield pace.problem(
            f"the shortest slot has {min(seconds)} seconds: a warning must come after it begins",
            "warning",
        )
    if total is not None and seconds and total < max(seconds):
        yield pace.problem(f"a slot of {max(seconds)} seconds is longer than the round", "total")


def _format_problems(form: Entry) -> Iterator[Problem]:
    sides = form.number("sides")
    people = [n for _, n in form.items("people") if isinstance(n, int)]
    if people and people[0] > people[-1]:
        yield form.problem("the least people come first, then the most", "people")
    if sides is None or sides < PAIR:
        return
    if form.plain.get("team") is False and people and people[-1] > sides:
        yield form.problem(f"{people[-1]} people on {sides} sides need team: true", "people")
    for loc, order in form.items("orders"):
        if isinstance(order, tuple):
            stages = [
                Entry(document=form.document, loc=(*loc, i), plain=stage)
                for i, stage in enumerate(order)
                if isinstance(stage, dict)
            ]
            yield from _order_problems(form, loc, stages, sides)


def _order_problems(form: Entry, loc: Loc, stages: list[Entry], sides: int) -> Iterator[Problem]:
    """Every side takes part as often as every other; in a ranked format, in every stage."""
    every = range(1, sides + 1)
    counts: dict[str, Counter[int]] = {"speak": Counter(), "ask": Counter(), "answer": Counter()}
    for stage in stages:
        roles = _roles(stage)
        yield from _stage_problems(stage, roles, sides)
        for role, placed in roles.items():
            positions = [position for _, position in placed]
            counts[role].update(positions)
            missing = [str(n) for n in every if n not in positions]
            if form.plain.get("ranked") is True and missing:
                yield stage.problem(f"position {listed(missing)} does not {role} in this stage")
    for role, count in counts.items():
        numbers = [count[position] for position in every]
        if len(set(numbers)) > 1 or (role == "speak" and not numbers[0]):
            yield form.document.problem(
                loc, f"positions {role} {listed(map(str, numbers))} times: it must be equally often"
            )


def _roles(stage: Entry) -> dict[str, list[tuple[Loc, int]]]:
    """Positions by what they do in a stage, each with its loc."""
    pairs = list(stage.items(QUESTION))
    speeches = [item for kind in KINDS if kind != QUESTION for item in stage.items(kind)]
    roles = {} if not speeches else {"speak": [(at, n) for at, n in speeches if _whole(n)]}
    for i, role in enumerate(("ask", "answer") if pairs else ()):
        cells = [((*at, i), pair[i]) for at, pair in pairs if isinstance(pair, tuple) and pair[i:]]
        roles[role] = [(at, n) for at, n in cells if _whole(n)]
    return roles


def _stage_problems(
    stage: Entry, roles: dict[str, list[tuple[Loc, int]]], sides: int
) -> Iterator[Problem]:
    kinds = [kind for kind in KINDS if stage.plain.get(kind) is not None]
    if len(kinds) != 1:
        yield stage.problem(f"a stage has exactly one of {listed(KINDS, 'or')}")
    for role, placed in roles.items():
        seen: set[int] = set()
        for at, position in placed:
            if position > sides:
                message = f"position {position}: there are only {sides} sides"
                yield stage.document.problem(at, message)
            elif position in seen:
                yield stage.document.problem(at, f"position {position} is to {role} twice")
            seen.add(position)
    asks, answers = roles.get("ask", []), roles.get("answer", [])
    for (_, asking), (at, answering) in zip(asks, answers, strict=False):
        if asking == answering:
            yield stage.document.problem(at, f"position {asking} would question itself")


def _whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)
