"""Suggestions: what fits what was typed, best first, never more than Discord takes."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.parse import Option, Takes
from bot.app.visible import units
from bot.platforms.discord.suggesting import Offer, sides, suggestions, topics
from tests.app.building import PACKS, Nowhere, copy_of_prompts, kit_of
from tests.fakes import FakeClock

ONE = Option(name="topic", takes=Takes.CHOICE, choices="topic")
SEVERAL = Option(name="exclude", takes=Takes.LIST, choices="side_or_none")
OFFERS = (
    Offer(value="apples", label="Should apples be free?"),
    Offer(value="pears", label="Pears or apples"),
    Offer(value="plums", label="Plums"),
    Offer(value="none"),
)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("", ["apples", "pears", "plums", "none"]),
        ("p", ["pears", "plums", "apples"]),
        ("P", ["pears", "plums", "apples"]),
        ("apples", ["apples", "pears"]),
        ("free", ["apples"]),
        ("plusm", ["plums"]),
        ("zebra", []),
        (" pears ", ["pears"]),
    ],
)
def test_what_begins_with_it_comes_first_then_what_holds_it_else_what_is_near(
    typed: str, values: list[str]
) -> None:
    assert [choice["value"] for choice in suggestions(ONE, typed, OFFERS)] == values


def test_a_person_reads_the_label() -> None:
    assert suggestions(ONE, "pears", OFFERS) == [{"name": "Pears or apples", "value": "pears"}]
    assert suggestions(ONE, "none", OFFERS) == [{"name": "none", "value": "none"}]


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("", ["apples", "pears", "plums", "none"]),
        ("pears,", ["pears,apples", "pears,plums"]),
        ("PEARS , plu", ["PEARS,plums"]),
        ("pears,plums,", ["pears,plums,apples"]),
        (",,plu", ["plums"]),
    ],
)
def test_of_a_list_the_last_part_is_completed(typed: str, values: list[str]) -> None:
    assert [choice["value"] for choice in suggestions(SEVERAL, typed, OFFERS)] == values


def test_the_parts_of_a_list_that_are_there_are_shown() -> None:
    [choice] = suggestions(SEVERAL, "pears,plu", OFFERS)
    assert choice["name"] == "pears, Plums"


def test_a_long_label_is_cut_and_a_long_value_is_not_offered() -> None:
    offers = [Offer(value="x", label="long " * 30), Offer(value="y" * 101, label="Y")]
    [choice] = suggestions(ONE, "", offers)
    assert choice["value"] == "x"
    assert units(choice["name"]) <= 100
    assert choice["name"].endswith("…")


def test_no_more_are_offered_than_discord_shows() -> None:
    assert len(suggestions(ONE, "", [Offer(value=f"round {n}") for n in range(40)])) == 25


@given(
    st.text(max_size=150),
    st.lists(st.builds(Offer, value=st.text(min_size=1), label=st.text(max_size=200)), max_size=40),
    st.sampled_from([ONE, SEVERAL]),
)
def test_whatever_is_typed_discord_takes_the_answer(
    typed: str, offers: list[Offer], option: Option
) -> None:
    found = suggestions(option, typed, offers)
    assert len(found) <= 25
    for choice in found:
        assert 1 <= units(choice["name"]) <= 100
        assert 1 <= units(choice["value"]) <= 100


def test_topics_and_sides_are_offered_by_their_names(tmp_path: Path) -> None:
    kit = kit_of(Nowhere(), copy_of_prompts(tmp_path), FakeClock())
    titles = {offer.value: offer.label for offer in topics(kit)}
    assert titles["homework"] == kit.packs.topic("homework").title
    assert list(sides(kit, ["ban", "none"], "school-phones")) == [
        Offer(value="ban", label=kit.packs.topic("school-phones").side_by_id["ban"].name),
        Offer(value="none"),
    ]


def test_a_topic_that_is_being_edited_is_offered_by_its_id(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path / "topics")
    (tmp_path / "topics" / "homework.yaml").write_text("half: [", "utf-8")
    kit = kit_of(Nowhere(), tmp_path, FakeClock())
    assert Offer(value="homework") in list(topics(kit))
    assert list(sides(kit, ["for"], "homework")) == [Offer(value="for")]
