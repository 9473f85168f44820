"""The real `debate-bot run` on Slack: what it has to be told, and a hall with one."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from bot.app.commands import COMMANDS
from bot.platforms.slack.manifest import manifest
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


@contextlib.asynccontextmanager
async def running(
    folder: Path, prompts: Path, environ: Mapping[str, str] | None = None
) -> AsyncIterator[Hall]:
    """A hall with the program; ended in any case."""
    async with stand_in() as slack:
        team = slack.workspace("Class 9b")
        told = surroundings(slack) | content(prompts) | dict(environ or {})
        program = Program(folder=folder, environ=told)
        try:
            await program.start()
            yield Hall(slack=slack, bot=program, team=team)
        finally:
            await program.end()


def stand_in(**settings: Any) -> contextlib.AbstractAsyncContextManager[Slack]:  # noqa: ANN401 (of the stand-in)
    """Slack, where our app was made from its manifest."""
    return Slack.start(manifest(COMMANDS, say), **{"patience": PATIENT} | settings)
