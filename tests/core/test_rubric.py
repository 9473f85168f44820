"""Bands: what students see instead of decimals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rubric import Band
from tests.core.marking import RUBRIC


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (0, Band.DEVELOPING),
        (39, Band.DEVELOPING),
        (39.9, Band.DEVELOPING),
        (40, Band.SOUND),
        (64, Band.SOUND),
        (65, Band.STRONG),
        (84, Band.STRONG),
        (85, Band.EXCELLENT),
        (100, Band.EXCELLENT),
        (-1, Band.DEVELOPING),
    ],
)
def test_a_band_begins_at_its_least_points(points: float, band: Band) -> None:
    assert RUBRIC.band(points) is band


@given(st.floats(0, 100), st.floats(0, 100))
def test_more_points_never_mean_a_lower_band(one: float, other: float) -> None:
    bands = list(Band)
    low, high = sorted((one, other))
    assert bands.index(RUBRIC.band(low)) <= bands.index(RUBRIC.band(high))
