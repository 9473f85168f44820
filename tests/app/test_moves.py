"""What everybody is told because a round moved; above all at a relaxed pace, where what one side
writes stays hidden until all are in.
"""

from bot.app.messages import MessageKind
from bot.core.quiet import Quiet
from bot.core.round import Ending, How, Status
from tests.app.house import DUEL, House, spoken, to_all
from tests.fakes import START

HOUR = 3600
RELAXED = f"{DUEL.replace('pace:standard', 'pace:relaxed')} sides:ban,limit"
ANA, BEN = spoken(20, "[ban-attention]"), spoken(20, "[limit-teach]")


async def relaxed(home: House) -> str:
    return (await home.seat("Ana", "Ben", line=RELAXED, sides=("ban", "limit"))).id


async def test_everybodys_slot_opens_at_once(home: House) -> None:
    await home.type("Ana", f"{RELAXED} side:ban")
    await home.type("Ben", "/debate join limit")
    heard = await home.type("Ana", "/debate begin")
    prompted = {message.to.id for message in heard.of(MessageKind.PROMPT)}
    assert prompted == {await home.id("Ana"), await home.id("Ben")}


async def test_speeches_are_hidden_until_all_are_in_and_then_shown_in_order(home: House) -> None:
    await relaxed(home)
    first = await home.type("Ben", BEN)
    assert first.kinds == ["confirmation"]
    assert (await home.type("Ana", "/debate flow")).texts == [home.say("flow.empty")]
    transcript = (await home.type("Ana", "/debate transcript")).one(MessageKind.FILE)
    assert transcript.file
    assert BEN not in transcript.file.text
    second = await home.type("Ana", ANA)
    assert [message.text for message in second.of(MessageKind.SPEECH)] == [ANA, BEN]
    assert all(to_all(message) for message in second.of(MessageKind.SPEECH))


async def test_a_hidden_speech_can_be_replaced(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", "Wait, that was not it, not at all, no.")
    again = await home.type("Ben", BEN)
    assert again.texts == [home.say("saved.whole", slot="opening", count=21)]
    heard = await home.type("Ana", ANA)
    assert [message.text for message in heard.of(MessageKind.SPEECH)] == [ANA, BEN]


async def test_undo_brings_back_the_speech_that_was_replaced(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", BEN)
    await home.type("Ben", "Wait, that was not it, not at all, no.")
    await home.type("Ben", "/debate undo")
    heard = await home.type("Ana", ANA)
    assert [message.text for message in heard.of(MessageKind.SPEECH)] == [ANA, BEN]


async def test_undo_calls_nobody_again_who_has_been_waiting_all_along(home: House) -> None:
    await relaxed(home)
    await home.type("Ana", ANA)
    heard = await home.type("Ana", "/debate undo")
    assert heard.one(MessageKind.PROMPT).to.id == await home.id("Ana")


async def test_who_has_spoken_can_neither_pass_nor_extend(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", BEN)
    whose = home.say("error.not_your_slot", whose="Ana")
    assert (await home.type("Ben", "/debate pass")).error == whose
    assert (await home.type("Ben", "/debate extend")).error == whose


async def test_who_has_passed_has_nothing_to_replace(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", "/debate pass")
    refused = await home.type("Ben", "May I?")
    assert refused.error == home.say("error.not_your_slot", whose="Ana")
    assert (await home.round("Ben")).delivered[0].how is How.PASSED


async def test_a_draft_after_speaking_is_for_the_next_slot(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", BEN)
    await home.type("Ben", "/debate draft text: What about break times?")
    heard = await home.type("Ana", ANA)
    assert [message.text for message in heard.of(MessageKind.SPEECH)] == [ANA, BEN]
    await home.type("Ben", "/debate speak")
    await home.type("Ana", "/debate pass")
    assert "What about break times?" in [s.text for s in await home.speeches("Ana")]


async def test_the_last_phase_is_shown_too(home: House) -> None:
    await relaxed(home)
    await home.play_on("Ana", slots=8)
    first = await home.type("Ben", BEN)
    assert first.kinds == ["confirmation"]
    heard = await home.type("Ana", ANA)
    assert [message.text for message in heard.of(MessageKind.SPEECH)] == [BEN, ANA]
    assert (await home.round("Ana")).status is Status.DONE


async def test_what_is_hidden_is_shown_when_the_round_ends_early(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", BEN)
    await home.type("Ben", "/debate end")
    heard = await home.type("Ana", "/debate agree")
    assert heard.one(MessageKind.SPEECH).text == BEN
    assert heard.texts[1] == home.say("over.agreed")
    assert (await home.round("Ana")).ending is Ending.AGREED


async def test_a_missed_slot_at_a_relaxed_pace_is_taken_hidden_too(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", BEN)
    heard = await home.wait(24 * HOUR)
    assert home.say("notice.missed", name="Ana", slot="opening") in heard.texts
    assert [m.side for m in heard.of(MessageKind.SPEECH)][:2] == ["ban", "limit"]


async def test_deadlines_and_warnings_keep_out_of_quiet_hours(home: House) -> None:
    """START is 22:13 UTC; it is quiet from 21:30 to 07:00, and a day later too."""
    home.habits(quiet=lambda _: Quiet(start=21 * 60 + 30, end=7 * 60))
    await relaxed(home)
    quiet_from = START - START % (24 * HOUR * 1000) + (21 * 60 + 30) * 60_000
    deadlines = {o.deadline for o in (await home.round("Ana")).open}
    assert deadlines == {quiet_from + 24 * HOUR * 1000}
    warned = []
    while not (await home.round("Ana")).delivered:
        heard = await home.wait(600)
        warned += [home.clock.at for _ in heard.of(MessageKind.WARNING)]
    assert len(warned) == 2
    assert all(7 * HOUR < at // 1000 % (24 * HOUR) < 21.5 * HOUR for at in warned)


async def test_a_relaxed_round_ends_within_five_days(home: House) -> None:
    await relaxed(home)
    await home.wait(5 * 24 * HOUR)
    assert (await home.round("Ana")).status is Status.DONE


async def test_a_round_that_is_cancelled_says_so_once(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    heard = await home.type("Ana", "/debate cancel")
    assert heard.texts == [home.say("over.cancelled")]
    assert (await home.wait(48 * HOUR)).all == ()


async def test_every_message_waits_in_the_outbox_in_order(home: House) -> None:
    await relaxed(home)
    await home.type("Ben", BEN)
    heard = await home.type("Ana", ANA)
    assert heard.direct == ()
    assert heard.kinds[:3] == ["confirmation", "speech", "speech"]
