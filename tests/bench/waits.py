"""What waiting people's figures have in common: percentiles, and the aim beside a bare bot's."""

from collections.abc import Sequence
from statistics import quantiles

TIMES, MOST = 3, 1.0  # the aim: p99 at most so many times the bare bot's, and all within so long


def compared(
    name: str, bare: tuple[str, Sequence[float]], ours: Sequence[float]
) -> list[list[str]]:
    """A table of waits in seconds: of a bare bot, described, and of ours beside it."""
    described, waits = bare
    aim = f"p99 {1e3 * min(TIMES * _p99(waits), MOST):.0f} ms, worst {1e3 * MOST:.0f} ms"
    return [
        [name, "p50", "p99", "worst", "aim"],
        [described, *_cells(waits), ""],
        ["`debate-bot run`", *_cells(ours), aim],
    ]


def _p99(waits: Sequence[float]) -> float:
    return quantiles(waits, n=100, method="inclusive")[98]


def _cells(waits: Sequence[float]) -> list[str]:
    middle = quantiles(waits, n=2, method="inclusive")[0]
    return [f"{1e3 * seconds:.1f} ms" for seconds in (middle, _p99(waits), max(waits))]
