"""Rebuttals and the handout may stand in files of their own, or where they always stood."""

import shutil
from pathlib import Path

import pytest

from bot.content.topics import load_topic
from bot.core.topic import Definition, Handout, Moment, Recommendation, Source
from tests.content.planting import FINISHED, PACKS, SMALL, Edit, copy_of_pack, plant, told

NAME = FINISHED.name


def moved_in(pack: Path, side: str) -> None:
    """Puts a side's rebuttals back into its own file."""
    apart = pack / f"{side}.rebuttals.yaml"
    home = pack / f"{side}.yaml"
    home.write_text(home.read_text("utf-8") + apart.read_text("utf-8"), "utf-8")
    apart.unlink()


def test_rebuttals_are_the_same_in_a_file_of_their_own_and_in_their_sides(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    moved_in(pack, "open")
    assert load_topic(pack) == load_topic(FINISHED)
    assert [(r.side, r.answers) for r in load_topic(pack).rebuttals] == [
        ("open", "closed-rest"),
        ("open", "closed-money"),
        ("closed", "open-free-day"),
        ("closed", "open-warm-room"),
    ]


def test_rebuttals_in_both_places_are_refused(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    shutil.copy(pack / "open.rebuttals.yaml", tmp_path / "kept")
    moved_in(pack, "open")
    shutil.move(tmp_path / "kept", pack / "open.rebuttals.yaml")
    assert told(pack) == [
        (
            f'{NAME}/open.yaml:59:1: "rebuttals" stands here and in open.rebuttals.yaml: keep one'
            " of the two"
        )
    ]


# name: (file, old text, new text, everything that is told)
PLANTED = {
    "an unknown claim": (
        "open.rebuttals.yaml", "answers: closed-money", "answers: closed-mony",
        ['open.rebuttals.yaml:16:14: unknown claim "closed-mony" (did you mean "closed-money"?)'],
    ),
    "a misspelt key": (
        "open.rebuttals.yaml", "rebuttals:\n", "rebutals:\n",
        ['open.rebuttals.yaml:1:1: unknown key "rebutals" (did you mean "rebuttals"?)'],
    ),
    "no list at all": (
        "open.rebuttals.yaml", "rebuttals:\n", "others:\n",
        ['open.rebuttals.yaml:1:1: missing key "rebuttals"',
         'open.rebuttals.yaml:1:1: unknown key "others"'],
    ),
    "the same id in two files": (
        "closed.rebuttals.yaml", "id: closed-answers-free-day", "id: open-answers-rest",
        [(f'closed.rebuttals.yaml:2:9: duplicate id "open-answers-rest"'
         f" (first at {NAME}/open.rebuttals.yaml:2)")],
    ),
    "a paragraph that the article has not": (
        "facts.yaml", "    values: [one in five, a fifth]\n    paragraphs: [2]",
        "    values: [one in five, a fifth]\n    paragraphs: [2, 4]",
        ["facts.yaml:14:21: there is no paragraph 4: the source has 3"],
    ),
    "the same in the timeline": (
        "handout.yaml", "paragraphs: [1]", "paragraphs: [9]",
        ["handout.yaml:14:18: there is no paragraph 9: the source has 3"],
    ),
    "an article without paragraphs": (
        "topic.yaml", "  paragraphs: 3", "  paragraphs: 0",
        ["topic.yaml:13:15: must be a whole number of at least 1, not 0"],
    ),
    "events out of order": (
        "handout.yaml", 'date: "1962"', 'date: "2022-12"',
        ["handout.yaml:6:11: stands after 2022-12: put events in order of time"],
    ),
    "an event after the topic's date": (
        "handout.yaml", 'date: "2023-03-10"', 'date: "2023-03-11"',
        [("handout.yaml:12:11: later than the topic's date, 2023-03-10: what came after it is"
         " unknown here")],
    ),
    "an event of a vague date after the topic's": (
        "handout.yaml", 'date: "2023-03-10"', 'date: "2024"',
        [("handout.yaml:12:11: later than the topic's date, 2023-03-10: what came after it is"
         " unknown here")],
    ),
    "a date that is none": (
        "handout.yaml", 'date: "1962"', 'date: "2023-13"',
        ['handout.yaml:4:11: must be a year, a month or a day: "2014", "2024-04" or "2024-04-22"'],
    ),
    "a year without quotes": (
        "handout.yaml", 'date: "1962"', "date: 1962",
        ["handout.yaml:4:11: must be a text, not a number: put it in quotes"],
    ),
    "a misspelt key of the handout": (
        "handout.yaml", "glossary:", "glosary:",
        ['handout.yaml:15:1: unknown key "glosary" (did you mean "glossary"?)'],
    ),
    "two handouts": (
        "topic.yaml", "proposer: open\n", "proposer: open\nhandout: {content_note: Be kind.}\n",
        ['topic.yaml:7:1: "handout" stands here and in handout.yaml: keep one of the two'],
    ),
    "no closing at all": (
        "open.yaml", ("closings:\n  - Think of the one free day that you have, and ask whose doors"
        " should be locked on it.\n  - We asked for four hours. You have heard what they cost and"
        " what they give.\n"), "closings: []\n",
        ["open.yaml:19:11: must not be empty"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_a_mistake_is_told_at_its_place(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    plant(pack, Edit(file=file, old=old, new=new))
    assert told(pack) == [f"{NAME}/{problem}" for problem in expected]


def test_rebuttals_that_cannot_be_read_are_not_called_missing(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    (pack / "open.rebuttals.yaml").write_text("a: b: c\n")
    [problem] = told(pack)
    assert problem.startswith(f"{NAME}/open.rebuttals.yaml:1:5: not valid YAML")


def test_without_a_topic_file_rebuttals_are_not_taken_for_a_side(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    (pack / "topic.yaml").write_text("a: b: c\n")
    assert [problem.split(":")[0] for problem in told(pack)] == [f"{NAME}/topic.yaml"]


def test_events_may_be_vague_as_long_as_some_order_of_days_fits(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    plant(
        pack,
        Edit(file="handout.yaml", old='date: "1962"', new='date: "2022-12"'),
        Edit(file="handout.yaml", old='date: "2022-11"', new='date: "2022"'),
        Edit(file="handout.yaml", old='date: "2023-03-10"', new='date: "2023"'),
    )
    assert told(pack) == []


def test_a_handout_arrives_whole() -> None:
    assert load_topic(FINISHED).handout == Handout(
        background_expert="Public libraries are open for fewer hours than shops in most towns. The"
        " report compares three ways to change that.",
        timeline=(
            Moment(date="1962", event="The library opens with six days a week."),
            Moment(
                date="2022-11",
                event="Readers hand in a petition for Sundays.",
                source=Source(
                    title="Minutes of November", publisher="The town council", date="2022"
                ),
            ),
            Moment(date="2023-03-10", event="The report is published.", paragraphs=(1,)),
        ),
        glossary=(Definition(term="rota", meaning="A list that says who works when."),),
        content_note="Some pupils may not want to say what their home is like. Ask nobody about"
        " it.",
        further_reading=(
            Recommendation(
                title="Open doors",
                publisher="Example Press",
                date="2021",
                about="Short and friendly, with numbers from four towns.",
            ),
        ),
    )


def test_a_handout_may_stand_in_the_topic_or_be_left_out(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    text = (pack / "handout.yaml").read_text("utf-8")
    inside = "handout:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    (pack / "handout.yaml").unlink()
    with (pack / "topic.yaml").open("a", encoding="utf-8") as file:
        file.write(inside)
    assert load_topic(pack) == load_topic(FINISHED)
    assert load_topic(PACKS / "homework.yaml").handout == Handout()


def test_the_article_knows_how_many_paragraphs_it_has() -> None:
    assert load_topic(FINISHED).source.paragraphs == 3
    assert load_topic(SMALL).source.paragraphs is None


def test_closings_arrive_in_their_order() -> None:
    assert [len(side.closings) for side in load_topic(FINISHED).sides] == [2, 2]


def test_fingerprints_are_no_part_of_the_pack(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    before = load_topic(pack).hash
    (pack / "source.shingles").write_text("# none\n")
    assert load_topic(pack).hash == before == load_topic(FINISHED).hash
