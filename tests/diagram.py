"""The diagram of a round in the README, drawn from the one table. `python -m tests.diagram`."""

import re
import sys
from pathlib import Path

from bot.core.round import TABLE, Move, Status

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"```mermaid\n.*?```", re.DOTALL)


def mermaid() -> str:
    """A state diagram: an arrow from status to status, labelled with the moves that make it."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.LOBBY.value}"]
    for status, moves in TABLE.items():
        by_target: dict[Status, list[Move]] = {}
        for move, target in moves.items():
            by_target.setdefault(target, []).append(move)
        for target, labels in by_target.items():
            names = ", ".join(move.value for move in labels)
            lines.append(f"    {status.value} --> {target.value}: {names}")
        if not moves:
            lines.append(f"    {status.value} --> [*]")
    return "\n".join([*lines, "```"])


def written(readme: str) -> str:
    """The README with the diagram as it is now."""
    return BLOCK.sub(lambda _: mermaid(), readme, count=1)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(mermaid() + "\n")
