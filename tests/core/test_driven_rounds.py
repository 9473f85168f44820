"""Hypothesis drives rounds with random legal and illegal moves, over all formats and paces.

Illegal moves raise and change nothing, every round ends, and no deadline is forgotten.
"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import draw, lobby
from bot.core.format import Format, Pace
from bot.core.jobs import JobKind, closes, due
from bot.core.lobby import Rules
from bot.core.round import OPEN, TABLE, How, Round, Status
from tests.core.moves import DEEDS, NAMES, WHOSE, Driver
from tests.core.play import (
    DAY,
    FORMATS,
    HOUR,
    MINUTE,
    NIGHT,
    PACES,
    SIDES,
    START,
    asleep,
    rules,
    terms,
)

RARE = ("cancel", "finish", "leave", "leave early", "concede")
COMMON = [deed for deed in DEEDS if deed not in RARE]
LATER = st.sampled_from([0, 0, 0, 1, 999, 20_000, MINUTE, 4 * MINUTE, HOUR, 7 * HOUR, DAY])
STEPS = st.lists(
    st.tuples(
        # A deed that ends much is tried less often, so that rounds grow long.
        st.sampled_from([*COMMON * 2, *RARE])
        | st.sampled_from(("speak", "bot speaks", "rewind", "leave", "pause", "resume")),
        st.sampled_from(NAMES) | st.just(WHOSE),
        st.integers(0, 3),
        LATER,
    ),
    min_size=10,
    max_size=60,
)
STATUSES_AFTER = {status: {status} | set(TABLE[status].values()) for status in Status}


def new_driver(played: Rules, *, night: bool, seed: int) -> Driver:
    """A driver of an empty lobby."""
    agreed = terms(played, quiet=NIGHT if night else None)
    debate = lobby.open_round("round-1", "Ana", agreed, played, seed=seed, now=START)
    return Driver(rules=played, debate=debate)


def started(driver: Driver, people: int, accepting: int = len(NAMES)) -> None:
    """As many people as asked join, and some accept what they draw."""
    for name in NAMES[:people]:
        driver.step("join", name, 0, 0)
    driver.step("offer", "Ana", 0, 0)
    driver.step("begin", "Ana", 0, 0)
    for name in NAMES[: min(people, accepting)]:
        driver.step("agree", name, 0, 0)


def check_laws(before: Round, after: Round) -> None:
    """What holds after everything that succeeded."""
    assert after is before or after.version > before.version
    check_slots(after)
    check_jobs(after)
    check_seats(after)


def check_status(before: Round, after: Round) -> None:
    """A status follows from the table, by a move and what follows from it."""
    two_on = {end for status in STATUSES_AFTER[before.status] for end in STATUSES_AFTER[status]}
    assert after.status in two_on


def check_slots(debate: Round) -> None:
    """Every slot up to the present phase is open or over, once; none after it is."""
    over = Counter(delivery.slot for delivery in debate.delivered)
    waiting = Counter(place.slot for place in debate.open)
    assert max((over + waiting).values(), default=1) == 1
    ballots_wait = debate.status is Status.PAUSED and debate.ending is not None
    has_open = debate.status in (Status.RUNNING, Status.PAUSED) and not ballots_wait
    assert has_open == bool(debate.open)
    if debate.open:
        assert {debate.slots[place.slot].phase for place in debate.open} == {debate.phase}
        assert set(over + waiting) == {s.number for s in debate.slots if s.phase <= debate.phase}
    for delivery in debate.delivered:
        assert (delivery.speech is None) == (delivery.how in (How.PASSED, How.VOID))


def check_jobs(debate: Round) -> None:
    """No deadline is forgotten: whatever is not over has something due, each open slot its own."""
    jobs = due(debate)
    assert len({job.key for job in jobs}) == len(jobs)
    assert bool(jobs) == (debate.status in OPEN)
    if debate.status is not Status.RUNNING:
        return
    ends = {job.slot: job for job in jobs if job.kind in (JobKind.DEADLINE, JobKind.SPEAK)}
    assert set(ends) == {place.slot for place in debate.open}
    for place in debate.open:
        by_person = debate.seat(place.seat).active and not place.stand_in
        kind = JobKind.DEADLINE if by_person else JobKind.SPEAK
        assert (ends[place.slot].kind, place.bot) == (kind, not by_person)
        assert ends[place.slot].due_at == (closes(place) or debate.moved_at)
        if debate.terms.quiet and place.deadline is not None:
            assert not asleep(place.deadline, debate.terms.quiet)
    for job in jobs:
        if debate.terms.quiet and job.kind is JobKind.WARNING:
            assert not asleep(job.due_at, debate.terms.quiet)


def check_seats(debate: Round) -> None:
    """Nobody argues an excluded side; every side in play is argued, each place of it by one."""
    for seat in debate.seats:
        assert seat.side is None or seat.side not in seat.excluded | seat.refused
    if debate.sides and debate.status is not Status.CANCELLED:
        places = Counter((seat.side, seat.member) for seat in debate.seats)
        assert {side for side, _ in places} == set(debate.sides)
        assert set(places.values()) == {1}
        assert set(debate.sides) <= set(SIDES)


@given(
    form=st.sampled_from(FORMATS),
    pace=st.sampled_from(PACES),
    seed=st.integers(0, 2**32),
    night=st.booleans(),
    people=st.integers(0, 7),
    steps=STEPS,
)
def test_whatever_people_try_a_round_keeps_its_laws_and_ends(
    *,
    form: Format,
    pace: Pace,
    seed: int,
    night: bool,
    people: int,
    steps: list[tuple[str, str, int, int]],
) -> None:
    driver = new_driver(rules(form, pace), night=night, seed=seed)
    started(driver, people)
    for deed, who, place, later in steps:
        before = driver.debate
        if driver.step(deed, who, place, later):
            check_laws(before, driver.debate)
            if deed != "rewind":  # taking back is no move: it restores an earlier value
                check_status(before, driver.debate)
    driver.play_jobs_out()
    assert driver.debate.status in (Status.DONE, Status.CANCELLED)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("pace", PACES)
def test_a_round_in_which_nobody_says_anything_is_carried_to_its_end_by_its_jobs(
    form: Format, pace: Pace
) -> None:
    driver = new_driver(rules(form, pace), night=True, seed=1)
    started(driver, form.people[1])
    begun = driver.debate
    assert begun.status is Status.RUNNING
    while driver.debate.status in OPEN:
        before = driver.debate
        driver.run_next_job()
        check_laws(before, driver.debate)
        check_status(before, driver.debate)
    over = driver.debate
    assert over.status is Status.DONE
    assert len(over.delivered) == len(begun.slots)
    for delivery in over.delivered:
        by_bot = over.seat(delivery.seat).person is None
        assert delivery.how is (How.SPOKEN if by_bot else How.STOOD_IN)
    if pace.total:
        assert driver.now <= START + 5 * DAY


def test_every_deed_is_tried_both_where_it_is_legal_and_where_it_is_not() -> None:
    """The driver itself can fail: over some fixed rounds each deed succeeds and is refused."""
    succeeded, refused = set(), set()
    for seed in range(60):
        form, pace = FORMATS[seed % 5], PACES[seed % 3]
        driver = new_driver(rules(form, pace), night=False, seed=seed)
        for step in range(80):
            if step == seed % 20:
                started(driver, 1 + seed % 4, seed % 7)
            deed = draw.choice([*COMMON, "speak", RARE[seed // 5 % 5]], seed, "deed", step)
            who = draw.choice(NAMES[:4], seed, "who", step)
            driver.step(deed, who, step, draw.choice([0, 1, 5 * MINUTE], seed, "later", step))
        driver.step("finish", "Ana", 0, 0)
        succeeded |= {deed for deed, tried in driver.tried.items() if "" in tried}
        refused |= {deed for deed, tried in driver.tried.items() if set(tried) != {""}}
    assert succeeded == set(DEEDS)
    assert refused == set(DEEDS) - {"grace", "write", "call again"}
