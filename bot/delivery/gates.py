"""Gates: what has the same key is done one after the other, in the order in which it came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Gate:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    wanted: int = 0


class Gates:
    """One gate for each key, as long as somebody wants to pass."""

    def __init__(self) -> None:
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def through(self, key: str) -> AsyncIterator[None]:
        """Alone behind a gate, once those who came before have left."""
        gate = self._gates.setdefault(key, _Gate())
        gate.wanted += 1
        try:
            async with gate.lock:
                yield
        finally:
            gate.wanted -= 1
            if gate.wanted == 0:
                del self._gates[key]
