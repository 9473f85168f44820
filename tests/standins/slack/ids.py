"""Ids and times as Slack writes them.

An *id* is a letter for its kind (T team, U user, C channel, D direct message, …) and ten more. A
*ts* is UTC seconds with six decimals, as text; it names a message within its channel. Ids and ts of
one process never come twice, and ts only grow.
"""

import itertools
import time

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIZE = 10

_counter = itertools.count(36 ** (_SIZE - 1))
_latest = 0


def new_id(kind: str) -> str:
    """An id that was never given before, such as `U1000000001`."""
    left, made = next(_counter), ""
    while left:
        left, digit = divmod(left, len(_DIGITS))
        made = _DIGITS[digit] + made
    return kind + made


def new_ts() -> str:
    """A ts later than every earlier one."""
    global _latest  # noqa: PLW0603 - one counter for the whole process keeps ts unique in it
    _latest = max(time.time_ns() // 1_000, _latest + 1)
    return f"{_latest // 1_000_000}.{_latest % 1_000_000:06d}"


def now_s() -> int:
    """UTC seconds."""
    return time.time_ns() // 1_000_000_000
