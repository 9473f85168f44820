"""Whole rounds, from the first command to the ballots, as a class lives through them."""

import re

import pytest

from tests.platforms.discord.hall import Class, Hall, round_of
from tests.platforms.discord.playing import ballots, play, result, speeches
from tests.platforms.stored import planned, rated
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

CARD = 1  # comes directly; the ballot does too, and notifies nobody
FIGURES = re.compile(r"\b\d+(?:\.\d+)? ?(?:%|points?|/ ?100)\b")


async def whole(school: Class, form: str) -> Room:
    """A round of this format by everybody in the class, to the ballots."""
    thread = await school.begins(form, *school.people[1:])
    await play(school, thread, school.people)
    return thread


def in_order_and_once(hall: Hall, thread: Room, people: list[Person]) -> None:
    """What the store says was said is what the thread shows, once each and in its order."""
    over = next(m for m in thread.messages if "Rematch" in m.buttons)
    round_id = round_of(over, "Rematch")
    shown = [(said.slot, None if said.who == "the bot" else said.who) for said in speeches(thread)]
    assert shown == planned(hall.bot, round_id)
    assert {name for _, name in shown} - {None} == {person.name for person in people}
    texts = [message.text for message in thread.messages]
    assert len(set(texts)) == len(texts)


def nobody_is_bothered(school: Class, thread: Room) -> None:
    """One mention per slot, of whom it is; a notification for nobody else; nothing unfolds."""
    for room in (school.room, thread):
        for seen in room.messages:
            assert not seen.unfurls, seen
            asked = "Speak" in seen.buttons
            assert len(seen.pings) == (1 if asked else 0), seen
    for person in school.people:
        calls = [m for m in person.sees(thread) if person.name in m.pings]
        spoken = [said for said in speeches(thread) if said.who == person.name]
        assert len(calls) == len(spoken), person
        assert school.hall.discord.notifications(person) == len(spoken) + CARD <= 2 * len(spoken), (
            person
        )


def ballots_are_private(school: Class, thread: Room) -> None:
    """Each person has one ballot, and sees nobody else's."""
    for person in school.people:
        assert len(ballots(person, thread)) == 1, person
        everything = [*person.sees(thread), *person.sees(school.room), *person.direct]
        assert sum("Your ballot" in m.text for m in everything) == 1, person


async def test_alone_a_round_is_played_in_a_private_thread_to_the_ballot(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    thread = await school.begins("solo")
    assert thread.private
    await play(school, thread, [ana])
    in_order_and_once(hall, thread, [ana])
    assert len(speeches(thread)) == 14
    assert len(ballots(ana, thread)) == 1
    assert ben.sees(thread) == []
    assert set(thread.members) == {"debate-bot", "Ana"}
    seen = result(ana, thread)
    assert seen is not None
    assert "The ballot went privately to each speaker." in seen.text
    assert [m for m in ana.direct if m.author == "debate-bot"] == []
    assert hall.discord.notifications(ana) == 7  # one for each of her slots


async def test_where_no_private_thread_can_be_made_it_is_played_in_direct_messages(
    hall: Hall,
) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    school.room.denies("CREATE_PRIVATE_THREADS", to=hall.discord.bot)
    await ana.types(school.room, "/debate start", format="alone")
    await school.until(lambda: any("OK" in m.buttons for m in ana.direct), "a card")
    assert school.room.threads == []
    await play(school, ana.dm, [ana])
    assert [said.who for said in speeches(ana.dm)] == ["Ana", "the bot"]


async def test_a_round_that_is_started_in_a_direct_message_stays_there(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    await ana.types(ana.dm, "/debate start", format="alone")
    await play(school, ana.dm, [ana])
    assert [said.who for said in speeches(ana.dm)] == ["Ana", "the bot"]
    assert school.room.threads == []
    assert school.room.messages == []


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
    thread = await whole(school, form)
    assert not thread.private
    in_order_and_once(hall, thread, school.people)
    assert len(speeches(thread)) == count
    nobody_is_bothered(school, thread)
    ballots_are_private(school, thread)
    seen = result(school.people[0], thread)
    assert seen is not None
    assert re.search(r"argued (?:the brief best|their briefs equally well)\.", seen.text), seen.text
    assert not FIGURES.search(seen.text), seen.text
    [table] = [m for m in school.room.messages if school.room.thread_of(m) == thread]
    assert table.buttons == ["Brief"]  # nobody joins any more
    assert rated(hall.bot, round_of(seen, "Rematch")) == sorted(names)
