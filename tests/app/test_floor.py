"""On the floor: whose slot it is, word limits, parts and drafts, passing, more time, conceding."""

import pytest

from bot.app.messages import MessageKind, to_person, to_round
from bot.app.ports import SpeechState
from bot.core.round import Ending, How, Status
from tests.app.house import DUEL, House, buttons, spoken

OPENING = spoken(20, "[ban-attention]")


async def duel(home: House) -> str:
    """A duel in which Ana opens for the ban and Ben answers for the limit; its id."""
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


async def test_a_speech_is_confirmed_to_its_author_and_shown_to_everybody(home: House) -> None:
    debate = await duel(home)
    heard = await home.type("Ana", OPENING)
    confirmed, shown = heard.all[:2]
    assert confirmed.to == to_person(await home.id("Ana"), debate)
    assert confirmed.private
    assert confirmed.text == home.say("saved.whole", slot="opening", count=21)
    assert shown.kind is MessageKind.SPEECH
    assert shown.to == to_round(debate)
    assert shown.text == OPENING
    assert shown.title == home.say("speech.title", role="Head teacher", name="Ana", slot="opening")
    assert (shown.side, shown.owner) == ("ban", await home.id("Ana"))
    assert (await home.speeches("Ana"))[0].text == OPENING


async def test_speaking_out_of_ones_slot_is_told_whose_it_is(home: House) -> None:
    await duel(home)
    refused = await home.type("Ben", "But I want to speak!")
    assert refused.error == home.say("error.not_your_slot", whose="Ana")
    assert await home.speeches("Ana") == []


async def test_while_the_bot_is_about_to_speak_it_is_nobody_elses_slot(home: House) -> None:
    await home.type("Ana", "/debate start side:limit", idle=True)
    refused = await home.type("Ana", "I am here", idle=True)
    assert refused.direct[0].text == home.say("error.not_your_slot", whose=home.say("name.bot"))


async def test_a_speech_that_comes_early_is_kept_as_the_draft_of_the_next_slot(
    home: House,
) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    early = await home.type("Ben", spoken(20))
    kept = home.say("draft.kept_early", whose="Ana", slot=home.say("slot.opening"))
    assert early.texts == [kept]
    shown = await home.type("Ben", "/debate draft")
    assert spoken(20) in shown.direct[0].text
    again = await home.type("Ben", spoken(21))  # the draft that is there is not overwritten
    assert again.error == home.say("error.not_your_slot", whose="Ana")


@pytest.mark.parametrize("line", ["pass", "/debate extend", "/debate draft text: x", "done"])
async def test_somebody_without_a_seat_is_told_so(home: House, line: str) -> None:
    debate = await duel(home)
    assert (await home.type("Cleo", line, here=debate)).error == home.say("error.not_in")


async def test_words_beyond_the_limit_are_kept_but_not_heard(home: House) -> None:
    await duel(home)
    long = f"{spoken(220)} and nothing after this counts [ban-bullying]"
    heard = await home.type("Ana", long)
    assert heard.texts[0] == home.say("saved.cut", slot="opening", count=226, limit=220)
    assert heard.one(MessageKind.SPEECH).text == spoken(220)
    [kept] = await home.speeches("Ana")
    assert kept.text == long
    assert kept.text[: kept.heard].strip() == spoken(220)
    assert home.reader.read_texts == [kept.text[: kept.heard]]


@pytest.mark.parametrize(
    ("text", "phrase", "variables"),
    [
        ("/debate speak", "error.nothing_to_say", {}),
        ("/debate speak more:true", "error.empty", {}),
        ('/debate speak text:" "', "error.empty", {}),
        ("done", "error.nothing_to_say", {}),
        ("\x07", "error.binary", {}),
        ("w" * 20_001, "error.too_long", {"most": 20_000, "length": 20_001}),
    ],
)
async def test_a_text_that_cannot_be_used_is_refused_and_the_slot_waits(
    home: House, text: str, phrase: str, variables: dict[str, object]
) -> None:
    await duel(home)
    assert (await home.type("Ana", text)).error == home.say(phrase, **variables)
    assert [who for who, _ in await home.waiting("Ana")] == ["Ana"]


async def test_parts_are_kept_until_they_are_done(home: House) -> None:
    await duel(home)
    first = await home.type("Ana", "/debate speak more:true text: Phones ring.")
    assert first.texts == [home.say("draft.part", count=2)]
    second = await home.type("Ana", "/debate speak more:true They ring all day.")
    assert second.texts == [home.say("draft.part", count=6)]
    heard = await home.type("Ana", "/debate done")
    assert heard.one(MessageKind.SPEECH).text == "Phones ring.\nThey ring all day."


async def test_a_speech_after_parts_is_their_end(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate speak more:true text: Phones ring.")
    heard = await home.type("Ana", "They ring all day.")
    assert heard.one(MessageKind.SPEECH).text == "Phones ring.\nThey ring all day."


@pytest.mark.parametrize(
    ("first", "second"),
    [("speak more:true text:", "draft text:"), ("draft text:", "speak more:true text:")],
)
async def test_neither_a_draft_nor_a_part_pushes_the_other_out(
    home: House, first: str, second: str
) -> None:
    await duel(home)
    await home.type("Ana", f"/debate {first} Phones ring.")
    heard = await home.type("Ana", f"/debate {second} They ring all day.")
    assert heard.texts == [home.say("draft.part", count=6)]
    done = await home.type("Ana", "/debate done")
    assert done.one(MessageKind.SPEECH).text == "Phones ring.\nThey ring all day."


async def test_a_draft_is_saved_shown_replaced_and_spoken(home: House) -> None:
    await duel(home)
    assert (await home.type("Ana", "/debate draft")).texts == [home.say("draft.none")]
    saved = await home.type("Ana", "/debate draft text: Phones ring.")
    assert [message.text for message in saved.direct] == [home.say("draft.saved", count=2)]
    assert saved.posted == ()
    await home.type("Ana", "/debate draft Phones ring loudly.")
    shown = await home.type("Ana", "/debate draft")
    assert shown.texts == [home.say("draft.shown", text="Phones ring loudly.")]
    assert buttons(shown.all[0]) == {"Speak": "/debate speak"}
    assert shown.all[0].owner == await home.id("Ana")
    heard = await home.type("Ana", "/debate speak")
    assert heard.one(MessageKind.SPEECH).text == "Phones ring loudly."


async def test_a_draft_can_wait_for_a_slot_to_come(home: House) -> None:
    await duel(home)
    await home.type("Ben", "/debate draft text: Schools teach.")
    await home.type("Ana", OPENING)
    heard = await home.type("Ben", "/debate speak")
    assert heard.one(MessageKind.SPEECH).text == "Schools teach."


async def test_after_ones_last_slot_there_is_nothing_to_draft_for(home: House) -> None:
    await duel(home)
    await home.play_on("Ana", slots=13)
    refused = await home.type("Ben", "/debate draft text: More!")
    assert refused.error == home.say("error.not_your_slot", whose="Ana")


async def test_another_speech_than_the_draft_can_be_spoken(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate draft text: Phones ring.")
    heard = await home.type("Ana", "Phones buzz.")
    assert heard.one(MessageKind.SPEECH).text == "Phones buzz."
    assert [s.state for s in await home.speeches("Ana")] == [SpeechState.DELIVERED]


async def test_a_passed_slot_is_over_and_everybody_is_told(home: House) -> None:
    await duel(home)
    heard = await home.type("Ana", "/debate pass")
    assert heard.texts[0] == home.say("notice.passed", name="Ana", slot="opening")
    assert to_round((await home.round("Ana")).id) == heard.all[0].to
    assert (await home.round("Ana")).delivered[0].how is How.PASSED
    assert [who for who, _ in await home.waiting("Ana")] == ["Ben"]
    refused = await home.type("Ana", "/debate pass")
    assert refused.error == home.say("error.not_your_slot", whose="Ben")


@pytest.mark.parametrize(("factor", "time"), [(1.0, "2 minutes"), (1.5, "3 minutes")])
async def test_one_extension_each_says_how_much_it_really_is(
    home: House, factor: float, time: str
) -> None:
    person = await home.person("Ana")
    await home.save(type(person)(id=person.id, name="Ana", factor=factor))
    await duel(home)
    [(_, before)] = await home.waiting("Ana")
    heard = await home.type("Ana", "/debate extend")
    [(_, after)] = await home.waiting("Ana")
    assert heard.texts == [home.say("notice.extended", time=time)]
    assert heard.all[0].private
    assert (after.deadline or 0) - (before.deadline or 0) == 120_000 * factor
    assert (await home.type("Ana", "/debate extend")).error == home.say("error.extended_already")


async def test_a_round_ends_early_when_both_agree(home: House) -> None:
    debate = await duel(home)
    proposed = (await home.type("Ana", "/debate end")).one(MessageKind.PROPOSAL)
    assert proposed.to == to_round(debate)
    assert proposed.text == home.say("notice.proposed", name="Ana")
    assert buttons(proposed) == {"Agree": "/debate agree", "Decline": "/debate decline"}
    heard = await home.type("Ben", "/debate agree")
    assert heard.texts[0] == home.say("over.agreed")
    assert (await home.round("Ana")).ending is Ending.AGREED


async def test_a_declined_end_is_forgotten(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate end")
    heard = await home.type("Ben", "/debate decline")
    assert heard.texts == [home.say("notice.declined", name="Ben")]
    refused = await home.type("Ana", "/debate agree")
    assert refused.error == home.say("error.nothing_to_agree")


async def test_of_three_each_agreement_is_told_and_the_last_one_ends_it(home: House) -> None:
    line = DUEL.replace("duel", "three-way")
    await home.seat("Ana", "Ben", "Cleo", line=line, sides=("ban", "limit", "free"))
    await home.type("Ana", "/debate end")
    heard = await home.type("Ben", "/debate agree")
    assert heard.texts == [home.say("notice.agreed", name="Ben")]
    assert (await home.round("Ana")).status is Status.RUNNING
    assert (await home.type("Cleo", "/debate agree")).texts[0] == home.say("over.agreed")


async def test_alone_one_ends_at_once(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    heard = await home.type("Ana", "/debate end")
    assert heard.of(MessageKind.PROPOSAL) == []
    assert heard.texts[0] == home.say("over.agreed")


async def test_conceding_a_duel_ends_it(home: House) -> None:
    await duel(home)
    heard = await home.type("Ana", "/debate concede")
    assert heard.texts[:2] == [
        home.say("notice.conceded", name="Ana", side="Ban"),
        home.say("over.conceded"),
    ]
    assert (await home.round("Ana")).status is Status.DONE


async def test_conceding_a_three_way_round_leaves_the_others_debating(home: House) -> None:
    line = DUEL.replace("duel", "three-way")
    await home.seat("Ana", "Ben", "Cleo", line=line, sides=("ban", "limit", "free"))
    heard = await home.type("Ana", "/debate concede")
    assert heard.texts[0] == home.say("notice.conceded", name="Ana", side="Ban")
    debate = await home.round("Ben")
    assert debate.status is Status.RUNNING
    assert debate.standing_sides == ("limit", "free")
    assert (await home.type("Ana", "/debate concede")).error == home.say("error.conceded_already")
    await home.play_on("Ben")
    assert (await home.round("Ben")).status is Status.DONE


async def test_in_a_team_one_concedes_for_oneself(home: House) -> None:
    line = f"{DUEL.replace('duel', 'teams')} sides:ban,limit"
    names = ("Ana", "Ben", "Cleo", "Dan")
    await home.seat(*names, line=line, sides=("ban", "limit", "ban", "limit"))
    heard = await home.type("Ana", "/debate concede")
    assert heard.texts[0] == home.say("notice.conceded_alone", name="Ana", side="Ban")
    heard = await home.type("Cleo", "/debate concede")
    assert heard.texts[:2] == [
        home.say("notice.conceded", name="Cleo", side="Ban"),
        home.say("over.conceded"),
    ]


async def test_an_insult_is_not_posted_and_stays_out_of_the_transcript(home: House) -> None:
    await duel(home)
    heard = await home.type("Ana", f"You are rude. {spoken(20)}")
    posted = heard.one(MessageKind.SPEECH)
    assert "rude" not in posted.text
    assert spoken(20) in posted.text
    file = (await home.type("Ben", "/debate transcript")).one(MessageKind.FILE).file
    assert file is not None
    assert "rude" not in file.text
