"""A whole class at once: ten three-way rounds of one channel, played at the same moment."""

import asyncio

import pytest

from tests.platforms.slack.playing import (
    afresh,
    ballots,
    calls,
    each_once,
    play,
    result,
    round_of,
    speeches,
)
from tests.platforms.slack.serving import Hall, School
from tests.platforms.stored import planned
from tests.standins.slack.people import Person
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLES = 10


async def tables_open(school: School, hosts: list[Person]) -> dict[str, Seen]:
    """Every host opens a table at the same moment: the tables, by the host's name."""
    answers = [host.begins(school.room, "/debate start format:trio") for host in hosts]

    def all_open() -> list[Seen]:
        tables = [m for m in school.room.messages if "Join" in m.buttons]
        return tables if len(tables) == len(hosts) else []

    tables = await school.hall.slack.until(afresh(all_open, [school.room]), 30.0, "all tables")
    assert tables
    assert all(answer.acknowledged for answer in answers)
    named = [(table, host) for table in tables for host in hosts if host.name in table.text]
    return {host.name: table for table, host in named}


async def test_thirty_people_debate_at_once(hall: Hall) -> None:
    school = hall.school(*(f"Student {number:02}." for number in range(3 * TABLES)))
    people = school.people
    trios = [people[start : start + 3] for start in range(0, len(people), 3)]
    tables = await tables_open(school, [trio[0] for trio in trios])

    async def whole(trio: list[Person]) -> int:
        table = tables[trio[0].name]
        joined = await asyncio.gather(*(person.presses(table, "Join") for person in trio[1:]))
        await hall.slack.until(lambda: all(p.name in table.text for p in trio), 30.0, "all three")
        begun = await trio[0].presses(table, "Begin")
        assert all(answer.acknowledged for answer in (*joined, begun))
        return len(await play(school, school.room.thread(table), trio, within=90.0))

    answered = await asyncio.gather(*map(whole, trios))
    assert answered == [3 + 6] * TABLES  # cards and speeches
    each_once(school.room)
    for trio in trios:
        thread = school.room.thread(tables[trio[0].name])
        over = result(thread)
        assert over is not None
        shown = [(said.slot, said.who) for said in speeches(thread)]
        assert shown == planned(hall.bot, round_of(over, "Rematch"))
        assert {who for _, who in shown} == {person.name for person in trio}
        assert [next(iter(seen.pings)) for seen in calls(thread)] == [who for _, who in shown]
        for person in trio:
            each_once(person.dm)
            assert len(ballots(person.dm)) == 1, person
