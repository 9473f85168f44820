"""The rubric that we ship, and what the loader refuses."""

from pathlib import Path

import pytest

from bot.content.places import prompts_folder
from bot.content.rubric import load_rubric
from bot.core.format import Kind
from bot.core.rubric import Aspect, Band
from tests.content.planting import Edit, complaints, plant

PROMPTS = prompts_folder({})


SMALL = """\
version: "1"
bands: {developing: 0, sound: 40, strong: 60, excellent: 80}
margin: 3
least_words: 8
least_words_round: 80
weights: {opening: 25, question: 10, answer: 10, rebuttal: 30, closing: 25}
criteria:
  opening: [{aspect: claim, name: Claim, asks: Is it clear?, weight: 100}]
  question:
    - {aspect: pressure, name: Pressure, asks: Is it hard?, weight: 70}
    - {aspect: clarity, name: Structure, asks: Is it short?, weight: 30}
  answer: [{aspect: directness, name: Directness, asks: Is it an answer?, weight: 100}]
  rebuttal: [{aspect: clash, name: Clash, asks: Does it answer?, weight: 100}]
  closing: [{aspect: weighing, name: Weighing, asks: Does it compare?, weight: 100}]
"""


def folder_with_rubric(folder: Path) -> Path:
    (folder / "rubric.yaml").write_text(SMALL, "utf-8")
    return folder


def test_every_kind_of_slot_has_criteria_that_sum_to_a_hundred() -> None:
    criteria = load_rubric(PROMPTS).criteria
    assert set(criteria) == set(Kind)
    assert {kind: sum(c.weight for c in criteria[kind]) for kind in Kind} == dict.fromkeys(
        Kind, 100
    )


def test_evasion_counts_in_clash() -> None:
    """debate.md: admissions bind; evasion counts in clash."""
    aspects = [criterion.aspect for criterion in load_rubric(PROMPTS).criteria[Kind.ANSWER]]
    assert {Aspect.DIRECTNESS, Aspect.CLASH} <= set(aspects)


def test_bands_limits_and_weights_arrive() -> None:
    rubric = load_rubric(PROMPTS)
    assert rubric.bands == dict(zip(Band, (0, 40, 60, 80), strict=True))
    assert sum(rubric.weights.values()) == 100
    assert (rubric.margin, rubric.least_words, rubric.least_words_round) == (3, 8, 80)


def test_a_cached_rubric_is_the_same(tmp_path: Path) -> None:
    assert load_rubric(PROMPTS, tmp_path) == load_rubric(PROMPTS, tmp_path) == load_rubric(PROMPTS)


def test_a_changed_rubric_has_another_version(tmp_path: Path) -> None:
    """A ballot names the version it was marked by."""
    prompts = folder_with_rubric(tmp_path)
    before = load_rubric(prompts).version
    plant(prompts, Edit(file="rubric.yaml", old="margin: 3", new="margin: 4"))
    after = load_rubric(prompts).version
    assert before[:2] == after[:2] == "1-"
    assert before != after


def test_the_small_rubric_is_right(tmp_path: Path) -> None:
    assert complaints(lambda: load_rubric(folder_with_rubric(tmp_path))) == []


# name: (old text, new text, everything that is told)
PLANTED = {
    "weights of a kind that do not sum": (
        "weight: 70", "weight: 60", "10:5: the weights of question sum to 90, not to 100",
    ),
    "weights of kinds that do not sum": (
        "rebuttal: 30,", "rebuttal: 40,", "6:10: the weights sum to 110, not to 100",
    ),
    "bands out of order": (
        "strong: 60", "strong: 30", "2:43: must be more than 40, the band below it",
    ),
    "a lowest band above nothing": (
        "developing: 0", "developing: 5", "2:21: the lowest band begins at 0",
    ),
    "an unknown aspect": (
        "aspect: pressure", "aspect: presure",
        ('10:16: unknown value "presure": one of claim, reasoning, evidence, impact, clash,'
        ' weighing, clarity, pressure or directness (did you mean "pressure"?)'),
    ),
    "an aspect twice": (
        "aspect: pressure", "aspect: clarity",
        '11:16: "clarity" is already a criterion of question',
    ),
    "a misspelt kind": (
        "  question:\n", "  questions:\n",
        '9:3: unknown key "questions" (did you mean "question"?)',
    ),
    "no criteria for a kind": (
        "  closing: [{aspect: weighing, name: Weighing, asks: Does it compare?, weight: 100}]\n",
        "", '8:3: missing key "closing"',
    ),
    "a version that is a number": (
        'version: "1"', "version: 1", "1:10: must be a text, not a number: put it in quotes",
    ),
    "a margin below nothing": (
        "margin: 3", "margin: -1", "3:9: must be a whole number of at least 0, not -1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_a_mistake_is_told_at_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    prompts = folder_with_rubric(tmp_path)
    plant(prompts, Edit(file="rubric.yaml", old=old, new=new))
    told = complaints(lambda: load_rubric(prompts))
    assert told == [f"rubric.yaml:{expected}"]
