"""Importing does nothing but define: every module can be imported with an empty environment."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, python_files

WATCHER = Path(__file__).with_name("watcher.py")

# Modules that another program imports, and why.
NOT_OURS_TO_IMPORT = {
    "bot.store.migrations.env": "Alembic runs it, inside a migration",
}


def modules(paths: list[str]) -> Iterator[str]:
    """Module names of Python files."""
    for path in paths:
        name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if name not in NOT_OURS_TO_IMPORT:
            yield name


def findings(root: Path, names: list[str], folder: Path) -> list[str]:
    """What importing the modules does, as the watcher tells it from a folder of its own."""
    command = [sys.executable, "-B", "-I", str(WATCHER), str(root), *names]
    ran = subprocess.run(
        command, cwd=folder, env={}, capture_output=True, text=True, check=False, timeout=100
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == "", "importing prints or warns"
    return ran.stdout.splitlines()


def test_every_module_is_imported_without_environment_or_effect(tmp_path: Path) -> None:
    names = list(modules([source.path for source in python_files("bot")]))
    assert "bot.core.round" in names
    assert findings(ROOT, names, tmp_path) == []
    assert list(tmp_path.iterdir()) == []


EFFECTS = [
    ("import os; os.environ.get('DEBATE_BOT_DB')", "reads the variable DEBATE_BOT_DB"),
    ("import os; os.environ['HOME']", "reads the variable HOME"),
    ("open('log.txt', 'a').close()", "opens 'log.txt' to write"),
    ("import os; os.mkdir('made')", "os.mkdir made"),
    ("import asyncio; asyncio.new_event_loop().close()", "socket.__new__"),
    ("import sqlite3; sqlite3.connect(':memory:').close()", "sqlite3.connect :memory:"),
    ("import threading; threading.Timer(0.2, print).start()", "starts a thread"),
    ("raise SystemExit(3)", "raises SystemExit(3)"),
]


@pytest.mark.parametrize(("line", "effect"), EFFECTS)
def test_the_watcher_sees_an_effect(line: str, effect: str, tmp_path: Path) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "eager.py").write_text(line, encoding="utf-8")
    (told, *_) = findings(tmp_path, ["bot", "bot.eager"], tmp_path)
    assert told.startswith(f"bot.eager: {effect}")


def test_the_watcher_is_silent_about_a_quiet_module(tmp_path: Path) -> None:
    (tmp_path / "quiet.py").write_text("import json, asyncio\nX = open(__file__).close()\n")
    assert findings(tmp_path, ["quiet"], tmp_path) == []


def test_names_of_modules_come_from_paths() -> None:
    paths = ["bot/__init__.py", "bot/core/round.py", "bot/store/migrations/env.py"]
    assert list(modules(paths)) == ["bot", "bot.core.round"]
