"""Rate limits (platforms.md): 5 messages per 5 s and channel, 50 requests per s and app.

Off unless a test switches them on: they are right and slow. Headers always come, because
discord.py lets one request of a route through at a time until it has seen them.
"""

import time
from collections import defaultdict, deque
from dataclasses import dataclass

_CHANNEL = (5, 5.0)  # requests, seconds
_APP = (50, 1.0)
_GENEROUS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What a request finds: whether it may pass, what remains, when there is room again."""

    allowed: bool
    limit: int
    remaining: int
    reset_after: float
    everywhere: bool = False

    def headers(self, bucket: str) -> dict[str, str]:
        """As Discord's headers."""
        made = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{time.time() + self.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": bucket,
        }
        if not self.allowed:
            made["Retry-After"] = f"{self.reset_after:.3f}"
            made["X-RateLimit-Scope"] = "global" if self.everywhere else "user"
            if self.everywhere:
                made["X-RateLimit-Global"] = "true"
        return made


class Rates:
    """Windows that slide: when each bucket was last used."""

    def __init__(self) -> None:
        self.on = False
        self._used: dict[str, deque[float]] = defaultdict(deque)

    def take(self, bucket: str, *, counted: bool, app: bool) -> Rate:
        """Use one of a bucket's requests. `counted`: the bucket has the limit of messages;
        `app`: it counts for the app's limit too.
        """
        if not self.on:
            return Rate(allowed=True, limit=_GENEROUS, remaining=_GENEROUS - 1, reset_after=1.0)
        now = time.monotonic()
        if app:
            whole = self._take("app", now, *_APP)
            if not whole.allowed:
                return Rate(
                    allowed=False, limit=whole.limit, remaining=0,
                    reset_after=whole.reset_after, everywhere=True,
                )  # fmt: skip
        return self._take(bucket, now, *(_CHANNEL if counted else (_GENEROUS, 1.0)))

    def _take(self, bucket: str, now: float, limit: int, window: float) -> Rate:
        used = self._used[bucket]
        while used and used[0] <= now - window:
            used.popleft()
        allowed = len(used) < limit
        if allowed:
            used.append(now)
        reset = used[0] + window - now
        return Rate(
            allowed=allowed, limit=limit, remaining=limit - len(used), reset_after=max(reset, 0.001)
        )
