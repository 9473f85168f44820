"""`debate-bot run`: the platforms, the jobs and the web server of one process, until SIGTERM.

A *platform* connects, hears and sends; *workers* do what falls due. Whoever has made work rings, so
that nobody waits for the clock; another process rings nobody, so all look by themselves too.
"""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from aiohttp import web

from bot.app import work
from bot.app.kit import Kit
from bot.app.ports import Claimed, Said
from bot.core.errors import BadContent
from bot.core.format import Kind
from bot.delivery.gates import Gates
from bot.delivery.outcomes import outcome
from bot.logs import described

WORKERS = 16  # jobs done at a time; those of one round one after the other, computing in threads
PATIENCE = 1.0  # seconds until a worker looks again by itself
AFTER_TROUBLE = 5.0  # seconds, where the database or a job has trouble
SWITCH = 0.0005  # seconds that a computing thread may keep the event loop waiting; usually 0.005
LAST_REQUESTS = 0.5  # seconds for those that are left when all platforms have stopped
LAST_JOBS = 5.0  # seconds for jobs that are under way when we are told to stop

log = logging.getLogger(__name__)


class Platform(Protocol):
    """One chat platform."""

    name: str

    @property
    def is_up(self) -> bool:
        """Whether it is connected just now."""

    @property
    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """What it serves in our own web application, from before `run`; nothing if it need not."""

    async def run(self) -> None:
        """Connect and stay so until `stop`. Raises BadInput for what the host must mend."""

    async def wait_until_up(self) -> None:
        """Until it is connected for the first time."""

    def wake(self) -> None:
        """There may be something to send."""

    async def stop(self) -> None:
        """No new work; what is under way is finished."""


class Bell:
    """Rung when there may be work for those who listen."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def hear(self, listener: Callable[[], None]) -> None:
        """Have this called at each ring."""
        self._listeners.append(listener)

    def ring(self) -> None:
        """There is work, perhaps."""
        for listener in self._listeners:
            listener()


class Workers:
    """Do jobs as they fall due."""

    def __init__(self, kit: Kit, bell: Bell) -> None:
        self._kit, self._bell = kit, bell
        self._news, self._stopping = asyncio.Event(), False
        self._busy: set[asyncio.Task[None]] = set()
        self._gates = Gates()  # two jobs that move one round would only compute everything twice
        bell.hear(self._news.set)

    async def run(self) -> None:
        """Until `stop`. What a process that was killed left claimed is free first."""
        await work.recover(self._kit)
        while not self._stopping:
            self._news.clear()
            claimed, error = await outcome(self._next())
            if error is not None:
                log.error("jobs_failed %s", described(error))
                await asyncio.sleep(AFTER_TROUBLE)
            elif claimed is not None:
                task = asyncio.create_task(self._do(claimed))
                self._busy.add(task)
                task.add_done_callback(self._done)

    async def stop(self) -> None:
        """Claim nothing more; let what is under way end. What does not is done again later."""
        self._stopping = True
        self._news.set()
        if self._busy:
            await asyncio.wait(self._busy, timeout=LAST_JOBS)

    async def _next(self) -> Claimed | None:
        """A job, once there is a worker for it and it is due; None if there was only news."""
        if len(self._busy) >= WORKERS:
            await self._news.wait()
            return None
        await self._kit.calm.comes()
        claimed = await work.claim(self._kit)
        if claimed is None:
            due = await work.next_due(self._kit)
            left = PATIENCE if due is None else (due - self._kit.clock.now()) / 1000
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(max(left, 0.02), PATIENCE))
        return claimed

    async def _do(self, claimed: Claimed) -> None:
        async with self._gates.through(claimed.round):
            _, error = await outcome(work.run(self._kit, claimed))
        if error is not None:  # it is done again when its lease ends
            told = {"kind": claimed.job.kind.value, "round": claimed.round}
            log.error("job_failed %s", described(error), extra=told)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._busy.discard(task)
        self._bell.ring()


def application(platforms: Sequence[Platform]) -> web.Application:
    """`/healthz`: 200 while every platform is connected, else 503; and what platforms serve."""

    async def healthz(_: web.Request) -> web.Response:
        up = {platform.name: platform.is_up for platform in platforms}
        status = 200 if all(up.values()) else 503
        return web.json_response({"ok": status == 200, "platforms": up}, status=status)  # noqa: PLR2004

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    for platform in platforms:
        app.add_routes(platform.routes)
    return app


async def run(kit: Kit, platforms: Sequence[Platform], bell: Bell, at: tuple[str, int]) -> None:
    """Run until SIGTERM or SIGINT. Raises what ends a platform, and OSError if `at` is taken."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    sys.setswitchinterval(SWITCH)
    await asyncio.to_thread(_make_ready, kit)
    workers = Workers(kit, bell)
    for platform in platforms:
        bell.hear(platform.wake)
    runner = web.AppRunner(
        application(platforms),
        access_log=None,  # addresses may hold secrets
        shutdown_timeout=LAST_REQUESTS,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, *at).start()
        tasks: list[asyncio.Future[object]] = [
            asyncio.ensure_future(running)
            for running in (workers.run(), stop.wait(), *(each.run() for each in platforms))
        ]
        announcing = asyncio.create_task(_announce(platforms))
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        announcing.cancel()
        await asyncio.gather(workers.stop(), *(platform.stop() for platform in platforms))
        for task in ended:
            task.result()  # raises what ended it
    finally:
        await runner.cleanup()


def _make_ready(kit: Kit) -> None:
    """What the first speech would else have to wait for: the reader learns each topic."""
    for topic_id in kit.packs.ids():
        with contextlib.suppress(BadContent):  # being edited: it is read when it is needed
            topic = kit.packs.topic(topic_id)
            kit.reader.read(topic, Said(text=topic.motion, side=topic.proposer, kind=Kind.OPENING))
    kit.personal("")
    kit.seemly("")


async def _announce(platforms: Sequence[Platform]) -> None:
    """Say on standard output that everything is connected."""
    for platform in platforms:
        await platform.wait_until_up()
    print(f"READY {','.join(platform.name for platform in platforms)}", flush=True)
