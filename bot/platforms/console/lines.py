"""Without a terminal: one line of standard input is one event, until it ends.

What a line led to has been shown before the next one is read. Between lines, what falls due is done
when its time comes; at the end of the input nothing more is waited for.
"""

import asyncio
import codecs
import os
import threading
from collections.abc import AsyncIterator, Iterator

from bot.platforms.console.session import Session

CHUNK = 65_536
LONGEST = 1_000_000  # bytes kept of a line; far more than the longest text that is taken


async def follow(session: Session, source: int) -> None:
    """Hand the lines of a file descriptor to a session."""
    async with session.keeping_time():
        async for line in lines(source):
            await session.typed(line)


async def lines(source: int) -> AsyncIterator[str]:
    """Lines without their ends, each read only when it is asked for.

    Bytes that are no UTF-8 become lone surrogates: text that no speech may hold, and is told so.
    """
    loop = asyncio.get_running_loop()
    wanted = threading.Semaphore(0)
    heard: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        for line in decoded(source):
            wanted.acquire()
            loop.call_soon_threadsafe(heard.put_nowait, line)
        wanted.acquire()
        loop.call_soon_threadsafe(heard.put_nowait, None)

    # A daemon thread, for a read cannot be cut short and Ctrl-C must not wait for it.
    threading.Thread(target=read, name="standard-input", daemon=True).start()
    wanted.release()
    while (line := await heard.get()) is not None:
        yield line
        wanted.release()


def decoded(source: int) -> Iterator[str]:
    """The lines of a file descriptor, decoded; what is too long to be a speech is cut short."""
    for number, line in enumerate(_raw_lines(source)):
        start = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        yield start.removesuffix(b"\r").decode("utf-8", "surrogateescape")


def _raw_lines(source: int) -> Iterator[bytes]:
    rest = b""
    while chunk := _read(source):
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line[:LONGEST]
        rest = rest[:LONGEST]
    if rest:
        yield rest


def _read(source: int) -> bytes:
    try:
        # Not through sys.stdin: its lock, held by a waiting thread, would stop the program's end.
        return os.read(source, CHUNK)
    except OSError:  # closed, or the terminal behind it is gone: nothing more will come
        return b""
