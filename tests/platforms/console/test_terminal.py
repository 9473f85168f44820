"""A person types at a prompt: keys in, lines out. The library's own input and output stand in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.platforms.console import terminal as terminal_module
from bot.platforms.console.terminal import converse
from tests.platforms.console.conftest import Desk

CTRL_C, CTRL_D, UP, ENTER, ALT_ENTER = "\x03", "\x04", "\x1b[A", "\r", "\x1b\r"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
SOLO = "/debate start format:solo side:ban pace:standard"


@asynccontextmanager
async def terminal() -> AsyncIterator[PipeInput]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


async def typed(desk: Desk, *keys: str) -> list[str]:
    """What was shown until the person left, which Ctrl-D makes sure of."""
    desk.screen.look()
    async with terminal() as pipe:
        talk = asyncio.create_task(converse(desk.session))
        for key in (*keys, CTRL_D):
            pipe.send_text(key)
            await settled()
        await talk
    return desk.screen.look()


async def settled() -> None:
    """Let the keys arrive, and what works beside them (history, completion) come to its end."""
    for _ in range(200):
        await asyncio.sleep(0)


async def test_a_line_is_acted_on(desk: Desk) -> None:
    assert (await typed(desk, "/as", ENTER)) == [
        "notice: Ana is typing. To change that: /as NAME. Here so far: Ana."
    ]


async def test_enter_alone_does_nothing(desk: Desk) -> None:
    assert await typed(desk, ENTER, " ", ENTER) == []


SPEECHES = [
    ("pasted", [PASTE, "First line.\nSecond line.", PASTED, ENTER], "First line.\nSecond line."),
    ("pasted from Windows", [PASTE, "One.\r\nTwo.", PASTED, ENTER], "One.\nTwo."),
    ("with Alt-Enter", ["One.", ALT_ENTER, "Two.", ENTER], "One.\nTwo."),
    ("typed", ["No, never.", ENTER], "No, never."),
]


@pytest.mark.parametrize(("how", "keys", "speech"), SPEECHES)
async def test_line_ends_stay_in_a_speech(
    how: str, keys: list[str], speech: str, desk: Desk
) -> None:
    await desk.types(SOLO)
    shown = await typed(desk, *keys)
    assert f"speech: {speech}" in shown, how


async def test_ctrl_d_leaves_the_round_open(desk: Desk) -> None:
    await desk.types(SOLO)
    await typed(desk)
    assert await desk.session.open_rounds() == 1


async def test_ctrl_c_on_an_empty_line_leaves(desk: Desk) -> None:
    async with terminal() as pipe:
        pipe.send_text(CTRL_C)
        await converse(desk.session)


async def test_ctrl_c_puts_words_aside_and_the_up_arrow_brings_them_back(desk: Desk) -> None:
    await desk.types(SOLO)
    shown = await typed(desk, "Half a thought", CTRL_C, UP, " and the rest", ENTER)
    assert shown[0].startswith("notice: Put aside")
    assert "speech: Half a thought and the rest" in shown


async def test_each_person_has_their_own_lines_to_come_back_to(desk: Desk) -> None:
    shown = await typed(desk, "/as Ben", ENTER, UP, ENTER, "/as", ENTER)
    assert shown == [
        "notice: Ben types now.",
        "notice: Ben is typing. To change that: /as NAME. Here so far: Ana, Ben.",
    ]


async def test_tab_completes_a_command(desk: Desk) -> None:
    await desk.types(SOLO)
    assert (await typed(desk, "/debate stat", "\t", ENTER))[0].startswith("status (Ana): ")


async def test_what_the_bot_says_appears_while_somebody_types(desk: Desk) -> None:
    await desk.types(SOLO)
    desk.screen.look()
    desk.home.clock.pass_seconds(6 * 60 - 20)
    async with terminal() as pipe:
        talk = asyncio.create_task(converse(desk.session))
        pipe.send_text("Half a th")
        await desk.screen.rung.wait()
        pipe.send_text(f"ought{ENTER}{CTRL_D}")
        await talk
    shown = desk.screen.look()
    assert shown[0].startswith("warning (Ana): ")
    assert "speech: Half a thought" in shown


async def test_what_stands_there_is_sent_just_before_time_is_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal_module, "TICK", 0.01)
    await desk.types(SOLO)
    desk.screen.look()
    async with terminal() as pipe:
        talk = asyncio.create_task(converse(desk.session))
        pipe.send_text("Half a thought")
        await settled()
        desk.home.clock.pass_seconds(6 * 60 - 2)
        while "speech" not in [posting.message.kind.value for posting in desk.screen.shown]:
            desk.screen.rung.clear()
            await desk.screen.rung.wait()
        pipe.send_text(CTRL_D)
        await talk
    shown = desk.screen.look()
    assert "notice: Time is nearly up, so what you had typed was sent." in shown
    assert "speech: Half a thought" in shown


async def test_a_command_is_never_sent_by_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_module, "TICK", 0.0)
    await desk.types(SOLO)
    desk.home.clock.pass_seconds(6 * 60 - 2)
    shown = await typed(desk, "/debate pass", CTRL_C)
    assert any(line.startswith("notice: Put aside") for line in shown)
    assert not any("passes" in line for line in shown)
