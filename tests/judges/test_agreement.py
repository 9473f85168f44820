"""On the graded development set the judge orders speeches sensibly, and warns nobody wrongly."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.judges import agreement

SPEECHES = agreement.rows()
PAIRS = list(agreement.pairs(SPEECHES))
Records = dict[str, dict[str, Any]]
UNDESERVED = 0.02  # of honest speeches that may raise a flag


@pytest.fixture(scope="module")
def records() -> Records:
    return agreement.records(SPEECHES)


@pytest.fixture(scope="module")
def judged(records: Records) -> dict[str, float]:
    return {key: float(str(record["total"])) for key, record in records.items()}


def test_there_are_enough_pairs_to_tell() -> None:
    assert len(PAIRS) >= 240
    assert {len(fold) > 40 for fold in agreement.by_fold(PAIRS).values()} == {True}


def test_the_judge_is_right_in_four_of_five_pairs(judged: dict[str, float]) -> None:
    assert agreement.share(PAIRS, judged) >= 0.80


def test_the_judge_beats_counting_words_and_counting_digits_and_capitals(
    judged: dict[str, float],
) -> None:
    share = agreement.share(PAIRS, judged)
    for count in (agreement.word_count, agreement.digits_and_capitals):
        counted = {str(row["id"]): count(row) for row in SPEECHES}
        reverse = {key: -points for key, points in counted.items()}
        assert share >= agreement.share(PAIRS, counted) + 0.15
        assert share >= agreement.share(PAIRS, reverse) + 0.15


def test_no_part_of_the_set_is_ordered_badly(judged: dict[str, float]) -> None:
    for name, fold in agreement.by_fold(PAIRS).items():
        assert agreement.share(fold, judged) >= 0.75, name


def test_the_best_speech_hardly_ever_gets_less_than_the_poorest(judged: dict[str, float]) -> None:
    best_and_poorest = agreement.by_grades(PAIRS)["4 over 1"]
    assert agreement.share(best_and_poorest, judged) >= 0.95


def test_honest_speeches_raise_no_flags(records: Records) -> None:
    flagged = [key for key, record in records.items() if record["flags"]]
    assert len(flagged) < UNDESERVED * len(records), flagged


def test_no_fact_is_called_wrong_in_them(records: Records) -> None:
    facts = [(key, fact) for key, record in records.items() for fact in record["facts"]]
    assert [found for found in facts if found[1]["status"] == "wrong"] == []


def test_another_opponents_speech_in_its_place_lowers_clash(
    records: Records,
) -> None:
    answering = [row for row in SPEECHES if row.get("opponent_text") and row["grade"] in (3, 4)]
    others = answering[4:] + answering[:4]  # another set's
    swapped = [
        {**row, "opponent_text": other["opponent_text"], "opponent_side": other["opponent_side"]}
        for row, other in zip(answering, others, strict=True)
        if other["opponent_side"] == row["opponent_side"] and other["set"] != row["set"]
    ]
    lower = [
        _clash(record) < _clash(records[key]) for key, record in agreement.records(swapped).items()
    ]
    assert len(lower) >= 20
    assert sum(lower) >= 0.85 * len(lower)


def _clash(record: Mapping[str, Any]) -> int:
    return int(record["marks"]["clash"]["points"]) if "clash" in record["marks"] else 0
