"""What `judge` replies is what a round shows: who tries a speech sees what students see."""

import json
import subprocess
import sys
from pathlib import Path

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
