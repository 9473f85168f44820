"""The flow sheet: what is raised, answered, granted, named and dropped."""

from dataclasses import replace

import pytest

from bot.core.flow import NAMED, Heard, State, earning
from bot.core.format import Kind, Slot
from bot.core.reading import ClaimHeard, Moves, Reading, Stance
from tests.core.sheets import Script, names, row

OPENING, QUESTION, ANSWER = Kind.OPENING, Kind.QUESTION, Kind.ANSWER
REBUTTAL, CLOSING = Kind.REBUTTAL, Kind.CLOSING


def test_an_empty_round_has_an_empty_sheet() -> None:
    assert Script().sheet().arguments == ()
    assert Script().sheet().pressing("hawk") == {}


def test_a_speech_raises_its_sides_claims_in_the_order_they_were_said() -> None:
    said = Script()
    said("hawk", OPENING, "h2 h3 h1")
    assert names(said.sheet().arguments) == ["h2", "h3", "h1"]


def test_a_row_says_who_raised_what_where_in_which_words() -> None:
    said = Script()
    said("caution", OPENING)
    said("hawk", OPENING, "h3 h1")
    found = row(said.sheet(), "h1")
    assert (found.side, found.slot, found.kind, found.words) == ("hawk", 1, OPENING, "h1")
    assert (found.strength, found.new, found.answered_in) == (1, False, {})
    assert row(said.sheet(), "h3").strength == 3


def test_an_argument_hits_the_other_sides_in_play_and_no_others() -> None:
    said = Script("hawk", "moscow")
    said("hawk", OPENING, "h1")
    assert row(said.sheet(), "h1").towards == {"moscow": State.OPEN}


def test_a_claim_of_another_side_raises_nothing() -> None:
    said = Script()
    said("hawk", OPENING, "h1 c1")
    assert names(said.sheet().arguments) == ["h1"]


def test_a_claim_said_again_makes_no_second_row() -> None:
    said = Script()
    said("hawk", OPENING, "h1")
    said("caution", OPENING, "c1")
    said("hawk", REBUTTAL, "h1 h2")
    said("hawk", CLOSING, "h1")
    assert names(said.sheet().arguments) == ["h1", "c1", "h2"]
    assert not row(said.sheet(), "h1").new


def test_an_answer_meets_an_argument_for_the_answering_side_alone() -> None:
    said = Script()
    said("hawk", OPENING, "h1")
    said("caution", OPENING, ">h1")
    found = row(said.sheet(), "h1")
    assert found.towards == {"caution": State.ANSWERED, "moscow": State.OPEN}
    assert found.answered_in == {"caution": 1}


def test_a_claim_answered_before_it_was_raised_is_not_answered() -> None:
    said = Script()
    said("caution", OPENING, ">h1")
    said("hawk", OPENING, "h1")
    assert said.state("h1", "caution") is State.OPEN


def test_a_side_does_not_answer_itself() -> None:
    said = Script()
    said("hawk", OPENING, "h1")
    said("hawk", ANSWER, ">h1 ~h1")
    assert row(said.sheet(), "h1").towards == {"caution": State.OPEN, "moscow": State.OPEN}


@pytest.mark.parametrize("says", ["h1 c1", ">c1", "~c1", "*sun"])
def test_a_question_raises_answers_and_grants_nothing(says: str) -> None:
    said = Script()
    said("caution", OPENING, "c1")
    before = said.sheet()
    said("hawk", QUESTION, says)
    assert said.sheet() == before


def test_an_answer_in_cross_examination_may_raise_answer_and_grant() -> None:
    said = Script()
    said("hawk", OPENING, "h1 h2")
    said("caution", ANSWER, "c1 >h1 ~h2")
    assert row(said.sheet(), "c1").kind is ANSWER
    assert said.state("h1", "caution") is State.ANSWERED
    assert said.state("h2", "caution") is State.CONCEDED


@pytest.mark.parametrize("earlier", ["", ">h1"])
def test_what_a_side_grants_binds_it_whatever_it_says_before_and_after(earlier: str) -> None:
    """debate.md: admissions bind and are flowed."""
    said = Script()
    said("hawk", OPENING, "h1")
    said("caution", OPENING, earlier)
    said("caution", ANSWER, "~h1")
    said("caution", REBUTTAL, ">h1")
    assert said.state("h1", "caution") is State.CONCEDED
    assert row(said.sheet(), "h1").answered_in == {"caution": 2}


def test_an_argument_from_outside_the_pack_is_flowed_and_can_never_be_dropped() -> None:
    said = Script()
    said("hawk", OPENING, "*sun")
    said("caution", REBUTTAL)
    said("caution", CLOSING)
    (found,) = said.sheet().arguments
    assert (found.claim, found.words, found.side, found.slot) == (None, "*sun", "hawk", 0)
    assert (found.kind, found.strength, found.towards, found.new) == (OPENING, 1, {}, False)
    assert found.answered_in == {}
    assert said.dropped("caution") == []


def test_an_argument_from_outside_the_pack_is_new_in_a_closing() -> None:
    said = Script()
    said("hawk", CLOSING, "*sun")
    (found,) = said.sheet().arguments
    assert found.new


def test_the_strongest_standing_arguments_of_each_opponent_are_named() -> None:
    said = Script()
    said("hawk", OPENING, "h1 h3 h2")
    said("moscow", OPENING, "m2")
    assert NAMED == 2
    assert said.pressing("caution") == {"hawk": ["h3", "h2"], "moscow": ["m2"]}
    assert said.pressing("hawk") == {"moscow": ["m2"]}


def test_of_equally_strong_arguments_the_earlier_is_named() -> None:
    said = Script()
    said("hawk", OPENING, "h2a h2b")
    said("hawk", ANSWER, "h2c")
    assert said.pressing("caution") == {"hawk": ["h2a", "h2b"]}


def test_what_was_answered_is_named_no_more() -> None:
    said = Script()
    said("hawk", OPENING, "h3 h2 h1")
    said("caution", OPENING, ">h3")
    assert said.pressing("caution") == {"hawk": ["h2", "h1"]}
    assert said.pressing("moscow") == {"hawk": ["h3", "h2"]}


@pytest.mark.parametrize(
    ("raised_in", "silent_in", "dropped"),
    [
        (OPENING, REBUTTAL, True),
        (ANSWER, REBUTTAL, True),
        (REBUTTAL, CLOSING, True),
        (REBUTTAL, REBUTTAL, False),
        (OPENING, CLOSING, False),
        (ANSWER, CLOSING, False),
        (OPENING, OPENING, False),
        (OPENING, ANSWER, False),
        (OPENING, QUESTION, False),
        (CLOSING, CLOSING, False),
    ],
)
def test_the_chance_to_answer_is_the_next_rebuttal_or_the_closing_for_what_a_rebuttal_raised(
    raised_in: Kind, silent_in: Kind, *, dropped: bool
) -> None:
    said = Script()
    said("hawk", raised_in, "h1")
    said("caution", silent_in)
    assert said.state("h1", "caution") is (State.DROPPED if dropped else State.OPEN)
    assert said.dropped("caution") == (["h1"] if dropped else [])
    assert said.dropped("moscow") == []


@pytest.mark.parametrize(("says", "state"), [(">h1", State.ANSWERED), ("~h1", State.CONCEDED)])
def test_what_the_rebuttal_meets_is_not_dropped(says: str, state: State) -> None:
    said = Script()
    said("hawk", OPENING, "h1")
    said("caution", REBUTTAL, says)
    assert said.state("h1", "caution") is state


def test_a_third_argument_was_not_named_and_cannot_be_dropped() -> None:
    said = Script()
    said("hawk", OPENING, "h1 h3 h2")
    said("caution", REBUTTAL)
    assert said.dropped("caution") == ["h3", "h2"]
    assert said.state("h1", "caution") is State.OPEN


def test_a_third_argument_may_be_named_to_a_second_rebuttal_and_dropped_there() -> None:
    """In teams there are several rebuttals; the next one is the chance."""
    said = Script()
    said("hawk", OPENING, "h1 h3 h2")
    said("caution", REBUTTAL, ">h3 >h2")
    said("caution", REBUTTAL)
    assert said.dropped("caution") == ["h1"]


def test_a_drop_is_final_and_keeps_its_own_strength() -> None:
    said = Script()
    said("hawk", OPENING, "h3")
    said("caution", REBUTTAL)
    said("caution", CLOSING, ">h3 ~h3")
    assert said.state("h3", "caution") is State.DROPPED
    assert row(said.sheet(), "h3").strength == 3


def test_what_a_side_raises_in_its_own_rebuttal_it_does_not_drop() -> None:
    said = Script()
    said("hawk", REBUTTAL, "h1")
    said("hawk", CLOSING)
    assert said.dropped("hawk") == []


def test_speeches_of_one_phase_do_not_answer_each_other() -> None:
    """debate.md: at a relaxed pace each phase is hidden until all are in."""
    said = Script()
    said("hawk", REBUTTAL, "h1", phase=3)
    said("caution", REBUTTAL, ">h1", phase=3)
    assert said.state("h1", "caution") is State.OPEN


def test_what_the_same_phase_raises_does_not_push_out_what_was_named() -> None:
    said = Script()
    said("hawk", OPENING, "h1 h2", phase=0)
    said("hawk", REBUTTAL, "h3a h3b", phase=3)
    said("caution", REBUTTAL, phase=3)
    assert said.dropped("caution") == ["h1", "h2"]
    said("caution", CLOSING, phase=4)
    assert said.dropped("caution") == ["h1", "h2", "h3a", "h3b"]


def test_within_a_phase_the_order_of_speeches_makes_no_difference() -> None:
    sheets = []
    for order in (("hawk", "caution"), ("caution", "hawk")):
        said = Script()
        said("hawk", OPENING, "h1", phase=0)
        said("caution", OPENING, "c1", phase=0)
        for side in order:
            said(side, REBUTTAL, {"hawk": "h2 >c2 >c1", "caution": "c2 >h2"}[side], phase=1)
        sheets.append({a.claim: a.towards for a in said.sheet().arguments})
    assert sheets[0] == sheets[1]


def test_what_a_closing_first_raises_earns_nothing_and_what_it_compares_stays() -> None:
    spans = {"old": (0, 10), "new": (11, 20), "compared": (21, 30)}
    claims = tuple(
        ClaimHeard(claim=c, side="hawk", stance=Stance.ASSERTS, confidence=0.9, span=spans[s])
        for c, s in (("h1", "old"), ("h2", "new"))
    )
    every = tuple(spans.values())
    moves = Moves(sentences=every, reasons=every, impacts=every, weighing=(spans["compared"],))
    said = Script()
    said("hawk", OPENING, "h1")
    before = said.sheet()
    slot = Slot(number=5, phase=5, kind=CLOSING, side="hawk", member=0, seconds=60, words=60)
    reading = Reading(reader="r", words=9, claims=claims, moves=moves)
    closing = Heard(speech="s", slot=slot, text="x" * 30, reading=reading)
    left = earning(closing, before).reading
    assert [c.claim for c in left.claims] == ["h1"]
    assert left.moves.reasons == left.moves.impacts == (spans["old"], spans["compared"])
    assert left.moves.weighing == (spans["compared"],)
    rebuttal = replace(closing, slot=replace(slot, kind=REBUTTAL))
    assert earning(rebuttal, before) == rebuttal
