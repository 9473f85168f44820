"""From the first slot to the last: time running out, grace, pauses, taking back."""

from dataclasses import replace

import pytest

from bot.core import floor
from bot.core.errors import IllegalMove
from bot.core.format import Kind
from bot.core.jobs import due
from bot.core.lobby import Comer
from bot.core.round import How, Round, Status
from tests.core.play import (
    BLITZ,
    CAUTION,
    DAY,
    DUEL,
    HAWK,
    HOUR,
    MINUTE,
    MOSCOW,
    NIGHT,
    RELAXED,
    STANDARD,
    START,
    THREE_WAY,
    duel,
    in_status,
    rules,
    running,
    say,
    slot_of,
    terms,
    three_way,
    waiting,
    wishing,
)


def deadline(debate: Round) -> int:
    """When the slot that waits ends."""
    found = waiting(debate).deadline
    assert found is not None
    return found


def night_duel(**changes: object) -> Round:
    """A relaxed duel with quiet hours; `changes` to its pace."""
    played = rules(DUEL, replace(RELAXED, **changes))  # type: ignore[arg-type]  # fields by name
    return running(played, *wishing(Ana=HAWK, Ben=CAUTION), of=terms(played, quiet=NIGHT))


# ── time running out ────────────────────────────────────────────────────────────────────────────


def test_a_saved_draft_is_delivered_when_time_is_up() -> None:
    debate = three_way(order=0)
    after = floor.expire(debate, 0, "draft-1", deadline(debate))
    (delivery,) = after.delivered
    assert (delivery.how, delivery.speech) == (How.SPOKEN, "draft-1")
    assert waiting(after).slot == 1


def test_without_a_draft_the_bot_takes_that_slot() -> None:
    debate = three_way()
    after = floor.expire(debate, 0, None, deadline(debate))
    assert (waiting(after).slot, waiting(after).bot, after.delivered) == (0, True, ())
    with pytest.raises(IllegalMove):
        floor.speak(after, "seat-Ana", "late", deadline(debate))


def test_the_bot_takes_that_slot_only_and_the_person_resumes_by_speaking() -> None:
    debate = duel()
    debate = say(floor.expire(debate, 0, None, deadline(debate)), deadline(debate))
    debate = say(debate)
    assert waiting(debate).seat == "seat-Ana"
    assert not waiting(debate).bot
    after = floor.speak(debate, "seat-Ana", "back", START)
    assert after.delivered[-1].how is How.SPOKEN


@pytest.mark.parametrize("draft", [None, "draft-1"])
def test_time_is_not_up_before_the_deadline(draft: str | None) -> None:
    debate = three_way()
    with pytest.raises(IllegalMove, match=r"^error\.not_yet$"):
        floor.expire(debate, 0, draft, deadline(debate) - 1)


def test_time_runs_out_once() -> None:
    debate = three_way()
    after = floor.expire(debate, 0, None, deadline(debate))
    with pytest.raises(IllegalMove, match=r"^error\.slot_over$"):
        floor.expire(after, 0, None, deadline(debate))


# ── grace after a stop of the whole program ─────────────────────────────────────────────────────


@pytest.mark.parametrize(("pace", "ms"), [(STANDARD, 60_000), (BLITZ, 60_000)])
def test_a_slot_that_ran_out_while_no_process_ran_gets_a_minute(pace: object, ms: int) -> None:
    debate = duel(pace)  # type: ignore[arg-type]  # a table of paces
    late = deadline(debate) + HOUR
    after = floor.give_grace(debate, late)
    assert (deadline(after), after.version) == (late + ms, debate.version + 1)


def test_a_slot_shorter_than_a_minute_gets_its_own_length() -> None:
    debate = duel(replace(BLITZ, seconds=dict.fromkeys(Kind, 45)))
    after = floor.give_grace(debate, START + HOUR)
    assert deadline(after) == START + HOUR + 45_000


def test_grace_is_given_once() -> None:
    debate = floor.give_grace(duel(), START + HOUR)
    assert floor.give_grace(debate, START + 2 * HOUR) is debate


def test_grace_goes_only_to_slots_that_ran_out() -> None:
    debate = duel()
    assert floor.give_grace(debate, deadline(debate) - 1) is debate
    assert floor.give_grace(debate, deadline(debate)) is not debate
    mixed = floor.extend(duel(RELAXED), "seat-Ben", START)
    ran_out, extended = floor.give_grace(mixed, START + 21 * HOUR).open
    assert ran_out.deadline == START + 21 * HOUR + MINUTE
    assert (extended.deadline, extended.graced) == (START + 24 * HOUR, False)


@pytest.mark.parametrize("status", [Status.LOBBY, Status.SEATING, Status.PAUSED, Status.JUDGING])
def test_a_round_that_does_not_run_needs_no_grace(status: Status) -> None:
    debate = in_status(status)
    assert floor.give_grace(debate, START + DAY) is debate


def test_the_bot_needs_no_grace() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=CAUTION, Ben=MOSCOW))
    assert floor.give_grace(debate, START + DAY) is debate


def test_in_quiet_hours_grace_lasts_until_their_end_whatever_the_rounds_own() -> None:
    debate = night_duel(seconds=dict.fromkeys(Kind, 8 * 3600), total=24 * 3600)
    night = START + 36 * HOUR  # midnight of the second night, after the round's own end
    assert debate.ends_at is not None
    assert debate.ends_at < night
    assert {o.deadline for o in floor.give_grace(debate, night).open} == {START + 43 * HOUR}


# ── pause and resume ────────────────────────────────────────────────────────────────────────────


def test_the_clock_stops_and_goes_on_with_the_time_that_was_left() -> None:
    debate = say(duel())
    paused = floor.pause(debate, "speech-0", START + 10_000)
    assert (paused.status, paused.paused_at) == (Status.PAUSED, START + 10_000)
    after = floor.resume(paused, START + 10_000 + HOUR)
    assert (after.status, after.paused_at) == (Status.RUNNING, None)
    assert deadline(after) == deadline(debate) + HOUR


def test_a_round_pauses_once_for_each_speech() -> None:
    debate = floor.resume(floor.pause(say(duel()), "speech-0", START), START)
    assert debate.cared == {"speech-0"}
    with pytest.raises(IllegalMove, match=r"^error\.paused_already$"):
        floor.pause(debate, "speech-0", START)
    again = floor.pause(say(debate), "speech-1", START)
    assert again.cared == {"speech-0", "speech-1"}


def test_a_pause_counts_from_the_very_first_moment_of_time() -> None:
    """The epoch is a time like any other."""
    debate = replace(floor.pause(say(duel()), "speech-0", START), paused_at=0)
    before = waiting(debate).deadline or 0
    assert deadline(floor.resume(debate, 5000)) == before + 5000


def test_a_pause_moves_the_end_of_a_relaxed_round_too() -> None:
    debate = floor.pause(say(duel(RELAXED)), "speech-0", START)
    after = floor.resume(debate, START + 3 * HOUR)
    assert after.ends_at == START + 5 * DAY + 3 * HOUR
    assert (after.open[0].deadline, after.open[0].latest) == (START + 23 * HOUR, START + 27 * HOUR)


def test_a_pause_leaves_no_deadline_and_no_end_in_quiet_hours() -> None:
    debate = night_duel(seconds=dict.fromkeys(Kind, 9 * 3600), total=9 * 3600)
    paused = floor.pause(say(debate), "speech-0", START)
    after = floor.resume(paused, START + 3 * HOUR)
    assert after.open[0].deadline == after.ends_at == START + 10 * HOUR


def test_a_pause_gives_the_bot_no_deadline() -> None:
    debate = running(rules(DUEL, RELAXED), Comer(person="Ana", wish=HAWK))
    after = floor.resume(floor.pause(say(debate), "speech-0", START), START + HOUR)
    assert [o.bot for o in after.open] == [True]


# ── taking back ─────────────────────────────────────────────────────────────────────────────────


def test_what_is_taken_back_is_as_it_was_and_buys_no_time() -> None:
    before = floor.call(three_way(), 0, START + 100)
    after = say(before, START + 5000)
    back = floor.rewind(after, before, START + 9000)
    assert deadline(back) == deadline(before)
    assert not waiting(back).called  # whose slot it is again is told so again
    assert (back.version, back.moved_at) == (after.version + 1, START + 9000)
    assert (
        replace(back, version=before.version, moved_at=before.moved_at, open=before.open) == before
    )


def test_the_last_speech_can_be_taken_back_before_the_ballots() -> None:
    debate = three_way()
    while len(debate.delivered) < len(debate.slots) - 1:
        debate = say(debate)
    over = say(debate, START + 1)
    assert over.status is Status.JUDGING
    assert floor.rewind(over, debate, START + 2).status is Status.RUNNING


def test_nothing_is_taken_back_once_there_are_ballots() -> None:
    with pytest.raises(IllegalMove, match=r"^error\.undo_over$"):
        floor.rewind(in_status(Status.DONE), duel(), START)


def test_taking_back_within_a_pause_does_not_count_its_time_twice() -> None:
    debate = say(duel())
    paused = floor.pause(debate, "speech-0", START + 1000)
    resumed = floor.resume(paused, START + 11_000)
    back = floor.rewind(resumed, paused, START + 15_000)
    assert back.status is Status.PAUSED
    assert deadline(floor.resume(back, START + 21_000)) == deadline(debate) + 20_000


def test_time_that_passed_before_taking_back_is_made_up_for_once_and_a_little() -> None:
    before = duel()
    late = (deadline(before) or 0) + 5000
    back = floor.rewind(say(before, START + 1000), before, late)
    grace = min(back.slots[0].seconds, floor.GRACE) * 1000
    assert (deadline(back), back.open[0].graced) == (late + grace, True)
    later = late + grace + 5000
    again = floor.rewind(say(back, late + 1000), back, later)
    assert deadline(again) == late + grace  # passed, and no more is given


def test_what_is_taken_back_while_the_clock_stands_still_loses_no_time() -> None:
    before = duel()
    paused = floor.pause(say(before, START + 1000), "speech-0", START + 2000)
    back = floor.rewind(paused, before, START + 32_000)
    assert back.status is Status.RUNNING
    assert deadline(back) == (deadline(before) or 0) + 30_000


def test_a_hidden_stage_that_was_shown_is_not_taken_back() -> None:
    before = say(duel(RELAXED))
    shown = say(before)
    assert shown.phase > before.phase
    with pytest.raises(IllegalMove, match=r"^error\.undo_shown$"):
        floor.rewind(shown, before, START + 1000)
    hidden = floor.rewind(before, duel(RELAXED), START + 1000)
    assert len(hidden.open) == 2


def test_what_was_taken_back_can_be_done_again() -> None:
    before = duel()
    back = floor.rewind(say(before), before, START + 1000)
    again = say(back, START + 2000)
    assert again.version > back.version
    assert slot_of(again).number == 1
    assert {job.slot for job in due(again)} == {1}
