"""Which platforms `debate-bot run` runs: those whose token is in the environment."""

import pytest

from bot.config import load
from bot.core.errors import BadInput
from bot.hosting.serving import wanted
from bot.platforms.slack.sealing import new_key

DISCORD = {"DISCORD_TOKEN": "a.b.c"}
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
SEVERAL = {
    "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_INSTALLATION_KEY": new_key(),
    "SLACK_APP_TOKEN": "xapp-1",
}  # fmt: skip
ADDRESS = {"DEBATE_BOT_SLACK__ADDRESS": "https://bot.example.org"}


@pytest.mark.parametrize(
    ("given", "count"),
    [(DISCORD, 1), (SLACK, 1), (DISCORD | SLACK, 2), (SEVERAL | ADDRESS, 1),
     (SLACK | {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}, 1)],
)  # fmt: skip
def test_a_platform_runs_if_its_token_is_there(given: dict[str, str], count: int) -> None:
    assert len(wanted(load(environ=given), given)) == count


@pytest.mark.parametrize(
    ("given", "phrase"),
    [
        ({}, "error.no_token"),
        ({"DISCORD_TOKEN": "  "}, "error.no_token"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "slack.check.no_app_token"),
        (SLACK | {"SLACK_MODE": "http"}, "slack.check.no_signing_secret"),
        (DISCORD | {"SLACK_APP_TOKEN": "xapp-1"}, "slack.check.no_token"),
        (SEVERAL, "slack.check.no_install_address"),
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], phrase: str) -> None:
    with pytest.raises(BadInput) as error:
        wanted(load(environ=given), given)
    assert error.value.phrase == phrase
