"""The ballot of a round: totals, ranks, the deciding clash, the reason."""

from dataclasses import replace

import pytest

from bot.app.ports import Case
from bot.core.ballot import SpeechMarks
from bot.core.flow import Heard
from bot.core.format import Kind
from bot.core.reading import Flag, Warned
from tests.judges.bench import EMPTY, JUDGE, NOISE, REPLY, RUBRIC, SIDES, sheet, spoken
from tests.reading.buses import BUSES, STRONG


def speech(side: str, total: int | None, kind: Kind = Kind.OPENING) -> SpeechMarks:
    return SpeechMarks(speech=side, slot=0, seat=side, side=side, kind=kind, words=100,
                       total=total, marks=())  # fmt: skip


def case(*totals: SpeechMarks, speeches: tuple[Heard, ...] = (), ranked: bool = True) -> Case:
    sides = tuple(side for side in SIDES if side in {marks.side for marks in totals})
    return Case(round="r1", topic=BUSES, rubric=RUBRIC, sides=sides, ranked=ranked,
                speeches=speeches, flow=sheet(*speeches), marks=totals)  # fmt: skip


OPENING = spoken(EMPTY, "payers")
ANSWER = spoken(REPLY, "riders", Kind.REBUTTAL, OPENING)
SILENCE = spoken(STRONG, "riders", Kind.REBUTTAL, OPENING)


@pytest.mark.parametrize(
    ("totals", "ranks"),
    [
        ((70, 50, 30), (1, 2, 3)),
        ((70, 68, 50), (1, 1, 3)),
        ((50, 70, 69), (3, 1, 1)),
        ((70, 67, 30), (1, 2, 3)),  # the margin is 3
    ],
)
def test_ranks_follow_totals_and_close_ones_tie(
    totals: tuple[int, ...], ranks: tuple[int, ...]
) -> None:
    ballot = JUDGE.decide(case(*map(speech, SIDES, totals)))
    assert ballot.totals == dict(zip(SIDES, map(float, totals), strict=True))
    assert ballot.ranks == dict(zip(SIDES, ranks, strict=True))


def test_a_format_that_ranks_nobody_has_totals_and_no_ranks() -> None:
    ballot = JUDGE.decide(case(speech("riders", 60), ranked=False))
    assert (ballot.totals, ballot.ranks) == ({"riders": 60.0}, {})
    assert ballot.decision == (
        "No argument of one side was clearly answered or left by another, so it rests on the "
        "speeches one by one."
    )


def test_a_bot_side_is_in_no_total() -> None:
    whole = case(speech("riders", 60), speech("payers", 90))
    ballot = JUDGE.decide(replace(whole, sides=("riders",)))
    assert ballot.totals == {"riders": 60.0}


def test_an_answered_argument_is_the_deciding_clash_and_is_named() -> None:
    ballot = JUDGE.decide(
        case(speech("riders", 70), speech("payers", 50), speeches=(OPENING, ANSWER))
    )
    assert ballot.clash is not None
    assert (ballot.clash.side, ballot.clash.answering_side) == ("payers", "riders")
    assert ballot.clash.decided_for == "riders"
    assert ballot.clash.answer in REPLY
    assert ballot.decision == (
        "Riders argued its brief best over the whole round. It turned on “Night buses would drive "
        "around almost empty at a high price” from Taxpayers, which Riders answered."
    )


def test_a_dropped_argument_can_decide_and_does_not_make_the_ranking() -> None:
    ballot = JUDGE.decide(
        case(speech("riders", 70), speech("payers", 50), speeches=(OPENING, SILENCE))
    )
    assert ballot.ranks == {"riders": 1, "payers": 2}
    assert ballot.clash is not None
    assert (ballot.clash.decided_for, ballot.clash.answer) == ("payers", "(no answer came)")
    assert ballot.decision.endswith("from Taxpayers, which Riders left unanswered.")


def test_the_clash_that_went_to_the_better_side_explains_the_ranking() -> None:
    noise = spoken(NOISE, "sleepers")
    reply = spoken(REPLY, "riders", Kind.REBUTTAL, OPENING, noise)
    totals = (speech("riders", 70), speech("payers", 50), speech("sleepers", 60))
    ballot = JUDGE.decide(case(*totals, speeches=(OPENING, noise, reply)))
    assert ballot.clash is not None
    assert ballot.clash.decided_for == "riders"


def test_a_tie_is_called_one() -> None:
    ballot = JUDGE.decide(case(speech("riders", 61), speech("payers", 60)))
    assert ballot.decision.startswith("Riders and Taxpayers are so close that nobody is ahead.")


def test_a_round_without_marks_has_a_ballot_too() -> None:
    ballot = JUDGE.decide(case(speech("riders", None)))
    assert (ballot.totals, ballot.ranks, ballot.clash) == ({}, {}, None)
    assert ballot.decision == "There was too little to mark in this round."


def test_words_of_hate_or_loss_are_never_the_answer() -> None:
    for flag in (Flag.INSULT, Flag.PERSONAL_DISCLOSURE):
        flags = (Warned(flag=flag, span=(0, len(ANSWER.text))),)
        bad = replace(ANSWER, reading=replace(ANSWER.reading, flags=flags))
        ballot = JUDGE.decide(
            case(speech("riders", 70), speech("payers", 50), speeches=(OPENING, bad))
        )
        assert ballot.clash is not None
        assert ballot.clash.answer not in REPLY


def test_only_a_sure_answer_is_quoted() -> None:
    others = replace(
        ANSWER.reading,
        claims=(),
        answers=("another", *ANSWER.reading.answers),
        answer_spans=((0, 9), *ANSWER.reading.answer_spans),
    )
    unsure = replace(ANSWER, reading=others)
    ballot = JUDGE.decide(
        case(speech("riders", 70), speech("payers", 50), speeches=(OPENING, unsure))
    )
    assert ballot.clash is not None
    assert ballot.clash.answer == "(in a speech of this round)"
