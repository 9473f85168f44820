"""Forms: what stands in one when it opens, and how late the one for a speech may come back."""

import pytest

from bot.app import front
from bot.app.forms import Form, opened
from bot.app.front import Answered, Incoming
from bot.app.messages import Message, MessageKind
from bot.app.ports import SpeechState
from bot.core.words import MOST_CHARACTERS
from tests.app.house import CLASS, SOLO, House, account, spoken

OPENING = spoken(20)
LATE = 60  # seconds; contracts.md


async def ask(home: House, name: str, line: str) -> Form | Answered:
    """Somebody presses a button that needs words."""
    incoming = Incoming(
        event=f"form-{next(home.events)}", account=account(name), classroom=CLASS, text=line
    )
    return await opened(home.kit, incoming)


async def form(home: House, name: str, line: str) -> Form:
    """The form that opens."""
    found = await ask(home, name, line)
    assert isinstance(found, Form)
    return found


async def refusal(home: House, name: str, line: str) -> Message:
    """Why none opens."""
    found = await ask(home, name, line)
    assert isinstance(found, Answered)
    [message] = found.messages
    assert (message.kind, message.private) == (MessageKind.ERROR, True)
    return message


async def fill(home: House, name: str, line: str) -> list[Message]:
    """What was written in a form comes back."""
    incoming = Incoming(
        event=f"filled-{next(home.events)}",
        account=account(name),
        classroom=CLASS,
        text=line,
        filled=True,
    )
    direct = await front.handle(home.kit, incoming)
    return [*direct, *(await home.work()).all]


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


@pytest.mark.parametrize("line", ["/debate speak", "speak", "/debate speak round:{id}"])
async def test_the_form_for_a_speech_holds_the_saved_draft(home: House, line: str) -> None:
    debate = await duel(home)
    expected = Form(
        path="debate speak",
        round=debate,
        title=home.say("prompt.title", slot="opening"),
        label="Your speech",
        prefill="",
        most=MOST_CHARACTERS,
        slot="0",
    )
    assert await form(home, "Ana", line.format(id=debate)) == expected
    await home.type("Ana", "/debate draft text: Half a thought.")
    assert (await form(home, "Ana", line.format(id=debate))).prefill == "Half a thought."


async def test_parts_stand_in_the_form_and_are_not_said_twice(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate speak more:true text: One.")
    await home.type("Ana", "/debate speak more:true text: Two.")
    assert (await form(home, "Ana", "/debate speak")).prefill == "One.\nTwo."
    heard = await fill(home, "Ana", "/debate speak text: One.\nTwo.\nThree.")
    assert [m.text for m in heard if m.kind is MessageKind.SPEECH] == ["One.\nTwo.\nThree."]


async def test_a_draft_from_a_form_stands_for_the_parts_before_it(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate speak more:true text: One.")
    await fill(home, "Ana", "/debate draft text: All anew.")
    [newest] = [s for s in await home.speeches("Ana") if s.text == "All anew."]
    assert newest.state is SpeechState.DRAFT
    assert (await form(home, "Ana", "/debate speak")).prefill == "All anew."


async def test_the_form_for_a_draft_is_for_the_slot_that_waits_or_comes_next(home: House) -> None:
    debate = await duel(home)
    await home.type("Ben", "/debate draft text: For later.")
    shown = await form(home, "Ben", f"/debate draft round:{debate}")
    assert (shown.path, shown.round, shown.prefill) == ("debate draft", debate, "For later.")
    assert shown.title == home.say("form.draft", slot="opening")
    assert shown.label == "Your speech"
    assert (await form(home, "Ana", "/debate draft")).prefill == ""


async def test_no_speech_is_asked_for_out_of_turn(home: House) -> None:
    await duel(home)
    assert (await refusal(home, "Ben", "/debate speak")).text == home.say(
        "error.not_your_slot", whose="Ana"
    )
    assert (await refusal(home, "Cleo", "/debate speak")).text == home.say("error.no_round")


async def test_a_form_for_an_appeal_opens_where_there_is_a_ballot(home: House) -> None:
    debate = await duel(home)
    line = f"/debate appeal round:{debate}"
    assert (await refusal(home, "Ana", line)).text == home.say("error.no_ballot")
    await home.play_on("Ana", OPENING)
    shown = await form(home, "Ana", line)
    assert (shown.round, shown.title, shown.label, shown.prefill) == (
        debate,
        home.say("form.appeal"),
        home.say("form.reason"),
        "",
    )
    assert (await refusal(home, "Cleo", line)).text == home.say("error.not_in")


async def test_the_form_for_a_name_holds_it(home: House) -> None:
    assert await form(home, "Ana", "/my name") == Form(
        path="my name",
        round=None,
        title=home.say("form.name"),
        label=home.say("form.name_label"),
        prefill="Ana",
        most=40,
    )


async def test_asking_twice_opens_twice_and_is_recorded_nowhere(home: House) -> None:
    await duel(home)
    first = await form(home, "Ana", "/debate speak")
    moved = await home.round("Ana")
    assert await form(home, "Ana", "/debate speak") == first
    assert await home.round("Ana") == moved
    assert await home.kit.store.read(lambda tx: tx.inbox.unfinished()) == []


async def test_what_needs_no_form_is_acted_on(home: House) -> None:
    debate = await duel(home)
    status = await ask(home, "Ana", "/debate status")
    assert isinstance(status, Answered)
    assert [m.kind for m in status.messages] == [MessageKind.STATUS]
    await ask(home, "Ana", f"/debate speak round:{debate} text: {OPENING}")
    assert [s.text for s in await home.speeches("Ana")] == [OPENING]


async def test_what_cannot_be_understood_is_answered(home: House) -> None:
    assert "flow" in (await refusal(home, "Ana", "/debate flwo")).text


# ── how late ────────────────────────────────────────────────────────────────────────────────────


async def left(home: House) -> float:
    """Seconds until the deadline of the slot that waits."""
    [(_, waiting)] = await home.waiting("Ana")
    return ((waiting.deadline or 0) - home.clock.at) / 1000


async def test_a_form_opened_in_time_is_accepted_a_minute_late(home: House) -> None:
    await duel(home)
    await home.wait(await left(home) - 1)
    await form(home, "Ana", "/debate speak")
    heard = await home.wait(LATE)
    assert not heard.of(MessageKind.NOTICE)
    said = await fill(home, "Ana", f"/debate speak text: {OPENING}")
    assert [m.text for m in said if m.kind is MessageKind.SPEECH] == [OPENING]
    assert [name for name, _ in await home.waiting("Ana")] == ["Ben"]


async def test_after_that_minute_the_bot_takes_the_slot(home: House) -> None:
    await duel(home)
    await form(home, "Ana", "/debate speak")
    heard = await home.wait(await left(home) + LATE - 1)
    assert [m.kind for m in heard.all] == [MessageKind.WARNING]
    heard = await home.wait(1)
    missed = home.say("notice.missed", name="Ana", slot="opening")
    assert heard.texts[0] == missed


async def test_a_saved_draft_waits_for_the_form_too(home: House) -> None:
    await duel(home)
    await home.type("Ana", f"/debate draft text: {OPENING}")
    await form(home, "Ana", "/debate speak")
    heard = await home.wait(await left(home) + LATE - 1)
    assert not heard.of(MessageKind.SPEECH)
    assert (await home.wait(1)).one(MessageKind.SPEECH).text == OPENING


async def test_opening_a_form_takes_nothing_back_that_can_be_taken_back(home: House) -> None:
    await home.type("Ana", f"{SOLO} side:ban")
    await home.type("Ana", OPENING)
    await form(home, "Ana", "/debate speak")
    heard = await home.type("Ana", "/debate undo")
    taken = home.say("notice.undone", name="Ana", action=home.say("action.speak"))
    assert heard.texts[0] == taken


async def test_a_draft_form_gives_no_more_time(home: House) -> None:
    await duel(home)
    await form(home, "Ana", "/debate draft")
    heard = await home.wait(await left(home))
    assert home.say("notice.missed", name="Ana", slot="opening") in heard.texts


async def test_words_for_a_slot_that_is_over_are_kept_for_the_next_one(home: House) -> None:
    debate = await duel(home)
    first = await form(home, "Ana", "/debate speak")
    await home.type("Ana", f"/debate pass round:{debate} slot:{first.slot}")
    await home.type("Ben", spoken(45))
    heard = await fill(home, "Ana", f"/debate speak slot:{first.slot} text: {OPENING}")
    assert [m.kind for m in heard] == [MessageKind.CONFIRMATION]
    assert "That slot is over." in heard[0].text
    assert (await form(home, "Ana", "/debate draft")).prefill == OPENING


async def test_pass_pressed_twice_passes_one_slot(home: House) -> None:
    debate = await duel(home)
    press = f"/debate pass round:{debate} slot:0"
    await home.type("Ana", press)
    await home.type("Ben", spoken(45))
    again = (await home.type("Ana", press)).one(MessageKind.ERROR)
    assert again.text == home.say("error.slot_gone")
