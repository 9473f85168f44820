"""`make bench`: every figure measured in one run and written to benchmarks.md with its command.

Machines are shared and noisy: what counts are the ratios of figures measured side by side here.
"""

import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import acknowledging, agreement, events, first_answer, judging, rounds, starting

FILE = Path("benchmarks.md")

PARTS = (
    ("How the judge orders graded speeches", "tests.bench.agreement", agreement.rows),
    ("Bot against bot", "tests.bench.rounds", rounds.rows),
    ("Starting", "tests.bench.starting", starting.rows),
    ("Judging", "tests.bench.judging", judging.rows),
    ("Events", "tests.bench.events", events.rows),
    ("First answers on Discord", "tests.bench.first_answer", first_answer.rows),
    ("Acknowledgements on Slack", "tests.bench.acknowledging", acknowledging.rows),
)


def main() -> None:
    """Measure everything, print it, and write the file."""
    lines = list(_lines())
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def _lines() -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`. One run on one shared machine: compare within a table."
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    for title, module, rows in PARTS:
        sys.stderr.write(f"{title} …\n")
        yield ""
        yield f"## {title}"
        yield ""
        yield f"`python -m {module}`"
        yield ""
        yield from table(rows())


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; the first row is its head."""
    for number, row in enumerate(rows):
        yield "| " + " | ".join(row) + " |"
        if number == 0:
            yield "|" + "---|" * len(row)


if __name__ == "__main__":
    main()
