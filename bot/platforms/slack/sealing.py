"""Tokens of workspaces, sealed before they reach the database: who has it alone has no token.

A *grant* is what a workspace gave us when we were installed there. Sealed with Fernet (AES-128-CBC
and HMAC-SHA256, of the package cryptography) it holds the workspace too, so that no row passes for
another's. Of several keys the first seals and all open: so an old one can be replaced.
"""

import json
from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.app.ports import Installation
from bot.core.errors import BadInput
from bot.platforms.slack import PLATFORM


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """`bot` is our own user id in the workspace `team`, `installer` that of who installed us; `at`
    is UTC ms.
    """

    team: str
    token: str = field(repr=False)
    bot: str
    installer: str
    at: int


class Seal:
    """Seals grants and opens them."""

    def __init__(self, keys: str) -> None:
        """`keys` are separated by commas, the newest first. Raises BadInput if one is no key."""
        try:
            found = [Fernet(key.strip()) for key in keys.split(",") if key.strip()]
            self._newest, self._all = found[0], MultiFernet(found)
        except (ValueError, IndexError):
            raise BadInput("slack.check.key_bad") from None

    def closed(self, grant: Grant) -> Installation:
        """A grant as it is stored."""
        secret = {"team": grant.team, "token": grant.token, "bot": grant.bot}
        return Installation(
            platform=PLATFORM,
            team=grant.team,
            sealed=self._newest.encrypt(json.dumps(secret).encode()).decode(),
            installer=grant.installer,
            at=grant.at,
        )

    def opened(self, kept: Installation) -> Grant | None:
        """The grant; None if it was sealed with a key that is not here, or for another row."""
        try:
            secret = json.loads(self._all.decrypt(kept.sealed))
        except InvalidToken:
            return None
        if secret["team"] != kept.team:
            return None
        return Grant(
            team=kept.team, token=secret["token"], bot=secret["bot"],
            installer=kept.installer, at=kept.at,
        )  # fmt: skip

    def is_old(self, kept: Installation) -> bool:
        """Whether another key than the newest sealed it."""
        try:
            self._newest.decrypt(kept.sealed)
        except InvalidToken:
            return True
        return False


def new_key() -> str:
    """A key for SLACK_INSTALLATION_KEY."""
    return Fernet.generate_key().decode()
