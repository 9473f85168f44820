"""The real `debate-bot run` on Slack: what it has to be told, and a hall with one."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot.app.commands import COMMANDS
from bot.platforms.slack.manifest import PATH, manifest
from tests.platforms.ports import free_port
from tests.platforms.program import Program
from tests.platforms.slack.serving import PATIENT, Hall
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack.server import Slack


def surroundings(slack: Slack) -> dict[str, str]:
    """What the program has to be told to meet the stand-in; nothing keeps a channel waiting."""
    return {
        "SLACK_BOT_TOKEN": slack.token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_BASE": slack.api_base,
        "DEBATE_BOT_SLACK__PAUSE": "0",
    }


def content(prompts: Path) -> dict[str, str]:
    """An edited copy of prompts/, and where what is computed of it is kept."""
    return {
        "DEBATE_BOT_PROMPTS": str(prompts), "XDG_CACHE_HOME": str(prompts.parent / "cache"),
    }  # fmt: skip


def over_http(slack: Slack, port: int) -> dict[str, str]:
    """What it has to be told besides where Slack sends to a port of ours."""
    secret = slack.app.signing_secret
    return {
        "SLACK_MODE": "http", "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": secret,
        "BOT_PORT": str(port),
    }  # fmt: skip


@contextlib.asynccontextmanager
async def running(folder: Path, prompts: Path, *, http: bool = False) -> AsyncIterator[Hall]:
    """A hall with the program; ended in any case."""
    async with stand_in() as slack:
        team, port = slack.workspace("Class 9b"), free_port()
        told = surroundings(slack) | content(prompts) | (over_http(slack, port) if http else {})
        program = Program(folder=folder, environ=told)
        try:
            await program.start()
            if http:
                slack.sends_to(f"http://127.0.0.1:{port}{PATH}")
            yield Hall(slack=slack, bot=program, team=team)
        finally:
            await program.end()


def stand_in(**settings: Any) -> contextlib.AbstractAsyncContextManager[Slack]:  # noqa: ANN401 (of the stand-in)
    """Slack, where our app was made from its manifest."""
    return Slack.start(manifest(COMMANDS, say), **{"patience": PATIENT} | settings)
