"""The app's manifest is made from the command table, and Slack takes it.

After a change that is meant, run `python -m tests.platforms.slack.test_manifest` and commit it.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app.commands import COMMANDS, Command
from bot.app.overview import overview
from bot.core.errors import BadContent
from bot.platforms.slack.manifest import PRACTISE, RESERVED, as_yaml, manifest
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack import manifest as theirs

FILE = Path(__file__).parents[3] / "slack-manifest.yaml"


def table(*paths: str) -> dict[str, Command]:
    return {path: Command(path=path, run=overview) for path in paths}


def commands(made: dict[str, Any]) -> list[dict[str, Any]]:
    return list(made["features"]["slash_commands"])


def test_the_file_is_what_the_command_table_makes() -> None:
    written = FILE.read_text(encoding="utf-8")
    made = manifest(COMMANDS, say)
    assert written == as_yaml(made), "python -m tests.platforms.slack.test_manifest"
    assert yaml.safe_load(written) == made


@pytest.mark.parametrize("address", ["", "https://bot.example.org"])
def test_where_others_install_it_slack_knows_the_way_back(address: str) -> None:
    made: dict[str, Any] = manifest(COMMANDS, say, address, installs_at="https://bot.example.org/")
    theirs.check(made)
    back = "https://bot.example.org/slack/oauth_redirect"
    assert made["oauth_config"]["redirect_urls"] == [back]
    plain: dict[str, Any] = manifest(COMMANDS, say, address)
    assert "redirect_urls" not in plain["oauth_config"]


@pytest.mark.parametrize("address", ["", "https://bot.example.org"])
def test_slack_takes_it(address: str) -> None:
    theirs.check(manifest(COMMANDS, say, address))


def test_there_is_a_command_for_every_first_word() -> None:
    made = manifest(COMMANDS, say)
    assert [(one["command"], one["description"]) for one in commands(made)] == [
        ("/debate", "Practise arguing one side of a real question"),
        ("/leaderboard", "See who debates best"),
        ("/my", "What is yours and what is stored about you"),
        ("/class", "For instructors"),
    ]
    assert all(one["should_escape"] is True for one in commands(made))
    hints = " ".join(one["usage_hint"] for one in commands(made))
    assert all(path.split()[1] in hints for path in COMMANDS)


@pytest.mark.parametrize("word", ["me", "remind", "topic", "who", "status", "invite", "dnd"])
def test_a_command_that_slack_keeps_for_itself_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=word):
        manifest(table("debate start", f"{word} show"), lambda _: "x" * 20)


def test_no_name_that_slack_keeps_is_ours() -> None:
    assert not {path.split()[0] for path in COMMANDS} & RESERVED
    assert {name.removeprefix("/") for name in theirs.RESERVED} <= RESERVED


def test_socket_mode_needs_no_address_and_http_mode_has_one_everywhere() -> None:
    socket, http = manifest(COMMANDS, say), manifest(COMMANDS, say, "https://bot.example.org/")
    url = "https://bot.example.org/slack/events"
    assert "url" not in str(socket).replace("background", "")
    socket_settings: Any = socket["settings"]
    http_settings: Any = http["settings"]
    assert socket_settings["socket_mode_enabled"] is True
    assert http_settings["socket_mode_enabled"] is False
    assert http_settings["interactivity"] == {"is_enabled": True, "request_url": url}
    assert http_settings["event_subscriptions"]["request_url"] == url
    assert {one["url"] for one in commands(http)} == {url}


def test_it_asks_for_what_the_bot_does_and_no_more() -> None:
    made: dict[str, Any] = manifest(COMMANDS, say)
    assert made["oauth_config"]["scopes"]["bot"] == theirs.SCOPES
    assert made["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened", "app_mention", "message.channels", "message.groups", "message.im",
        "app_uninstalled", "tokens_revoked",
    ]  # fmt: skip
    [shortcut] = made["features"]["shortcuts"]
    assert (shortcut["name"], shortcut["callback_id"]) == ("Practise against this", PRACTISE)
    assert shortcut["type"] == "message"


@pytest.mark.parametrize(
    ("key", "text", "takes"),
    [
        ("slack.manifest.description", "x" * 141, "1 to 140"),
        ("slack.manifest.long", "x" * 173, "174 to 4000"),
        ("slack.manifest.shortcut", "x" * 25, "1 to 24"),
        ("command.debate", "x" * 2_001, "1 to 2000"),
    ],
)
def test_a_phrase_that_slack_does_not_take_is_named(key: str, text: str, takes: str) -> None:
    with pytest.raises(BadContent) as raised:
        manifest(COMMANDS, lambda asked: text if asked == key else say(asked))
    assert raised.value.problems == (
        f"prompts/phrases: {key} has {len(text)} characters; Slack takes {takes}",
    )


if __name__ == "__main__":
    FILE.write_text(as_yaml(manifest(COMMANDS, say)), encoding="utf-8")
