"""Drawing lots: each draw is a hash of seed, purpose and counter, so a stored seed repeats it.

Ids and time are never drawn from here.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def number(seed: int, purpose: str, counter: int = 0) -> int:
    """A whole number in [0, 2**64), the first eight bytes of SHA-256 of `seed:purpose:counter`."""
    digest = hashlib.sha256(f"{seed}:{purpose}:{counter}".encode()).digest()
    return int.from_bytes(digest[:8])


def choice(options: Sequence[T], seed: int, purpose: str, counter: int = 0) -> T:
    """One of the options, evenly. Raises IndexError if there is none."""
    if not options:
        raise IndexError("nothing to draw from")
    return options[number(seed, purpose, counter) % len(options)]


def shuffled(options: Sequence[T], seed: int, purpose: str) -> tuple[T, ...]:
    """The options in a drawn order."""
    keys = [number(seed, purpose, position) for position in range(len(options))]
    return tuple(options[i] for i in sorted(range(len(options)), key=lambda i: (keys[i], i)))
