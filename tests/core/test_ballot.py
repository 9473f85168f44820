"""Totals of speeches and sides, how sides are ranked, and what a speaker is told of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ballot import (
    SpeechMarks,
    averages,
    focus,
    improved,
    rank,
    side_totals,
    speech_total,
    strength,
)
from bot.core.format import Kind
from bot.core.rubric import Aspect
from tests.core.marking import RUBRIC, WEIGHTS, mark, marks, speech_with

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


# ── what a speaker is told ──────────────────────────────────────────────────────────────────────

MIXED = [
    speech_with(Kind.OPENING, {Aspect.CLAIM: 80, Aspect.REASONING: 50}),  # 30 of a round
    speech_with(Kind.REBUTTAL, {Aspect.CLAIM: 60, Aspect.CLASH: 70}),  # 40
    speech_with(Kind.CLOSING, {}),
]


def test_a_speakers_averages_weigh_each_speech_by_its_kind() -> None:
    assert averages(RUBRIC, MIXED) == {
        Aspect.CLAIM: (30 * 80 + 40 * 60) / 70,
        Aspect.REASONING: 50.0,
        Aspect.CLASH: 70.0,
    }
    assert averages(RUBRIC, []) == {}


def test_the_strength_is_the_best_mark_that_quotes_the_speaker() -> None:
    """debate.md: the first screen has one quoted strength."""
    best = strength(MIXED)
    assert best is not None
    assert (best.aspect, best.points) == (Aspect.CLAIM, 80)
    unquoted = [replace(m, quotes=()) if m.points == 80 else m for m in MIXED[0].marks]
    second = strength([replace(MIXED[0], marks=tuple(unquoted)), MIXED[1]])
    assert second is not None
    assert (second.aspect, second.points) == (Aspect.CLASH, 70)


def test_who_was_not_marked_has_no_strength_and_no_next_step() -> None:
    assert strength([marks("hawk", Kind.OPENING, None)]) is None
    assert focus(RUBRIC, [marks("hawk", Kind.OPENING, None)]) is None


@pytest.mark.parametrize(
    ("speeches", "aspect", "points"),
    [
        # missing points times weight of criterion times weight of kind:
        # claim 20·20·30, reasoning 50·30·30; claim 40·20·40, clash 30·50·40
        (MIXED, Aspect.CLASH, 70),
        (MIXED[:1], Aspect.REASONING, 50),
        ([speech_with(Kind.OPENING, {Aspect.CLAIM: 0, Aspect.CLASH: 61})], Aspect.CLAIM, 0),
        ([speech_with(Kind.OPENING, {Aspect.CLAIM: 0, Aspect.CLASH: 59})], Aspect.CLASH, 59),
        ([speech_with(Kind.OPENING, {Aspect.CLAIM: 99, Aspect.CLASH: 100})], Aspect.CLAIM, 99),
        (
            [
                speech_with(Kind.QUESTION, {Aspect.CLAIM: 0}),
                speech_with(Kind.OPENING, {Aspect.CLAIM: 50}),
                speech_with(Kind.OPENING, {Aspect.CLAIM: 50}),
            ],
            Aspect.CLAIM,
            50,
        ),
    ],
)
def test_the_next_step_is_where_there_is_most_to_gain(
    speeches: list[SpeechMarks], aspect: Aspect, points: int
) -> None:
    found = focus(RUBRIC, speeches)
    assert found is not None
    assert (found.aspect, found.points) == (aspect, points)


def test_a_mark_without_a_next_step_is_not_worked_on() -> None:
    done = [replace(m, next_step="") if m.aspect is Aspect.CLASH else m for m in MIXED[1].marks]
    found = focus(RUBRIC, [replace(MIXED[1], marks=tuple(done))])
    assert found is not None
    assert found.aspect is Aspect.CLAIM


@pytest.mark.parametrize(
    ("before", "now", "done"),
    [
        (50, 53, True),  # by the margin
        (50, 52, False),
        (38, 40, True),  # into the next band
        (50, 50, False),
        (66, 63, False),  # a lower band is no step forward
        (20, 38, True),  # a long way within a band
    ],
)
def test_last_times_next_step_was_done_if_its_criterion_went_up(
    before: int, now: int, *, done: bool
) -> None:
    """debate.md: the first screen says whether last time's next step was done."""
    step = improved(
        RUBRIC,
        [speech_with(Kind.OPENING, {Aspect.CLASH: before, Aspect.CLAIM: 90})],
        [speech_with(Kind.REBUTTAL, {Aspect.CLASH: now, Aspect.CLAIM: 10})],
    )
    assert step is not None
    assert (step[0].aspect, step[0].points, step[1]) == (Aspect.CLASH, before, done)


@pytest.mark.parametrize(
    ("before", "now"),
    [({}, {Aspect.CLASH: 50}), ({Aspect.CLASH: 50}, {Aspect.CLAIM: 90}), ({}, {})],
)
def test_without_a_next_step_or_a_mark_to_compare_nothing_is_said(
    before: dict[Aspect, int], now: dict[Aspect, int]
) -> None:
    found = improved(RUBRIC, [speech_with(Kind.OPENING, before)], [speech_with(Kind.OPENING, now)])
    assert found is None
