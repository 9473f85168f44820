"""The formats and paces that we ship, and what the loader refuses."""

import shutil
from pathlib import Path

import pytest

from bot.content.formats import load_formats
from bot.content.places import prompts_folder
from bot.core.format import Kind, Stage
from tests.content.planting import Edit, complaints, plant

PROMPTS = prompts_folder({})
O, R, C = Kind.OPENING, Kind.REBUTTAL, Kind.CLOSING  # noqa: E741 (as in "O R C")
KINDS = (O, Kind.QUESTION, Kind.ANSWER, R, C)


def test_paces_are_as_promised() -> None:
    paces = load_formats(PROMPTS).paces
    figures = {
        pace.id: (
            [pace.seconds[kind] for kind in KINDS], [pace.words[kind] for kind in KINDS],
            pace.warning, pace.extension, pace.follow_ups, pace.together, pace.total,
        )
        for pace in paces.values()
    }  # fmt: skip
    day = 24 * 60 * 60
    assert figures == {
        "blitz": ([180, 60, 75, 180, 120], [120, 40, 60, 120, 90], 30, 60, 1, False, None),
        "standard": ([360, 90, 120, 360, 240], [220, 40, 60, 220, 150], 60, 120, 1, False, None),
        "relaxed": ([day] * 5, [220, 40, 60, 220, 150], 3600, 21600, 0, True, 5 * day),
    }


def test_formats_are_as_promised() -> None:
    formats = load_formats(PROMPTS).formats
    figures = {
        form.id: (form.name, form.sides, form.people, form.ranked, form.team, form.lobby)
        for form in formats.values()
    }
    assert figures == {
        "solo": ("Solo", 2, (1, 1), False, False, False),
        "duel": ("Duel", 2, (1, 2), True, False, True),
        "three-way": ("Three-way", 3, (1, 3), True, False, True),
        "teams": ("Teams", 2, (2, 12), True, True, True),
        "drill": ("Drill", 2, (1, 1), False, False, False),
    }


TWO_SIDES = (
    Stage(kind=O, order=(1, 2)),
    Stage(kind=Kind.QUESTION, pairs=((1, 2), (2, 1))),
    Stage(kind=R, order=(1, 2)),
    Stage(kind=C, order=(2, 1)),
)
ORDERS = {
    "solo": (TWO_SIDES,),
    "duel": (TWO_SIDES,),
    "teams": (TWO_SIDES,),
    "drill": ((Stage(kind=O, order=(2,)), Stage(kind=R, order=(1,))) * 3,),
    "three-way": tuple(
        (
            Stage(kind=O, order=openings),
            Stage(kind=Kind.QUESTION, pairs=pairs),
            Stage(kind=R, order=rebuttals),
            Stage(kind=C, order=closings),
        )
        for openings, pairs, rebuttals, closings in (
            ((1, 2, 3), ((1, 2), (2, 3), (3, 1)), (2, 3, 1), (3, 1, 2)),
            ((1, 3, 2), ((1, 3), (3, 2), (2, 1)), (3, 2, 1), (2, 1, 3)),
            ((1, 2, 3), ((1, 2), (2, 3), (3, 1)), (3, 1, 2), (2, 3, 1)),
        )
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_who_speaks_when_is_as_promised(name: str) -> None:
    assert load_formats(PROMPTS).formats[name].orders == ORDERS[name]


def test_cached_formats_are_the_same(tmp_path: Path) -> None:
    read, cached = load_formats(PROMPTS, tmp_path), load_formats(PROMPTS, tmp_path)
    assert read == cached == load_formats(PROMPTS)
    assert list(read.formats) == list(cached.formats)


SMALL = """\
paces:
  slow:
    name: Slow
    seconds: {opening: 60, question: 60, answer: 60, rebuttal: 60, closing: 60}
    words: {opening: 50, question: 50, answer: 50, rebuttal: 50, closing: 50}
    warning: 10
    extension: 0
    follow_ups: 0
    total: 600
formats:
  pair:
    name: Pair
    sides: 2
    people: [1, 2]
    ranked: true
    team: false
    lobby: true
    orders:
      - - opening: [1, 2]
        - question: [[1, 2], [2, 1]]
        - closing: [2, 1]
"""

# name: (old text, new text, everything that is told)
PLANTED = {
    "no seconds": (
        "seconds: {opening: 60", "seconds: {opening: 0",
        ["4:24: must be a whole number of at least 1, not 0"],
    ),
    "no limit for a kind": (
        "answer: 50, ", "", ['5:12: missing key "answer"'],
    ),
    "a misspelt kind of limit": (
        "answer: 50", "anser: 50", ['5:40: unknown key "anser" (did you mean "answer"?)'],
    ),
    "a warning before the slot": (
        "warning: 10", "warning: 60",
        ["6:14: the shortest slot has 60 seconds: a warning must come after it begins"],
    ),
    "a round shorter than a slot": (
        "total: 600", "total: 59", ["9:12: a slot of 60 seconds is longer than the round"],
    ),
    "a position that is not there": (
        "closing: [2, 1]", "closing: [2, 3]",
        ["19:9: positions speak 1 and 2 times: it must be equally often",
         "21:11: position 1 does not speak in this stage",
         "21:24: position 3: there are only 2 sides"],
    ),
    "a side that does not open": (
        "opening: [1, 2]", "opening: [1]",
        ["19:9: positions speak 2 and 1 times: it must be equally often",
         "19:11: position 2 does not speak in this stage"],
    ),
    "a side that opens twice": (
        "opening: [1, 2]", "opening: [1, 2, 1]",
        ["19:9: positions speak 3 and 2 times: it must be equally often",
         "19:27: position 1 is to speak twice"],
    ),
    "a side that questions itself": (
        "[2, 1]]", "[2, 2]]",
        ["19:9: positions answer 0 and 2 times: it must be equally often",
         "20:11: position 1 does not answer in this stage",
         "20:34: position 2 is to answer twice",
         "20:34: position 2 would question itself"],
    ),
    "half a pair": (
        "[2, 1]]", "[2]]",
        ["19:9: positions answer 0 and 1 times: it must be equally often",
         "20:11: position 1 does not answer in this stage",
         "20:30: must list at least 2 of: the position that asks and the one that answers"],
    ),
    "two kinds in a stage": (
        "opening: [1, 2]\n", "opening: [1, 2]\n          rebuttal: [1, 2]\n",
        ["19:11: a stage has exactly one of opening, question, answer, rebuttal or closing",
         "20:22: position 1 is to speak twice",
         "20:25: position 2 is to speak twice"],
    ),
    "an unknown stage": (
        "- opening: [1, 2]", "- openings: [1, 2]",
        ['19:11: unknown key "openings" (did you mean "opening"?)'],
    ),
    "more people than sides": (
        "people: [1, 2]", "people: [1, 3]", ["14:13: 3 people on 2 sides need team: true"],
    ),
    "people the wrong way round": (
        "people: [1, 2]", "people: [2, 1]",
        ["14:13: the least people come first, then the most"],
    ),
    "one side": (
        "sides: 2", "sides: 1",
        ["13:12: must be a whole number of at least 2, not 1"],
    ),
    "a word for yes": (
        "lobby: true", "lobby: yes", ["17:12: must be true or false, not a text"],
    ),
    "no orders": (
        SMALL[SMALL.index("    orders:") :], "    orders: []\n", ["18:13: must not be empty"],
    ),
}  # fmt: skip


def folder_with(folder: Path, text: str) -> Path:
    (folder / "formats.yaml").write_text(text, "utf-8")
    return folder


def test_the_small_formats_are_right(tmp_path: Path) -> None:
    assert complaints(lambda: load_formats(folder_with(tmp_path, SMALL))) == []


@pytest.mark.parametrize(("old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_a_mistake_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    prompts = folder_with(tmp_path, SMALL)
    plant(prompts, Edit(file="formats.yaml", old=old, new=new))
    told = complaints(lambda: load_formats(prompts))
    assert told == [f"formats.yaml:{problem}" for problem in expected]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    told = complaints(lambda: load_formats(tmp_path))
    assert told == ["formats.yaml:1:1: cannot be read: No such file or directory"]


def test_a_format_may_be_added(tmp_path: Path) -> None:
    shutil.copy(PROMPTS / "formats.yaml", tmp_path)
    with (tmp_path / "formats.yaml").open("a", encoding="utf-8") as file:
        file.write(SMALL[SMALL.index("  pair:") :])
    assert list(load_formats(tmp_path).formats)[-1] == "pair"
