"""What Slack tells us, as what somebody did."""

import pytest

from bot.platforms.slack.hearing import HERE, deed, usable_name, without_mention
from bot.platforms.slack.safe import escaped


def test_a_deed_says_where_its_form_was_opened() -> None:
    command = {
        "command": "/debate", "text": escaped('start with:"<Ana>"'), "trigger_id": "1.2",
        "user_id": "U1", "team_id": "T1", "channel_id": "C1", "response_url": "https://x.test/",
    }  # fmt: skip
    done = deed(command, "UB")
    assert done is not None
    assert (done.text, done.origin) == ('/debate start with:"<Ana>"', "C1")
    pressed = deed({
        "type": "block_actions", "trigger_id": "1.3", "team": {"id": "T1"},
        "user": {"id": "U1"}, "container": {"type": "view"},
        "actions": [{"action_id": "c:0:debate help"}],
    }, "UB")  # fmt: skip
    assert pressed is not None
    assert pressed.origin == HERE


@pytest.mark.parametrize(
    "told",
    [
        {"type": "message", "subtype": "message_changed", "channel": "C1", "user": "U1"},
        {"type": "message", "bot_id": "B1", "user": "UB", "channel": "D1", "text": "mine"},
        {"type": "message", "user": "U1", "channel": "C1", "text": "hi", "channel_type": "channel"},
        {"type": "message", "user": "U1", "channel": "C1", "text": "<@UB> flow", "thread_ts": "1"},
        {"type": "app_home_opened", "user": "U1", "channel": "D1"},
    ],
)
def test_what_does_not_concern_us_is_not_even_stored(told: dict[str, str]) -> None:
    body = {"type": "event_callback", "event_id": "Ev1", "team_id": "T1", "event": told}
    assert deed(body, "UB", threads=True) is None


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("<@UB> flow", "flow"),
        ("<@UB|bot>, flow <@UB>", "flow"),
        ("<@UB>", ""),
        ("I ask <@UB> now", "I ask <@UB> now"),
        ("<@UBC> flow", "<@UBC> flow"),
    ],
)
def test_a_mention_of_us_is_no_part_of_what_is_said(text: str, without: str) -> None:
    assert without_mention(text, "UB") == without


@pytest.mark.parametrize(
    ("name", "shown"),
    [("  Ana   Lee ", "Ana Lee"), ("\u200b", "Student"), ("", "Student"), ("x" * 60, "x" * 40)],
)
def test_a_name_can_be_shown(name: str, shown: str) -> None:
    assert usable_name(name) == shown
