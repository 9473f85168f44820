"""Where messages go: a terminal, plain text, or JSON lines; nothing else is written there."""

from collections.abc import Sequence
from typing import Protocol, TextIO

from bot.platforms.console.plain import Say, plain
from bot.platforms.console.posting import Posting
from bot.platforms.console.shape import json_line


class Screen(Protocol):
    """Shows messages; when `show` is back they are there."""

    async def show(self, postings: Sequence[Posting]) -> None:
        """Write them in order. Raises BrokenPipeError if nobody reads any more."""


class TextScreen:
    """Plain text on a stream, an empty line after each message."""

    def __init__(self, stream: TextIO, say: Say) -> None:
        self._stream, self._say = stream, say

    async def show(self, postings: Sequence[Posting]) -> None:
        """Write them in order."""
        for posting in postings:
            self._stream.write(plain(posting, self._say) + "\n")
        self._stream.flush()


class JsonScreen:
    """One JSON object to a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    async def show(self, postings: Sequence[Posting]) -> None:
        """Write them in order."""
        for posting in postings:
            self._stream.write(json_line(posting) + "\n")
        self._stream.flush()


class TerminalScreen:
    """Drawn by rich; above the prompt if somebody is typing."""

    def __init__(self, stream: TextIO, say: Say) -> None:
        from rich.console import Console

        self._say = say
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)

    async def show(self, postings: Sequence[Posting]) -> None:
        """Write them in order."""
        from prompt_toolkit.application import run_in_terminal

        await run_in_terminal(lambda: self._draw(postings))

    def _draw(self, postings: Sequence[Posting]) -> None:
        from bot.platforms.console.pretty import Page, pretty

        for posting in postings:
            # Both may change while a program runs: a window is resized.
            signs = not self._console.options.ascii_only
            page = Page(width=self._console.width, say=self._say, signs=signs)
            self._console.print(pretty(posting, page))
