"""Pictures of messages, drawn in a thread; most messages have none and need none."""

import asyncio
from collections.abc import Callable

from bot.app.messages import Message
from bot.drawing import Drawn, has_pictures, pictures


async def drawn(message: Message, say: Callable[..., str]) -> tuple[Drawn, ...]:
    """The pictures that go with a message."""
    if not has_pictures(message):
        return ()
    return await asyncio.to_thread(pictures, message, say)
