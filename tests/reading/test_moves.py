"""Which sentences do an argument's work."""

import pytest

from tests.reading.buses import reading

FIELDS = ("reasons", "evidence", "impacts", "weighing", "signposts")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nurses are in danger because the last tram leaves early.", "reasons impacts"),
        ("If the bars close at two, drunk people will drive.", "reasons"),
        ("For example, the tram on line 4 stops at midnight.", "evidence"),
        ("In the trial of last year the city counted 12,000 riders.", "evidence"),
        ("Fewer young women are attacked on the way home.", "impacts"),
        ("One life is worth more than a quiet street.", "weighing"),
        ("Even if the buses are loud, crashes are worse than noise.", "impacts weighing"),
        ("First, let us look at the nurses on the night bus.", "signposts"),
        ("My second point is about the tram drivers.", "signposts"),
        ("Exhausted nurses walk through the park in the dark.", ""),
        ("cuz the tram is gone they walk", "reasons"),
    ],
)
def test_a_sentence_shows_what_it_does(text: str, found: str) -> None:
    moves = reading(text).moves
    done = {name for name in FIELDS if getattr(moves, name)}
    assert set(found.split()) <= done
    if not found:
        assert done == set()


def test_a_warrant_from_the_pack_is_a_reason_without_any_joining_word() -> None:
    assert reading(
        "People who go out drink anyway, and without a bus they take the car."
    ).moves.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Bus, tram, nurse, night, safe, dark, park, taxi, money, because, therefore.",
        "because bus night nurse tram",
    ],
)
def test_a_list_of_words_does_no_work(text: str) -> None:
    moves = reading(text).moves
    assert not any(getattr(moves, name) for name in FIELDS)


def test_a_sentence_works_once_however_often_it_is_said() -> None:
    line = "Nurses are in danger because the last tram leaves early."
    assert len(reading(" ".join([line] * 5)).moves.reasons) == 1


def test_sentences_off_the_topic_are_told_from_those_on_it() -> None:
    text = "Nurses need the night bus. My cat likes warm milk very much."
    moves = reading(text).moves
    assert [text[slice(*span)] for span in moves.on_topic] == ["Nurses need the night bus."]
    assert len(moves.sentences) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The danger of noise is small. The danger of a dark park is bigger, because nurses die.",
        "Our harm is more certain.",
        "We win on the safety of nurses.",
        "One danger is small, the other is large.",
    ],
)
def test_a_comparison_needs_no_than(text: str) -> None:
    assert reading(text).moves.weighing
