"""How fast `judge --jsonl` marks, and how much memory it takes, on one core."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

GRADED = Path(__file__).parents[1] / "data" / "graded.jsonl"
COPIES = 4


def rows() -> list[list[str]]:
    """The graded speeches several times over, each time with a number of its own, so that no cache
    answers for the reader.
    """
    speeches = [json.loads(line) for line in GRADED.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps(_input(speech, copy)) for copy in range(COPIES) for speech in speeches]
    few = _seconds(lines[:1])
    many = _seconds(lines)
    words = sum(len(speech["text"].split()) for speech in speeches) / len(speeches)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        ["what", "figure", "aim"],
        ["speeches", f"{len(lines)}, {words:.0f} words on average", ""],
        ["speeches a second, start-up apart", f"{(len(lines) - 1) / (many - few):.0f}", "50"],
        ["start-up and the first speech", f"{few:.2f} s", ""],
        ["most memory of any process measured here", f"{peak:.0f} MB", "200 MB"],
    ]


def _input(speech: dict[str, str], copy: int) -> dict[str, str]:
    kept = ("side", "kind", "opponent_text", "opponent_side")
    own = {"id": f"{speech['id']}-{copy}", "text": f"{speech['text']} That is {copy}."}
    return {name: speech[name] for name in kept if name in speech} | own


def _seconds(lines: list[str]) -> float:
    command = [sys.executable, "-m", "bot", "judge", "--topic", "european-troops", "--jsonl"]
    started = time.perf_counter()
    done = subprocess.run(
        command,
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        preexec_fn=_one_core,
    )
    assert len(done.stdout.splitlines()) == len(lines)
    return time.perf_counter() - started


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    from tests.bench.__main__ import table

    sys.stdout.write("\n".join(table(rows())) + "\n")
