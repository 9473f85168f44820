"""What every part of the stand-in works on: the world, the gateway, faults, rates, settings.

One Stage is one Discord; its parts are functions over it.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.standins.changes import Changes
from tests.standins.discord.rates import Rates
from tests.standins.discord.state import Body, World
from tests.standins.faults import Faults

if TYPE_CHECKING:
    from tests.standins.discord.gateway import Gateway


@dataclass(slots=True, kw_only=True)
class Settings:
    """What a test may set. Seconds; `patience` is platforms.md's 3 s, `token_life` its 15 min;
    `content`, `members`: privileged intents that the developer portal grants. `nonces`: how long a
    nonce is remembered ("some minutes").
    """

    token: str
    patience: float = 3.0
    token_life: float = 15 * 60.0
    heartbeat: float = 41.25
    nonces: float = 5 * 60.0
    content: bool = False
    members: bool = False
    shards: int = 1
    validate: bool = True

    @property
    def flags(self) -> int:
        """The application's flags: which privileged intents it has, while in under 100 servers."""
        return (1 << 19 if self.content else 0) | (1 << 15 if self.members else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that the bot made, and its status (0: the connection was dropped)."""

    method: str
    path: str
    body: Body | list[Body] | None
    files: int
    status: int
    at: float


@dataclass(slots=True, kw_only=True)
class Stage:
    """One Discord. `violations`: what was asked against the specification, or the stand-in does not
    know; a test that leaves any fails when the stand-in ends.
    """

    world: World
    settings: Settings
    changes: Changes
    gateway: "Gateway"
    faults: Faults
    rates: Rates
    origin: str = ""
    requests: list[Asked] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    invalid: list[float] = field(default_factory=list)
