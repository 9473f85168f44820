"""What people do is stored before it is acknowledged, done once, and answered where they did it."""

import json
from pathlib import Path

import pytest

from tests.platforms.discord.hall import SPEECH
from tests.platforms.slack.serving import Hall, calls, opened, speak, with_button
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


def rounds(hall: Hall) -> int:
    [(count,)] = hall.bot.rows("SELECT count(*) FROM rounds")
    return int(str(count))


def whispers(person: Person, room: Room, fragment: str) -> Seen | None:
    """What somebody alone reads in a room."""
    return next((m for m in person.sees(room) if m.ephemeral and fragment in m.text), None)


async def test_four_deliveries_of_one_message_act_once(hall: Hall) -> None:
    [ana] = hall.school("Ana").people
    before = rounds(hall)
    await ana.writes_directly("/debate start format:alone")
    told = next(e for e in reversed(hall.slack.deliveries) if "format:alone" in str(e.payload))
    for _ in range(3):
        await hall.slack.sends_again(told)
    await hall.slack.until(lambda: with_button(ana.dm, ana, "OK"), of="a card")
    assert told.attempts == 4
    assert rounds(hall) == before + 1
    assert len([m for m in ana.direct if "OK" in m.buttons]) == 1


async def test_a_command_that_slack_sends_again_acts_once(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    before = rounds(hall)
    answer = await ana.types(school.room, "/debate start format:pair")
    await school.until(lambda: with_button(school.room, ana, "Join"), "a lobby")
    await hall.slack.sends_again(answer.envelope)
    assert rounds(hall) == before + 1


async def test_what_was_stored_and_not_done_is_done_at_the_next_start(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small) as hall:
        [ana] = hall.school("Ana").people
        await ana.writes_directly("/debate help")
        await hall.slack.until(lambda: [m for m in ana.direct if m.author != ana.name], of="help")
        told = next(e.payload for e in hall.slack.deliveries if "Ev" in str(e.payload))
        await hall.inside.stop()
        told = json.loads(json.dumps(told).replace("/debate help", "/debate start format:alone"))
        told["event_id"] = "EvLATER"
        payload = json.dumps(told)
        await hall.inside.kit.store.write(lambda tx: tx.inbox.arrive("slack:EvLATER", payload, 1))
        await hall.inside.start()
        await hall.slack.until(lambda: with_button(ana.dm, ana, "OK"), of="a card")
        assert rounds(hall) == 1
        left = hall.bot.rows("SELECT state, payload FROM events WHERE id = 'slack:EvLATER'")
        assert left == [("done", None)]


async def test_a_start_that_says_too_little_opens_a_form(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    form = await (await ana.types(school.room, "/debate start")).opens()
    assert form.title == "Start a round"
    sent = await ana.fills(form, format="pair")
    assert sent.acknowledged
    await school.until(lambda: with_button(school.room, ana, "Join"), "a lobby")


async def test_another_topic_brings_its_sides_into_the_form(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    form = await (await ana.types(school.room, "/debate start")).opens()
    before = form.json["hash"]
    await ana.chooses(form, "school-phones", "topic")
    await hall.slack.until(lambda: form.json["hash"] != before, of="the form anew")
    assert form.values


async def test_a_form_says_in_place_what_is_wrong_and_holds_the_draft(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread = await school.begins("pair", school.people[1])
    await school.accept()
    call = await school.until(lambda: called(thread), "a slot")
    [first] = [person for person in school.people if calls(person, thread)]
    form = await (await first.presses(call, "Save draft")).opens()
    wrong = await first.fills(form, text="   ")
    assert list(wrong.errors.values()) == ["There is nothing in it. Write a sentence or two."]
    assert form.open
    await first.fills(form, text="My <draft> & *more*")
    await school.until(lambda: whispers(first, thread, "Draft"), "a confirmation")
    again = await (await first.presses(call, "Speak")).opens()
    assert again.values == {"Your speech": "My <draft> & *more*"}
    assert (await first.fills(again, text=f"<!channel> {SPEECH}")).acknowledged
    posted = await school.until(
        lambda: next((m for m in thread.messages if "!channel> Phones" in m.text), None),
        "the speech",
    )
    assert posted.broadcasts == frozenset()
    assert posted.pings == frozenset()


async def test_where_the_bot_is_not_in_the_channel_it_says_how_to_invite_it(hall: Hall) -> None:
    school = hall.school("Ana", bot=False)
    [ana] = school.people
    before = rounds(hall)
    answer = await ana.types(school.room, "/debate start format:pair")
    said = await answer.replies()
    assert "/invite @debate-bot" in said.text
    assert said.ephemeral
    assert rounds(hall) == before


async def test_where_the_bot_is_not_in_the_channel_a_board_is_answered_alone(hall: Hall) -> None:
    school = hall.school("Ana", bot=False)
    [ana] = school.people
    said = await (await ana.types(school.room, "/leaderboard show")).replies()
    assert "/invite @debate-bot" in said.text
    assert said.ephemeral


async def test_a_form_that_slack_does_not_open_is_told(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    hall.slack.refuses("views.open", "expired_trigger_id", 1)
    said = await (await ana.types(school.room, "/debate start")).replies()
    assert "the form did not open" in said.text


async def test_we_ourselves_are_nobody_to_invite(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    before = rounds(hall)
    said = await (
        await ana.types(school.room, "/debate start format:pair with:@debate-bot")
    ).replies()
    assert said.ephemeral
    assert rounds(hall) == before


async def test_a_round_alone_that_is_started_in_a_channel_goes_on_directly(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    answer = await ana.types(school.room, "/debate start format:alone")
    said = await answer.replies()
    assert said.ephemeral
    await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
    assert school.room.messages == []


async def test_a_brief_comes_directly_and_says_so_where_it_was_asked_for(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread = await school.begins("pair", school.people[1])
    await school.accept()
    seats = await school.until(
        lambda: next((m for m in thread.messages if "Who argues what" in m.text), None), "seats"
    )
    ana = school.people[0]
    note = await (await ana.presses(seats, "Brief")).replies()
    assert note.ephemeral
    assert note.text == "I have written to you directly."
    await school.until(
        lambda: next((m for m in ana.direct if "Your brief" in m.text), None), "a brief"
    )


async def test_what_cannot_be_understood_is_answered_to_that_person_alone(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    said = await (await ana.types(school.room, "/debate start format:nonsense")).replies()
    assert said.ephemeral
    assert "nonsense" in said.text
    assert ana.direct == []


async def test_a_press_on_a_button_of_long_ago_tells_how_things_stand(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    await ana.types(school.room, "/debate start format:pair")
    table = await school.until(lambda: with_button(school.room, ana, "Join"), "a lobby")
    answer = await ana.forges(table, "old-style:17")
    assert answer.acknowledged
    assert (await answer.replies()).ephemeral


async def test_a_plain_message_in_a_thread_is_a_speech_only_where_that_is_switched_on(
    small: Path, tmp_path: Path, hall: Hall
) -> None:
    async with opened(tmp_path, small, threads=True) as open_hall:
        for each, heard in ((open_hall, True), (hall, False)):
            school = each.school("Ana", "Ben")
            thread = await school.begins("pair", school.people[1])
            await school.accept()
            await school.until(lambda t=thread: called(t), "a slot")  # type: ignore[misc]  # of a default
            [first] = [person for person in school.people if calls(person, thread)]
            [other] = [person for person in school.people if person != first]
            await other.says(thread, "Good luck!")
            await first.says(thread, SPEECH)
            await each.slack.until_quiet()
            if heard:
                await school.until(lambda t=thread: repeated(t), "the speech")  # type: ignore[misc]  # as above
            assert bool(repeated(thread)) == heard
            await each.worked_off()


async def test_a_file_and_a_chart_come_directly(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread = await school.begins("pair", school.people[1])
    await school.accept()
    for number in (1, 2):
        call = await school.until(lambda n=number: called(thread, n), "a slot")  # type: ignore[misc]  # of a default
        [person] = [p for p in school.people if call in calls(p, thread)]
        await speak(person, call)
    ana = school.people[0]
    ballot = await school.until(lambda: with_button(ana.dm, ana, "Transcript"), "a ballot")
    shown = [block for block in ballot.blocks if block["type"] == "image"]
    assert shown
    assert all(block["alt_text"] for block in shown)
    await ana.presses(ballot, "Transcript")
    await school.until(lambda: next((m for m in ana.direct if m.files), None), "a file")
    [sent] = [m for m in ana.direct if m.files]
    assert SPEECH.split(",", maxsplit=1)[0] in (sent.files[0].data or b"").decode()


def called(thread: Room, number: int = 1) -> Seen | None:
    every = [m for m in thread.messages if "Speak" in m.buttons and m.pings]
    return every[number - 1] if len(every) >= number else None


def repeated(thread: Room) -> Seen | None:
    """The speech as the bot shows it."""
    return next((m for m in thread.messages if m.author == "debate-bot" and SPEECH in m.text), None)
