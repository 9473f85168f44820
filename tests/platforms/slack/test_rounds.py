"""Whole rounds on Slack, from the first command to the ballots, as a class lives through them."""

import re
from collections.abc import Sequence

import pytest

from tests.platforms.discord.hall import SPEECH
from tests.platforms.slack.playing import (
    BALLOT,
    ballots,
    calls,
    each_once,
    play,
    result,
    round_of,
    speeches,
)
from tests.platforms.slack.serving import Hall, School
from tests.platforms.stored import planned, rated
from tests.standins.slack.people import Person
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

DIRECTLY = 2  # messages that everybody gets: a card and a ballot
FIGURES = re.compile(r"\b\d+(?:\.\d+)? ?(?:%|points?|/ ?100)\b")


@pytest.fixture(params=["hall", "http_hall"], ids=["socket", "http"])
def served(request: pytest.FixtureRequest) -> Hall:
    """A hall in either mode."""
    hall: Hall = request.getfixturevalue(request.param)
    return hall


def in_order_and_once(hall: Hall, room: Room, people: Sequence[Person]) -> str:
    """What the store says was said is what the room shows, once each and in its order; the id of
    the round.
    """
    over = result(room)
    assert over is not None
    round_id = round_of(over, "Rematch")
    shown = [(said.slot, None if said.who == "the bot" else said.who) for said in speeches(room)]
    assert shown == planned(hall.bot, round_id)
    assert {name for _, name in shown} - {None} == {person.name for person in people}
    each_once(room)
    return round_id


def nobody_is_bothered(school: School, thread: Room) -> None:
    """One mention per slot, of whom it is; besides, only what comes directly."""
    for seen in school.room.everything:
        assert len(seen.pings) == (1 if "Speak" in seen.buttons and not seen.ephemeral else 0), seen
    for person in school.people:
        called = [m for m in calls(thread) if person.name in m.pings]
        spoken = [said for said in speeches(thread) if said.who == person.name]
        assert len(called) == len(spoken), person
        assert school.hall.slack.notifications(person) == len(spoken) + DIRECTLY, person


def ballots_are_private(school: School) -> None:
    """Each person has one ballot, and sees nobody else's."""
    for person in school.people:
        each_once(person.dm)
        everything = [*person.sees(school.room), *person.direct]
        everything += [m for m in school.room.everything if not m.ephemeral]
        assert sum(BALLOT in m.text for m in everything) == 1, person


async def test_alone_a_round_is_played_directly_by_talking(served: Hall) -> None:
    school = served.school("Ana")
    [ana] = school.people
    await ana.writes_directly("/debate start format:alone")
    await school.accept()
    await school.until(lambda: next(iter(calls(ana.dm)), None), "her slot")
    await ana.writes_directly(SPEECH)
    await school.until(lambda: next(iter(ballots(ana.dm)), None), "a ballot")
    in_order_and_once(served, ana.dm, [ana])
    assert [said.slot for said in speeches(ana.dm)] == ["opening", "opening"]
    assert school.room.messages == []


async def test_a_whole_solo_round_is_played_directly(served: Hall) -> None:
    school = served.school("Ana")
    [ana] = school.people
    answer = await ana.types(school.room, "/debate start format:solo")
    assert "goes on where the round is" in (await answer.replies()).text
    await play(school, ana.dm, [ana])
    in_order_and_once(served, ana.dm, [ana])
    assert len(speeches(ana.dm)) == 14
    assert len(ballots(ana.dm)) == 1
    assert school.room.messages == []  # nobody else learns of it


@pytest.mark.parametrize(
    ("form", "names", "count"),
    [
        ("duel", ["Ana", "Ben"], 14),
        ("three-way", ["Ana", "Ben", "Cleo"], 21),
        ("teams", ["Ana", "Ben", "Cleo", "Dora", "Eli", "Fay"], 14),
    ],
)
async def test_a_class_plays_a_round_to_the_ballots(
    served: Hall, form: str, names: list[str], count: int
) -> None:
    school = served.school(*names)
    thread = await school.begins(form, *school.people[1:])
    await play(school, thread, school.people)
    round_id = in_order_and_once(served, thread, school.people)
    assert len(speeches(thread)) == count
    nobody_is_bothered(school, thread)
    ballots_are_private(school)
    seen = result(thread)
    assert seen is not None
    assert re.search(r"argued (?:the brief best|their briefs equally well)\.", seen.text), seen.text
    assert not FIGURES.search(seen.text), seen.text
    [table] = [m for m in school.room.messages if m.ts == thread.thread_ts]
    assert table.buttons == ["Brief"]  # nobody joins any more
    assert [m for m in school.room.messages if m.message.thread in ("", m.ts)] == [table]
    assert rated(served.bot, round_id) == sorted(person.name for person in school.people)


async def test_in_a_thread_where_slack_takes_no_commands_people_mention_the_bot(
    hall: Hall,
) -> None:
    school = hall.school("Ana", "Ben")
    thread = await school.begins("pair", school.people[1])
    await school.accept()
    await hall.slack.until(lambda: calls(thread), of="the first slot")
    [first] = [person for person in school.people if person.name in calls(thread)[0].pings]
    with pytest.raises(CannotDo, match="threads"):
        await first.types(thread, "/debate flow")
    await first.mentions(thread, "flow")
    await school.until(lambda: whispered(first, thread, "Flow"), "the flow")
    await first.mentions(thread)
    panel = await school.until(lambda: whispered(first, thread, "Speak"), "a panel")
    assert {"Speak", "Flow"} <= set(panel.buttons)
    await first.mentions(thread, SPEECH)
    await hall.slack.until(lambda: calls(thread)[1:], of="the other's slot")
    shown = [m.author for m in thread.messages if SPEECH in m.text]
    assert shown == [first.name, "debate-bot"]
    each_once(school.room)


def whispered(person: Person, room: Room, word: str) -> Seen | None:
    """The latest message for a person alone that has a word or a button."""
    mine = (m for m in reversed(person.sees(room)) if m.ephemeral)
    return next((m for m in mine if word in m.text or word in m.buttons), None)
