"""Ids and times as Discord writes them: snowflakes, ISO 8601 timestamps.

A *snowflake* is 64 bits: milliseconds since 2015 << 22 | counter. Ids of one stand-in only grow.
"""

import itertools
import time
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000  # 2015-01-01T00:00:00Z
_COUNTER_BITS = 22

_counter = itertools.count(1)
_latest = 0


def now_ms() -> int:
    """UTC milliseconds."""
    return time.time_ns() // 1_000_000


def snowflake() -> str:
    """An id that was never given before and is greater than every earlier one."""
    global _latest  # noqa: PLW0603 - one counter for the whole process keeps ids unique in it
    moment = now_ms() - EPOCH_MS
    made = (moment << _COUNTER_BITS) | (next(_counter) & 0xFFF)
    _latest = made if made > _latest else _latest + 1
    return str(_latest)


def timestamp(moment_ms: int) -> str:
    """ISO 8601 with microseconds and offset."""
    moment = datetime.fromtimestamp(moment_ms / 1000, UTC)
    return moment.isoformat(timespec="microseconds")
