"""The rules of a round, line by line: "Who speaks when" and "The flow".

Each test's docstring is the rule it is for. The orders are those of a Latin square, in which each
side speaks first, second and third once over openings, rebuttals and closings.
"""

# long: debate.md is walked through in one place, line by line

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core import ending, floor, lobby, words
from bot.core.errors import IllegalMove
from bot.core.flow import State
from bot.core.format import Format, Kind, Pace, Slot, plan
from bot.core.jobs import JobKind, due
from bot.core.lobby import Comer, Draw
from bot.core.round import Ending, How, Round, Status
from tests.core.play import (
    BLITZ,
    BOTS,
    CAUTION,
    DAY,
    DRILL,
    DUEL,
    HAWK,
    HOUR,
    MINUTE,
    MOSCOW,
    NIGHT,
    PACES,
    RELAXED,
    SIDES,
    SOLO,
    STANDARD,
    START,
    TEAMS,
    THREE_WAY,
    asleep,
    duel,
    open_lobby,
    play_to,
    rules,
    running,
    say,
    seat_all,
    slot_of,
    terms,
    three_way,
    waiting,
    wishing,
)
from tests.core.sheets import Script, row

ONE_EACH = dict.fromkeys(SIDES, 1)
LETTERS = {HAWK: "h", CAUTION: "c", MOSCOW: "m"}
SPEECHES = (Kind.OPENING, Kind.REBUTTAL, Kind.CLOSING)


def slots(
    form: Format = THREE_WAY,
    pace: Pace = STANDARD,
    order: int = 0,
    members: dict[str, int] | None = None,
) -> tuple[Slot, ...]:
    """The plan of a round."""
    sides = SIDES[: form.sides]
    return plan(form, pace, sides, members or {side: ONE_EACH[side] for side in sides}, order)


def order_of(planned: Sequence[Slot], kind: Kind) -> str:
    """Who speaks in the slots of a kind, by first letter."""
    return "".join(LETTERS[slot.side] for slot in planned if slot.kind is kind)


# ── who speaks when ─────────────────────────────────────────────────────────────────────────────


def test_kinds_of_slot() -> None:
    """Kinds of slot: opening, question, answer, rebuttal, closing; a slot may have an addressee."""
    assert [kind.value for kind in Kind] == [
        "opening",
        "question",
        "answer",
        "rebuttal",
        "closing",
    ]
    for slot in slots():
        assert (slot.addressee is not None) == (slot.kind in (Kind.QUESTION, Kind.ANSWER))


@pytest.mark.parametrize("order", range(3))
def test_the_proposer_opens(order: int) -> None:
    """Three-way: the proposer opens."""
    assert slots(order=order)[0].side == HAWK


@pytest.mark.parametrize(
    ("order", "openings", "rebuttals", "closings"),
    [(0, "hcm", "cmh", "mhc"), (1, "hmc", "mch", "chm"), (2, "hcm", "mhc", "cmh")],
)
def test_each_side_speaks_first_second_and_third_once(
    order: int, openings: str, rebuttals: str, closings: str
) -> None:
    """Over openings, rebuttals and closings each side speaks first, second and third once."""
    planned = slots(order=order)
    spoken = [order_of(planned, kind) for kind in SPEECHES]
    assert spoken == [openings, rebuttals, closings]
    for place in range(3):
        assert {stage[place] for stage in spoken} == set("hcm")


def test_the_last_word_is_drawn_evenly() -> None:
    """The last word is drawn evenly: 28 to 38 in a hundred of 600 seeded rounds each."""
    played = rules(THREE_WAY)
    last = Counter(
        running(played, *wishing(Ana=HAWK, Ben=CAUTION, Cyd=MOSCOW), seed=seed).slots[-1].side
        for seed in range(600)
    )
    assert set(last) == set(SIDES)
    assert all(168 <= last[side] <= 228 for side in SIDES)


def test_two_sides_open_in_order_and_close_in_reverse() -> None:
    """A duel: openings 1, 2; each asks the other; rebuttals 1, 2; closings 2, 1."""
    planned = slots(DUEL, RELAXED)
    assert [(slot.kind.value[0], LETTERS[slot.side]) for slot in planned] == [
        ("o", "h"), ("o", "c"), ("q", "h"), ("q", "c"), ("a", "c"), ("a", "h"),
        ("r", "h"), ("r", "c"), ("c", "c"), ("c", "h"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", [SOLO, DUEL, THREE_WAY, TEAMS])
@pytest.mark.parametrize("pace", PACES)
def test_cross_examination_comes_after_the_openings(form: Format, pace: Pace) -> None:
    """Cross-examination comes after the openings."""
    kinds = [slot.kind for slot in slots(form, pace)]
    stages = [Kind.OPENING, Kind.QUESTION, Kind.ANSWER, Kind.REBUTTAL, Kind.CLOSING]
    firsts = [kinds.index(kind) for kind in stages]
    assert firsts == sorted(firsts)
    assert kinds[firsts[3] :] == sorted(kinds[firsts[3] :], key=stages.index)


@pytest.mark.parametrize("order", range(3))
@pytest.mark.parametrize("pace", PACES)
def test_each_side_questions_one_opponent_and_answers_the_other(order: int, pace: Pace) -> None:
    """Each side questions one opponent and answers the other."""
    planned = slots(pace=pace, order=order)
    asked = {(s.side, s.addressee) for s in planned if s.kind is Kind.QUESTION}
    answered = {(s.side, s.addressee) for s in planned if s.kind is Kind.ANSWER}
    assert answered == {(other, side) for side, other in asked}
    for side in SIDES:
        (questions,) = (other for asker, other in asked if asker == side)
        (answers,) = (other for answerer, other in answered if answerer == side)
        assert {side, questions, answers} == set(SIDES)


@pytest.mark.parametrize("pace", PACES)
def test_a_question_has_forty_words_an_answer_sixty(pace: Pace) -> None:
    """Question 40 words, answer 60."""
    limits = {slot.kind: slot.words for slot in slots(pace=pace)}
    assert (limits[Kind.QUESTION], limits[Kind.ANSWER]) == (40, 60)


@pytest.mark.parametrize(("pace", "follow_ups"), [(BLITZ, 1), (STANDARD, 1), (RELAXED, 0)])
@pytest.mark.parametrize("form", [DUEL, THREE_WAY])
def test_one_follow_up_unless_relaxed(form: Format, pace: Pace, follow_ups: int) -> None:
    """One follow-up unless relaxed."""
    exchanges = Counter(
        (slot.side, slot.addressee, slot.kind, slot.follow_up)
        for slot in slots(form, pace)
        if slot.addressee
    )
    assert set(exchanges.values()) == {1}
    plain = [key for key in exchanges if not key[3]]
    assert len(exchanges) - len(plain) == follow_ups * len(plain)


def test_a_follow_up_comes_right_after_the_answer_it_follows() -> None:
    """One follow-up: question, answer, question, answer between the same two sides."""
    debate = play_to(three_way(), Kind.QUESTION)
    pair = []
    for _ in range(4):
        slot = slot_of(debate)
        pair.append((slot.kind, slot.follow_up, slot.side, slot.addressee))
        debate = say(debate)
    assert pair == [
        (Kind.QUESTION, False, HAWK, pair[0][3]),
        (Kind.ANSWER, False, pair[0][3], HAWK),
        (Kind.QUESTION, True, HAWK, pair[0][3]),
        (Kind.ANSWER, True, pair[0][3], HAWK),
    ]


def test_a_question_raises_no_argument() -> None:
    """A question raises no argument."""
    said = Script()
    said("hawk", Kind.QUESTION, "h3 *sun")
    assert said.sheet().arguments == ()


def test_admissions_bind_and_are_flowed() -> None:
    """Admissions bind and are flowed."""
    said = Script()
    said("hawk", Kind.OPENING, "h3")
    said("caution", Kind.OPENING, ">h3")
    said("caution", Kind.ANSWER, "~h3")
    said("caution", Kind.REBUTTAL, ">h3")
    assert said.state("h3", "caution") is State.CONCEDED
    assert said.state("h3", "moscow") is State.OPEN


def test_a_claim_first_raised_in_a_closing_is_new_and_needs_no_answer() -> None:
    """A claim first raised in a closing is marked *new*, earns nothing and needs no answer."""
    said = Script()
    said("hawk", Kind.OPENING, "h1")
    said("hawk", Kind.CLOSING, "h3 h1 *sun")
    assert row(said.sheet(), "h3").new
    assert not row(said.sheet(), "h1").new
    assert said.pressing("caution") == {"hawk": ["h1"]}
    said("caution", Kind.CLOSING)
    assert said.dropped("caution") == []


def test_a_closing_may_answer_the_last_rebuttals() -> None:
    """Comparison, new examples and answers to the last rebuttals are allowed."""
    said = Script()
    said("hawk", Kind.REBUTTAL, "h3")
    said("caution", Kind.CLOSING, ">h3")
    assert said.state("h3", "caution") is State.ANSWERED


@pytest.mark.parametrize("form", [SOLO, DUEL, THREE_WAY, DRILL])
def test_at_a_relaxed_pace_each_phase_is_simultaneous(form: Format) -> None:
    """Relaxed pace: each phase is simultaneous, and hidden until all are in or time ends."""
    planned = slots(form, RELAXED)
    phases = Counter((slot.phase, slot.kind) for slot in planned)
    assert len(phases) == len({phase for phase, _ in phases})
    assert [slot.phase for slot in planned] == sorted(slot.phase for slot in planned)
    if form is THREE_WAY:
        assert phases == dict.fromkeys(enumerate(Kind), 3)
    for timed in (BLITZ, STANDARD):
        assert [slot.phase for slot in slots(form, timed)] == list(range(len(slots(form, timed))))


def test_a_relaxed_phase_ends_when_all_are_in_or_time_ends() -> None:
    """Hidden until all are in or time ends."""
    debate = say(say(three_way(RELAXED), slot=0), slot=2)
    assert debate.phase == 0
    assert say(debate, slot=1).phase == 1
    late = debate.open[0].deadline or 0
    missed = floor.expire(debate, 1, None, late)
    assert floor.bot_speaks(missed, 1, "stand-in", late).phase == 1


def test_speeches_of_a_hidden_phase_cannot_be_answered_within_it() -> None:
    """Each phase is simultaneous and hidden: nobody drops what they could not see."""
    said = Script()
    said("hawk", Kind.OPENING, "h1", phase=0)
    said("hawk", Kind.REBUTTAL, "h3", phase=3)
    said("caution", Kind.REBUTTAL, ">h3", phase=3)
    assert said.state("h3", "caution") is State.OPEN
    assert said.dropped("caution") == ["h1"]


def relaxed_with_nights(factor: float = 1.0) -> Round:
    """A relaxed three-way round that keeps out of the night."""
    played = rules(THREE_WAY, RELAXED)
    comers = [replace(comer, factor=factor) for comer in wishing(Ana=HAWK, Ben=CAUTION, Cyd=MOSCOW)]
    return running(played, *comers, of=terms(played, quiet=NIGHT))


@pytest.mark.parametrize("factor", [1.0, 1.7])
@pytest.mark.parametrize("extends", [False, True])
def test_a_relaxed_round_takes_at_most_a_day_a_phase_and_five_in_all(
    *, extends: bool, factor: float
) -> None:
    """At most a day per phase, five days in all; deadlines and warnings keep out of quiet hours."""
    debate, now = relaxed_with_nights(factor), START
    while debate.status is Status.RUNNING:
        opened = now
        if extends:
            for seat in ("seat-Ana", "seat-Ben", "seat-Cyd"):
                if not debate.seat(seat).extended and debate.open_for(seat):
                    try:
                        debate = floor.extend(debate, seat, now)
                    except IllegalMove:
                        continue
        for job in due(debate):
            if job.kind in (JobKind.DEADLINE, JobKind.WARNING):
                assert not asleep(job.due_at, NIGHT)
                assert opened < job.due_at <= opened + DAY
        while debate.status is Status.RUNNING and debate.open and now == opened:
            now = max(o.deadline or now for o in debate.open)
        for place in debate.open:
            debate = floor.expire(debate, place.slot, None, now)
            debate = floor.bot_speaks(debate, place.slot, f"s{place.slot}", now)
    assert now <= START + 5 * DAY


def test_word_limits_bind_everybody() -> None:
    """Word limits bind everybody: one limit for every side, and what is beyond is not heard."""
    for kind in Kind:
        assert len({slot.words for slot in slots() if slot.kind is kind}) == 1
    text = "one two three four"
    assert text[: words.heard(text, 3)] == "one two three "


def test_one_extension_each_needs_no_consent() -> None:
    """One extension each needs no consent."""
    debate = floor.extend(duel(), "seat-Ana", START)
    assert waiting(debate).deadline == START + 6 * MINUTE
    with pytest.raises(IllegalMove):
        floor.extend(debate, "seat-Ana", START)
    assert floor.extend(say(debate), "seat-Ben", START).seat("seat-Ben").extended


def test_an_instructor_can_set_a_private_time_factor() -> None:
    """An instructor can set a private time factor for a person."""
    ana = Comer(person="Ana", wish=HAWK, factor=2.0)
    debate = running(rules(DUEL), ana, Comer(person="Ben", wish=CAUTION))
    assert waiting(debate).deadline == START + 8 * MINUTE
    assert waiting(say(debate)).deadline == START + 4 * MINUTE


def test_a_missed_slot_is_taken_by_the_bot_that_slot_only() -> None:
    """A missed slot is taken by the bot, that slot only; the person resumes by speaking."""
    debate = duel()
    while debate.status is Status.RUNNING:
        place = waiting(debate)
        assert not place.bot
        if place.slot == 0:
            debate = floor.expire(debate, 0, None, START + HOUR)
        debate = say(debate)
    mine = [d.how for d in debate.delivered if d.seat == "seat-Ana"]
    assert mine == [How.STOOD_IN, *[How.SPOKEN] * (len(mine) - 1)]


def test_one_sides_concession_leaves_the_other_two_debating() -> None:
    """One side's concession leaves the other two debating."""
    debate = ending.concede(three_way(), "Cyd", START)
    spoke = set()
    while debate.status is Status.RUNNING:
        spoke.add(slot_of(debate).side)
        debate = say(debate)
    assert (spoke, debate.ending) == ({HAWK, CAUTION}, Ending.FULL)


def test_a_duel_uses_two_sides_the_proposer_and_a_draw_of_the_others() -> None:
    """A duel uses two sides (default hawk and a draw of the others)."""
    played = rules(DUEL)
    pairs = {
        seat_all(open_lobby(played, *wishing(Ana=None, Ben=None), seed=seed), played).sides
        for seed in range(40)
    }
    assert pairs == {(HAWK, CAUTION), (HAWK, MOSCOW)}


def test_the_third_side_of_a_duel_drops_nothing() -> None:
    """The third cannot be dropped: it is not in play, so nothing is put to it or dropped by it."""
    said = Script("hawk", "caution")
    said("hawk", Kind.OPENING, "h3")
    said("caution", Kind.REBUTTAL)
    assert row(said.sheet(), "h3").towards == {"caution": State.DROPPED}
    assert said.sheet().pressing("moscow") == {}
    assert said.dropped("moscow") == []


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 1, 1), (3, 3, 2), (4, 4, 4), (5, 3, 1)])
@pytest.mark.parametrize("order", range(3))
def test_in_teams_every_member_has_a_slot(sizes: tuple[int, ...], order: int) -> None:
    """In teams every member has a slot."""
    members = dict(zip(SIDES, sizes, strict=True))
    planned = slots(TEAMS, STANDARD, order, members)
    for side, size in members.items():
        spoken = Counter(s.member for s in planned if s.side == side and s.kind in SPEECHES)
        assert set(spoken) == set(range(size))
        assert max(spoken.values()) - min(spoken.values()) <= 1
    per_side = Counter(slot.side for slot in planned)
    assert len(set(per_side.values())) == 1


def test_in_teams_the_second_member_asks_and_the_first_answers() -> None:
    """In teams every member has a slot: who opened answers for it, another asks."""
    planned = slots(TEAMS, STANDARD, 0, dict.fromkeys(SIDES, 3))
    assert {s.member for s in planned if s.kind is Kind.OPENING} == {0}
    assert {s.member for s in planned if s.kind is Kind.QUESTION} == {1}
    assert {s.member for s in planned if s.kind is Kind.ANSWER} == {0}
    alone = slots(TEAMS, STANDARD, 0, ONE_EACH)
    assert {s.member for s in alone} == {0}


def test_extra_people_open_another_table() -> None:
    """Extra people open another table."""
    played = rules(DUEL)
    full = open_lobby(played, *wishing(Ana=None, Ben=None))
    with pytest.raises(IllegalMove, match=r"error\.full"):
        lobby.join(full, Comer(person="Cyd"), "seat", played, START)


def test_after_five_minutes_a_lobby_offers_bot_seats() -> None:
    """After five minutes a lobby offers bot seats."""
    played = rules(THREE_WAY)
    debate = open_lobby(played, Comer(person="Ana"))
    assert (JobKind.OFFER, START + 5 * MINUTE) in {(job.kind, job.due_at) for job in due(debate)}
    lots = Draw(bot_seats=BOTS)
    with pytest.raises(IllegalMove, match=r"error\.too_few"):
        lobby.begin(debate, played, lots, START)
    begun = lobby.begin(lobby.offer(debate, START), played, lots, START)
    assert [seat.person for seat in begun.seats] == ["Ana", None, None]


# ── the flow ────────────────────────────────────────────────────────────────────────────────────


def opened() -> Script:
    """Openings of all three; hawk has three arguments, moscow one."""
    said = Script()
    said("hawk", Kind.OPENING, "h1 h2 h3")
    said("caution", Kind.OPENING, "c2")
    said("moscow", Kind.OPENING, "m2")
    return said


def test_each_slot_names_each_opponents_two_strongest_arguments() -> None:
    """Each slot prompt names each opponent's two strongest arguments."""
    said = opened()
    assert said.pressing("caution") == {"hawk": ["h3", "h2"], "moscow": ["m2"]}
    assert said.pressing("moscow") == {"hawk": ["h3", "h2"], "caution": ["c2"]}


def test_only_what_was_named_can_be_dropped() -> None:
    """Only those can be dropped."""
    said = opened()
    said("caution", Kind.REBUTTAL)
    assert said.dropped("caution") == ["h2", "h3", "m2"]
    assert said.state("h1", "caution") is State.OPEN


def test_only_a_side_that_it_hits_can_drop_it() -> None:
    """By a side they hit."""
    said = opened()
    said("hawk", Kind.REBUTTAL)
    assert said.dropped("hawk") == ["c2", "m2"]
    assert row(said.sheet(), "h3").towards == {"caution": State.OPEN, "moscow": State.OPEN}


def test_an_argument_is_dropped_after_the_next_rebuttal_and_not_before() -> None:
    """After its next rebuttal."""
    said = opened()
    said("caution", Kind.QUESTION)
    said("caution", Kind.ANSWER)
    assert said.dropped("caution") == []
    said("caution", Kind.REBUTTAL)
    assert "h3" in said.dropped("caution")


def test_what_a_rebuttal_raised_is_dropped_after_the_closing() -> None:
    """Its closing if they were raised in a rebuttal."""
    said = Script()
    said("moscow", Kind.REBUTTAL, "m3")
    said("caution", Kind.REBUTTAL)
    assert said.dropped("caution") == []
    said("caution", Kind.CLOSING)
    assert said.dropped("caution") == ["m3"]


def test_a_passed_rebuttal_still_drops() -> None:
    """After its next rebuttal: a rebuttal that was passed was the chance."""
    said = opened()
    said("moscow", Kind.REBUTTAL, "")
    assert said.dropped("moscow") == ["h2", "h3", "c2"]


def test_one_answer_may_meet_both_opponents() -> None:
    """One answer may meet both opponents."""
    said = opened()
    said("caution", Kind.REBUTTAL, ">h3 >h2 >m2")
    assert said.dropped("caution") == []
    assert said.state("h3", "caution") is said.state("m2", "caution") is State.ANSWERED
    assert said.state("h3", "moscow") is said.state("m2", "hawk") is State.OPEN


def test_a_drop_stands_at_its_own_strength() -> None:
    """A drop stands at its own strength."""
    said = opened()
    before = row(said.sheet(), "m2").strength
    said("caution", Kind.REBUTTAL)
    assert row(said.sheet(), "m2").strength == before == 2


def test_a_drop_is_never_an_automatic_win() -> None:
    """It is never an automatic win: the other arguments of both sides stand as they did."""
    said = opened()
    said("caution", Kind.REBUTTAL, "c1")
    assert said.state("c2", "hawk") is said.state("c1", "hawk") is State.OPEN


def test_on_topic_arguments_outside_the_pack_are_flowed() -> None:
    """On-topic arguments outside the pack are flowed."""
    said = Script()
    said("hawk", Kind.OPENING, "*sun")
    (found,) = said.sheet().arguments
    assert (found.claim, found.words, found.side) == (None, "*sun", "hawk")
