"""Laws of every speech the opponent gives, over whole rounds of bots against bots."""

import re
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.ports import Level
from bot.core.format import Kind
from bot.core.words import count
from tests.opponents.stage import BOT, Play, pace, slot, slots
from tests.opponents.town import TOWN

SIDES = tuple(side.id for side in TOWN.sides)
TABLES = [*permutations(SIDES, 3), *permutations(SIDES, 2)]


def long_sentences(text: str) -> list[str]:
    """Sentences of six words or more, compared without case and marks."""
    pieces = re.split(r"[.!?…][”\"')]*\s+", text)
    plain = [" ".join(re.findall(r"[\w']+", piece.lower())) for piece in pieces]
    return [sentence for sentence in plain if len(sentence.split()) >= 6]


@pytest.mark.parametrize("sides", TABLES)
@pytest.mark.parametrize("together", [False, True])
def test_every_kind_of_slot_is_spoken_for_every_side(
    sides: tuple[str, ...], together: bool
) -> None:
    at = pace(together=together)
    for given_slot, reply in zip(slots(sides, at), Play(TOWN, sides).all_bots(at), strict=True):
        assert reply.text[-1] in ".?!”", given_slot
        assert reply.claim is None or TOWN.claim_by_id[reply.claim].side == given_slot.side
        assert reply.answers is None or TOWN.claim_by_id[reply.answers].side != given_slot.side


@pytest.mark.parametrize("sides", [SIDES, *combinations(SIDES, 2)])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("seed", range(4))
def test_no_line_and_no_sentence_of_six_words_is_heard_twice_in_a_round(
    sides: tuple[str, ...], level: Level, seed: int
) -> None:
    replies = Play(TOWN, sides, seed=seed, level=level).all_bots()
    lines = [line for reply in replies for line in reply.lines]
    assert sorted(lines) == sorted(set(lines))
    sentences = [s for reply in replies for s in long_sentences(reply.text)]
    assert sorted(sentences) == sorted(set(sentences))


@given(
    words=st.integers(1, 260),
    seed=st.integers(0, 2**32),
    level=st.sampled_from(Level),
    sides=st.sampled_from(TABLES),
)
@settings(max_examples=40)
def test_no_speech_is_empty_or_over_its_word_limit(
    words: int, seed: int, level: Level, sides: tuple[str, ...]
) -> None:
    for reply in Play(TOWN, sides, seed=seed, level=level).all_bots(pace(words)):
        assert 1 <= count(reply.text) <= words
        assert len(reply.text.split()) <= words
        assert reply.text[-1] in ".?!”"


@given(seed=st.integers(0, 2**32), sides=st.sampled_from(TABLES))
@settings(max_examples=10)
def test_the_same_round_is_spoken_the_same_way_again(seed: int, sides: tuple[str, ...]) -> None:
    once, again = Play(TOWN, sides, seed=seed), Play(TOWN, sides, seed=seed)
    assert once.all_bots() == again.all_bots()


def test_another_seed_gives_another_round() -> None:
    rounds = {
        " ".join(reply.text for reply in Play(TOWN, SIDES, seed=seed).all_bots())
        for seed in range(8)
    }
    assert len(rounds) == 8


def test_speaking_changes_nothing_so_that_a_step_can_be_run_again() -> None:
    play = Play(TOWN, SIDES)
    play.all_bots()
    last = play.occasion(slot(Kind.REBUTTAL, "shops", 90))
    assert BOT.speak(last) == BOT.speak(last)


def test_a_side_with_every_line_spoken_still_says_something_honest() -> None:
    play = Play(TOWN, SIDES)
    play.all_bots()
    for kind in Kind:
        for number in range(30, 40):
            reply = play.bot(slot(kind, "council", number, to="shops"))
            assert reply.text
