"""Which platforms `debate-bot run` runs: those whose token is in the environment."""

import pytest

from bot.core.errors import BadInput
from bot.hosting.serving import wanted
from bot.settings import Settings

DISCORD = {"DISCORD_TOKEN": "a.b.c"}
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.mark.parametrize(("given", "count"), [(DISCORD, 1), (SLACK, 1), (DISCORD | SLACK, 2)])
def test_a_platform_runs_if_its_token_is_there(given: dict[str, str], count: int) -> None:
    assert len(wanted(Settings(), given)) == count


@pytest.mark.parametrize(
    ("given", "phrase", "name"),
    [
        ({}, "error.no_token", None),
        ({"DISCORD_TOKEN": "  "}, "error.no_token", None),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "error.no_slack_token", "SLACK_APP_TOKEN"),
        (DISCORD | {"SLACK_APP_TOKEN": "xapp-1"}, "error.no_slack_token", "SLACK_BOT_TOKEN"),
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], phrase: str, name: str | None) -> None:
    with pytest.raises(BadInput) as error:
        wanted(Settings(), given)
    assert error.value.phrase == phrase
    assert error.value.variables.get("name") == name
