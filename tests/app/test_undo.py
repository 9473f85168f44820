"""Taking back one's own last action, until another person has acted."""

import pytest

from bot.app.messages import MessageKind
from bot.app.ports import SpeechState
from bot.core.round import Status
from tests.app.house import DUEL, House, buttons, spoken

OPENING = spoken(20, "[ban-attention]")


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


async def test_a_speech_taken_back_is_a_draft_again_and_its_author_is_called_again(
    home: House,
) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[:2] == [
        home.say("notice.undone", name="Ana", action=home.say("action.speak")),
        home.say("draft.returned"),
    ]
    assert heard.one(MessageKind.PROMPT).title == home.say("prompt.title", slot="opening")
    assert [s.state for s in await home.speeches("Ana")] == [SpeechState.RETURNED]
    shown = await home.type("Ana", "/debate draft")
    assert shown.texts == [home.say("draft.shown", text=OPENING)]
    spoken_again = await home.type("Ana", "/debate speak")
    assert spoken_again.one(MessageKind.SPEECH).text == OPENING


async def test_taking_back_buys_no_time(home: House) -> None:
    await duel(home)
    await home.wait(100)
    await home.type("Ana", OPENING)
    await home.wait(30)
    await home.type("Ana", "/debate undo")
    [(_, waiting)] = await home.waiting("Ana")
    assert (waiting.deadline or 0) - home.clock.at == 230_000


async def test_what_the_bot_said_since_is_withdrawn(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", OPENING)
    assert len(await home.speeches("Ana")) == 2
    await home.type("Ana", "/debate undo")
    assert [s.text for s in await home.speeches("Ana")] == [OPENING]
    await home.play_on("Ana")
    debate = await home.round("Ana")
    assert debate.status is Status.DONE
    said = [s for s in await home.speeches("Ana") if s.state is SpeechState.DELIVERED]
    assert len(said) == len(debate.slots)


async def test_nothing_read_in_a_speech_that_was_taken_back_counts_for_the_next(
    home: House,
) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    await home.type("Ana", "/debate undo")
    await home.type("Ana", f"/debate draft text: {spoken(9, '[ban-bullying]')}")
    await home.wait(360)
    flow = (await home.type("Ben", "/debate flow")).one(MessageKind.FLOW)
    claims = home.kit.packs.topic("school-phones").claim_by_id
    assert [row[2] for row in flow.table.rows] == [claims["ban-bullying"].statement]  # type: ignore[union-attr]  # there is a table
    debate = await home.round("Ana")
    speech = debate.delivered[0].speech
    marks = await home.kit.store.read(lambda tx: tx.ballots.marks_of(debate.id))
    assert [m.words for m in marks if m.speech == speech] == [10]


async def test_another_persons_action_ends_it(home: House) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    await home.type("Ben", "/debate extend")
    refused = await home.type("Ana", "/debate undo")
    assert refused.error == home.say("error.nothing_to_undo")


async def test_nobody_takes_back_what_another_did(home: House) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    assert (await home.type("Ben", "/debate undo")).error == home.say("error.nothing_to_undo")


async def test_what_is_taken_back_cannot_be_taken_back_again(home: House) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    await home.type("Ana", "/debate undo")
    assert (await home.type("Ana", "/debate undo")).error == home.say("error.nothing_to_undo")


async def test_words_that_a_deadline_delivered_are_an_action_of_their_author(home: House) -> None:
    await duel(home)
    await home.type("Ben", "/debate draft text: Schools teach.")
    await home.type("Ana", OPENING)
    await home.wait(360)
    refused = await home.type("Ana", "/debate undo")
    assert refused.error == home.say("error.nothing_to_undo")
    assert [s.text for s in await home.speeches("Ana")] == [OPENING, "Schools teach."]


async def test_a_slot_that_the_bot_took_does_not_end_it(home: House) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    await home.wait(360)
    assert len(await home.speeches("Ana")) == 2
    await home.type("Ana", "/debate undo")
    assert [s.text for s in await home.speeches("Ana")] == [OPENING]


@pytest.mark.parametrize(
    ("line", "action"),
    [("/debate pass", "pass"), ("/debate extend", "extend"), ("/debate end", "end")],
)
async def test_other_actions_can_be_taken_back_too(home: House, line: str, action: str) -> None:
    await duel(home)
    before = await home.round("Ana")
    await home.type("Ana", line)
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[0] == home.say(
        "notice.undone", name="Ana", action=home.say(f"action.{action}")
    )
    after = await home.round("Ana")
    assert (after.seats, after.agreed, after.delivered) == (before.seats, before.agreed, ())
    assert [o.deadline for o in after.open] == [o.deadline for o in before.open]


async def test_a_concession_can_be_taken_back_before_the_ballots(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate concede", idle=True)
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[0] == home.say(
        "notice.undone", name="Ana", action=home.say("action.concede")
    )
    assert (await home.round("Ana")).status is Status.RUNNING


async def test_a_draft_gives_way_to_the_one_before_it(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate draft text: First thought.")
    saved = await home.type("Ana", "/debate draft text: Second thought.")
    assert buttons(saved.all[0]) == {"Undo": "/debate undo"}
    back = await home.type("Ana", "/debate undo")
    assert back.texts == [home.say("draft.undone_to", text="First thought.")]
    assert (await home.type("Ana", "/debate undo")).texts == [home.say("draft.undone")]
    assert (await home.type("Ana", "/debate draft")).texts == [home.say("draft.none")]


async def test_a_part_can_be_taken_back(home: House) -> None:
    await duel(home)
    for text in ("One two three four.", "Five six seven eight.", "Nine."):
        await home.type("Ana", f"/debate speak more:true text: {text}")
    await home.type("Ana", "/debate undo")
    heard = await home.type("Ana", "/debate done")
    assert heard.one(MessageKind.SPEECH).text == "One two three four.\nFive six seven eight."


async def test_a_draft_of_hers_does_not_end_what_he_can_take_back(home: House) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    await home.type("Ben", "/debate draft text: Something to say.")
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[0] == home.say("notice.undone", name="Ana", action=home.say("action.speak"))
    assert (await home.type("Ben", "/debate undo")).texts == [home.say("draft.undone")]


async def test_what_was_saved_before_a_speech_is_gone_with_it(home: House) -> None:
    await duel(home)
    for text in ("First thought.", "Second thought."):
        await home.type("Ana", f"/debate draft text: {text}")
    await home.type("Ana", OPENING)
    assert [s.text for s in await home.speeches("Ana")] == [OPENING]


@pytest.mark.parametrize("line", [DUEL, "/debate start side:ban", "/debate start"])
async def test_opening_a_round_can_be_taken_back(home: House, line: str) -> None:
    await home.type("Ana", line)
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[0] == home.say("notice.undone", name="Ana", action=home.say("action.start"))
    assert heard.texts[-1] == home.say("over.cancelled")
    assert (await home.round("Ana")).status is Status.CANCELLED
    assert (await home.wait(3600)).all == ()


async def test_a_table_that_somebody_joined_stays_open(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    assert (await home.type("Ana", "/debate undo")).error == home.say("error.nothing_to_undo")


async def test_a_rematch_can_be_taken_back(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate concede")
    await home.type("Ana", "/debate rematch")
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[0].endswith(home.say("action.rematch") + ".")
    assert (await home.round("Ana")).status is Status.CANCELLED


async def test_cancelling_can_be_taken_back(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", "/debate cancel")
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[0] == home.say("notice.undone", name="Ana", action=home.say("action.cancel"))
    assert heard.one(MessageKind.PROMPT).to.id == await home.id("Ana")
    assert (await home.round("Ana")).status is Status.RUNNING


async def test_a_round_cancelled_long_ago_by_nobody_stays_so(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.wait(25 * 3600)
    assert (await home.round("Ana")).status is Status.CANCELLED
    assert (await home.type("Ana", "/debate undo")).error == home.say("error.nothing_to_undo")


async def test_what_is_taken_back_makes_no_fourth_open_round(home: House) -> None:
    await home.type("Ana", DUEL)
    debate = await home.round("Ana")
    await home.type("Ana", "/debate cancel")
    for _ in range(3):
        await home.type("Ana", DUEL)
    refused = await home.type("Ana", "/debate undo", here=debate.id)
    assert refused.error == home.say("error.too_many_rounds", most=3)


async def test_a_finished_round_stays_as_it_is(home: House) -> None:
    debate = await duel(home)
    await home.type("Ana", "/debate concede")
    refused = await home.type("Ana", "/debate undo", here=debate)
    assert refused.error == home.say("error.undo_over")


async def test_leaving_can_be_taken_back(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate leave")
    heard = await home.type("Ana", "/debate undo")
    assert heard.texts[0] == home.say("notice.undone", name="Ana", action=home.say("action.leave"))
    assert heard.one(MessageKind.PROMPT).text.startswith("Ana,")


async def test_joining_can_be_taken_back(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    await home.type("Ben", "/debate undo")
    assert await home.rounds("Ben") == []


async def test_leaving_a_drawn_seat_can_be_taken_back_and_the_card_comes_again(
    home: House,
) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    await home.type("Ana", "/debate begin")
    await home.type("Ana", "/debate agree")
    debate = await home.round("Ana")
    started = await home.type("Ben", "/debate leave")
    assert started.of(MessageKind.SEATS)
    heard = await home.type("Ben", "/debate undo", here=debate.id)
    assert heard.one(MessageKind.CARD).to.id == await home.id("Ben")
    assert (await home.round("Ben")).status is Status.SEATING
