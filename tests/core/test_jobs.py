"""What is due when, derived from a round as it stands; and quiet hours."""

from dataclasses import replace

import pytest

from bot.core import ending, floor, lobby
from bot.core.jobs import (
    DERIVED,
    Job,
    JobKind,
    due,
    read,
    wanted,
)
from bot.core.lobby import Comer
from bot.core.round import Round, Status
from tests.core.play import (
    BLITZ,
    CAUTION,
    DAY,
    DUEL,
    HAWK,
    HOUR,
    MINUTE,
    NIGHT,
    RELAXED,
    START,
    THREE_WAY,
    duel,
    in_status,
    open_lobby,
    rules,
    running,
    say,
    terms,
    three_way,
    wishing,
)


def kinds(debate: Round) -> dict[str, int]:
    """Jobs by key with when they are due."""
    return {job.key: job.due_at for job in due(debate)}


@pytest.mark.parametrize(
    ("status", "jobs"),
    [
        (Status.LOBBY, {"offer": START + 5 * MINUTE, "close": START + DAY}),
        (Status.SEATING, {"close": START + DAY}),
        (Status.PAUSED, {"close": START + 15 * 60_000}),
        (Status.JUDGING, {"decide": START}),
        (Status.DONE, {}),
        (Status.CANCELLED, {}),
    ],
)
def test_a_round_that_does_not_run_is_closed_offered_or_decided(
    status: Status, jobs: dict[str, int]
) -> None:
    """debate.md: after five minutes a lobby offers bot seats."""
    assert kinds(in_status(status)) == jobs


def test_bot_seats_are_offered_once() -> None:
    debate = lobby.offer(in_status(Status.LOBBY), START + HOUR)
    assert kinds(debate) == {"close": START + HOUR + DAY}


def test_a_persons_slot_is_announced_warned_about_and_closed() -> None:
    assert due(three_way()) == (
        Job(kind=JobKind.DEADLINE, key="deadline:0", due_at=START + 240_000, slot=0),
        Job(kind=JobKind.CALL, key="call:0", due_at=START, slot=0),
        Job(kind=JobKind.WARNING, key="warning:0", due_at=START + 180_000, slot=0),
    )


def test_what_was_announced_and_warned_about_is_left_to_its_deadline() -> None:
    called = floor.call(three_way(), 0, START + 1)
    assert kinds(called) == {"deadline:0": START + 240_000, "warning:0": START + 180_000}
    warned = floor.warn(called, 0, START + 180_000)
    assert kinds(warned) == {"deadline:0": START + 240_000}


def test_a_bots_slot_is_spoken_in_at_once() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=CAUTION, Ben="moscow"))
    assert due(debate) == (Job(kind=JobKind.SPEAK, key="speak:0", due_at=START, slot=0),)


def test_a_missed_slot_is_spoken_in_by_the_bot_at_once() -> None:
    missed = floor.expire(three_way(), 0, None, START + 240_000)
    assert kinds(missed) == {"speak:0": START + 240_000}


def test_every_open_slot_of_a_phase_has_its_jobs() -> None:
    debate = say(three_way(RELAXED), START, slot=1)
    assert set(kinds(debate)) == {
        f"{kind}:{slot}" for kind in ("deadline", "call", "warning") for slot in (0, 2)
    }


@pytest.mark.parametrize(("seconds", "warned"), [(119, False), (120, True), (121, True)])
def test_a_slot_shorter_than_twice_its_warning_has_none(seconds: int, *, warned: bool) -> None:
    debate = three_way()
    slots = tuple(replace(slot, seconds=seconds) for slot in debate.slots)
    assert ("warning:0" in kinds(replace(debate, slots=slots))) is warned


def test_more_time_moves_the_deadline_and_warns_again() -> None:
    debate = floor.warn(three_way(BLITZ), 0, START + 70_000)
    assert kinds(debate) == {"deadline:0": START + 90_000, "call:0": START + 70_000}
    later = floor.extend(debate, "seat-Ana", START + 71_000)
    assert kinds(later)["deadline:0"] == START + 120_000
    assert kinds(later)["warning:0"] == START + 100_000


@pytest.mark.parametrize(
    ("key", "after", "now"),
    [
        ("call:0", 0, True),
        ("warning:0", 179_999, False),
        ("warning:0", 180_000, True),
        ("warning:0", 239_999, True),
        ("warning:0", 240_000, False),
        ("deadline:0", 239_999, False),
        ("deadline:0", 240_000, True),
        ("read:s1", 0, True),
        ("decide", 240_000, False),
    ],
)
def test_a_job_is_wanted_once_it_is_due_and_a_warning_only_while_time_is_left(
    key: str, after: int, *, now: bool
) -> None:
    kind, _, about = key.partition(":")
    job = Job(kind=JobKind(kind), key=key, due_at=START, slot=0 if about == "0" else None)
    assert wanted(job, three_way(), START + after) == now


def test_reading_a_speech_is_a_job_of_its_own() -> None:
    """It belongs to a speech, so it is not derived from where the round stands."""
    assert read("s1", START) == Job(kind=JobKind.READ, key="read:s1", due_at=START, speech="s1")
    assert set(JobKind) - DERIVED == {JobKind.READ}


def test_a_round_that_ends_leaves_only_its_ballots_to_do() -> None:
    debate = ending.propose_end(duel(), "Ana", START)
    debate = ending.agree_end(debate, "Ben", START + 1)
    assert due(debate) == (Job(kind=JobKind.DECIDE, key="decide", due_at=START + 1),)


# ── quiet hours ─────────────────────────────────────────────────────────────────────────────────


def relaxed_night(deadline: int, moved_at: int) -> Round:
    """A relaxed duel with quiet hours and one open slot that ends then."""
    played = rules(DUEL, RELAXED)
    debate = running(played, *wishing(Ana=HAWK, Ben=CAUTION), of=terms(played, quiet=NIGHT))
    first = replace(debate.open[0], deadline=deadline)
    return replace(debate, open=(first,), moved_at=moved_at)


def test_a_warning_that_would_fall_into_quiet_hours_comes_before_them() -> None:
    evening, morning = START + 10 * HOUR, START + 20 * HOUR
    assert kinds(relaxed_night(morning, START))["warning:0"] == evening
    assert kinds(relaxed_night(morning, evening))["warning:0"] == evening


def test_a_warning_that_could_only_come_within_quiet_hours_is_left_out() -> None:
    night, morning = START + 11 * HOUR, START + 20 * HOUR
    assert "warning:0" not in kinds(relaxed_night(morning, night))


def test_a_warning_that_is_merely_late_is_still_given() -> None:
    assert kinds(relaxed_night(START + 5 * HOUR, START + 4 * HOUR))["warning:0"] == START + 3 * HOUR


def test_a_lobby_of_one_is_offered_bots_five_minutes_after_the_last_came_or_went() -> None:
    debate = open_lobby(rules(), Comer(person="Ana"))
    later = lobby.join(debate, Comer(person="Ben"), "seat", rules(), START + 3 * MINUTE)
    assert kinds(later)["offer"] == START + 8 * MINUTE
