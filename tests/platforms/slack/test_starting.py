"""The form for a start offers what the command takes, and comes back as that command."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.commands import COMMANDS
from bot.content.places import prompts_folder
from bot.platforms.slack.forms import START, line, read
from bot.platforms.slack.starting import Choice, Menu, menus, start_form
from tests.app.building import Nowhere, kit_of
from tests.fakes import FakeClock
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack.blocks import check_view

FRESH = "5x6gbv58qjf42"
KIT = kit_of(Nowhere(), prompts_folder({}), FakeClock())
TOPICS = KIT.packs.ids()


def inputs(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The inputs of a form by action id."""
    blocks = [block for block in made["blocks"] if block["type"] == "input"]
    return {block["element"]["action_id"]: block for block in blocks}


def filled(made: dict[str, Any], **chosen: str) -> dict[str, Any]:
    """The view that Slack sends: what was chosen, the rest left open."""
    values: dict[str, Any] = {}
    for name, block in inputs(made).items():
        element, value = block["element"], chosen.get(name)
        if element["type"] == "users_select":
            state = {"type": "users_select", "selected_user": value}
        else:
            option = next((o for o in element["options"] if o["value"] == value), None)
            state = {"type": "static_select", "selected_option": option}
        values[block["block_id"]] = {name: state}
    return {**made, "state": {"values": values}}


def test_what_may_be_chosen_is_what_the_command_takes() -> None:
    made = start_form(menus(KIT, {"topic": TOPICS[0]}), FRESH, say)
    check_view(made, ("modal",))
    options = {option.name for option in COMMANDS[START].options}
    assert set(inputs(made)) <= options
    assert {"format", "side", "pace", "level", "opponent", "with"} <= set(inputs(made))
    fixed = [name for name, block in inputs(made).items() if not block["optional"]]
    assert fixed == ["topic"]  # it is chosen already; without one there are no sides
    levels = [option["text"]["text"] for option in inputs(made)["level"]["element"]["options"]]
    assert levels == ["Plain", "Sharp", "Expert"]
    assert inputs(made)["format"]["label"]["text"] == "Who debates with whom"


def test_what_is_chosen_comes_back_as_the_command() -> None:
    made = start_form(menus(KIT, {}), FRESH, say, "C0DEBATES")
    back = read(filled(made, format="duel", pace="blitz", **{"with": "U0BEN"}))
    assert back is not None
    assert (back.path, back.place, back.fresh) == (START, "C0DEBATES", FRESH)
    assert line(back) == '/debate start format:"duel" pace:"blitz" with:"<@U0BEN>"'


def test_what_is_left_open_is_not_asked_for() -> None:
    back = read(filled(start_form(menus(KIT, {}), FRESH, say)))
    assert back is not None
    assert line(back) == "/debate start"


@pytest.mark.parametrize("topic", TOPICS)
def test_the_sides_are_those_of_the_chosen_topic(topic: str) -> None:
    side = next(menu for menu in menus(KIT, {"topic": topic}) if menu.option == "side")
    known = KIT.packs.topic(topic).side_by_id
    assert [choice.value for choice in side.choices] == list(known)
    assert [choice.label for choice in side.choices] == [each.name for each in known.values()]
    made = start_form([side], FRESH, say)
    assert inputs(made)["side"]["block_id"] == f"side:{topic}"


def test_what_was_chosen_before_is_chosen_still_if_it_is_there() -> None:
    chosen = {menu.option: menu.chosen for menu in menus(KIT, {"format": "duel", "pace": "gone"})}
    assert chosen["format"] == "duel"
    assert chosen["pace"] == ""
    made = start_form(menus(KIT, {"format": "duel"}), FRESH, say)
    assert inputs(made)["format"]["element"]["initial_option"]["value"] == "duel"
    assert "initial_option" not in inputs(made)["pace"]["element"]


def test_a_topic_that_is_gone_leaves_out_its_sides() -> None:
    options = [menu.option for menu in menus(KIT, {"topic": "no-such-topic"})]
    assert "side" not in options
    assert "format" in options


def test_only_a_choice_of_topic_is_told_at_once() -> None:
    listed = [Menu(option=name, choices=[Choice(value="a", label="A")]) for name in
              ("topic", "format")]  # fmt: skip
    made = inputs(start_form(listed, FRESH, say))
    assert made["topic"]["dispatch_action"] is True
    assert "dispatch_action" not in made["format"]


@given(st.lists(st.builds(Choice, value=st.text(min_size=1, max_size=160), label=st.text()),
                min_size=1, max_size=130, unique_by=lambda choice: choice.value))  # fmt: skip
def test_any_list_keeps_within_what_slack_takes(listed: list[Choice]) -> None:
    menu = Menu(option="topic", choices=listed, chosen=listed[0].value)
    check_view(start_form([menu], FRESH, say), ("modal",))
