"""A personal loss: the clock stops, a private note comes, nothing is marked or answered."""

import pytest

from bot.app.messages import MessageKind
from bot.app.ports import SpeechState
from bot.core.round import Status
from tests.app.house import DUEL, House, buttons, spoken

LOSS = spoken(20, "my loss [ban-attention]")
RELAXED = f"{DUEL.replace('pace:standard', 'pace:relaxed')} sides:ban,limit"


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


async def test_the_author_alone_gets_a_note_and_the_clock_stops(home: House) -> None:
    await duel(home)
    heard = await home.type("Ana", LOSS)
    note = heard.one(MessageKind.CARE)
    assert note.to.id == await home.id("Ana")
    assert note.private
    assert (note.title, note.text) == (home.say("care.title"), home.say("care.text"))
    assert buttons(note) == {
        "Continue": "/debate agree",
        "Take it back": "/debate undo",
        "Stop": "/debate leave",
        "Another topic or side": "/debate decline",
    }
    assert (await home.round("Ana")).status is Status.PAUSED
    assert heard.of(MessageKind.PROMPT) == []
    assert home.say("notice.paused") in heard.texts
    assert (await home.wait(14 * 60)).all == ()


async def test_others_go_on_without_somebody_who_stays_away(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    heard = await home.wait(16 * 60)
    assert heard.one(MessageKind.PROMPT).to.id == await home.id("Ben")
    debate = await home.round("Ben")
    assert debate.status is Status.RUNNING
    assert [seat.left for seat in debate.seats] == [True, False]


async def test_going_on_gives_everybody_the_time_they_had(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    await home.wait(600)
    heard = await home.type("Ana", "/debate agree")
    assert heard.texts[0] == home.say("notice.resumed")
    assert heard.one(MessageKind.PROMPT).to.id == await home.id("Ben")
    [(who, waiting)] = await home.waiting("Ana")
    assert (who, (waiting.deadline or 0) - home.clock.at) == ("Ben", 360_000)


async def test_nobody_else_starts_the_clock_again_and_nobody_speaks_meanwhile(home: House) -> None:
    debate = await duel(home)
    await home.type("Ana", LOSS)
    refused = await home.type("Ben", "/debate agree")
    assert refused.error == home.say("error.not_your_pause")
    refused = await home.type("Cleo", "/debate agree", here=debate)
    assert refused.error == home.say("error.not_in")
    assert (await home.type("Ben", spoken(20))).error == home.say("error.illegal.paused")
    refused = await home.type("Ben", "/debate decline")
    assert refused.error == home.say("error.not_your_pause")
    refused = await home.type("Cleo", "/debate decline", here=debate)
    assert refused.error == home.say("error.not_in")


async def test_the_panel_offers_to_go_on_to_the_one_it_stopped_for(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    ana = (await home.type("Ana", "")).one(MessageKind.STATUS)
    ben = (await home.type("Ben", "")).one(MessageKind.STATUS)
    assert buttons(ana) == {
        "Continue": "/debate agree",
        "Take it back": "/debate undo",
        "Stop": "/debate leave",
        "Another topic or side": "/debate decline",
    }
    assert buttons(ben) == {"Brief": "/debate brief", "Flow": "/debate flow"}
    assert ana.text == ben.text == home.say("status.paused_text")


async def test_it_is_neither_marked_nor_answered_nor_on_the_flow(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", LOSS)
    await home.type("Ana", "/debate agree")
    occasion = home.opponent.occasions[-1]
    assert occasion.speeches == ()
    assert (await home.type("Ana", "/debate flow")).texts == [home.say("flow.empty")]
    await home.play_on("Ana")
    debate = await home.round("Ana")
    lost = debate.delivered[0].speech
    [ballot] = await home.kit.store.read(lambda tx: tx.ballots.of_round(debate.id))
    assert lost not in [speech.speech for speech in ballot.speeches]
    marks = await home.kit.store.read(lambda tx: tx.ballots.marks_of(debate.id))
    assert lost not in [speech.speech for speech in marks]


async def test_the_note_comes_once(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    await home.type("Ana", "/debate agree")
    heard = await home.play_on("Ana")
    assert heard.of(MessageKind.CARE) == []
    assert (await home.round("Ana")).status is Status.DONE


async def test_stopping_leaves_the_round_to_the_others(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    heard = await home.type("Ana", "/debate leave")
    assert heard.texts[0] == home.say("notice.left", name="Ana")
    assert (await home.round("Ben")).status is Status.RUNNING
    assert heard.one(MessageKind.PROMPT).to.id == await home.id("Ben")


async def test_alone_stopping_ends_it_without_a_ballot(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", LOSS)
    heard = await home.type("Ana", "/debate leave")
    assert heard.texts == [home.say("over.cancelled")]


async def test_the_words_can_be_taken_back(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    heard = await home.type("Ana", "/debate undo")
    assert heard.one(MessageKind.PROMPT).to.id == await home.id("Ana")
    assert [s.state for s in await home.speeches("Ana")] == [SpeechState.RETURNED]


async def posted_in(home: House, debate: str, name: str) -> str:
    """A round's transcript as somebody is given it."""
    file = (await home.type(name, "/debate transcript", here=debate)).one(MessageKind.FILE).file
    assert file is not None
    return file.text


async def test_nobody_else_sees_it_before_its_author_goes_on(home: House) -> None:
    debate = await duel(home)
    heard = await home.type("Ana", LOSS)
    assert heard.of(MessageKind.SPEECH) == []
    assert "my loss" not in await posted_in(home, debate, "Ben")
    assert "my loss" in await posted_in(home, debate, "Ana")
    went_on = await home.type("Ana", "/debate agree")
    assert "my loss" in went_on.one(MessageKind.SPEECH).text
    assert "my loss" in await posted_in(home, debate, "Ben")


async def test_going_on_can_be_taken_back(home: House) -> None:
    debate = await duel(home)
    await home.type("Ana", LOSS)
    await home.type("Ana", "/debate agree")
    await home.type("Ana", "/debate undo")
    assert (await home.round("Ana")).status is Status.PAUSED
    assert "my loss" not in await posted_in(home, debate, "Ben")
    went_on = await home.type("Ana", "/debate agree")
    assert went_on.of(MessageKind.CARE) == []
    assert (await home.round("Ana")).status is Status.RUNNING


async def test_nobody_sees_it_when_its_author_stops(home: House) -> None:
    debate = await duel(home)
    await home.type("Ana", LOSS)
    heard = await home.type("Ana", "/debate leave")
    assert "my loss" not in str(heard.all)
    assert "my loss" not in await posted_in(home, debate, "Ben")


async def test_one_that_was_taken_back_is_not_delivered_when_time_is_up(home: House) -> None:
    debate = await duel(home)
    await home.type("Ana", LOSS)
    back = await home.type("Ana", "/debate undo")
    assert home.say("draft.returned_private") in back.texts
    heard = await home.wait(800)
    assert "my loss" not in str(heard.all)
    assert "my loss" not in await posted_in(home, debate, "Ben")


async def test_what_its_author_types_meanwhile_is_answered_with_what_they_can_do(
    home: House,
) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    for line in ("/debate pass", "What now, I want to say something else about it."):
        assert (await home.type("Ana", line)).error == home.say("error.your_pause")


async def test_a_saved_one_that_time_delivers_is_kept_back_too(home: House) -> None:
    await duel(home)
    await home.type("Ana", f"/debate draft text: {LOSS}")
    heard = await home.wait(400)
    assert heard.of(MessageKind.SPEECH) == []
    assert heard.one(MessageKind.CARE).to.id == await home.id("Ana")


async def test_a_hidden_one_is_shown_with_its_phase_if_its_author_goes_on(home: House) -> None:
    await home.seat("Ana", "Ben", line=RELAXED, sides=("ban", "limit"))
    await home.type("Ana", LOSS)
    assert (await home.type("Ana", "/debate agree")).of(MessageKind.SPEECH) == []
    shown = await home.type("Ben", spoken(20))
    assert ["my loss" in speech.text for speech in shown.of(MessageKind.SPEECH)] == [True, False]


async def test_a_hidden_one_that_ends_its_phase_comes_when_its_author_goes_on(home: House) -> None:
    await home.seat("Ana", "Ben", line=RELAXED, sides=("ban", "limit"))
    await home.type("Ben", spoken(20))
    shown = await home.type("Ana", LOSS)
    assert "my loss" not in str(shown.of(MessageKind.SPEECH))
    went_on = await home.type("Ana", "/debate agree")
    assert "my loss" in went_on.one(MessageKind.SPEECH).text


async def test_another_topic_or_side_leaves_this_round_for_a_new_one(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", LOSS)
    asked = (await home.type("Ana", "/debate decline")).one(MessageKind.NOTICE)
    assert asked.text == home.say("card.switch")
    assert buttons(asked)["Another side"] == "/debate decline topic:school-phones"
    assert len(await home.rounds("Ana")) == 1
    heard = await home.type("Ana", "/debate decline topic:school-phones")
    old, new = (await home.rounds("Ana"))[::-1]
    assert (old.status, new.status) == (Status.CANCELLED, Status.SEATING)
    assert new.terms.topic == old.terms.topic
    assert new.people[0].side != "ban"
    assert heard.one(MessageKind.CARD).to.id == await home.id("Ana")


async def test_among_others_the_new_round_is_ones_own(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS)
    await home.type("Ana", "/debate decline topic:homework")
    assert (await home.round("Ben")).status is Status.RUNNING
    own = await home.round("Ana")
    assert (own.terms.topic, own.terms.format) == ("homework", "solo")
    assert [seat.person for seat in own.people] == [await home.id("Ana")]


@pytest.mark.parametrize("last", [True, False])
async def test_in_a_hidden_speech_it_is_seen_to_at_once(home: House, last: bool) -> None:
    await home.seat("Ana", "Ben", line=RELAXED, sides=("ban", "limit"))
    if last:
        await home.type("Ben", spoken(20))
    heard = await home.type("Ana", LOSS)
    assert heard.one(MessageKind.CARE).to.id == await home.id("Ana")
    assert (await home.round("Ana")).status is Status.PAUSED


async def test_two_losses_are_seen_to_one_after_the_other(home: House) -> None:
    await home.seat("Ana", "Ben", line=RELAXED, sides=("ban", "limit"))
    await home.type("Ana", LOSS, idle=True)
    first = await home.type("Ben", LOSS)
    assert [message.to.id for message in first.of(MessageKind.CARE)] == [await home.id("Ana")]
    second = await home.type("Ana", "/debate agree")
    assert [message.to.id for message in second.of(MessageKind.CARE)] == [await home.id("Ben")]
    refused = await home.type("Ana", "/debate agree")
    assert refused.error == home.say("error.not_your_pause")
    await home.type("Ben", "/debate agree")
    assert (await home.round("Ana")).status is Status.RUNNING


async def test_nobody_waits_for_one_who_has_left_already(home: House) -> None:
    await duel(home)
    await home.type("Ana", LOSS, idle=True)
    heard = await home.type("Ana", "/debate leave")
    assert heard.of(MessageKind.CARE) == []
    assert "my loss" not in str(heard.all)
    assert (await home.round("Ben")).status is Status.RUNNING


def test_the_note_claims_only_what_the_bot_knows(home: House) -> None:
    """They may have written it in a channel that others read."""
    assert "Nobody else has seen it" not in home.say("care.text")
