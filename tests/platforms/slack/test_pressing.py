"""Everything in a round can be done by pressing buttons alone; forms take the words."""

import pytest

from tests.platforms.slack.serving import Hall, School, calls, speak, with_button
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def presses(school: School, person: Person, room: Room, label: str) -> None:
    """Press the latest button of this label that somebody sees in a room, once it is there."""
    seen = await school.until(lambda: with_button(room, person, label), f"{label} for {person}")
    assert (await person.presses(seen, label)).acknowledged


async def shown(school: School, person: Person, room: Room, text: str) -> Seen:
    """The first message with a text that somebody sees there or directly, once it is there."""
    return await school.until(
        lambda: next((m for m in (*person.sees(room), *person.direct) if text in m.text), None),
        f"{text!r} for {person}",
    )


async def a_slot(school: School) -> tuple[Room, Person, Person]:
    """A begun round of two: its thread, whose slot it is, and the other."""
    ana, ben = school.people
    thread = await school.begins("pair", ben)
    await school.accept()
    call = await school.until(lambda: with_button(thread, ana, "Speak"), "a slot")
    return (thread, ana, ben) if ana.name in call.pings else (thread, ben, ana)


async def test_a_table_is_opened_and_gone_through_by_buttons_and_a_form(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    (ana, ben), room = school.people, school.room
    await ana.mentions(room, "help")
    start = await shown(school, ana, room, "How this works")
    form = await (await ana.presses(start, "Try a round")).opens()
    assert (await ana.fills(form, {"with": ben}, format="pair", topic="homework")).acknowledged
    await presses(school, ben, ben.dm, "Join")  # where he reads that he is invited
    table = await school.until(lambda: with_button(room, ana, "Begin"), "a table")
    await shown(school, ana, room, f"{ana.name}, {ben.name}")
    await presses(school, ben, room, "Leave")
    await hall.slack.until(lambda: f", {ben.name}" not in table.text, of="Ben gone")
    await presses(school, ben, room, "Join")
    await hall.slack.until(lambda: f", {ben.name}" in table.text, of="Ben at the table")
    await presses(school, ben, room, "Brief")
    await shown(school, ben, room, "This school should ban phones")
    await presses(school, ana, room, "Begin")
    first = await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
    await ana.presses(first, "Another side or topic")
    await hall.slack.until(lambda: with_button(ana.dm, ana, "OK") != first, of="another card")
    await presses(school, ana, ana.dm, "OK")
    await presses(school, ben, ben.dm, "Not now")
    seats = await shown(school, ana, room.thread(table), "Who argues what")
    assert ben.name not in seats.text  # a bot has the seat
    assert table.buttons == ["Brief"]


async def test_a_slot_is_used_by_buttons_and_forms(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, mine, other = await a_slot(school)
    [call] = calls(mine, thread)
    assert call.buttons == ["Speak", "Save draft", "Hint", "Flow", "Pass"]
    hint = await (await mine.presses(call, "Hint")).replies()
    another = await (await mine.presses(hint, "Another hint")).replies()
    assert another.text != hint.text
    assert "Flow sheet" in (await (await mine.presses(call, "Flow")).replies()).text
    draft = await (await mine.presses(call, "Save draft")).opens()
    await mine.fills(draft, text="Phones break attention.")
    saved = await shown(school, mine, thread, "Draft saved (3 words).")
    await (await mine.presses(saved, "Undo")).replies()
    empty = await (await mine.presses(call, "Speak")).opens()
    assert empty.values == {"Your speech": None}
    await mine.mentions(thread)
    panel = await shown(school, mine, thread, "(round ")
    assert panel.buttons[5:] == ["More time", "Undo", "End", "Concede"]
    assert "You have" in (await (await mine.presses(panel, "More time")).replies()).text
    await mine.presses(call, "Pass")
    await shown(school, other, thread, f"{mine.name} passes the opening.")
    for answer, said in (("Decline", "would rather go on"), ("Agree", "You agreed to end here.")):
        await mine.presses(panel, "End")
        await presses(school, other, thread, answer)
        await shown(school, other, thread, said)


async def test_what_follows_a_round_is_done_by_buttons(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, mine, other = await a_slot(school)
    assert (await speak(mine, calls(mine, thread)[0])).acknowledged
    await school.until(lambda: next(iter(calls(other, thread)), None), "the other's slot")
    await other.mentions(thread)
    panel = await shown(school, other, thread, "(round ")
    await other.presses(panel, "Concede")
    ballot = await school.until(lambda: with_button(mine.dm, mine, "Appeal"), "a ballot")
    assert ballot.buttons == ["Details", "Flow", "Transcript", "Rematch", "Appeal"]
    for label, text in (("Details", "in detail"), ("Flow", "Flow sheet"),
                        ("Transcript", "The transcript, 1 speech.")):  # fmt: skip
        await mine.presses(ballot, label)
        await shown(school, mine, mine.dm, text)
    form = await (await mine.presses(ballot, "Appeal")).opens()
    await mine.fills(form, text="My best point is not there.")
    await shown(school, mine, mine.dm, "Your appeal is recorded")
    assert "My best point" not in "".join(m.text for m in other.direct)
    await mine.presses(ballot, "Rematch")
    await presses(school, other, other.dm, "Join")
    table = await school.until(lambda: with_button(school.room, mine, "Begin"), "a rematch")
    await hall.slack.until(lambda: mine.name in table.text and other.name in table.text)


async def test_ones_own_things_are_reached_by_buttons(hall: Hall) -> None:
    [ana] = hall.school("Ana").people
    school = hall.school("Ben")
    await ana.writes_directly("/my privacy")
    page = await shown(school, ana, ana.dm, "What is stored about you")
    await ana.presses(page, "Export")
    await shown(school, ana, ana.dm, "Everything stored about you.")
    await hall.slack.until(lambda: any(m.files for m in ana.direct), of="a file")
    [file] = [file for m in ana.direct for file in m.files]
    assert ana.name.encode() in (file.data or b"")
    asked = await (await ana.presses(page, "Delete")).replies()
    assert "confirm" in asked.button("Delete everything")[1]  # Slack asks once more
    assert "Deleted." in (await (await ana.presses(asked, "Delete everything")).replies()).text
    known = "SELECT * FROM accounts WHERE external LIKE ?"
    assert hall.bot.rows(known, f"%{ana.id}") == []


async def test_an_instructor_ends_a_round_and_takes_it_back_by_buttons(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana], teacher = school.people, hall.team.installer
    await ana.types(school.room, "/debate start format:pair")
    table = await school.until(lambda: with_button(school.room, ana, "Join"), "a table")
    about = str(table.button("Join")[1]["action_id"]).split("round:")[1]
    ended = await (await teacher.types(school.room, f"/class cancel round:{about}")).replies()
    assert "is ended" in ended.text
    await hall.slack.until(lambda: "closed" in table.text, of="a closed table")
    await teacher.presses(ended, "Undo")
    await hall.slack.until(lambda: "Join" in table.buttons, of="an open table")
    await presses(school, ana, school.room, "Leave")
