"""Jobs fall due and are done: those of one round one after the other, rounds beside each other."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import work
from bot.app.kit import Kit
from bot.app.ports import Claimed
from bot.core.errors import Fault
from bot.core.jobs import Job, JobKind
from bot.running import Bell, Workers, application
from bot.store.store import SqlStore
from tests.app.building import copy_of_prompts, kit_of
from tests.fakes import FakeClock


@pytest.fixture
async def kit(tmp_path: Path) -> AsyncIterator[Kit]:
    store = await SqlStore.open(tmp_path / "jobs.sqlite3")
    yield kit_of(store, copy_of_prompts(tmp_path / "prompts"), FakeClock())
    await store.close()


def claimed(round_id: str, number: int) -> Claimed:
    job = Job(kind=JobKind.READ, key=f"read:{number}", due_at=0)
    return Claimed(job=job, round=round_id, attempts=1)


async def test_jobs_of_one_round_wait_for_each_other_and_others_do_not(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [claimed(round_id, number) for number in range(6) for round_id in ("one", "two")]
    at_work: Counter[str] = Counter()
    together: set[tuple[str, ...]] = set()
    done = asyncio.Event()

    async def claim(_: Kit) -> Claimed | None:
        return waiting.pop() if waiting else None

    async def run(_: Kit, job: Claimed) -> None:
        at_work[job.round] += 1
        together.add(tuple(sorted(at_work.elements())))
        for _turn in range(50):
            await asyncio.sleep(0)
        at_work[job.round] -= 1
        if job.job.key == "read:3":
            raise Fault("a mistake in one job")
        if not waiting and not +at_work:
            done.set()

    monkeypatch.setattr(work, "claim", claim)
    monkeypatch.setattr(work, "run", run)
    workers = Workers(kit, Bell())
    task = asyncio.create_task(workers.run())
    await asyncio.wait_for(done.wait(), 10)
    await workers.stop()
    await task
    assert ("one", "two") in together
    assert ("one", "one") not in together
    assert all(len(rounds) <= 2 for rounds in together)


class Chat:
    """A platform that is connected or not."""

    name = "chat"
    is_up = True

    @property
    def routes(self) -> list[web.AbstractRouteDef]:
        async def hello(_: web.Request) -> web.Response:
            return web.Response(text="hello")

        return [web.get("/chat", hello)]

    async def run(self) -> None: ...

    async def wait_until_up(self) -> None: ...

    def wake(self) -> None: ...

    async def stop(self) -> None: ...


async def test_its_health_is_that_of_its_platforms() -> None:
    chat = Chat()
    async with TestClient(TestServer(application([chat]))) as client:
        answer = await client.get("/healthz")
        assert (answer.status, await answer.json()) == (
            200,
            {"ok": True, "platforms": {"chat": True}},
        )
        chat.is_up = False
        assert (await client.get("/healthz")).status == 503


async def test_what_a_platform_serves_is_served_beside_its_health() -> None:
    async with TestClient(TestServer(application([Chat()]))) as client:
        answer = await client.get("/chat")
        assert (answer.status, await answer.text()) == (200, "hello")
