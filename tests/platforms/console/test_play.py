"""The real program in a real terminal, and the screen that is chosen for what is at both ends."""

import os
import pty
import select
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from bot.platforms.console.screens import TerminalScreen
from tests.platforms.console.samples import SAMPLES, drawn, say

CTRL_D = b"\x04"
SECONDS = 60.0


class Terminal:
    """A program in a terminal: what it wrote and nobody has looked at yet, and keys for it."""

    def __init__(self, database: Path, **environ: str) -> None:
        self.screen, inside = pty.openpty()
        self.unseen = b""
        plain = {
            name: value
            for name, value in os.environ.items()
            if "COLOR" not in name and not name.startswith("MAKE")  # `make test` sets these
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "play", "--db", str(database), "--as", "Ana"],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={**plain, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **environ},
        )
        os.close(inside)

    def until(self, words: str) -> bytes:
        """Everything up to these words, once they are written."""
        while words.encode() not in self.unseen:
            ready, _, _ = select.select([self.screen], [], [], SECONDS)
            assert ready, f"never said {words!r}: {self.unseen[-2000:]!r}"
            self.unseen += os.read(self.screen, 65_536)
        before, _, self.unseen = self.unseen.partition(words.encode())
        return before

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.screen, keys)

    def close(self) -> None:
        """End it, however far it is."""
        os.close(self.screen)
        self.process.kill()
        self.process.wait()


@pytest.mark.parametrize(
    ("term", "leave", "colours"), [("xterm", CTRL_D, True), ("dumb", b"/quit\r", False)]
)
def test_a_person_at_a_terminal_is_welcomed_and_told_how_to_come_back(
    term: str, leave: bytes, colours: bool, tmp_path: Path, console_database: Path
) -> None:
    database = tmp_path / "rounds.db"
    database.write_bytes(console_database.read_bytes())
    with closing(Terminal(database, TERM=term, XDG_STATE_HOME=str(tmp_path))) as terminal:
        terminal.until("Welcome to debate practice")
        terminal.until("Ana>")
        terminal.type(b"/debate start side:hawk\r")
        shown = terminal.until("Your opening")
        assert (b"\x1b[33m" in shown) == colours
        terminal.until("Ana>")
        terminal.type(leave)
        terminal.until("Your round stays open. To go on with it:")
        terminal.until("debate-bot play")  # what follows may wrap: a path can be long
        assert terminal.process.wait(SECONDS) == 0
    assert list(tmp_path.rglob("*.log")) == []


async def test_without_a_prompt_a_terminal_screen_just_draws() -> None:
    stream = StringIO()
    await TerminalScreen(stream, say).show(SAMPLES[5:8])
    lines = [line.rstrip() for line in stream.getvalue().split("\n")]
    assert "\n".join(lines) == "".join(drawn(sample, 80) for sample in SAMPLES[5:8])
