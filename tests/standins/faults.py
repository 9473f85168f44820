"""Faults on demand for requests: error answers, lost responses, requests that hang.

A fault waits for requests whose method and path match, and is used up by them. Paths are matched
anywhere in them (`re.search`); each stand-in says without which prefix.
"""

import asyncio
import re
from dataclasses import dataclass, field
from enum import Enum


class Does(Enum):
    """What a fault does."""

    ANSWERS = "answers"  # an error, nothing is done
    LOSES = "loses"  # the work is done, then the connection drops
    HOLDS = "holds"  # nothing is done until released
    HOLDS_AFTER = "holds after"  # the work is done, its answer waits until released


@dataclass(slots=True, kw_only=True, eq=False)
class Fault:
    """A fault that waits. `met`: how many requests it has met so far. `error`: the code of an
    answer, where the status alone does not say what is the matter.
    """

    does: Does
    method: str
    path: re.Pattern[str]
    left: int
    status: int = 0
    error: str = ""
    retry_after: float = 0.0
    everywhere: bool = False
    met: int = 0
    abandoned: bool = False
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let go of what it holds, and hold nothing more."""
        self.left = 0
        self._released.set()

    def abandon(self) -> None:
        """Break the connections that it holds; what was held is never done."""
        self.abandoned = True
        self.release()

    async def released(self) -> None:
        """Wait until it is let go."""
        await self._released.wait()


class Faults:
    """Those that wait, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, does: Does, method: str, path: str, times: int) -> Fault:
        """Make a fault for the next `times` requests."""
        made = Fault(does=does, method=method, path=re.compile(path), left=times)
        self._waiting.append(made)
        return made

    def meet(self, method: str, path: str) -> Fault | None:
        """The fault that a request meets, if any; counted down."""
        for one in self._waiting:
            if one.left > 0 and one.method in (method, "*") and one.path.search(path):
                one.left -= 1
                one.met += 1
                return one
        return None

    def end(self) -> None:
        """Let go of everything that is held."""
        for one in self._waiting:
            one.abandon()
