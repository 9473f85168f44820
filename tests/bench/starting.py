"""How long a start takes: `play` until it can take its first line, and a topic from the cache."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7

_TOPIC = """
import json, sys, time
from pathlib import Path
from bot.content.places import prompts_folder
from bot.content.topics import Topics
started = time.perf_counter()
Topics(prompts_folder({}), Path(sys.argv[1])).topic("european-troops")
print(json.dumps(time.perf_counter() - started))
"""


def rows() -> list[list[str]]:
    """Medians over several starts, beside an interpreter that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        _topic(cache)
        nothing = [_whole([sys.executable, "-c", "pass"], folder) for _ in range(RUNS)]
        play = [
            _whole([sys.executable, "-m", "bot", "play", "--db", f"{folder}/x.sqlite3"], folder)
            for _ in range(RUNS + 1)
        ][1:]
        cold = [_topic(Path(folder) / f"cold{number}") for number in range(3)]
        warm = [_topic(cache) for _ in range(RUNS)]
    return [
        ["what", "median", "worst", "aim"],
        ["an empty Python program, whole", *_figures(nothing), ""],
        ["`debate-bot play`, whole: ready, end of input, closed", *_figures(play), "1.5 s"],
        ["topic read from YAML and checked", *_figures(cold), ""],
        ["topic loaded from the cache", *_figures(warm), "0.4 s"],
    ]


def _figures(seconds: list[float]) -> list[str]:
    return [f"{statistics.median(seconds):.3f} s", f"{max(seconds):.3f} s"]


def _whole(command: list[str], home: str) -> float:
    started = time.perf_counter()
    environ = {**os.environ, "XDG_CACHE_HOME": home, "XDG_DATA_HOME": home}
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, env=environ)
    return time.perf_counter() - started


def _topic(cache: Path) -> float:
    """Seconds for one load in a fresh process, imports of the loader included."""
    command = [sys.executable, "-c", _TOPIC, str(cache)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return float(json.loads(done.stdout))


if __name__ == "__main__":
    from tests.bench.__main__ import table

    sys.stdout.write("\n".join(table(rows())) + "\n")
