"""What every part of the stand-in works on: the world, deliveries, faults, rates, settings.

One Stage is one Slack; its parts are functions over it.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.standins.changes import Changes
from tests.standins.faults import Faults
from tests.standins.slack.rates import Rates
from tests.standins.slack.state import Body, World

if TYPE_CHECKING:
    from tests.standins.slack.courier import Courier


@dataclass(slots=True, kw_only=True)
class Settings:
    """What a test may set at any time. Seconds; all numbers are those of platforms.md.

    `patience`: an answer may take that long. `retries`: waits before an event that nobody has
    acknowledged comes again. `url_uses`, `url_life`: of a response_url. `url`: where signed HTTP
    goes; empty for Socket Mode.
    """

    patience: float = 3.0
    trigger_life: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    url_uses: int = 5
    url_life: float = 30 * 60.0
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that the app made. `method`: of the Web API, or `response_url`, `upload`.

    `status` 0: the connection was dropped. `error`: Slack's code, empty if it went well.
    """

    method: str
    body: Body
    team: str
    status: int
    error: str
    at: float


@dataclass(slots=True, kw_only=True)
class Stage:
    """One Slack. `violations`: what was asked against the rules, or the stand-in does not know; a
    test that leaves any fails when the stand-in ends.
    """

    world: World
    settings: Settings
    changes: Changes
    courier: "Courier"
    faults: Faults
    rates: Rates
    origin: str = ""
    requests: list[Asked] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside; what it raises counts as a violation."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.violations.append(f"the stand-in broke: {error!r}")
            self.changes.happened()
