"""A whole class at once: ten three-way rounds begun, spoken and finished at the same moment."""

import asyncio

import pytest

from tests.platforms.discord.hall import Class, Hall, round_of
from tests.platforms.discord.playing import ballots, play, result, speeches
from tests.platforms.stored import planned
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLES = 10


async def tables_open(school: Class, hosts: list[Person]) -> dict[str, Room]:
    """Every host opens a table at the same moment: the threads, by the host's name."""
    answers = [host.begins(school.room, "/debate start", format="trio") for host in hosts]
    await school.until(lambda: len(school.room.threads) == len(hosts), "all tables", 30.0)
    assert not any(answer.failed for answer in answers)
    found: dict[str, Room] = {}
    for host in hosts:
        table = next(m for m in school.room.messages if f"Here so far\n{host.name}" in m.text)
        thread = school.room.thread_of(table)
        assert thread is not None
        found[host.name] = thread
    return found


async def test_thirty_people_debate_at_once(hall: Hall) -> None:
    school = hall.school(*(f"Student {number:02}" for number in range(3 * TABLES)))
    people = school.people
    trios = [people[start : start + 3] for start in range(0, len(people), 3)]
    threads = await tables_open(school, [trio[0] for trio in trios])

    async def whole(trio: list[Person]) -> int:
        thread = threads[trio[0].name]
        table = next(m for m in school.room.messages if school.room.thread_of(m) == thread)
        joined = await asyncio.gather(*(person.presses(table, "Join") for person in trio[1:]))
        begun = await trio[0].presses(table, "Begin")
        assert not any(answer.failed for answer in (*joined, begun))
        return len(await play(school, thread, trio, within=90.0))

    answered = await asyncio.gather(*map(whole, trios))
    assert answered == [3 + 6] * TABLES  # cards and speeches
    for trio in trios:
        thread = threads[trio[0].name]
        seen = result(trio[0], thread)
        assert seen is not None
        shown = [(said.slot, said.who) for said in speeches(thread)]
        assert shown == planned(hall.bot, round_of(seen, "Rematch"))
        assert {who for _, who in shown} == {person.name for person in trio}
        assert all(len(ballots(person, thread)) == 1 for person in trio)
        texts = [message.text for message in thread.messages]
        assert len(set(texts)) == len(texts)
