"""Rate limits (platforms.md): one message a second and channel, tiers of methods a minute.

Off unless a test switches them on: they are right and slow. Windows slide, one for each workspace
and method.
"""

import math
import time
from collections import defaultdict, deque
from enum import IntEnum


class Tier(IntEnum):
    """How many requests a minute; SPECIAL: as many as any test makes."""

    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    SPECIAL = 100_000


_MESSAGE_GAP = 0.9  # seconds: "about one a second"; a sender's clock is not ours


class Rates:
    """When each window was last used. `minute`: how long a minute is, for tests in a hurry."""

    def __init__(self) -> None:
        self.on = False
        self.minute = 60.0
        self._used: dict[str, deque[float]] = defaultdict(deque)

    def take(self, team: str, method: str, tier: Tier) -> int:
        """Use one request; seconds to wait (whole ones, as Retry-After has them), 0 if it may."""
        return self._take(f"{team} {method}", tier, self.minute)

    def post(self, channel: str) -> int:
        """The same for a message in a channel."""
        return self._take(f"message {channel}", 1, _MESSAGE_GAP)

    def _take(self, window: str, most: int, seconds: float) -> int:
        if not self.on:
            return 0
        now = time.monotonic()
        used = self._used[window]
        while used and used[0] <= now - seconds:
            used.popleft()
        if len(used) < most:
            used.append(now)
            return 0
        return max(1, math.ceil(used[0] + seconds - now))
