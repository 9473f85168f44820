"""What has the same key is done in the order in which it came."""

import asyncio

from bot.delivery.gates import Gates


async def test_behind_a_gate_everybody_waits_for_those_who_came_before() -> None:
    gates, done = Gates(), list[str]()
    first_may_go = asyncio.Event()

    async def passes(key: str, name: str, may_go: asyncio.Event | None = None) -> None:
        async with gates.through(key):
            if may_go is not None:
                await may_go.wait()
            done.append(name)

    one = [passes("a", "first", first_may_go), *(passes("a", f"{n}") for n in range(5))]
    tasks = [asyncio.ensure_future(each) for each in (*one, passes("b", "elsewhere"))]
    await tasks[-1]
    assert done == ["elsewhere"]
    first_may_go.set()
    await asyncio.gather(*tasks)
    assert done == ["elsewhere", "first", "0", "1", "2", "3", "4"]


async def test_who_gives_up_while_waiting_keeps_nobody_out() -> None:
    gates, held = Gates(), asyncio.Event()

    async def holds() -> None:
        async with gates.through("a"):
            await held.wait()

    holding, waiting = asyncio.ensure_future(holds()), asyncio.ensure_future(holds())
    await asyncio.sleep(0)
    waiting.cancel()
    held.set()
    await holding
    async with asyncio.timeout(5), gates.through("a"):
        pass
