"""What Slack is run with: tokens and secrets from the environment, and what the host set.

A *token* of one workspace comes from the environment. Where there is none, people install the app
in as many workspaces as they like (*OAuth*), and each token is kept sealed in the store.
"""

from dataclasses import dataclass
from enum import Enum

from bot.core.errors import BadInput
from bot.platforms.slack.rest import PAUSE

PING = 5.0  # seconds between looks at the connection; a cut is noticed by them
ROTATING = "xoxe"  # how tokens begin that Slack changes every few hours


class Mode(Enum):
    """How Slack's events come: over a connection of ours, or to an address that Slack reaches."""

    SOCKET = "socket"
    HTTP = "http"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """What it takes to be installed by others: the app's id and secret at Slack, the keys that seal
    their tokens (with commas, the newest first), and the address at which they reach us.
    """

    client_id: str
    client_secret: str
    keys: str
    address: str

    def __repr__(self) -> str:
        return "OAuth(…)"  # it holds secrets


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`token` is that of one workspace; `oauth` counts only where there is none. `app_token` is for
    Socket Mode, `signing_secret` for HTTP mode. `instructors` are user ids, as far as the host
    names any; `threads`: what is written in a round's thread to nobody in particular counts as a
    speech. `pause` and `ping` are seconds: between messages in one channel, between looks at the
    connection.
    """

    token: str = ""
    app_token: str = ""
    mode: Mode = Mode.SOCKET
    signing_secret: str = ""
    oauth: OAuth | None = None
    api_base: str = "https://slack.com/api/"
    instructors: frozenset[str] = frozenset()
    threads: bool = False
    pause: float = PAUSE
    ping: float = PING

    def __repr__(self) -> str:
        return "Terms(…)"  # it holds secrets

    def check(self) -> None:
        """Raises BadInput for what is missing, or cannot be used, saying what to do."""
        if not self.token and self.oauth is None:
            raise BadInput("slack.check.no_token")
        if self.token.startswith(ROTATING):
            raise BadInput("slack.check.rotation")
        if self.mode is Mode.HTTP and not self.signing_secret.strip():
            raise BadInput("slack.check.no_signing_secret")
        if self.mode is Mode.SOCKET and not self.app_token:
            raise BadInput("slack.check.no_app_token")
        if not self.token and self.oauth is not None and not self.oauth.address:
            raise BadInput("slack.check.no_install_address")
