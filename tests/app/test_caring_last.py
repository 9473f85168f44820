"""A personal loss in a round's last slot: the ballots wait for its author as the others would."""

import pytest

from bot.app.messages import MessageKind
from bot.core.round import Status
from tests.app.house import House, spoken
from tests.app.test_caring import LOSS, RELAXED, posted_in


async def before_the_last(home: House) -> tuple[str, str, str]:
    """A duel in which only the last slot waits: its id, whose it is, and who the other is."""
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", slots=len(debate.slots) - 1)
    [(who, _)] = await home.waiting("Ana")
    return debate.id, who, "Ben" if who == "Ana" else "Ana"


async def test_in_the_last_slot_the_ballots_wait_for_its_author(home: House) -> None:
    debate, who, other = await before_the_last(home)
    heard = await home.type(who, LOSS)
    assert heard.one(MessageKind.CARE).to.id == await home.id(who)
    assert heard.of(MessageKind.SPEECH) == heard.of(MessageKind.BALLOT) == []
    assert heard.texts.count(home.say("over.full")) == 1
    assert home.say("notice.ballots_wait") in heard.texts
    assert (await home.round(who)).status is Status.PAUSED
    assert "my loss" not in await posted_in(home, debate, other)


async def test_who_goes_on_after_the_last_slot_shows_it_and_the_ballots_come(home: House) -> None:
    _, who, _ = await before_the_last(home)
    await home.type(who, LOSS)
    heard = await home.type(who, "/debate agree")
    assert "my loss" in heard.one(MessageKind.SPEECH).text
    assert heard.texts[0] == home.say("notice.ballots_go_on")
    assert home.say("over.full") not in heard.texts
    assert len(heard.of(MessageKind.BALLOT)) == 2
    assert heard.of(MessageKind.CARE) == []
    debate = await home.round(who)
    assert debate.status is Status.DONE
    lost = debate.delivered[-1].speech
    marks = await home.kit.store.read(lambda tx: tx.ballots.marks_of(debate.id))
    assert lost not in [speech.speech for speech in marks]


async def test_in_the_last_slot_too_the_words_can_be_taken_back(home: House) -> None:
    _, who, _ = await before_the_last(home)
    await home.type(who, LOSS)
    heard = await home.type(who, "/debate undo")
    assert heard.one(MessageKind.PROMPT).to.id == await home.id(who)
    await home.type(who, spoken(20))
    assert (await home.round(who)).status is Status.DONE


@pytest.mark.parametrize("stops", [True, False])
async def test_who_stops_or_stays_away_after_the_last_slot_leaves_the_ballots_to_the_others(
    home: House, stops: bool
) -> None:
    debate, who, other = await before_the_last(home)
    await home.type(who, LOSS)
    heard = await home.type(who, "/debate leave") if stops else await home.wait(16 * 60)
    assert (await home.round(other)).status is Status.DONE
    assert "my loss" not in str(heard.all)
    assert "my loss" not in await posted_in(home, debate, other)


async def test_a_hidden_last_stage_is_shown_once(home: House) -> None:
    debate = await home.seat("Ana", "Ben", line=RELAXED, sides=("ban", "limit"))
    await home.play_on("Ana", slots=len(debate.slots) - 1)
    [(who, _)] = await home.waiting("Ana")
    shown = await home.type(who, LOSS)
    assert len(shown.of(MessageKind.SPEECH)) == 1
    refused = await home.type(who, "/debate undo")
    assert refused.error == home.say("error.undo_shown")
    went_on = await home.type(who, "/debate agree")
    assert "my loss" in went_on.one(MessageKind.SPEECH).text
    assert (await home.round(who)).status is Status.DONE
