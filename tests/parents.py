"""A *parent* has imported the whole bot, does nothing else, and forks: nearly all of a start is
importing. tests/starting.py starts `play` with one, tests/platforms/discord/forking.py `run`.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import bot

ROOT = Path(__file__).parents[1]

# What others than `bot` import when they are first used.
_LATE = (
    "alembic.command",
    "pydantic.dataclasses",
    "pydantic.plugin._loader",
    "sqlalchemy.dialects.sqlite.aiosqlite",
)


@contextmanager
def process(module: str) -> Iterator["subprocess.Popen[str]"]:
    """A module run as a parent, listening on its standard input; ended with all it started."""
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        # Forking leaves all threads but one behind, so numpy must not have any.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            yield started
        finally:
            started.kill()


def get_ready() -> None:
    """In the parent: import everything, so that no fork has to."""
    ours = (found.name for found in walk_packages(bot.__path__, "bot."))
    for name in (*ours, *_LATE):
        if not name.endswith(("__main__", ".env")):  # they run what they are
            import_module(name)
    gc.freeze()  # no fork looks through what it shares, which would copy it
