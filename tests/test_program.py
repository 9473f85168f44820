"""The real program, started as a person starts it, in ways that need a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import MISUSED

SPEECH = (
    "European mechanics behind the Dnieper should repair vehicles, because every Ukrainian who does"
    " it today is missing at the front. Russia has lost 50 percent of its prewar army."
)


def printed(*arguments: str, lines: str) -> str:
    """What the real program prints for some lines."""
    command = (sys.executable, "-m", "bot", *arguments)
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def test_judge_replies_what_a_round_shows_to_its_speaker(tmp_path: Path) -> None:
    lines = f"/debate start side:hawk\n{SPEECH}\n/debate concede\n/debate ballot details\n"
    said = printed("play", "--db", str(tmp_path / "x.db"), "--as", "Ana", lines=lines)
    shown = said.split(" in detail (only for Ana) ==\n")[1]
    record = json.dumps({"id": 1, "side": "hawk", "kind": "opening", "text": SPEECH})
    marked = json.loads(printed("judge", "--topic", "european-troops", "--jsonl", lines=record))
    assert "Worth checking: " in shown
    assert marked["reply"] == shown.strip()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_named() -> None:
    command = (sys.executable, "-m", "bot", "topic", "show", "european-troops", "--json")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == MISUSED
    assert done.stderr == b"debate-bot: No space left on device: make room and run this again\n"


def test_a_name_that_would_clear_the_screen_is_shown_harmlessly() -> None:
    command = (sys.executable, "-m", "bot", "topic", "show", "a\x1b[2J")
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stderr.decode().startswith("debate-bot: There is no topic “a␛[2J”.")
