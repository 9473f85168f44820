"""Totals of speeches and sides, and how sides are ranked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ballot import rank, side_totals, speech_total
from bot.core.format import Kind
from bot.core.rubric import Aspect
from tests.core.marking import RUBRIC, WEIGHTS, mark, marks

POINTS = st.integers(0, 100)
ASPECTS = st.lists(st.sampled_from(list(WEIGHTS)), min_size=1, unique=True)


@pytest.mark.parametrize(
    ("points", "total"),
    [
        ({Aspect.CLAIM: 100, Aspect.REASONING: 50, Aspect.CLASH: 0}, 35),
        ({Aspect.CLAIM: 60, Aspect.REASONING: 70, Aspect.CLASH: 80}, 73),
        ({Aspect.CLAIM: 100, Aspect.REASONING: 50}, 70),
        ({Aspect.CLASH: 41}, 41),
        ({Aspect.CLAIM: 0}, 0),
    ],
)
def test_a_speechs_total_is_the_weighted_mean_of_what_applies(
    points: dict[Aspect, int], total: int
) -> None:
    """debate.md: what does not apply is left out and the weights rescaled."""
    given_marks = [mark(aspect, n) for aspect, n in points.items()]
    assert speech_total(RUBRIC, Kind.OPENING, given_marks) == total


@given(ASPECTS, POINTS)
def test_equal_marks_give_that_total_whatever_applies(aspects: list[Aspect], points: int) -> None:
    given_marks = [mark(aspect, points) for aspect in aspects]
    assert speech_total(RUBRIC, Kind.REBUTTAL, given_marks) == points


@given(ASPECTS, st.data())
def test_a_total_lies_between_its_least_and_greatest_mark(
    aspects: list[Aspect], data: st.DataObject
) -> None:
    points = [data.draw(POINTS) for _ in aspects]
    given_marks = [mark(aspect, n) for aspect, n in zip(aspects, points, strict=True)]
    assert min(points) <= speech_total(RUBRIC, Kind.CLOSING, given_marks) <= max(points)


def test_a_speech_without_marks_has_no_total() -> None:
    with pytest.raises(ValueError, match="without marks"):
        speech_total(RUBRIC, Kind.OPENING, ())


def test_a_speech_has_marks_exactly_if_it_has_a_total() -> None:
    assert marks("hawk", Kind.OPENING, 0).marked
    assert not marks("hawk", Kind.OPENING, None).marked


def test_a_sides_total_is_the_mean_of_its_speeches_weighted_by_kind() -> None:
    totals = side_totals(
        RUBRIC,
        [
            marks("hawk", Kind.OPENING, 60),
            marks("hawk", Kind.REBUTTAL, 80),
            marks("hawk", Kind.CLOSING, 50),
            marks("caution", Kind.QUESTION, 70),
            marks("caution", Kind.ANSWER, 30),
        ],
    )
    assert totals == {"hawk": (30 * 60 + 40 * 80 + 20 * 50) / 90, "caution": 50.0}


def test_speeches_too_short_to_mark_count_nothing() -> None:
    totals = side_totals(
        RUBRIC,
        [
            marks("hawk", Kind.OPENING, None),
            marks("hawk", Kind.CLOSING, 50),
            marks("moscow", Kind.OPENING, None),
        ],
    )
    assert totals == {"hawk": 50.0}


@pytest.mark.parametrize(
    ("totals", "margin", "ranks"),
    [
        ({}, 3, {}),
        ({"h": 60}, 3, {"h": 1}),
        ({"h": 60, "c": 70}, 3, {"c": 1, "h": 2}),
        ({"h": 70, "c": 68, "m": 50}, 3, {"h": 1, "c": 1, "m": 3}),
        ({"h": 80, "c": 62, "m": 60}, 3, {"h": 1, "c": 2, "m": 2}),
        ({"h": 70, "c": 69, "m": 68}, 3, {"h": 1, "c": 1, "m": 1}),
        ({"h": 70, "c": 68, "m": 66}, 3, {"h": 1, "c": 1, "m": 3}),
        ({"h": 73, "c": 70}, 3, {"h": 1, "c": 2}),
        ({"h": 72.5, "c": 70}, 3, {"h": 1, "c": 1}),
        ({"h": 70, "c": 70, "m": 69}, 0, {"h": 1, "c": 1, "m": 3}),
        ({"h": -5, "c": -4}, 3, {"h": 1, "c": 1}),
    ],
)
def test_totals_within_the_margin_tie_and_ties_never_chain(
    totals: dict[str, float], margin: float, ranks: dict[str, int]
) -> None:
    assert rank(totals, margin) == ranks


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 100)), st.integers(0, 20))
def test_a_better_rank_has_more_points_and_counts_those_above(
    totals: dict[str, int], margin: int
) -> None:
    ranks = rank(totals, margin)
    assert set(ranks) == set(totals)
    for side, place in ranks.items():
        assert place == 1 + sum(other < place for other in ranks.values())
        for other in ranks:
            if totals[side] >= totals[other] + max(margin, 1):
                assert place < ranks[other]
