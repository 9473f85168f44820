"""The gateway breaks, asks us to come back, forgets us, stalls, or says things twice."""

import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.platforms.discord.scenes import Class, Drill, lesson, speeches
from tests.platforms.discord.serving import prompts
from tests.platforms.forking import Parent
from tests.platforms.program import moment
from tests.platforms.short import ANSWER, DRILL
from tests.platforms.stored import settled
from tests.standins.discord.server import Discord


@pytest.fixture
async def there(parent: Parent, short: Path, tmp_path: Path) -> AsyncIterator[Class]:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        yield there


async def called(there: Class) -> Drill:
    """A drill in which Ana's slot is open."""
    round_ = await there.drill()
    await there.until(lambda: round_.threads, "the thread")
    await there.called(there.ana, round_.thread)
    return round_


async def test_what_was_typed_while_the_line_was_cut_is_heard_when_it_is_back(
    there: Class,
) -> None:
    gateway = there.discord.stage.gateway
    there.discord.cuts_gateway()
    there.ana.begins(there.room, "/debate start", **DRILL)
    await there.until(lambda: there.room.threads, "the thread")
    assert (gateway.resumed, gateway.identified) == (1, 1)
    await there.called(there.ana, there.room.threads[0])
    assert there.bot.rows("SELECT count(*) FROM rounds") == [(1,)]


BREAKS: dict[str, tuple[Callable[[Discord], None], bool]] = {
    "it asks us to reconnect": (lambda d: d.asks_reconnect(), True),
    "it closes with an unknown error": (lambda d: d.cuts_gateway(4000), True),
    "the session is invalid and can be resumed": (
        lambda d: d.invalidates_sessions(resumable=True), True,
    ),
    "the session is invalid": (lambda d: d.invalidates_sessions(), False),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
async def test_a_round_goes_on_though(there: Class, name: str) -> None:
    breaks, resumes = BREAKS[name]
    round_, gateway = await called(there), there.discord.stage.gateway
    breaks(there.discord)
    await there.until(lambda: gateway.resumed == 1 or gateway.identified == 2, "a new line")
    assert (gateway.resumed == 1) is resumes
    answer = await round_.spoken()
    assert "is saved" in answer.text
    await round_.over()
    assert speeches(round_.thread).count(ANSWER) == 1


@pytest.mark.soak  # the library waits before it begins anew, as above
async def test_a_session_that_discord_forgot_is_begun_anew(there: Class) -> None:
    round_, gateway = await called(there), there.discord.stage.gateway
    there.discord.cuts_gateway(down=True)
    await there.until(lambda: not gateway.connected, "a cut")
    there.discord.forgets_sessions()
    there.discord.opens_gateway()
    await there.until(lambda: gateway.identified == 2, "a new session")
    await round_.spoken()
    await round_.over()


async def test_what_arrives_late_from_a_stalled_line_is_done_once_and_answered_directly(
    there: Class,
) -> None:
    round_ = await called(there)
    pressed = await there.ana.presses(prompts(round_.thread, there.ana)[0], "Speak")
    there.discord.settings.patience = 0.3
    there.discord.stalls_gateway()
    assert (await there.ana.fills(pressed.modal, text=ANSWER)).failed
    there.discord.unstalls_gateway()
    await round_.over()
    assert speeches(round_.thread).count(ANSWER) == 1
    assert sum("is saved" in seen.text for seen in round_.thread.messages) == 1


@pytest.mark.soak
async def test_a_line_that_stays_silent_is_given_up(there: Class) -> None:
    gateway = there.discord.stage.gateway
    there.discord.stalls_gateway()
    await there.until(lambda: gateway.resumed or gateway.identified == 2, "a new line", 150.0)
    await (round_ := await there.drill()).spoken()
    await round_.over()


def again(there: Class, event: str) -> None:
    """Discord says its last event of a kind once more."""
    [session] = there.discord.stage.gateway.connected
    data: Any = next(sent["d"] for sent in reversed(session.sent) if sent["t"] == event)
    session.send(event, data)


async def test_what_is_told_twice_is_done_once(there: Class) -> None:
    await there.ana.types(there.room, "/debate start", **DRILL)
    again(there, "INTERACTION_CREATE")
    await there.until(lambda: there.room.threads, "the thread")
    thread = there.room.threads[0]
    call = await there.called(there.ana, thread)
    written = await there.ana.says(thread, f"{there.discord.bot.mention} {ANSWER}")
    again(there, "MESSAGE_CREATE")
    round_ = Drill(there, there.ana, there.room, [])
    await round_.over()
    await there.until(lambda: settled(there.bot), "end of it all")
    assert there.bot.rows("SELECT count(*) FROM rounds") == [(1,)]
    assert speeches(thread).count(ANSWER) == 1
    assert call.id != written.id
    texts = [seen.text for seen in thread.messages if seen.author == there.discord.bot.name]
    assert len(set(texts)) == len(texts)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def _becomes(status: Callable[[], Awaitable[int]], wanted: int) -> None:
    """Ask until the answer is what is wanted."""
    end = time.monotonic() + 10
    while (found := await status()) != wanted:
        assert time.monotonic() < end, found
        await moment()


async def test_its_health_says_whether_it_is_connected(
    parent: Parent, short: Path, tmp_path: Path
) -> None:
    async with lesson(parent, tmp_path, short) as there, aiohttp.ClientSession() as session:
        port = _free_port()
        await there.bot.start(BOT_PORT=str(port))

        async def status() -> int:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                return answer.status

        assert await status() == 200
        there.discord.cuts_gateway(down=True)
        await there.until(lambda: not there.discord.stage.gateway.connected, "a cut")
        await _becomes(status, 503)
        there.discord.opens_gateway()
        await _becomes(status, 200)
