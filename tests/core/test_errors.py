"""The error tree: what a person can mend is shown, what we must mend is logged."""

import pytest

from bot.core.errors import (
    BadContent,
    BadInput,
    BotError,
    Conflict,
    Fault,
    IllegalMove,
    Mendable,
    NotFound,
    NotYours,
)


@pytest.mark.parametrize("error", [IllegalMove, NotYours, BadInput, NotFound, BadContent])
def test_what_a_person_can_mend_is_mendable_and_no_fault(error: type[BotError]) -> None:
    assert issubclass(error, Mendable)
    assert not issubclass(error, Fault)


def test_a_conflict_is_ours_and_not_the_persons() -> None:
    assert issubclass(Conflict, Fault)
    assert not issubclass(Conflict, Mendable)


@pytest.mark.parametrize("error", [Mendable, Fault])
def test_every_error_has_one_root(error: type[BotError]) -> None:
    assert issubclass(error, BotError)


def test_a_mendable_error_carries_a_phrase_and_its_variables() -> None:
    error = BadInput("error.too_long", most=10, length=12)
    assert error.phrase == "error.too_long"
    assert dict(error.variables) == {"most": 10, "length": 12}


def test_for_logs_a_mendable_error_prints_its_phrase_and_variables() -> None:
    assert str(BadInput("error.too_long", most=10, length=12)) == "error.too_long most=10 length=12"
    assert str(IllegalMove("error.not_yet")) == "error.not_yet"


def test_bad_content_lists_every_problem_on_a_line_of_its_own() -> None:
    error = BadContent(("a.yaml:1:2: one", "a.yaml:3:4: two"))
    assert error.problems == ("a.yaml:1:2: one", "a.yaml:3:4: two")
    assert str(error) == "a.yaml:1:2: one\na.yaml:3:4: two"
    assert error.phrase == "error.content"
    assert error.variables["problems"] == str(error)
