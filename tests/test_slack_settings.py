"""What a host sets of Slack, and what they are told where it is wrong."""

from pathlib import Path

import pytest

from bot.config import load
from bot.core.errors import BadContent
from bot.settings import SlackMode, SlackSettings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def test_what_is_not_said_is_the_default(file: Path) -> None:
    file.write_text("slack:\n", encoding="utf-8")
    assert load(file, environ={}).slack == SlackSettings()
    assert SlackSettings().mode is SlackMode.SOCKET
    assert SlackSettings().api_base == "https://slack.com/api/"


def test_a_named_variable_counts_more_than_the_file(file: Path) -> None:
    file.write_text(
        "slack:\n  mode: socket\n  instructors: U012AB3CD, W045EF6GH\n  thread_messages: on\n"
        "  address: https://bot.example.org/\n",
        encoding="utf-8",
    )
    environ = {"SLACK_MODE": "http", "SLACK_API_BASE": "http://127.0.0.1:9/api/"}
    assert load(file, environ=environ).slack == SlackSettings(
        mode=SlackMode.HTTP,
        instructors=("U012AB3CD", "W045EF6GH"),
        thread_messages=True,
        api_base="http://127.0.0.1:9/api/",
        address="https://bot.example.org",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "slack: {mode: sokcet}\n",
            '1:15: "sokcet" is not one of socket or http (did you mean "socket"?)',
        ),
        (
            "slack: {instructor: U012AB3CD}\n",
            '1:9: slack has no setting "instructor" (did you mean "instructors"?)',
        ),
        ("slak: {}\n", '1:1: there is no section "slak" (did you mean "slack"?)'),
        ("slack: {api_base: https://slack.com/}\n", "1:19: must end in /api/"),
        (
            "slack: {bot_token: hush}\n",
            (
                "1:9: a secret does not belong in a file: take it out and set the variable"
                " SLACK_BOT_TOKEN instead"
            ),
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(file: Path, text: str, problem: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadContent) as caught:
        load(file, environ={})
    assert caught.value.problems == (f"{file}:{problem}",)


def test_a_mistake_in_a_variable_is_named_with_it() -> None:
    with pytest.raises(BadContent) as caught:
        load(environ={"SLACK_MODE": "webhook", "DEBATE_BOT_SLACK__MOED": "http"})
    assert caught.value.problems == (
        'SLACK_MODE: "webhook" is not one of socket or http',
        'DEBATE_BOT_SLACK__MOED: there is no such setting (did you mean "DEBATE_BOT_SLACK__MODE"?)',
    )
