"""Hints nudge with a question and hand over no argument."""

import pytest

from bot.app.ports import Occasion
from bot.core.format import Kind
from tests.opponents.stage import BOT, Play, slot
from tests.opponents.town import TOWN


def asking(play: Play, kind: Kind = Kind.REBUTTAL, *given: str) -> Occasion:
    """A student of the walkers asks for a hint in the next slot."""
    play.used |= set(given)
    return play.occasion(slot(kind, "walkers", 9, to="shops"))


def after(*speeches: tuple[str, str]) -> Play:
    play = Play(TOWN, ("walkers", "shops"))
    for number, (side, text) in enumerate(speeches):
        play.say(slot(Kind.OPENING, side, number), text)
    return play


@pytest.mark.parametrize("kind", Kind)
def test_every_slot_has_a_hint_that_asks(kind: Kind) -> None:
    hint = BOT.hint(asking(after(("shops", "Old people need their cars close by.")), kind))
    assert "?" in hint


def test_the_first_hint_names_the_strongest_argument_that_stands_against_them() -> None:
    play = after(
        ("shops", "Old people need their cars close by. Customers with cars will stay away.")
    )
    assert "Shops would lose customers who come by car." in BOT.hint(asking(play))


def test_a_second_and_third_hint_are_about_something_else() -> None:
    play = after(
        ("shops", "Old people need their cars close by. Customers with cars will stay away.")
    )
    hints = [
        BOT.hint(asking(play, Kind.REBUTTAL, *ids))
        for ids in ((), ("hint:1",), ("hint:2",), ("hint:3",))
    ]
    assert len(set(hints)) == 4


def test_with_nothing_against_them_the_hint_asks_for_the_reason_they_left_out() -> None:
    hint = BOT.hint(asking(after(("walkers", "Without cars we breathe better air."))))
    assert "“without cars we breathe better air”" in hint.replace("“Without", "“without")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("given", range(6))
def test_no_hint_holds_a_line_that_could_be_spoken_for_the_student(kind: Kind, given: int) -> None:
    play = after(
        ("shops", "Old people need their cars close by. Customers with cars will stay away."),
        ("walkers", "Without cars we breathe better air. We have nine thousand visitors."),
    )
    hint = BOT.hint(asking(play, kind, *(f"hint:{n}" for n in range(given))))
    own = [c for c in TOWN.claims if c.side == "walkers"]
    lines = [text for c in own for text in (c.statement, c.warrant, c.impact, c.opening, c.probe)]
    lines += [text for r in TOWN.rebuttals for text in (r.line, r.plain, r.expert) if text]
    lines += [fact.near_misses[0].correction for fact in TOWN.facts]
    assert not [line for line in lines if line in hint]


def test_the_same_moment_gives_the_same_hint() -> None:
    play = after(("shops", "Old people need their cars close by."))
    assert BOT.hint(asking(play)) == BOT.hint(asking(play))
