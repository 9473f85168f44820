"""The clock below the prompt: whose slot waits, and how long."""

import pytest

from bot.platforms.console.waiting import Waited, clock_line, remaining
from tests.platforms.console.samples import say

NOW = 1_700_000_000_000

LEFT = [
    (0, "0:00"),
    (999, "0:00"),
    (1_000, "0:01"),
    (187_400, "3:07"),
    (3_599_999, "59:59"),
    (3_729_000, "1:02:09"),
    (72_000_000, "20:00:00"),
    (-5_000, "0:00"),
]


@pytest.mark.parametrize(("left", "shown"), LEFT)
def test_time_runs_down_to_nothing(left: int, shown: str) -> None:
    assert remaining(NOW + left, NOW) == shown


def waited(name: str, seconds: int) -> Waited:
    """A rebuttal that waits for somebody."""
    return Waited(
        person=name,
        name=name,
        side="Ban",
        slot="rebuttal",
        words=180,
        deadline=NOW + seconds * 1000,
    )


LINES = [
    ([], "/debate help · Ctrl-D leaves"),
    ([waited("Ana", 187)], "3:07 left · 12 of 180 words · Ban, rebuttal"),
    ([waited("Ben", 60)], "Ben: 1:00 left (/as Ben)"),
    (
        [waited("Ben", 60), waited("Ana", 90)],
        "1:30 left · 12 of 180 words · Ban, rebuttal · Ben: 1:00 left (/as Ben)",
    ),
]


@pytest.mark.parametrize(("waits", "line"), LINES)
def test_the_typists_own_slot_comes_first(waits: list[Waited], line: str) -> None:
    assert clock_line(say, waits, "Ana", NOW, 12) == line
