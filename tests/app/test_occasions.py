"""A slot as a speaker sees it."""

import pytest

from bot.app import occasions
from bot.app.ports import Reply, SpeechState
from bot.core.errors import IllegalMove
from tests.app.house import House, spoken

REPLY = Reply(
    text=spoken(60), answers=None, claim=None, facts=(), recognised=True, lines=("line:1", "line:2")
)


async def test_a_reply_becomes_the_speech_of_its_slot_cut_to_its_limit(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", slots=2)
    debate = await home.round("Ana")
    given = occasions.bot_speech(home.kit, debate, 2, REPLY)
    assert (given.round, given.slot, given.person) == (debate.id, 2, None)
    assert given.seat == debate.open[0].seat
    assert (given.state, given.at) == (SpeechState.DELIVERED, home.clock.at)
    assert given.text == REPLY.text
    assert given.text[: given.heard].strip() == spoken(40)
    assert given.lines == REPLY.lines


async def test_there_is_no_speech_for_a_slot_that_is_over(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", slots=1)
    with pytest.raises(IllegalMove) as refused:
        occasions.bot_speech(home.kit, await home.round("Ana"), 0, REPLY)
    assert refused.value.phrase == "error.slot_over"
