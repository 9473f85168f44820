"""Files that go with a message: its pictures, drawn in a thread, and its text file."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.app.messages import Message
from bot.drawing import Drawn, has_pictures, pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file; `alt` says the same as a picture, and is empty for any other file."""

    name: str
    data: bytes
    alt: str = ""


async def drawn(message: Message, say: Callable[..., str]) -> tuple[Drawn, ...]:
    """The pictures that go with a message; most messages have none and need none."""
    if not has_pictures(message):
        return ()
    return await asyncio.to_thread(pictures, message, say)


def attached(
    message: Message, shown: tuple[Drawn, ...], alt: Callable[[str], str]
) -> tuple[Attached, ...]:
    """The text file that is handed over, then the pictures; `alt` makes their words fit."""
    files = [Attached(name=file_name(p.name), data=p.png, alt=alt(p.alt)) for p in shown]
    if message.file:
        data = message.file.text.encode("utf-8", errors="replace")
        files.insert(0, Attached(name=file_name(message.file.name), data=data))
    return tuple(files)


def file_name(name: str) -> str:
    """A file's name as every system takes it."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name)
