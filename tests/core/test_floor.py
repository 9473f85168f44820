"""From the first slot to the last: speaking, the bot, passing, announcing, more time."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core import ending, floor
from bot.core.errors import IllegalMove
from bot.core.format import Kind
from bot.core.lobby import Comer
from bot.core.round import How, Round, Status
from tests.core.play import (
    CAUTION,
    DAY,
    DUEL,
    HAWK,
    HOUR,
    MOSCOW,
    NIGHT,
    RELAXED,
    START,
    THREE_WAY,
    duel,
    in_status,
    play_out,
    rules,
    running,
    say,
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


# ── speaking ────────────────────────────────────────────────────────────────────────────────────


def test_a_speech_takes_its_slot_and_the_next_opens() -> None:
    debate = three_way(order=0)
    after = floor.speak(debate, "seat-Ana", "s1", START + 7)
    (delivery,) = after.delivered
    assert (delivery.slot, delivery.seat, delivery.how) == (0, "seat-Ana", How.SPOKEN)
    assert (delivery.speech, delivery.at) == ("s1", START + 7)
    assert waiting(after).slot == 1


@pytest.mark.parametrize("act", [floor.skip, floor.extend])
def test_nobody_acts_in_somebody_elses_slot(act: Callable[[Round, str, int], Round]) -> None:
    with pytest.raises(IllegalMove, match=r"^error\.not_your_slot$"):
        act(three_way(), "seat-Ben", START)
    with pytest.raises(IllegalMove, match=r"^error\.not_your_slot$"):
        floor.speak(three_way(), "seat-Ben", "s1", START)


@pytest.mark.parametrize("status", [Status.LOBBY, Status.PAUSED, Status.JUDGING])
def test_outside_a_running_round_the_refusal_says_why(status: Status) -> None:
    debate = in_status(status)
    for act in (floor.skip, floor.extend):
        with pytest.raises(IllegalMove, match=rf"^error\.illegal\.{status.value}"):
            act(debate, "seat-Zoe", START)
    with pytest.raises(IllegalMove, match=rf"^error\.illegal\.{status.value}"):
        floor.speak(debate, "seat-Zoe", "s1", START)
    for tell in (floor.call, floor.warn):
        with pytest.raises(IllegalMove, match=rf"^error\.illegal\.{status.value}"):
            tell(debate, 99, START)


def test_at_a_timed_pace_a_speech_is_given_once() -> None:
    debate = say(three_way())
    with pytest.raises(IllegalMove, match=r"^error\.not_your_slot$"):
        floor.speak(debate, "seat-Ana", "again", START)


def test_where_slots_are_open_together_a_second_speech_replaces_the_first() -> None:
    debate = floor.speak(three_way(RELAXED), "seat-Ana", "first", START)
    after = floor.speak(debate, "seat-Ana", "second", START + 5)
    (delivery,) = after.delivered
    assert (delivery.speech, delivery.at, delivery.slot) == ("second", START + 5, 0)
    assert after.open == debate.open
    assert after.version == debate.version + 1


def test_a_replacement_touches_nobody_elses_speech() -> None:
    debate = floor.speak(three_way(RELAXED), "seat-Ben", "bens", START)
    debate = floor.speak(debate, "seat-Ana", "anas", START)
    after = floor.speak(debate, "seat-Ben", "bens again", START)
    assert [d.speech for d in after.delivered] == ["bens again", "anas"]


def test_once_the_phase_is_over_its_speeches_stand() -> None:
    debate = duel(RELAXED)
    debate = floor.speak(debate, "seat-Ana", "a1", START)
    debate = floor.speak(debate, "seat-Ben", "b1", START)
    after = floor.speak(debate, "seat-Ana", "a2", START)
    assert [d.speech for d in after.delivered] == ["a1", "b1", "a2"]
    assert after.delivered[-1].slot != 0


@pytest.mark.parametrize("miss", ["pass", "time"])
def test_who_passed_or_missed_a_slot_cannot_replace_what_became_of_it(miss: str) -> None:
    debate = three_way(RELAXED)
    if miss == "pass":
        debate = floor.skip(debate, "seat-Ana", START)
    else:
        debate = floor.expire(debate, 0, None, START + DAY)
        debate = floor.bot_speaks(debate, 0, "stand-in", START + DAY)
    with pytest.raises(IllegalMove, match=r"^error\.not_your_slot$"):
        floor.speak(debate, "seat-Ana", "late", START)


# ── the bot ─────────────────────────────────────────────────────────────────────────────────────


def test_the_bot_speaks_from_its_own_seat() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=CAUTION, Ben=MOSCOW))
    after = floor.bot_speaks(debate, 0, "b1", START)
    (delivery,) = after.delivered
    assert (delivery.how, delivery.speech, delivery.seat) == (How.SPOKEN, "b1", "bot-1")


def test_the_bot_stands_in_where_somebody_missed_their_slot() -> None:
    missed = floor.expire(three_way(), 0, None, START + 240_000)
    assert waiting(missed).stand_in
    after = floor.bot_speaks(missed, 0, "b1", START + 240_000)
    (delivery,) = after.delivered
    assert (delivery.how, delivery.seat) == (How.STOOD_IN, "seat-Ana")


def test_the_bot_stands_in_for_somebody_who_left_for_good() -> None:
    """Its speeches are not theirs: they are never marked as that person's."""
    debate = ending.leave(three_way(order=0), "Ana", START)
    debate = play_out(debate)
    hows = {d.how for d in debate.delivered if d.seat == "seat-Ana"}
    assert hows == {How.STOOD_IN}
    assert {d.how for d in debate.delivered if d.seat == "seat-Ben"} == {How.SPOKEN}


@pytest.mark.parametrize("slot", [0, 1, 99])
def test_the_bot_takes_no_slot_that_waits_for_a_person_or_not_at_all(slot: int) -> None:
    with pytest.raises(IllegalMove, match=r"^error\.not_your_slot$"):
        floor.bot_speaks(three_way(), slot, "b1", START)


def test_while_the_clock_stands_still_the_bot_is_silent_too() -> None:
    debate = running(rules(THREE_WAY), *wishing(Ana=HAWK, Ben=CAUTION))
    debate = floor.pause(ending.leave(say(debate), "Ben", START), "speech-0", START)
    assert debate.open[0].bot
    with pytest.raises(IllegalMove, match=r"^error\.illegal\.paused"):
        floor.bot_speaks(debate, debate.open[0].slot, "b1", START)


# ── passing, announcing, warning ────────────────────────────────────────────────────────────────


def test_a_passed_slot_holds_no_speech_and_the_round_goes_on() -> None:
    after = floor.skip(three_way(), "seat-Ana", START + 3)
    (delivery,) = after.delivered
    assert (delivery.how, delivery.speech, delivery.at) == (How.PASSED, None, START + 3)
    assert waiting(after).slot == 1


@pytest.mark.parametrize(
    ("tell", "phrase"),
    [(floor.call, "error.called_already"), (floor.warn, "error.warned_already")],
)
def test_a_slot_is_announced_once_and_warned_about_once(
    tell: Callable[[Round, int, int], Round], phrase: str
) -> None:
    told = tell(three_way(), 0, START + 1)
    assert (told.version, told.moved_at) == (three_way().version + 1, START + 1)
    with pytest.raises(IllegalMove, match=phrase.replace(".", r"\.")):
        tell(told, 0, START + 2)


def test_announcing_and_warning_are_told_apart() -> None:
    called = waiting(floor.call(three_way(), 0, START))
    warned = waiting(floor.warn(three_way(), 0, START))
    assert (called.called, called.warned) == (True, False)
    assert (warned.called, warned.warned) == (False, True)


@pytest.mark.parametrize("tell", [floor.call, floor.warn])
def test_a_slot_that_is_over_or_the_bots_is_not_announced(
    tell: Callable[[Round, int, int], Round],
) -> None:
    with pytest.raises(IllegalMove, match=r"^error\.slot_over$"):
        tell(say(three_way()), 0, START)
    bots = running(rules(THREE_WAY), *wishing(Ana=CAUTION, Ben=MOSCOW))
    with pytest.raises(IllegalMove, match=r"^error\.slot_over$"):
        tell(bots, 0, START)


def test_of_slots_open_together_only_the_one_meant_is_warned_about() -> None:
    after = floor.warn(three_way(RELAXED), 1, START)
    assert [o.warned for o in after.open] == [False, True, False]


# ── more time ───────────────────────────────────────────────────────────────────────────────────


def test_an_extension_needs_nobodys_consent_and_is_given_once() -> None:
    debate = three_way(order=0)
    after = floor.extend(debate, "seat-Ana", START + 1)
    assert deadline(after) == START + (240 + 120) * 1000
    assert after.seat("seat-Ana").extended
    with pytest.raises(IllegalMove, match=r"^error\.extended_already$"):
        floor.extend(after, "seat-Ana", START + 2)


def test_one_extension_each_means_one_in_a_whole_round() -> None:
    debate = say(floor.extend(duel(), "seat-Ana", START))
    debate = floor.extend(debate, "seat-Ben", START)  # everybody has one of their own
    debate = say(debate)
    assert waiting(debate).seat == "seat-Ana"
    with pytest.raises(IllegalMove, match=r"^error\.extended_already$"):
        floor.extend(debate, "seat-Ana", START)


def test_a_private_time_factor_stretches_the_extension_too() -> None:
    ana = Comer(person="Ana", wish=HAWK, factor=1.5)
    debate = running(rules(DUEL), ana, Comer(person="Ben", wish=CAUTION))
    assert deadline(floor.extend(debate, "seat-Ana", START)) == START + 540_000


def test_after_an_extension_there_is_a_warning_again() -> None:
    debate = floor.extend(floor.warn(three_way(), 0, START), "seat-Ana", START)
    assert not waiting(debate).warned


@pytest.mark.parametrize(
    ("seconds", "extension", "given"),
    [(4 * 3600, 3600, HOUR), (9 * 3600, 7200, HOUR), (22 * 3600, 7200, 2 * HOUR)],
)
def test_at_a_relaxed_pace_an_extension_ends_before_quiet_hours(
    seconds: int, extension: int, given: int
) -> None:
    debate = night_duel(seconds=dict.fromkeys(Kind, seconds), extension=extension)
    before = debate.open[0].deadline
    after = floor.extend(debate, "seat-Ana", START)
    assert before is not None
    assert after.open[0].deadline == before + given


def test_an_extension_that_would_give_nothing_is_refused_and_not_used_up() -> None:
    debate = night_duel(seconds=dict.fromkeys(Kind, 10 * 3600), extension=3600)
    with pytest.raises(IllegalMove, match=r"^error\.no_more_time$"):
        floor.extend(debate, "seat-Ana", START)
    assert not debate.seat("seat-Ana").extended
