"""Buttons say what pressing them means, within Discord's limits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.messages import Button, MessageKind
from bot.app.visible import units
from bot.platforms.discord.buttons import Style, custom_id, read, rows, style

IDS = st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz", min_size=13, max_size=13)
COMMANDS = st.text(min_size=1, max_size=120).map("/{}".format)
FITTING = st.text(min_size=1, max_size=45).map("/{}".format)
SENDING = "5x6gbv58qjf42"
ROUND = "round:5x6gbv5800007"


def components(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons of a row."""
    assert row["type"] == 1
    return list(row["components"])


@given(FITTING, IDS | st.just(""), st.integers(0, 24))
def test_an_id_says_its_command_again(command: str, sending: str, n: int) -> None:
    made = custom_id(command, sending, n)
    assert units(made) <= 100
    pressed = read(made)
    assert pressed is not None
    assert pressed.command == command
    assert pressed.sending in (sending, "")


def test_a_long_command_goes_without_its_sending() -> None:
    command = "/my name name: " + "x" * 70
    assert custom_id(command, SENDING, 24) == f"c::24:{command[1:]}"
    assert custom_id("/debate flow", SENDING, 3) == f"c:{SENDING}:3:debate flow"


def test_the_longest_name_can_be_given_back() -> None:
    command = "/my name name: " + "👍" * 40
    assert read(custom_id(command, SENDING, 4)) is not None


def test_a_command_that_no_id_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        custom_id("/" + "x" * 101, "", 0)


@pytest.mark.parametrize(
    "foreign",
    ["", "c", "x:a:0:debate flow", "c:a:debate flow", "c:a:x:debate flow", "c:a:0:", "c:a:²:debate",
     "f:debate.speak::abc"],
)  # fmt: skip
def test_an_id_of_another_kind_says_nothing(foreign: str) -> None:
    assert read(foreign) is None


@given(st.lists(st.builds(Button, label=st.text(min_size=1), command=COMMANDS), max_size=40), IDS)
def test_rows_keep_within_what_discord_takes(buttons: list[Button], sending: str) -> None:
    made = [components(row) for row in rows(buttons, sending, MessageKind.NOTICE)]
    assert all(1 <= len(row) <= 5 for row in made)
    every = [component for row in made for component in row]
    assert len(every) <= 25
    assert all(units(each["label"]) <= 80 and units(each["custom_id"]) <= 100 for each in every)
    assert len({each["custom_id"] for each in every}) == len(every)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/debate speak", Style.PRIMARY),
        ("/debate start", Style.PRIMARY),
        ("/debate join", Style.PRIMARY),
        ("/debate rematch", Style.PRIMARY),
        ("/debate begin", Style.SUCCESS),
        ("/debate agree", Style.SUCCESS),
        ("/debate decline", Style.SECONDARY),
        ("/debate leave", Style.SECONDARY),
        ("/debate pass", Style.SECONDARY),
        ("/my delete sure:true", Style.DANGER),
        ("/no such", Style.SECONDARY),
    ],
)
def test_what_comes_next_stands_out_and_what_destroys_warns(command: str, expected: Style) -> None:
    assert style(f"{command} {ROUND}", MessageKind.NOTICE) is expected


def test_after_a_loss_nothing_is_urged() -> None:
    assert style(f"/debate agree {ROUND}", MessageKind.CARE) is Style.SECONDARY


def test_a_button_whose_command_cannot_fit_is_left_to_be_typed() -> None:
    buttons = [
        Button(label="A", command="/" + "x" * 200),
        Button(label="B", command="/debate flow"),
    ]
    [row] = rows(buttons, SENDING, MessageKind.NOTICE)
    assert [each["label"] for each in components(row)] == ["B"]
