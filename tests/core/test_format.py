"""Who speaks when: laws of debate.md, for every format, order, pace and size of team we ship."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.formats import load_formats
from bot.content.places import prompts_folder
from bot.core.format import CROSS_EXAMINATION, Format, Kind, Pace, Slot, plan

FORMATS = load_formats(prompts_folder({}))
THREE_WAY = FORMATS.formats["three-way"]
SIDES = ("first", "second", "third")
SPEECHES = [kind for kind in Kind if kind not in CROSS_EXAMINATION]

EVERY_ORDER = [
    (form, order) for form in FORMATS.formats.values() for order in range(len(form.orders))
]
PACES = list(FORMATS.paces.values())


def slots_of(
    form: Format, pace: Pace, order: int = 0, members: Sequence[int] = ()
) -> tuple[Slot, ...]:
    sides = SIDES[: form.sides]
    sizes = dict(zip(sides, members or (1,) * len(sides), strict=True))
    return plan(form, pace, sides, sizes, order)


def said(slots: Sequence[Slot], kind: Kind) -> list[str]:
    """The sides that speak in slots of a kind, in order."""
    return [slot.side for slot in slots if slot.kind is kind]


@pytest.mark.parametrize("order", range(len(THREE_WAY.orders)))
def test_in_three_way_each_side_speaks_first_second_and_third_once(order: int) -> None:
    slots = slots_of(THREE_WAY, FORMATS.paces["blitz"], order)
    stages = [said(slots, kind) for kind in SPEECHES]
    for place in range(3):
        assert sorted(stage[place] for stage in stages) == sorted(SIDES)
    assert [sorted(stage) for stage in stages] == [sorted(SIDES)] * 3


def test_in_three_way_each_side_has_the_last_word_in_one_order() -> None:
    last = [
        slots_of(THREE_WAY, FORMATS.paces["blitz"], order)[-1].side
        for order in range(len(THREE_WAY.orders))
    ]
    assert last == ["second", "third", "first"]


@pytest.mark.parametrize("order", range(len(THREE_WAY.orders)))
def test_in_three_way_each_side_questions_one_opponent_and_answers_the_other(order: int) -> None:
    slots = slots_of(THREE_WAY, FORMATS.paces["relaxed"], order)
    asked = {slot.side: slot.addressee for slot in slots if slot.kind is Kind.QUESTION}
    answered = {slot.side: slot.addressee for slot in slots if slot.kind is Kind.ANSWER}
    for side in SIDES:
        assert {side, asked[side], answered[side]} == set(SIDES)


@pytest.mark.parametrize("name", ["solo", "duel", "teams"])
def test_of_two_sides_the_proposer_opens_and_has_the_last_word(name: str) -> None:
    slots = slots_of(FORMATS.formats[name], FORMATS.paces["blitz"])
    assert slots[0].side == "first"
    assert said(slots, Kind.REBUTTAL)[-1] == "second"
    assert slots[-1].side == "first"


def test_a_drill_is_three_points_and_three_answers() -> None:
    slots = slots_of(FORMATS.formats["drill"], FORMATS.paces["blitz"])
    exchange = [(Kind.OPENING, "second"), (Kind.REBUTTAL, "first")]
    assert [(slot.kind, slot.side) for slot in slots] == exchange * 3


@pytest.mark.parametrize("pace", PACES, ids=lambda pace: pace.id)
@pytest.mark.parametrize(("form", "order"), EVERY_ORDER, ids=str)
def test_every_side_speaks_asks_and_answers_equally_often(
    form: Format, order: int, pace: Pace
) -> None:
    slots = slots_of(form, pace, order)
    for kinds in (SPEECHES, [Kind.QUESTION], [Kind.ANSWER]):
        counts = Counter(slot.side for slot in slots if slot.kind in kinds)
        assert len(set(counts.values())) <= 1
        assert set(counts) in (set(SIDES[: form.sides]), set())


@pytest.mark.parametrize("pace", PACES, ids=lambda pace: pace.id)
@pytest.mark.parametrize(("form", "order"), EVERY_ORDER, ids=str)
def test_slots_are_numbered_and_timed_by_their_pace(form: Format, order: int, pace: Pace) -> None:
    slots = slots_of(form, pace, order)
    assert [slot.number for slot in slots] == list(range(len(slots)))
    assert [slot.seconds for slot in slots] == [pace.seconds[slot.kind] for slot in slots]
    assert [slot.words for slot in slots] == [pace.words[slot.kind] for slot in slots]
    assert all((slot.addressee is not None) == (slot.kind in CROSS_EXAMINATION) for slot in slots)


@pytest.mark.parametrize("pace", [FORMATS.paces[name] for name in ("blitz", "standard")])
def test_at_a_timed_pace_every_slot_is_a_phase_of_its_own(pace: Pace) -> None:
    slots = slots_of(THREE_WAY, pace)
    assert [slot.phase for slot in slots] == [slot.number for slot in slots]


@pytest.mark.parametrize("pace", [FORMATS.paces[name] for name in ("blitz", "standard")])
def test_each_question_is_answered_at_once_by_the_side_that_was_asked(pace: Pace) -> None:
    slots = slots_of(THREE_WAY, pace)
    asked = [(one, two) for one, two in pairwise(slots) if one.kind is Kind.QUESTION]
    assert len(asked) == 6  # each side once, with one follow-up
    for question, answer in asked:
        assert answer.kind is Kind.ANSWER
        assert (answer.side, answer.addressee) == (question.addressee, question.side)
        assert answer.follow_up == question.follow_up


@pytest.mark.parametrize("order", range(len(THREE_WAY.orders)))
def test_relaxed_phases_are_whole_stages_with_all_questions_before_any_answer(order: int) -> None:
    relaxed = FORMATS.paces["relaxed"]
    slots = slots_of(THREE_WAY, relaxed, order)
    phases = [list(phase) for _, phase in groupby(slots, key=lambda slot: slot.phase)]
    assert [[slot.kind for slot in phase] for phase in phases] == [[kind] * 3 for kind in Kind]
    assert [sorted(slot.side for slot in phase) for phase in phases] == [sorted(SIDES)] * 5
    assert not any(slot.follow_up for slot in slots)
    assert sum(phase[0].seconds for phase in phases) == relaxed.total


@given(
    st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda sizes: sum(sizes) <= 12),
    st.sampled_from(PACES),
)
def test_in_teams_every_member_speaks_and_both_sides_equally_often(
    sizes: tuple[int, int], pace: Pace
) -> None:
    slots = slots_of(FORMATS.formats["teams"], pace, members=sizes)
    for side, size in zip(SIDES, sizes, strict=False):
        speaking = Counter(slot.member for slot in slots if slot.side == side)
        assert set(speaking) == set(range(size))
        speeches = [slot for slot in slots if slot.side == side and slot.kind in SPEECHES]
        assert len(speeches) == max(3, *sizes)
        turns = Counter(slot.member for slot in speeches).values()
        assert max(turns) - min(turns) <= 1


def test_an_order_that_a_format_has_not_is_refused() -> None:
    with pytest.raises(IndexError):
        slots_of(THREE_WAY, FORMATS.paces["blitz"], order=3)
