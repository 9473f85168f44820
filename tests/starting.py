"""Starts `debate-bot play` as often as a test likes, each time in a fresh process it may kill.

Nearly all of a start is importing, so that is done once: run as a program, this module imports the
bot, does nothing else, and forks for each start it is told of. A fork begins where `python -m bot`
begins, and dies alone.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.parents import get_ready, process

ARGUMENTS = ("--json", "--as", "Ana", "--seed", "7")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One start: what is typed is read from a file, and what is printed is written to one.

    It happens in `folder`, so that no `config.yaml` of whoever runs the tests is found.
    """

    folder: str
    typed: str
    printed: str
    arguments: Sequence[str]
    environ: Mapping[str, str]


class Program:
    """The program, not running. `parent` is the process that forks."""

    def __init__(self, parent: "subprocess.Popen[str]") -> None:
        self._parent = parent

    def play(
        self, database: Path, lines: Sequence[str], environ: Mapping[str, str]
    ) -> tuple[int, list[str]]:
        """Run it on some lines until it ends: its exit status and the JSON lines it printed.

        A negative status is the signal that killed it.
        """
        typed, printed = database.with_suffix(".typed"), database.with_suffix(".printed")
        typed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        start = Start(
            folder=str(database.parent),
            typed=str(typed),
            printed=str(printed),
            arguments=("play", "--db", str(database), *ARGUMENTS),
            environ=environ,
        )
        assert self._parent.stdin
        assert self._parent.stdout
        self._parent.stdin.write(json.dumps(asdict(start)) + "\n")
        self._parent.stdin.flush()
        status = int(self._parent.stdout.readline())
        return status, printed.read_text(encoding="utf-8").splitlines()


@contextmanager
def program() -> Iterator[Program]:
    """The program, ready to be started."""
    with process("tests.starting") as parent:
        yield Program(parent)


def _serve() -> None:
    """Fork for each line of standard input; its exit status is a line of standard output."""
    get_ready()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _begin(Start(**json.loads(line)))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _begin(start: Start) -> None:
    """Be the program, and end like it. Raises SystemExit."""
    from bot.cli import main

    os.chdir(start.folder)
    os.environ.update(start.environ)
    os.dup2(os.open(start.typed, os.O_RDONLY), sys.stdin.fileno())
    written = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(start.printed, written, 0o600), sys.stdout.fileno())
    sys.exit(main(start.arguments))


if __name__ == "__main__":
    _serve()
