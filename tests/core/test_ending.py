"""Ending early: by consent, by conceding, by leaving; and the ends themselves."""

from collections.abc import Callable

import pytest

from bot.core import ending, floor
from bot.core.errors import IllegalMove, NotYours
from bot.core.jobs import due
from bot.core.lobby import Comer
from bot.core.round import Ending, How, Round, Status
from tests.core.play import (
    CAUTION,
    HAWK,
    HOUR,
    MOSCOW,
    RELAXED,
    START,
    TEAMS,
    THREE_WAY,
    duel,
    in_status,
    play_out,
    rules,
    running,
    say,
    three_way,
    waiting,
    wishing,
)


def teams() -> Round:
    """Ana and Abe argue hawk against Ben, caution, and Cyd, moscow."""
    return running(rules(TEAMS), *wishing(Ana=HAWK, Ben=CAUTION, Cyd=MOSCOW, Abe=HAWK))


def over(debate: Round) -> Ending | None:
    """Why a round is being judged, if it is."""
    return debate.ending if debate.status is Status.JUDGING else None


# ── by consent ──────────────────────────────────────────────────────────────────────────────────


def test_a_round_ends_once_everybody_agreed() -> None:
    debate = ending.propose_end(three_way(), "Ana", START)
    assert (debate.status, debate.agreed) == (Status.RUNNING, frozenset({"seat-Ana"}))
    debate = ending.agree_end(debate, "Cyd", START)
    assert debate.status is Status.RUNNING
    debate = ending.agree_end(debate, "Ben", START + 3)
    assert over(debate) is Ending.AGREED
    assert (debate.open, debate.moved_at) == ((), START + 3)


def test_to_agree_twice_is_to_agree_once() -> None:
    debate = ending.propose_end(three_way(), "Ana", START)
    debate = ending.agree_end(debate, "Ana", START)
    assert (debate.status, debate.agreed) == (Status.RUNNING, frozenset({"seat-Ana"}))


def test_to_propose_what_is_proposed_already_is_to_agree() -> None:
    debate = ending.agree_end(ending.propose_end(three_way(), "Ana", START), "Ben", START)
    assert over(ending.propose_end(debate, "Cyd", START)) is Ending.AGREED


def test_one_who_declines_clears_the_proposal() -> None:
    debate = ending.agree_end(ending.propose_end(three_way(), "Ana", START), "Ben", START)
    debate = ending.decline_end(debate, "Cyd", START)
    assert (debate.status, debate.agreed) == (Status.RUNNING, frozenset())
    with pytest.raises(IllegalMove, match=r"^error\.nothing_to_agree$"):
        ending.agree_end(debate, "Ana", START)


def test_alone_with_the_bot_one_ends_at_once() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=HAWK))
    assert over(ending.propose_end(debate, "Ana", START)) is Ending.AGREED


def test_a_proposal_stands_while_the_debate_goes_on() -> None:
    debate = ending.propose_end(three_way(), "Ana", START)
    assert say(say(debate)).agreed == {"seat-Ana"}


Act = Callable[[Round, str, int], Round]


@pytest.mark.parametrize("act", [ending.agree_end, ending.decline_end])
def test_without_a_proposal_there_is_nothing_to_agree_to(act: Act) -> None:
    with pytest.raises(IllegalMove, match=r"^error\.nothing_to_agree$"):
        act(three_way(), "Ana", START)
    with pytest.raises(IllegalMove, match=r"^error\.illegal\.judging"):
        act(play_out(three_way()), "Ana", START)


@pytest.mark.parametrize(
    "act",
    [ending.propose_end, ending.agree_end, ending.decline_end, ending.concede, ending.leave],
)
def test_somebody_without_a_seat_ends_nothing(act: Act) -> None:
    with pytest.raises(NotYours, match=r"^error\.not_in$"):
        act(three_way(), "Zoe", START)


def test_who_conceded_or_left_is_not_asked_to_agree() -> None:
    debate = ending.propose_end(three_way(), "Ana", START)
    conceded = ending.concede(debate, "Ben", START)
    assert conceded.status is Status.RUNNING
    assert over(ending.agree_end(conceded, "Cyd", START)) is Ending.AGREED
    left = ending.leave(debate, "Ben", START)
    assert left.status is Status.RUNNING
    assert over(ending.agree_end(left, "Cyd", START)) is Ending.AGREED


def test_when_the_only_one_who_had_not_agreed_leaves_or_concedes_it_is_over() -> None:
    debate = ending.agree_end(ending.propose_end(three_way(), "Ana", START), "Ben", START)
    assert over(ending.leave(debate, "Cyd", START)) is Ending.AGREED
    assert over(ending.concede(debate, "Cyd", START)) is Ending.AGREED


def test_when_the_only_one_who_had_agreed_leaves_the_proposal_is_gone() -> None:
    debate = ending.leave(ending.propose_end(three_way(), "Ana", START), "Ana", START)
    assert (debate.status, debate.agreed) == (Status.RUNNING, frozenset())


# ── by conceding ────────────────────────────────────────────────────────────────────────────────


def test_one_sides_concession_leaves_the_other_two_debating() -> None:
    debate = ending.concede(three_way(), "Ben", START)
    assert (debate.status, debate.standing_sides) == (Status.RUNNING, (HAWK, MOSCOW))


def test_a_second_concession_ends_a_three_way_round() -> None:
    debate = ending.concede(three_way(), "Ben", START)
    debate = ending.concede(debate, "Ana", START + 1)
    assert over(debate) is Ending.CONCEDED
    assert debate.open == ()


def test_a_concession_ends_a_duel() -> None:
    assert over(ending.concede(duel(), "Ben", START)) is Ending.CONCEDED


def test_when_only_the_bot_is_left_standing_it_does_not_debate_itself() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=HAWK))
    assert over(ending.concede(debate, "Ana", START)) is Ending.CONCEDED


def test_when_the_last_person_who_had_not_conceded_leaves_it_is_over() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=HAWK, Ben=CAUTION))
    debate = ending.concede(debate, "Ana", START)
    assert debate.status is Status.RUNNING
    assert over(ending.leave(debate, "Ben", START)) is Ending.CONCEDED


def test_nobody_concedes_twice() -> None:
    debate = ending.concede(three_way(), "Ben", START)
    with pytest.raises(IllegalMove, match=r"^error\.conceded_already$"):
        ending.concede(debate, "Ben", START)


def test_a_team_is_out_once_all_its_people_have_conceded() -> None:
    debate = ending.concede(teams(), "Ana", START)
    assert debate.standing_sides == (HAWK, CAUTION, MOSCOW)
    assert ending.concede(debate, "Abe", START).standing_sides == (CAUTION, MOSCOW)


def test_a_team_is_out_when_the_last_who_had_not_conceded_leaves() -> None:
    debate = ending.concede(teams(), "Ana", START)
    assert ending.leave(debate, "Abe", START).standing_sides == (CAUTION, MOSCOW)


def test_the_bot_speaks_on_for_a_team_that_left_without_conceding() -> None:
    debate = ending.leave(ending.leave(teams(), "Ana", START), "Abe", START)
    assert (debate.status, debate.standing_sides) == (Status.RUNNING, (HAWK, CAUTION, MOSCOW))
    assert waiting(debate).bot


# ── by leaving ──────────────────────────────────────────────────────────────────────────────────


def test_the_bot_takes_the_open_slot_of_somebody_who_leaves_and_nobody_elses() -> None:
    debate = ending.leave(three_way(RELAXED), "Ben", START)
    assert {o.seat: o.bot for o in debate.open} == {
        "seat-Ana": False,
        "seat-Ben": True,
        "seat-Cyd": False,
    }
    assert debate.seat("seat-Ben").left
    assert "speak:" in " ".join(job.key for job in due(debate))


def test_the_bot_takes_every_later_slot_of_somebody_who_left() -> None:
    debate = ending.leave(three_way(), "Ben", START)
    while debate.status is Status.RUNNING:
        assert waiting(debate).bot == (waiting(debate).seat == "seat-Ben")
        debate = say(debate)
    assert over(debate) is Ending.FULL


def test_when_nobody_is_left_what_was_said_is_marked() -> None:
    debate = ending.leave(say(duel()), "Ana", START)
    after = ending.leave(debate, "Ben", START + 1)
    assert over(after) is Ending.LEFT
    assert after.open == ()


def test_when_nobody_is_left_and_no_person_said_anything_it_is_cancelled() -> None:
    debate = ending.leave(duel(), "Ana", START)
    debate = say(debate)  # the bot, from Ana's seat
    after = ending.leave(debate, "Ben", START)
    assert (after.status, after.open, after.ending) == (Status.CANCELLED, (), None)


def test_a_bots_speech_or_a_passed_slot_is_nothing_said() -> None:
    bots = running(rules(THREE_WAY), Comer(person="Ana", wish=CAUTION))
    assert ending.leave(say(bots), "Ana", START).status is Status.CANCELLED
    passed = floor.skip(running(rules(THREE_WAY), Comer(person="Ana", wish=HAWK)), "seat-Ana", 0)
    assert ending.leave(passed, "Ana", START).status is Status.CANCELLED


def test_somebody_who_left_holds_no_seat_any_more() -> None:
    debate = ending.leave(three_way(), "Ben", START)
    with pytest.raises(NotYours):
        ending.leave(debate, "Ben", START)


# ── leaving while the clock stands still ────────────────────────────────────────────────────────


def paused_for_ana() -> Round:
    """Ana spoke of a loss; the clock stands still for her."""
    return floor.pause(say(three_way(order=0)), "speech-0", START + 1000)


def test_when_somebody_else_leaves_the_clock_goes_on_standing_still() -> None:
    debate = paused_for_ana()
    after = ending.leave(debate, "Ben", START + HOUR)
    assert (after.status, after.paused_at) == (Status.PAUSED, START + 1000)
    resumed = floor.resume(after, START + 2 * HOUR)
    assert [o.bot for o in resumed.open] == [True]


def test_when_the_one_it_stood_still_for_leaves_the_others_go_on() -> None:
    debate = paused_for_ana()
    after = ending.leave(debate, "Ana", START + 1000 + HOUR)
    assert after.status is Status.RUNNING
    assert waiting(after).deadline == (waiting(debate).deadline or 0) + HOUR


def test_only_the_last_to_speak_of_a_loss_is_waited_for() -> None:
    debate = floor.resume(paused_for_ana(), START + 2000)
    debate = floor.pause(say(debate), "speech-1", START + 3000)
    assert ending.leave(debate, "Ana", START + 4000).status is Status.PAUSED
    assert ending.leave(debate, "Ben", START + 4000).status is Status.RUNNING


def test_a_round_left_by_all_while_its_clock_stands_still_is_not_marked() -> None:
    debate = running(rules(THREE_WAY), Comer(person="Ana", wish=HAWK))
    debate = floor.pause(say(debate), "speech-0", START)
    after = ending.leave(debate, "Ana", START)
    assert (after.status, after.open) == (Status.CANCELLED, ())


def test_what_was_settled_by_leaving_within_a_pause_takes_effect_when_the_clock_goes_on() -> None:
    debate = ending.agree_end(ending.propose_end(three_way(order=0), "Ana", START), "Cyd", START)
    debate = floor.pause(say(debate), "speech-0", START)
    debate = ending.leave(debate, "Ben", START)
    assert debate.status is Status.PAUSED
    assert over(floor.resume(debate, START)) is Ending.AGREED


# ── the ends ────────────────────────────────────────────────────────────────────────────────────


def test_the_ballots_finish_a_round_and_say_for_whom_it_counts() -> None:
    debate = play_out(three_way())
    after = ending.finish(debate, {"seat-Ana", "seat-Cyd"}, START + 1)
    assert (after.status, after.moved_at) == (Status.DONE, START + 1)
    assert [seat.counted for seat in after.seats] == [True, False, True]
    assert due(after) == ()


@pytest.mark.parametrize("status", [Status.LOBBY, Status.SEATING, Status.RUNNING, Status.PAUSED])
def test_a_cancelled_round_waits_for_nothing(status: Status) -> None:
    after = ending.cancel(in_status(status), START)
    assert (after.status, after.open, due(after)) == (Status.CANCELLED, (), ())


def test_what_was_spoken_before_an_early_end_stays() -> None:
    debate = ending.concede(say(duel()), "Ben", START)
    assert [d.how for d in debate.delivered] == [How.SPOKEN]
