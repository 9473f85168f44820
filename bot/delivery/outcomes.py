"""What something brings or what it raises, as a value: where one failure must not end a loop."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def outcome(doing: Awaitable[T]) -> tuple[T | None, BaseException | None]:
    """The result, or the error. Cancelled from outside, it cancels what it waits for."""
    task = asyncio.ensure_future(doing)
    try:
        await asyncio.wait({task})  # unlike awaiting it, this raises nothing of its own
    except asyncio.CancelledError:
        task.cancel()
        raise
    error = task.exception()
    return (None if error else task.result()), error
