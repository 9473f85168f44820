"""Quiet hours: a moment within them moves to their start or end."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quiet import Quiet, after_quiet, out_of_quiet
from tests.core.play import DAY, HOUR, NIGHT, START, asleep

QUIETS = st.builds(
    Quiet,
    start=st.integers(0, 24 * 60 - 1),
    end=st.integers(0, 24 * 60 - 1),
    offset=st.sampled_from([0, 60, -300, 330, 765]),
)
MOMENTS = st.integers(START - 2 * DAY, START + 2 * DAY)


@pytest.mark.parametrize(
    ("hour", "back", "on"),
    [
        (21.99, 21.99, 21.99),
        (22, 22, 22),
        (22.5, 22, 31),
        (24, 22, 31),
        (30.99, 22, 31),
        (31, 31, 31),
        (36, 36, 36),
    ],
)
def test_a_moment_in_quiet_hours_moves_to_their_start_or_end(
    hour: float, back: float, on: float
) -> None:
    midnight = START - 12 * HOUR
    moment = midnight + round(hour * HOUR)
    assert out_of_quiet(moment, NIGHT) == midnight + round(back * HOUR)
    assert after_quiet(moment, NIGHT) == midnight + round(on * HOUR)


def test_quiet_hours_are_those_of_the_classs_clock() -> None:
    """At UTC+2 the night from 22 to 7 is 20 to 5 UTC."""
    moment = START + 9 * HOUR  # 21:00 UTC, 23:00 there
    assert out_of_quiet(moment, replace(NIGHT, offset=120)) == START + 8 * HOUR
    assert after_quiet(moment, replace(NIGHT, offset=120)) == START + 17 * HOUR


def test_quiet_hours_hold_from_their_first_to_their_last_millisecond() -> None:
    evening, morning = START + 10 * HOUR, START + 19 * HOUR
    assert out_of_quiet(evening + 1, NIGHT) == out_of_quiet(morning - 1, NIGHT) == evening
    assert after_quiet(evening + 1, NIGHT) == after_quiet(morning - 1, NIGHT) == morning


@pytest.mark.parametrize("quiet", [None, Quiet(start=600, end=600)])
def test_without_quiet_hours_nothing_moves(quiet: Quiet | None) -> None:
    assert out_of_quiet(START + 7, quiet) == after_quiet(START + 7, quiet) == START + 7


@given(MOMENTS, QUIETS)
def test_what_was_moved_is_out_of_quiet_hours_and_less_than_a_day_away(
    moment: int, quiet: Quiet
) -> None:
    early, late = out_of_quiet(moment, quiet), after_quiet(moment, quiet)
    assert not asleep(early, quiet)
    assert not asleep(late, quiet)
    assert early <= moment <= late < early + DAY
    assert (early == moment) == (late == moment) == (not asleep(moment, quiet))
