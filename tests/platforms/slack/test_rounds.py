"""Whole rounds on Slack, from the first command to the ballots, as a class lives through them."""

import re

import pytest

from tests.platforms.discord.hall import SPEECH
from tests.platforms.slack.serving import Hall, School, calls, speak, with_button
from tests.standins.slack.people import Person
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

SPOKEN = re.compile(r"Assigned role: .+ · .+ · ")
BALLOT, RESULT = "Your ballot", "The round is over"


async def test_alone_a_round_is_played_directly_by_talking(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    await ana.writes_directly("/debate start format:alone")
    card = await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
    await ana.presses(card, "OK")
    await school.until(lambda: with_button(ana.dm, ana, "Speak"), "her slot")
    await ana.writes_directly(SPEECH)
    await school.until(lambda: titled(ana.dm, BALLOT), "a ballot")
    each_once(ana.dm)
    assert school.room.messages == []


async def test_a_round_of_two_is_played_in_a_thread_by_buttons_and_forms(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread = await school.begins("pair", school.people[1])
    await plays(school, thread)
    room = school.room
    [table] = [m for m in room.messages if not m.message.thread or m.message.thread == m.ts]
    assert table.ts == thread.thread_ts
    each_once(room)
    for person in school.people:
        each_once(person.dm)
        assert len(calls(person, thread)) == 1, person
        assert sum(BALLOT in m.text for m in person.direct) == 1, person
        assert sum(BALLOT in m.text for m in room.everything) == 0
    pinged = [name for m in room.everything for name in m.pings]
    assert sorted(pinged) == sorted(person.name for person in school.people)
    assert table.buttons == ["Brief"]  # nobody joins any more


@pytest.mark.parametrize(
    ("form", "names", "count"),
    [
        ("duel", ["Ana", "Ben"], 14),
        ("three-way", ["Ana", "Ben", "Cleo"], 21),
        ("teams", ["Ana", "Ben", "Cleo", "Dora", "Eli", "Fay"], 14),
    ],
)
async def test_a_class_plays_a_round_to_the_ballots(
    hall: Hall, form: str, names: list[str], count: int
) -> None:
    school = hall.school(*names)
    thread = await school.begins(form, *school.people[1:])
    await plays(school, thread)
    each_once(school.room)
    for person in school.people:
        assert sum(BALLOT in m.text for m in person.direct) == 1, person
    spoken = [m for m in thread.messages if SPOKEN.search(m.text)]
    pinged = [name for m in school.room.everything for name in m.pings]
    assert len(spoken) == len(pinged) == count  # one mention for each speech, nobody else


async def test_in_a_thread_where_slack_takes_no_commands_people_mention_the_bot(
    hall: Hall,
) -> None:
    school = hall.school("Ana", "Ben")
    thread = await school.begins("pair", school.people[1])
    await school.accept()
    await school.until(lambda: called(school, thread, 1), "the first slot")
    [first] = [person for person in school.people if calls(person, thread)]
    with pytest.raises(CannotDo, match="threads"):
        await first.types(thread, "/debate flow")
    await first.mentions(thread, "flow")
    await school.until(lambda: whispered(first, thread, "Flow"), "the flow")
    await first.mentions(thread)
    panel = await school.until(lambda: whispered(first, thread, "Speak"), "a panel")
    assert {"Speak", "Flow"} <= set(panel.buttons)
    await first.mentions(thread, SPEECH)
    await school.until(lambda: called(school, thread, 2), "the other's slot")
    shown = [m.author for m in thread.messages if SPEECH in m.text]
    assert shown == [first.name, "debate-bot"]
    each_once(school.room)


def called(school: School, thread: Room, number: int) -> Seen | None:
    """The number-th call to speak in a thread, whoever it is for."""
    every = [m for m in thread.messages if "Speak" in m.buttons and m.pings]
    return every[number - 1] if len(every) >= number else None


def whispered(person: Person, room: Room, word: str) -> Seen | None:
    """The latest message for a person alone that has a word or a button."""
    mine = (m for m in reversed(person.sees(room)) if m.ephemeral)
    return next((m for m in mine if word in m.text or word in m.buttons), None)


async def plays(school: School, thread: Room) -> None:
    """Everybody takes their side and speaks when it is their slot, until each has a ballot."""
    await school.accept()
    done: set[str] = set()

    def due() -> tuple[Person, Seen] | None:
        for person in school.people:
            for call in calls(person, thread):
                if call.ts not in done:
                    return person, call
        return None

    def over() -> bool:
        return all(titled(person.dm, BALLOT) for person in school.people)

    while not over():
        await school.hall.slack.until(lambda: due() or over(), 20, "a slot")
        if found := due():
            person, call = found
            done.add(call.ts)
            assert (await speak(person, call)).acknowledged
    await school.until(lambda: titled(thread, RESULT), "the result")


def titled(room: Room, title: str) -> Seen | None:
    return next((m for m in room.everything if title in m.text and not m.ephemeral), None)


def each_once(room: Room) -> None:
    """Nothing stands there twice, by outbox id and part."""
    known = [str(m.metadata) for m in room.everything if m.metadata]
    assert len(set(known)) == len(known)
    for message in room.everything:
        assert not message.broadcasts, message
