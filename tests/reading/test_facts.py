"""Facts are right, wrong with a correction, or passed over in silence."""

import pytest

from bot.core.reading import FactStatus
from tests.reading.buses import reading

MORE = "After the trial, accidents at night fell by more than 30 percent."


def found(text: str) -> list[tuple[str, str, str]]:
    heard = reading(text).facts
    return [(fact.fact, fact.status.value, fact.correction) for fact in heard]


@pytest.mark.parametrize(
    "text",
    [
        "Accidents fell by 30 percent.",
        "accidents dropped, 30 % less",
        "There were thirty per cent fewer crashes.",
        "The trial shows that accidents fell by a third.",
        "acidents fell by 30 percent",
    ],
)
def test_a_right_figure_is_heard_however_it_is_written(text: str) -> None:
    assert found(text) == [("fact-accidents", "right", "")]


@pytest.mark.parametrize(
    ("text", "fact", "correction"),
    [
        ("Accidents fell by 50 percent.", "fact-accidents", "It was more than 30 percent."),
        ("accidents fell by ten percent", "fact-accidents", MORE),
        ("In the trial 20k people rode at night.", "fact-passengers",
         "In the trial 12,000 passengers rode at night."),
        ("The mayor announced the trial on 3 June.", "fact-mayor", "It was 3 May."),
    ],
)  # fmt: skip
def test_a_mistake_is_put_right(text: str, fact: str, correction: str) -> None:
    assert found(text) == [(fact, "wrong", correction)]


@pytest.mark.parametrize(
    "text",
    [
        "Accidents fell.",                                           # no figure
        "Accidents fell by 35 percent.",                             # "more than 30" holds
        "Accidents fell by 31 percent.",                             # as good as right
        "In 2022 accidents fell by 50 percent.",                     # later than the source
        "In June 2021 accidents fell by 50 percent.",                # the same year, later
        "Accidents fell by 30 percent or by 50 percent.",            # both
        "Accidents fell, not by 50 percent.",                        # denied
        "Accidents did not fall by 30 percent.",                     # taken back
        "It is false that accidents fell by 30 percent.",            # denied as a whole
        "That accidents fell by 30 percent is simply not true.",     # denied afterwards
        "It isn't true that accidents fell by 50 percent.",          # rightly denied
        "Nobody says that accidents fell by 30 percent.",            # said by nobody
        "They say accidents fell by 50 percent, but it was less.",   # reported and denied
        "50 percent of the riders are nurses.",                      # about something else
        "Bus fares fell by 50 percent and so people were happy.",    # no cue
        "Half of all accidents fell on 10 percent of the nights and on 20 percent of the roads.",
        "In the trial drivers rode for 900 hours.",                  # a count of something else
    ],
)  # fmt: skip
def test_where_the_pack_cannot_be_sure_nothing_is_said(text: str) -> None:
    assert found(text) == []


def test_a_fact_said_wrongly_and_then_rightly_is_right() -> None:
    assert found("Accidents fell by 50 percent. No: accidents fell by 30 percent.") == [
        ("fact-accidents", "right", "")
    ]


def test_a_value_of_another_fact_is_no_mistake() -> None:
    text = "The mayor announced on 3 May that accidents in the trial fell by 30 percent."
    assert {status for _, status, _ in found(text)} == {FactStatus.RIGHT.value}
