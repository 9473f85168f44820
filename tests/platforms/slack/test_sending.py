"""Each message arrives once, whatever goes wrong on the way."""

import asyncio

import pytest

from bot.platforms.slack.rest import Pace
from bot.platforms.slack.sending import There, there
from tests.platforms.slack.serving import Hall, with_button
from tests.standins.slack.people import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def card(hall: Hall, person: Person) -> None:
    """Their card, once."""
    await hall.slack.until(lambda: with_button(person.dm, person, "OK"), 20, "a card")
    assert len([m for m in person.direct if "OK" in m.buttons]) == 1


async def test_a_message_whose_response_was_lost_stands_there_once(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    hall.slack.loses("chat.postMessage", 1)
    await ana.types(school.room, "/debate start format:pair")
    await school.until(lambda: with_button(school.room, ana, "Join"), "a lobby")
    table = with_button(school.room, ana, "Join")
    assert table is not None
    await school.people[0].presses(table, "Leave")
    await hall.slack.until(lambda: table.edits, 20, "an edit: the thread is known")
    assert len([m for m in school.room.messages if m.author != ana.name]) == 1


async def test_what_slack_could_not_take_is_sent_again(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    hall.slack.fails("chat.postMessage", 503, 2)
    await ana.types(school.room, "/debate start format:alone")
    await card(hall, ana)


async def test_what_slack_slows_down_waits_as_long_as_it_says(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    hall.slack.slows("chat.postMessage", 1, 1)
    await ana.types(school.room, "/debate start format:alone")
    await card(hall, ana)


async def test_a_round_whose_channel_is_gone_goes_on_directly(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    await school.begins("pair", ben)
    await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
    school.room.archives()
    for person in school.people:
        seen = await school.until(lambda p=person: with_button(p.dm, p, "OK"), "a card")  # type: ignore[misc]  # of a default
        await person.presses(seen, "OK")
    await hall.slack.until(
        lambda: any(with_button(p.dm, p, "Speak") for p in school.people), 20, "a slot"
    )


async def test_who_takes_no_direct_message_is_told_in_the_thread_and_shown_there(
    hall: Hall,
) -> None:
    school = hall.school("Ana", "Ben")
    hall.slack.refuses("conversations.open", "user_disabled", 2)  # a card for each
    await school.begins("pair", school.people[1])
    note = await school.until(
        lambda: next((m for m in school.room.everything if "Show" in m.buttons), None), "a note"
    )
    [told] = note.pings
    [person] = [each for each in school.people if each.name == told]
    hall.slack.refuses("conversations.open", "user_disabled", 1)
    shown = await (await person.presses(note, "Show")).replies()
    assert shown.ephemeral
    assert "OK" in shown.buttons
    nothing = await (await person.presses(note, "Show")).replies()
    assert nothing.text == "Nothing waits for you."


async def test_in_one_channel_there_is_a_pause_between_messages_and_none_across() -> None:
    pace, clock = Pace(0.05), asyncio.get_running_loop().time
    taken: dict[str, list[float]] = {"C1": [], "C2": []}

    async def post(channel: str) -> None:
        async with pace.kept(channel):
            taken[channel].append(clock())

    began = clock()
    await asyncio.gather(*(post(channel) for channel in ("C1", "C1", "C1", "C2")))
    first, second, third = taken["C1"]
    assert second - first >= 0.05
    assert third - second >= 0.05
    assert taken["C2"][0] - began < 0.05


async def test_what_has_arrived_is_known_by_the_id_in_its_metadata() -> None:
    def message(number: int, **more: object) -> dict[str, object]:
        about = {"event_type": "debate_message", "event_payload": {"id": "s1", "part": number}}
        return {"user": "UB", "ts": f"{number}.0", "metadata": about} | more

    other = {"event_type": "debate_message", "event_payload": {"id": "s2", "part": 0}}
    latest = [
        message(0),
        message(1),
        message(2, user="U1"),
        message(3, metadata=other),
        message(4, metadata=None, files=[{"name": "transcript.md"}]),
    ]
    found = There(parts={0: "0.0", 1: "1.0"}, files=frozenset({"transcript.md"}))
    assert there(latest, "UB", "s1") == found
