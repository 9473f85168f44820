"""A form opened in time is accepted a little late; and being told anew whose slot it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ending, floor
from bot.core.errors import IllegalMove
from bot.core.jobs import LATE, Job, JobKind, closes, due, wanted
from bot.core.round import How, Round, Status
from tests.core.play import (
    HOUR,
    MINUTE,
    RELAXED,
    START,
    duel,
    in_status,
    say,
    three_way,
    waiting,
)

DEADLINE = START + 240_000  # of the first slot, at standard pace


def written(debate: Round, now: int = START + 1000) -> Round:
    """The round after Ana opened a form."""
    return floor.writing(debate, "seat-Ana", now)


def ends(debate: Round) -> int:
    """When the one slot that waits is closed."""
    [job] = [job for job in due(debate) if job.kind is JobKind.DEADLINE]
    return job.due_at


def test_a_slot_whose_form_was_opened_in_time_closes_a_minute_late() -> None:
    before = three_way()
    debate = written(before)
    assert (ends(before), ends(debate)) == (DEADLINE, DEADLINE + LATE)
    assert (debate.version, debate.moved_at) == (before.version + 1, before.moved_at)
    assert replace(debate, version=before.version, open=before.open) == before
    with pytest.raises(IllegalMove, match=r"^error\.not_yet$"):
        floor.expire(debate, 0, None, DEADLINE + LATE - 1)
    assert floor.expire(debate, 0, None, DEADLINE + LATE).open[0].stand_in


def test_what_is_sent_in_the_last_minute_closes_the_slot_as_always() -> None:
    after = say(written(three_way()), DEADLINE + LATE - 1)
    assert (after.delivered[0].how, after.phase) == (How.SPOKEN, 1)


@pytest.mark.parametrize(
    ("seat", "now"), [("seat-Ana", DEADLINE), ("seat-Ana", DEADLINE + 1), ("seat-Ben", START)]
)
def test_a_form_opened_too_late_or_for_another_slot_changes_nothing(seat: str, now: int) -> None:
    debate = three_way()
    assert floor.writing(debate, seat, now) is debate


def test_a_form_opened_again_changes_nothing() -> None:
    debate = written(three_way())
    assert written(debate, DEADLINE - 1) is debate


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.RUNNING])
def test_a_form_changes_nothing_where_no_clock_runs(status: Status) -> None:
    debate = in_status(status)
    assert written(debate) is debate
    assert floor.call_again(debate) is debate


def test_the_warning_comes_when_it_would_have_come() -> None:
    warnings = [
        [job for job in due(debate) if job.kind is JobKind.WARNING]
        for debate in (three_way(), written(three_way()))
    ]
    assert warnings[0] == warnings[1] != []
    job = Job(kind=JobKind.WARNING, key="warning:0", due_at=START, slot=0)
    assert not wanted(job, written(three_way()), DEADLINE)


def test_more_time_is_counted_from_the_deadline() -> None:
    debate = floor.extend(written(three_way()), "seat-Ana", START + 2000)
    assert (waiting(debate).deadline, ends(debate)) == (DEADLINE + 120_000, DEADLINE + 180_000)


def test_a_pause_moves_the_last_minute_with_the_deadline() -> None:
    debate = floor.writing(say(duel()), "seat-Ben", START + 1)
    paused = floor.pause(debate, "speech-0", START + 10_000)
    after = floor.resume(paused, START + 10_000 + HOUR)
    assert ends(after) == ends(debate) + HOUR


def test_grace_stands_in_for_the_last_minute() -> None:
    """It is given once a slot has closed, and not while its form is still accepted."""
    debate = written(three_way())
    assert floor.give_grace(debate, DEADLINE + LATE - 1) is debate
    graced = floor.give_grace(debate, DEADLINE + LATE)
    assert ends(graced) == DEADLINE + LATE + floor.GRACE * 1000
    assert not waiting(graced).writing


def test_a_form_that_was_used_gives_no_minute_to_what_is_taken_back() -> None:
    before = written(three_way())
    back = floor.rewind(say(before, START + 5000), before, START + 9000)
    assert (ends(back), waiting(back).writing) == (DEADLINE, False)


def test_taking_back_leaves_the_forms_of_others_open() -> None:
    """In a hidden phase another may have opened one since."""
    before = duel(RELAXED)
    spoken = say(before, START + 1000, slot=0)
    opened = floor.writing(spoken, "seat-Ben", START + 2000)
    back = floor.rewind(opened, before, START + 3000)
    assert [place.writing for place in back.open] == [False, True]


def test_who_leaves_with_a_form_open_leaves_their_slot_to_the_bot() -> None:
    debate = ending.leave(written(three_way()), "Ana", START + 2000)
    assert closes(waiting(debate)) is None


OPENED = st.integers(START, START + 20 * MINUTE)


@given(opened=st.lists(OPENED, max_size=4), extended=st.none() | OPENED)
def test_no_slot_closes_more_than_a_minute_late(opened: list[int], extended: int | None) -> None:
    debate, on_time = three_way(), False
    for now in sorted(opened):
        deadline = waiting(debate).deadline or 0
        if extended is not None and extended <= now and not debate.seats[0].extended:
            debate = floor.extend(debate, "seat-Ana", now)
            deadline = waiting(debate).deadline or 0
        on_time = on_time or now < deadline
        debate = written(debate, now)
    late = ends(debate) - (waiting(debate).deadline or 0)
    assert late == (LATE if on_time else 0)


def test_whoever_was_told_is_told_once_more() -> None:
    debate = floor.call(three_way(), 0, START + 1)
    again = floor.call_again(debate)
    assert [job.key for job in due(again) if job.kind is JobKind.CALL] == ["call:0"]
    assert replace(again, version=debate.version, open=debate.open) == debate
    assert again.version == debate.version + 1
    assert floor.call_again(again) is again  # it waits to be said already
