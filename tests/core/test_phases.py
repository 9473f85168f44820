"""Phases: what opens when, what is void, and where deadlines fall."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ending, floor
from bot.core.format import Kind, Pace
from bot.core.lobby import Comer
from bot.core.phases import LONGEST, in_time
from bot.core.quiet import Quiet
from bot.core.round import Ending, How, Round, Status
from tests.core.play import (
    CAUTION,
    DAY,
    DUEL,
    HAWK,
    HOUR,
    MOSCOW,
    NIGHT,
    RELAXED,
    STANDARD,
    START,
    THREE_WAY,
    asleep,
    duel,
    play_out,
    play_to,
    rules,
    running,
    say,
    slot_of,
    terms,
    three_way,
    waiting,
    wishing,
)


def hows(debate: Round) -> dict[int, How]:
    """What became of each slot that is over."""
    return {delivery.slot: delivery.how for delivery in debate.delivered}


def night_round(pace: Pace = RELAXED, quiet: Quiet = NIGHT) -> Round:
    """A relaxed duel with quiet hours."""
    played = rules(DUEL, pace)
    return running(played, *wishing(Ana=HAWK, Ben=CAUTION), of=terms(played, quiet=quiet))


# ── opening ─────────────────────────────────────────────────────────────────────────────────────


def test_at_a_timed_pace_one_slot_is_open_at_a_time_in_the_order_of_the_plan() -> None:
    debate = three_way()
    seen = []
    while debate.status is Status.RUNNING:
        seen.append(waiting(debate).slot)
        debate = say(debate)
    assert seen == list(range(len(debate.slots)))


def test_at_a_relaxed_pace_a_stage_is_open_to_all_and_the_next_only_when_all_are_in() -> None:
    debate = three_way(RELAXED)
    assert [o.slot for o in debate.open] == [0, 1, 2]
    for left in ([0, 1], [0]):
        debate = say(debate, slot=max(o.slot for o in debate.open))
        assert [o.slot for o in debate.open] == left
        assert debate.phase == 0
    debate = say(debate)
    assert debate.phase == 1
    assert {debate.slots[o.slot].kind for o in debate.open} == {Kind.QUESTION}


def test_when_no_slot_is_left_the_round_goes_to_judging() -> None:
    debate = play_out(three_way(), START + 9)
    assert (debate.status, debate.ending, debate.open) == (Status.JUDGING, Ending.FULL, ())
    assert debate.moved_at == START + 9
    assert set(hows(debate).values()) == {How.SPOKEN}
    assert len(debate.delivered) == len(debate.slots)


def test_a_slot_is_open_for_the_member_whose_it_is() -> None:
    debate = say(three_way(order=0))
    assert (waiting(debate).seat, slot_of(debate).side) == ("seat-Ben", CAUTION)


def test_a_deadline_counts_from_when_the_slot_opened() -> None:
    debate = say(three_way(), START + 1234)
    assert waiting(debate).deadline == START + 1234 + 240_000


@pytest.mark.parametrize(
    ("factor", "ms"), [(1.0, 240_000), (1.5, 360_000), (0.5, 120_000), (1.001, 240_240)]
)
def test_a_private_time_factor_stretches_only_that_persons_slots(factor: float, ms: int) -> None:
    """debate.md: an instructor can set a private time factor for a person."""
    ana = Comer(person="Ana", wish=HAWK, factor=factor)
    debate = running(rules(DUEL), ana, Comer(person="Ben", wish=CAUTION))
    assert waiting(debate).deadline == START + ms
    assert waiting(say(debate)).deadline == START + 240_000


def test_the_bot_has_no_deadline() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=CAUTION, Ben=MOSCOW))
    only = waiting(debate)
    assert (only.bot, only.deadline, only.latest, only.stand_in) == (True, None, None, False)


def test_the_bot_may_debate_itself_where_nobody_ever_came() -> None:
    """debate.md: bot against bot (tests only) shows balance."""
    debate = running(rules(THREE_WAY))
    assert debate.people == ()
    over = play_out(debate)
    assert (over.ending, len(over.delivered)) == (Ending.FULL, len(debate.slots))


# ── void slots ──────────────────────────────────────────────────────────────────────────────────


def test_an_answer_to_a_question_nobody_asked_is_void_and_so_is_the_follow_up() -> None:
    debate = play_to(three_way(), Kind.QUESTION)
    first = slot_of(debate)
    after = floor.skip(debate, waiting(debate).seat, START)
    assert [hows(after)[first.number + n] for n in range(4)] == [How.PASSED, *[How.VOID] * 3]
    assert slot_of(after).number == first.number + 4
    assert slot_of(after).kind is Kind.QUESTION


def test_a_void_slot_holds_no_speech_and_names_its_seat() -> None:
    debate = play_to(three_way(), Kind.QUESTION)
    after = floor.skip(debate, "seat-Ana", START + 5)
    void = after.delivery(waiting(debate).slot + 1)
    assert void is not None
    assert (void.seat, void.speech, void.at) == ("seat-Ben", None, START + 5)


def test_without_an_answer_there_is_no_follow_up() -> None:
    debate = say(play_to(three_way(), Kind.QUESTION))
    after = floor.skip(debate, waiting(debate).seat, START)
    number = waiting(debate).slot
    assert hows(after)[number] is How.PASSED
    assert hows(after)[number + 1] is hows(after)[number + 2] is How.VOID


def test_an_unasked_follow_up_voids_its_answer_alone() -> None:
    debate = say(say(play_to(three_way(), Kind.QUESTION)))
    assert slot_of(debate).follow_up
    number = waiting(debate).slot
    after = floor.skip(debate, waiting(debate).seat, START)
    assert hows(after)[number + 1] is How.VOID
    assert waiting(after).slot == number + 2


def test_a_question_the_bot_asked_for_somebody_counts_as_asked() -> None:
    debate = play_to(three_way(), Kind.QUESTION)
    number = waiting(debate).slot
    missed = floor.expire(debate, number, None, waiting(debate).deadline or 0)
    after = floor.bot_speaks(missed, number, "question", START)
    assert slot_of(after).kind is Kind.ANSWER


def test_an_unasked_question_leaves_the_other_pairs_alone() -> None:
    """At a relaxed pace each side answers what was asked of it."""
    debate = play_to(three_way(RELAXED), Kind.QUESTION)
    debate = floor.skip(debate, "seat-Ana", START)
    debate = say(say(debate))
    assert {debate.slots[o.slot].side for o in debate.open} == {MOSCOW, HAWK}
    assert [debate.slots[d.slot].side for d in debate.delivered if d.how is How.VOID] == [CAUTION]


def test_in_a_duel_each_answer_belongs_to_the_question_put_to_its_side() -> None:
    debate = play_to(duel(), Kind.QUESTION)
    debate = floor.skip(debate, "seat-Ana", START)
    assert (slot_of(debate).kind, slot_of(debate).side) == (Kind.QUESTION, CAUTION)
    debate = say(debate)
    assert (slot_of(debate).kind, slot_of(debate).side) == (Kind.ANSWER, HAWK)


@pytest.mark.parametrize("pace", [STANDARD, RELAXED])
def test_slots_of_a_side_that_conceded_and_cross_examination_with_it_are_void(pace: Pace) -> None:
    debate = ending.concede(play_to(three_way(pace), Kind.QUESTION), "Ben", START)
    after = play_out(debate)
    spoken = {d.slot for d in after.delivered if d.how is not How.VOID}
    for slot in after.slots:
        if slot.kind is not Kind.OPENING:
            assert (slot.number in spoken) == (CAUTION not in (slot.side, slot.addressee))
    assert after.ending is Ending.FULL


def test_a_question_already_put_to_a_side_that_then_concedes_stays_on_record() -> None:
    debate = say(play_to(three_way(), Kind.QUESTION))
    asked = debate.delivered[-1]
    after = ending.concede(debate, "Ben", START)
    assert asked in after.delivered
    assert slot_of(after).side != CAUTION


# ── deadlines at a relaxed pace ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("opened", "seconds", "deadline"),
    [
        (0, 20 * 3600, 20 * HOUR),  # noon: eight in the morning
        (0, 14 * 3600, 10 * HOUR),  # two in the morning: back to ten in the evening
        (11 * HOUR, 24 * 3600, 34 * HOUR),  # eleven in the evening: back to ten the next
        (11 * HOUR, 3 * 3600, 19 * HOUR),  # nothing would be left of it: seven in the morning
        (10 * HOUR, 3 * 3600, 19 * HOUR),  # nor of one that opens just as they begin
        (0, 40 * 3600, 24 * HOUR),  # at most a day
    ],
)
def test_deadlines_keep_out_of_quiet_hours_and_within_a_day(
    opened: int, seconds: int, deadline: int
) -> None:
    pace = replace(RELAXED, seconds=dict.fromkeys(Kind, seconds))
    debate = night_round(pace)
    for _ in range(2):
        debate = say(debate, START + opened)
    assert {o.deadline for o in debate.open} == {START + deadline}


def test_neither_a_time_factor_nor_an_extension_makes_a_phase_longer_than_a_day() -> None:
    """debate.md: at most a day per phase."""
    played = rules(DUEL, replace(RELAXED, extension=12 * 3600))
    ana = Comer(person="Ana", wish=HAWK, factor=1.1)
    ben = Comer(person="Ben", wish=CAUTION, factor=9.0)
    debate = running(played, ana, ben)
    assert [o.deadline for o in debate.open] == [START + 22 * HOUR, START + 24 * HOUR]
    debate = floor.extend(debate, "seat-Ana", START)
    assert debate.open[0].deadline == START + 24 * HOUR


def test_no_deadline_lies_beyond_five_days_and_the_round_still_goes_on_to_its_end() -> None:
    debate = duel(replace(RELAXED, seconds=dict.fromkeys(Kind, 24 * 3600)))
    now = START
    while debate.status is Status.RUNNING:
        if debate.open[0].deadline is not None:
            now = max(now, debate.open[0].deadline)
            debate = floor.expire(debate, debate.open[0].slot, None, now)
        debate = say(debate, now)
    assert now == START + 5 * DAY
    debate = replace(duel(RELAXED), ends_at=START + HOUR)
    debate = say(say(debate), START + 2 * HOUR)
    assert {o.deadline for o in debate.open} == {START + HOUR}


def test_a_timed_slot_is_not_bounded_by_a_day() -> None:
    debate = duel(replace(STANDARD, seconds=dict.fromkeys(Kind, 30 * 3600)))
    assert waiting(debate).deadline == START + 30 * HOUR
    assert waiting(debate).latest is None


@given(
    st.integers(START, START + 2 * DAY),
    st.integers(1, 3 * 86_400_000),
    st.none() | st.integers(1, LONGEST),
    st.builds(Quiet, start=st.integers(0, 1439), end=st.integers(0, 1439)),
)
def test_a_deadline_is_never_in_quiet_hours_and_leaves_time_where_the_bound_does(
    now: int, length: int, bound: int | None, quiet: Quiet
) -> None:
    debate = replace(duel(), terms=replace(duel().terms, quiet=quiet))
    latest = None if bound is None else now + bound
    wanted = now + length
    deadline = in_time(debate, wanted, latest, now)
    assert deadline > now
    assert not asleep(deadline, quiet)
    if deadline > min(wanted, latest or wanted):
        assert asleep(deadline - 1, quiet)
        assert asleep(now + 1, quiet)
