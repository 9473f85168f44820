"""Everything in a round can be done by pressing buttons alone; forms take the words."""

import pytest

from bot.platforms.discord.forms import KINDS
from tests.platforms.discord.hall import SPEECH, Class, Hall, called, with_button
from tests.platforms.discord.playing import ballots, play, speeches
from tests.standins.discord.answers import Answer
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def pressed(school: Class, person: Person, room: Room, label: str) -> Answer:
    """Press the latest button of this label that somebody sees in a room or directly."""
    seen = await school.until(lambda: with_button(person, room, label), f"{label} for {person}")
    assert isinstance(seen, Seen)
    answer = await person.presses(seen, label)
    assert answer.seconds < 3.0
    return answer


async def shown(school: Class, room: Room, text: str) -> None:
    await school.until(lambda: any(text in m.text for m in room.messages), text)


async def test_a_lobby_and_its_cards_are_gone_through_by_buttons(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    help_ = await ana.types(school.room, "/debate help")
    assert help_.message is not None
    assert "Try a round" in help_.message.buttons
    await ana.types(school.room, "/debate start", format="pair")
    thread = (await hall.discord.until(lambda: school.room.threads))[0]
    [table] = school.room.messages
    assert table.buttons == ["Join", "Leave", "Begin", "Brief"]
    brief = await ben.presses(table, "Brief")
    assert "This school should ban phones" in brief.text
    assert brief.message is not None
    assert brief.message.ephemeral
    await ben.presses(table, "Join")
    await school.until(lambda: "Ana, Ben" in table.text, "Ben at the table")
    await ben.presses(table, "Leave")
    await school.until(lambda: "Ana, Ben" not in table.text, "Ben gone")
    await ben.presses(table, "Join")
    await school.until(lambda: "Ana, Ben" in table.text, "Ben at the table")
    await ana.presses(table, "Begin")
    first = await school.card(thread, ana)
    await ana.presses(first, "Another side or topic")
    card = await school.until(
        lambda: (seen := with_button(ana, thread, "OK")) != first and seen, "another card"
    )
    assert isinstance(card, Seen)
    assert card.embeds[0]["title"] != first.embeds[0]["title"]
    await ana.presses(card, "OK")
    await ben.presses(await school.card(thread, ben), "Not now")
    await shown(school, thread, "Who argues what")
    seats = next(m for m in thread.messages if "Who argues what" in m.text)
    assert "Ben" not in seats.text  # a bot has the seat
    assert "Your brief" in (await ana.presses(seats, "Brief")).text
    assert table.buttons == ["Brief"]


async def test_a_slot_is_filled_by_buttons_and_forms(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    thread = await school.begins("alone")
    await school.accept(thread)
    call = await school.asked(thread, ana)
    assert call.buttons == ["Speak", "Save draft", "Hint", "Flow", "Pass"]
    hint = await ana.presses(call, "Hint")
    assert hint.message is not None
    assert "A question to think about" in hint.text
    another = await ana.presses(hint.message, "Another hint")
    assert another.text != hint.text
    assert "Flow sheet" in (await ana.presses(call, "Flow")).text

    draft = (await ana.presses(call, "Save draft")).modal
    assert draft is not None
    assert [one.label for one in draft.inputs] == ["Your speech"]
    saved = await ana.fills(draft, text="Phones break attention.")
    assert "Draft saved (3 words)." in saved.text
    assert saved.message is not None
    again = (await ana.presses(call, "Save draft")).modal
    speak = (await ana.presses(call, "Speak")).modal
    assert again is not None
    assert speak is not None
    assert again.input("text").value == speak.input("text").value == "Phones break attention."
    assert len({draft.id, again.id, speak.id}) == 3  # or Discord would show what was typed before
    await ana.presses(saved.message, "Undo")
    empty = (await ana.presses(call, "Speak")).modal
    assert empty is not None
    assert empty.input("text").value == ""
    assert empty.input("text").most == KINDS["debate speak"].longest == 4_000

    panel = await ana.types(thread, "/debate status")
    assert panel.message is not None
    assert panel.message.buttons[5:] == ["More time", "Undo", "End", "Concede"]
    assert "You have" in (await ana.presses(panel.message, "More time")).text
    assert "Your opening is saved" in (await ana.fills(empty, text=SPEECH)).text
    await school.until(lambda: ballots(ana, thread), "a ballot")
    assert [said.who for said in speeches(thread)] == ["Ana", "the bot"]


async def test_parts_that_were_kept_are_said_once_when_the_form_shows_them(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    thread = await school.begins("alone")
    await school.accept(thread)
    call = await school.asked(thread, ana)
    await ana.types(thread, "/debate speak", more=True, text="Phones distract.")
    form = (await ana.presses(call, "Speak")).modal
    assert form is not None
    assert form.input("text").value == "Phones distract."
    await ana.fills(form, text="Phones distract. So ban them.")
    await shown(school, thread, "Phones distract. So ban them.")
    said = next(m for m in thread.messages if "So ban them" in m.text)
    assert said.text.count("Phones distract") == 1


async def test_an_end_is_proposed_and_agreed_to_by_buttons(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    thread = await school.begins("pair", ben)
    await school.accept(thread)
    await school.until(lambda: called(ana, thread) or called(ben, thread), "a slot")
    speaker, other = (ana, ben) if called(ana, thread) else (ben, ana)
    await speaker.presses(called(speaker, thread)[0], "Pass")
    await shown(school, thread, f"{speaker.name} passes the opening.")
    for answer, said in (("Decline", "would rather go on"), ("Agree", "You agreed to end here.")):
        panel = await other.types(thread, "/debate status")
        assert panel.message is not None
        await other.presses(panel.message, "End")
        await pressed(school, speaker, thread, answer)
        await shown(school, thread, said)


async def test_what_follows_a_round_is_done_by_buttons(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    thread = await school.begins("pair", ben)
    await play(school, thread, school.people)
    [ballot] = ballots(ana, thread)
    assert ballot.buttons == ["Details", "Flow", "Transcript", "Rematch", "Appeal"]
    assert "Your opening in detail" in (await ana.presses(ballot, "Details")).text
    assert "Flow sheet" in (await ana.presses(ballot, "Flow")).text
    transcript = await ana.presses(ballot, "Transcript")
    assert transcript.message is not None
    [file] = transcript.message.files
    assert SPEECH in file.data.decode()
    form = (await ben.presses(ballots(ben, thread)[0], "Appeal")).modal
    assert form is not None
    told = await ben.fills(form, text="My best point is not there.")
    assert "Your appeal is recorded" in told.text
    await school.until(lambda: [m for m in ana.direct if "second look" in m.text], "Ana told")
    assert "My best point" not in "".join(m.text for m in ana.direct)
    await ana.presses(ballot, "Rematch")
    await school.until(lambda: len(school.room.threads) == 2, "a rematch")
    invited = await school.until(
        lambda: next((m for m in ben.direct if "invites you" in m.text), None), "an invitation"
    )
    assert isinstance(invited, Seen)
    await ben.presses(invited, "Join")
    table = next(m for m in school.room.messages if "Join" in m.buttons)
    await school.until(lambda: "Ana" in table.text and "Ben" in table.text, "both at the table")


async def test_ones_own_things_are_reached_by_buttons(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    answer = await ana.types(school.room, "/my privacy")
    assert answer.message is not None
    export = await ana.presses(answer.message, "Export")
    assert export.message is not None
    assert export.message.ephemeral
    assert b'"Ana"' in export.message.files[0].data
    asked = await ana.presses(answer.message, "Delete")
    assert asked.message is not None
    assert "Deleted." in (await ana.presses(asked.message, "Delete everything")).text
    assert hall.bot.rows("SELECT * FROM accounts WHERE external = ?", ana.id) == []


async def test_a_form_that_was_opened_in_time_is_taken_a_little_late(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    late = await school.begins("alone", pace="hurry")
    await school.accept(late, ana)
    form = (await ana.presses(await school.asked(late, ana), "Speak")).modal
    await ben.types(school.room, "/debate start", format="alone", pace="hurry")
    missed = (await hall.discord.until(lambda: school.room.threads[1:], of="Ben's thread"))[0]
    await school.accept(missed, ben)
    await school.asked(missed, ben)
    await shown(school, missed, "Time is up for Ben.")  # and so it is for Ana, who began before
    assert not [m for m in late.messages if "Time is up" in m.text]
    assert "Your opening is saved" in (await ana.fills(form, text=SPEECH)).text
    await school.until(lambda: len(speeches(late)) == 2, "both speeches")
    assert [said.who for said in speeches(late)] == ["Ana", "the bot"]
    pings = [m.text for m in missed.messages if "Ben" in m.pings]
    assert len(pings) == 2  # the call and one warning
    assert "left. Save a draft and it is delivered" in pings[1]
