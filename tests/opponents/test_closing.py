"""Closings weigh: what stands, how the best argument against stands, the side's own frame."""

from dataclasses import replace

import pytest

from bot.app.ports import Reply
from bot.core.format import Kind
from bot.core.topic import Topic
from tests.opponents.stage import Play, slot
from tests.opponents.town import TOWN


def closed(*speeches: tuple[Kind, str, str]) -> Reply:
    """The closing of the shops against the walkers after some speeches."""
    play = Play(TOWN, ("walkers", "shops"))
    for number, (kind, side, text) in enumerate(speeches):
        play.say(slot(kind, side, number), text)
        play.used |= {f"rebuttal:{r.id}" for r in TOWN.rebuttals if r.line == text}
    return play.bot(slot(Kind.CLOSING, "shops", len(speeches), 150))


SHOPS = (Kind.OPENING, "shops", "Old people need their cars close by.")
WALKERS = (Kind.OPENING, "walkers", "Without cars we breathe better air.")
ANSWERED = (
    Kind.REBUTTAL,
    "shops",
    next(r.line for r in TOWN.rebuttals if r.id == "shops-vs-walk-air-0"),
)


def test_the_sides_frame_is_spoken_in_every_closing() -> None:
    reply = closed()
    assert any(frame in reply.text for frame in TOWN.side_by_id["shops"].closings)
    assert reply.lines in {("closing:shops-0",), ("closing:shops-1",)}


def closings(topic: Topic, seed: int, *used: str) -> Reply:
    """The closing of the shops in an empty round, drawn with a seed."""
    play = Play(topic, ("walkers", "shops"), seed=seed)
    play.used |= set(used)
    return play.bot(slot(Kind.CLOSING, "shops", 0, 150))


def test_the_frame_is_drawn_with_the_rounds_seed() -> None:
    drawn = [closings(TOWN, seed).lines for seed in range(20)]
    assert drawn == [closings(TOWN, seed).lines for seed in range(20)]
    assert set(drawn) == {("closing:shops-0",), ("closing:shops-1",)}


def test_a_frame_that_was_used_gives_way_to_the_next_and_at_last_to_the_stance() -> None:
    assert closings(TOWN, 1, "closing:shops-0").lines == ("closing:shops-1",)
    spent = closings(TOWN, 1, "closing:shops-0", "closing:shops-1")
    assert spent.lines == ("stance:shops",)
    assert TOWN.side_by_id["shops"].stance in spent.text


def test_a_pack_stored_before_there_were_frames_closes_with_the_stance() -> None:
    old = replace(TOWN, sides=tuple(replace(side, closings=()) for side in TOWN.sides))
    assert closings(old, 1).lines == ("stance:shops",)


def test_an_own_argument_that_stands_is_named_and_an_answered_one_is_not() -> None:
    assert "stands:shop-elderly" in closed(SHOPS, WALKERS).lines
    rebuttal = next(r for r in TOWN.rebuttals if r.answers == "shop-elderly")
    answered = closed(SHOPS, (Kind.REBUTTAL, "walkers", rebuttal.line))
    assert "stands:shop-elderly" not in answered.lines


@pytest.mark.parametrize(
    ("speeches", "word"),
    [((WALKERS, ANSWERED), "answer"), ((WALKERS,), "Ask which|ask which|weighs more")],
)
def test_the_best_argument_against_is_weighed_honestly(
    speeches: tuple[tuple[Kind, str, str], ...], word: str
) -> None:
    reply = closed(*speeches)
    assert "weigh:walk-air" in reply.lines
    assert reply.answers == "walk-air"
    assert any(one in reply.text for one in word.split("|"))


def test_an_argument_raised_in_the_last_rebuttal_is_answered_and_nothing_new_is_opened() -> None:
    late = (Kind.REBUTTAL, "walkers", "Without cars we breathe better air.")
    reply = closed(SHOPS, late)
    assert reply.answers == "walk-air"
    assert any(line.startswith("rebuttal:shops-vs-walk-air") for line in reply.lines)
    assert not any(line.startswith("opening:") for line in reply.lines)


def test_nothing_is_opened_in_any_closing_of_a_round() -> None:
    play = Play(TOWN, ("walkers", "shops", "council"))
    play.all_bots()
    kinds = {h.slot.number: h.slot.kind for h in play.heard}
    for number, reply in enumerate(play.replies):
        if kinds[number] is Kind.CLOSING:
            assert not any(line.startswith(("opening:", "warrant:")) for line in reply.lines)
