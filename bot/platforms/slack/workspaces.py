"""The workspaces we are in, each with the calls that its token allows.

One workspace is what a token in the environment is for; with several, each has a token of its own
in the store (installing.py).
"""

from typing import Protocol

from bot.delivery.refusals import Gone
from bot.platforms.slack.rest import Rest


class Workspaces(Protocol):
    """Where we are installed."""

    async def rest(self, team: str) -> Rest:
        """The calls of a workspace. Raises Gone where we are not, or no longer; Trouble."""

    async def installer(self, team: str) -> str:
        """The user id of who installed us there; empty if nobody knows."""

    async def left(self, team: str) -> None:
        """We were taken out of a workspace, or our token was taken back."""


class OneWorkspace:
    """The one of a token in the environment, until we are taken out of it."""

    def __init__(self, rest: Rest) -> None:
        self._rest: Rest | None = rest
        self._team = rest.me.team

    async def rest(self, team: str) -> Rest:
        """Its calls. Raises Gone for another one."""
        if self._rest is None or team != self._team:
            raise Gone("not_in_workspace")
        return self._rest

    async def installer(self, team: str) -> str:  # noqa: ARG002 (Slack does not say of a token)
        """Nobody knows."""
        return ""

    async def left(self, team: str) -> None:
        """Say nothing there any more."""
        if team == self._team:
            self._rest = None
