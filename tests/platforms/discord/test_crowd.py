"""A whole class at once: ten three-way rounds begun, spoken and finished at the same moment."""

import asyncio

import pytest

from tests.platforms.discord.hall import Class, Hall, round_of
from tests.platforms.discord.playing import ballots, planned, play, result, speeches
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLES = 10
FIRST_ANSWER = 3.0  # seconds; platforms.md


async def tables_open(school: Class, hosts: list[Person]) -> dict[str, Room]:
    """Every host opens a table at the same moment: the threads, by the host's name."""
    answers = [host.begins(school.room, "/debate start", format="trio") for host in hosts]
    await school.until(lambda: len(school.room.threads) == len(hosts), "all tables", 30.0)
    assert all(answer.seconds < FIRST_ANSWER for answer in answers)
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

    async def whole(trio: list[Person]) -> list[float]:
        thread = threads[trio[0].name]
        table = next(m for m in school.room.messages if school.room.thread_of(m) == thread)
        joined = await asyncio.gather(*(person.presses(table, "Join") for person in trio[1:]))
        begun = await trio[0].presses(table, "Begin")
        waits = await play(school, thread, trio, within=90.0)
        return [*(answer.seconds for answer in (*joined, begun)), *waits]

    waits = [wait for waits in await asyncio.gather(*map(whole, trios)) for wait in waits]
    assert len(waits) == TABLES * (3 + 3 + 6)  # presses of the lobby, cards, speeches
    assert max(waits) < FIRST_ANSWER
    for trio in trios:
        thread = threads[trio[0].name]
        seen = result(trio[0], thread)
        assert seen is not None
        shown = [(said.slot, said.who) for said in speeches(thread)]
        assert shown == planned(hall, round_of(seen, "Rematch"))
        assert {who for _, who in shown} == {person.name for person in trio}
        assert all(len(ballots(person, thread)) == 1 for person in trio)
        texts = [message.text for message in thread.messages]
        assert len(set(texts)) == len(texts)
