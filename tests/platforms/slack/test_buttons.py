"""Buttons say what pressing them means, within Slack's limits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.messages import Button, MessageKind
from bot.app.visible import units
from bot.platforms.slack.buttons import Row, action_id, actions, read
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack.blocks import check_message

IDS = st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz", min_size=13, max_size=13)
COMMANDS = st.text(min_size=1, max_size=280).map("/{}".format)
FITTING = st.text(min_size=1, max_size=120).map("/{}".format)
SENDING = "5x6gbv58qjf42"
ROUND = "round:5x6gbv5800007"


def made(*commands: str, kind: MessageKind = MessageKind.NOTICE) -> list[dict[str, Any]]:
    """The buttons for some commands."""
    listed = [Button(label="Press", command=command) for command in commands]
    row = Row(sending=SENDING, kind=kind)
    return [element for part in actions(listed, row, say) for element in elements(part.block)]


def elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons of a block."""
    assert block["type"] == "actions"
    return list(block["elements"])


@given(FITTING, st.integers(0, 99))
def test_an_id_says_its_command_again(command: str, n: int) -> None:
    pressed = read(action_id(command, n), SENDING)
    assert pressed is not None
    assert (pressed.command, pressed.sending) == (command, SENDING)


def test_a_command_that_no_id_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        action_id("/" + "x" * 255, 0)


@pytest.mark.parametrize(
    "foreign", ["", "c", "c:1", "x:0:debate flow", "c:x:debate flow", "c:0:", "c:²:debate", "topic"]
)
def test_an_id_of_another_kind_says_nothing(foreign: str) -> None:
    assert read(foreign) is None


@given(st.lists(st.builds(Button, label=st.text(min_size=1).filter(str.strip), command=COMMANDS),
                max_size=60), IDS)  # fmt: skip
def test_buttons_keep_within_what_slack_takes(buttons: list[Button], sending: str) -> None:
    parts = actions(buttons, Row(sending=sending), say)
    every = [element for part in parts for element in elements(part.block)]
    fitting = [button for button in buttons if units(button.command) <= 251]
    assert [read(each["action_id"], each["value"]) for each in every] == [
        read(f"c:0:{button.command[1:]}", sending) for button in fitting
    ]
    assert len({each["action_id"] for each in every}) == len(every)
    for part in parts:
        check_message({"blocks": [part.block]})
        assert part.instead
        assert all(units(each["text"]["text"]) <= 75 for each in elements(part.block))


def test_long_commands_stand_in_several_blocks() -> None:
    long = Button(label="Press " * 10, command="/" + "x" * 240)
    parts = actions([long] * 25, Row(sending=SENDING), say)
    assert len(parts) > 1
    assert all(part.length <= 9_000 for part in parts)


def test_asking_what_would_be_deleted_destroys_nothing_and_does_not_warn() -> None:
    [button] = made("/my delete")
    assert "style" not in button
    assert "confirm" not in button


@pytest.mark.parametrize(
    ("command", "style"),
    [
        ("/debate speak", "primary"),
        ("/debate start", "primary"),
        ("/debate join", "primary"),
        ("/debate rematch", "primary"),
        ("/debate begin", "primary"),
        ("/debate agree", "primary"),
        ("/debate decline", None),
        ("/debate leave", None),
        ("/debate pass", None),
        ("/my delete sure:true", "danger"),
        ("/no such", None),
    ],
)
def test_what_comes_next_stands_out_and_what_destroys_warns(
    command: str, style: str | None
) -> None:
    [button] = made(f"{command} {ROUND}")
    assert button.get("style") == style


def test_only_one_button_stands_out() -> None:
    styles = [b.get("style") for b in made("/debate leave", "/debate join", "/debate begin")]
    assert styles == [None, "primary", None]


@pytest.mark.parametrize("kind", [MessageKind.CARE, MessageKind.CARD])
def test_after_a_loss_and_before_a_drawn_side_nothing_is_urged(kind: MessageKind) -> None:
    [button] = made("/debate agree", kind=kind)
    assert "style" not in button


def test_only_deleting_everything_asks_again() -> None:
    ask, final, flow = made("/my delete", "/my delete sure:true", "/debate flow")
    assert "confirm" not in ask
    assert "confirm" not in flow
    assert {name: text["text"] for name, text in final["confirm"].items() if name != "style"} == {
        "title": "Delete everything?",
        "text": "This deletes your speeches, marks, drafts, rating and name. You leave your open"
        " rounds. What was posted in a chat stays there until it is deleted there. It cannot be"
        " taken back.",
        "confirm": "Delete everything",
        "deny": "Keep it",
    }


def test_a_direct_answer_s_buttons_have_no_sending() -> None:
    [part] = actions([Button(label="Flow", command="/debate flow")], Row(first=7), say)
    [button] = elements(part.block)
    assert button["action_id"] == "c:7:debate flow"
    assert "value" not in button
