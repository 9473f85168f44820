"""`debate-bot run`, started many times at little cost.

Nearly all of a start is importing. A *parent* has done that already and forks for each start: the
fork begins where `python -m bot run` begins, and is killed, stopped and looked at like it. One
parent serves one bot at a time.
"""

import asyncio
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.parents import get_ready, process
from tests.platforms.program import ENDS_WITHIN, READY_WITHIN, Program


class Parent:
    """A process that has imported everything and does nothing but fork."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: queue.Queue[str] = queue.Queue()
        # A thread of its own: a wait that is given up swallows no line and keeps no loop open.
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))

    def tell(self, **start: object) -> None:
        """Start the program: its folder, its environment."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(start) + "\n")
        self._process.stdin.flush()

    async def line(self, within: float) -> str:
        """The next line that the program, or we about its end, wrote.

        Raises TimeoutError if there is none within so many seconds.
        """
        try:
            return await asyncio.to_thread(self._lines.get, timeout=within)
        except queue.Empty:
            raise TimeoutError(f"nothing was heard of the bot within {within:g} s") from None


@contextmanager
def parent() -> Iterator[Parent]:
    """A parent, ready to fork; ended with all that it started."""
    with process("tests.platforms.forking") as started:
        yield Parent(started)


class Forked(Program):
    """A program that a parent starts."""

    def __init__(self, folder: Path, environ: dict[str, str], parent: Parent) -> None:
        super().__init__(folder=folder, environ=environ)
        self._parent = parent
        self._pid = 0

    @property
    def runs(self) -> bool:
        """Whether it was started and its end was not yet told."""
        return self._pid != 0

    async def launch(self, **environ: str) -> None:
        """Start without waiting."""
        assert not self.runs
        self._parent.tell(folder=str(self.folder), environ=self.surroundings() | environ)
        self._pid = int((await self._parent.line(READY_WITHIN)).removeprefix("pid "))

    async def start(self, **environ: str) -> None:
        """Start, and wait until it says that it is connected."""
        await self.launch(**environ)
        line = await self._parent.line(READY_WITHIN)
        assert line == self.ready, f"{line}\n{self.log}"

    async def ended(self, within: float = ENDS_WITHIN) -> int:
        """Its exit status, once it has ended; the number of the signal, negative, that did it."""
        line = await self._parent.line(within)
        if line == self.ready:  # it was ready before it died
            line = await self._parent.line(within)
        self._pid = 0
        return int(line.removeprefix("ended "))

    def send(self, sign: signal.Signals) -> None:
        """A signal, without waiting for what it does; nothing if it is over."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, sign)

    async def stop(self) -> int:
        """SIGTERM; its exit status."""
        self.send(signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> None:
        """SIGKILL, as if the power had gone."""
        self.send(signal.SIGKILL)
        await self.ended()

    async def end(self) -> None:
        """Killed, if it still runs."""
        if self.runs:
            await self.kill()


def _serve() -> None:
    """Fork for each line of standard input, and tell when and how what was started ended."""
    get_ready()
    for line in sys.stdin:
        start = json.loads(line)
        child = os.fork()
        if child == 0:
            _begin(start["folder"], start["environ"])
        _say(f"pid {child}")
        _, status = os.waitpid(child, 0)
        _say(f"ended {os.waitstatus_to_exitcode(status)}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _begin(folder: str, environ: dict[str, str]) -> None:
    """Be the program, and end like it. Raises SystemExit."""
    from bot.cli import main

    os.chdir(folder)
    os.environ.update(environ)
    log = os.open(str(Path(folder) / "log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, sys.stderr.fileno())
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    sys.exit(main(["run"]))


if __name__ == "__main__":
    _serve()
