"""Reads rubric.yaml anew: its shape, that weights add up, and its plain form."""

from collections.abc import Iterator

from bot.content.entries import Entry, read_entry
from bot.content.packs import Pack
from bot.content.problems import Problem, refuse
from bot.content.rubric_shapes import ALL, RubricShape
from bot.core.format import Kind
from bot.core.rubric import Band


def plain_rubric(pack: Pack) -> dict[str, object]:
    """The plain form of `Rubric`. Raises BadContent with every mistake."""
    entry, shape, problems = read_entry(pack.shown(pack.main), pack.files[pack.main], RubricShape)
    if entry is not None:
        problems += _weight_problems(entry)
        problems += _band_problems(entry.inner("bands"))
        for kind in Kind:
            problems += _criteria_problems(entry.inner("criteria"), kind.value)
    refuse(problems)
    assert shape is not None  # noqa: S101 (or there would have been a problem)
    return shape.model_dump(mode="json")


def _weight_problems(entry: Entry) -> Iterator[Problem]:
    numbers = [entry.inner("weights").number(kind.value) for kind in Kind]
    whole = [number for number in numbers if number is not None]
    if len(whole) == len(Kind) and sum(whole) != ALL:
        yield entry.problem(f"the weights sum to {sum(whole)}, not to {ALL}", "weights")


def _band_problems(bands: Entry) -> Iterator[Problem]:
    least = -1
    for band in Band:
        points = bands.number(band.value)
        if points is None:
            continue
        if band is Band.DEVELOPING and points != 0:
            yield bands.problem("the lowest band begins at 0", band.value)
        elif points <= least:
            yield bands.problem(f"must be more than {least}, the band below it", band.value)
        least = points


def _criteria_problems(criteria: Entry, kind: str) -> Iterator[Problem]:
    entries = criteria.entries(kind)
    seen: set[str] = set()
    for entry in entries:
        if (aspect := entry.text("aspect")) in seen:
            yield entry.problem(f'"{aspect}" is already a criterion of {kind}', "aspect")
        seen.add(aspect)
    weights = [weight for entry in entries if (weight := entry.number("weight")) is not None]
    if weights and len(weights) == len(list(criteria.items(kind))) and sum(weights) != ALL:
        yield criteria.problem(f"the weights of {kind} sum to {sum(weights)}, not to {ALL}", kind)
