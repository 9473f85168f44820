"""One line in, everything it led to out; whoever types, whatever breaks."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.app import front
from bot.platforms.console.posting import Posting
from bot.platforms.console.session import Session
from tests.app.house import SPEECH
from tests.platforms.console.conftest import Desk, Memory

SOLO = "/debate start format:solo side:ban pace:standard"


async def test_a_line_shows_its_answer_and_everything_it_led_to(desk: Desk) -> None:
    assert await desk.types(SOLO) == ["seats", "brief (Ana)", "prompt"]
    assert await desk.types(SPEECH) == ["confirmation (Ana)", "speech", "speech", "prompt"]


async def test_nothing_is_shown_twice(desk: Desk) -> None:
    await desk.types(SOLO)
    assert await desk.types("/debate status") == ["status (Ana)"]
    assert await desk.home.sent() == ()


async def test_a_label_typed_exactly_presses_the_button(desk: Desk) -> None:
    await desk.types("/debate start format:solo")
    assert (await desk.types("OK"))[0] == "confirmation (Ana)"
    assert await desk.types("Flow") == ["flow (Ana)"]


async def test_capitals_count_while_a_speech_is_awaited(desk: Desk) -> None:
    await desk.types("/debate start format:solo")
    assert (await desk.types("ok"))[0] == "confirmation (Ana)"
    assert "speech" in await desk.types("PASS")


async def test_another_name_types_for_another_person(desk: Desk) -> None:
    await desk.types("/debate start format:duel side:ban", "/as Ben")
    desk.screen.look()
    await desk.types("Join", "/debate begin")
    assert "brief (Ben)" in await desk.types("OK")
    assert desk.session.keyboard.names == ["Ana", "Ben"]


async def test_a_name_in_other_capitals_is_the_same_person(desk: Desk) -> None:
    await desk.types("/as Ben", "/as ANA")
    assert desk.session.keyboard.names == ["Ana", "Ben"]
    assert desk.session.keyboard.account.name == "Ana"


AS = [
    ("/as", "notice: Ana is typing. To change that: /as NAME. Here so far: Ana."),
    ("/as Ben", "notice: Ben types now."),
    (f"/as {'x' * 41}", "error: A name has 1 to 40 characters, all of them visible: /as Ana"),
    ("/as a\x1b[2J", "error: A name has 1 to 40 characters, all of them visible: /as Ana"),
]


@pytest.mark.parametrize(("line", "answer"), AS)
async def test_who_types_is_said(line: str, answer: str, desk: Desk) -> None:
    await desk.session.typed(line)
    assert desk.screen.look() == [answer]


async def test_messages_carry_what_showing_them_takes(desk: Desk) -> None:
    await desk.session.typed(SOLO)
    brief = next(p for p in desk.screen.shown if p.message.kind.value == "brief")
    assert (brief.to, brief.only_for, brief.hue, brief.short) == ("Ana", "Ana", 0, True)
    debate = await desk.home.round("Ana")
    seats = next(p for p in desk.screen.shown if p.message.kind.value == "seats")
    assert (seats.to, seats.only_for, seats.hue) == (debate.id, "", None)


async def test_with_two_rounds_open_commands_name_theirs(desk: Desk) -> None:
    await desk.types(SOLO, SOLO)
    first, second = await desk.home.rounds("Ana")
    await desk.session.typed(f"/debate status round:{second.id}")
    assert [posting.short for posting in desk.screen.shown] == [False]
    assert first.id != second.id


async def test_who_is_waited_for_is_known_after_each_line(desk: Desk) -> None:
    assert list(desk.session.waits) == []
    await desk.types(SOLO)
    [waited] = desk.session.waits
    assert (waited.name, waited.slot, waited.words) == ("Ana", "opening", 220)
    assert waited.deadline == desk.home.clock.now() + 360_000
    await desk.types("/debate cancel")
    assert list(desk.session.waits) == []


async def test_a_round_is_found_again(desk: Desk) -> None:
    await desk.types(SOLO)
    again = Session(desk.home.kit, desk.screen)
    await again.start("ana")
    assert desk.screen.look() == ["status (ana): The round is running."]
    assert await again.open_rounds() == 1


async def test_somebody_new_is_told_nothing_of_others_rounds(desk: Desk) -> None:
    await desk.types(SOLO)
    again = Session(desk.home.kit, desk.screen)
    await again.start("Ben")
    assert desk.screen.look() == []
    assert await again.open_rounds() == 0


async def test_what_was_half_sent_is_shown_again_first(desk: Desk) -> None:
    await desk.types(SOLO)
    await front.handle(desk.home.kit, _incoming(desk, "/debate end"))
    await desk.home.kit.store.write(lambda tx: tx.outbox.take("console", 1))
    again = Session(desk.home.kit, desk.screen)
    await again.start("Ana")
    assert desk.screen.kinds()[0] == "notice"
    assert await desk.home.kit.store.read(lambda tx: tx.outbox.interrupted("console")) == []


def _incoming(desk: Desk, text: str) -> front.Incoming:
    account = desk.session.keyboard.account
    return front.Incoming(event="other", account=account, classroom="console", text=text)


async def test_a_slot_that_ran_out_while_nobody_was_there_gets_its_grace(desk: Desk) -> None:
    await desk.types(SOLO)
    desk.home.clock.pass_seconds(3600)
    again = Session(desk.home.kit, desk.screen)
    await again.start("Ana")
    assert [waited.deadline for waited in again.waits] == [desk.home.clock.now() + 60_000]


# ── time ────────────────────────────────────────────────────────────────────────────────────────


async def test_what_falls_due_is_shown_when_its_time_comes(desk: Desk) -> None:
    screen = Memory()
    session = Session(desk.home.kit, screen)
    await session.start("Ana")
    await session.typed(SOLO)
    screen.look()
    desk.home.clock.pass_seconds(6 * 60 - 20)
    async with session.keeping_time():
        await screen.rung.wait()
    assert screen.kinds() == ["warning (Ana)"]


async def test_time_is_no_longer_kept_once_it_is_over(desk: Desk) -> None:
    await desk.types(SOLO)
    async with desk.session.keeping_time():
        await desk.types("/debate status")
    desk.home.clock.pass_seconds(3600)
    await asyncio.sleep(0)
    assert desk.screen.look() == []


# ── when something breaks ───────────────────────────────────────────────────────────────────────


class Broken(Memory):
    """A screen that fails the first time."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._errors = [error]

    async def show(self, postings: Sequence[Posting]) -> None:
        if self._errors:
            raise self._errors.pop()
        await super().show(postings)


async def test_after_a_fault_of_ours_it_goes_on_and_says_what_is_saved(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    screen = Broken(RuntimeError("my secret words"))
    session = Session(desk.home.kit, screen)
    await session.start("Ana")
    with caplog.at_level(logging.ERROR):
        await session.typed("/debate help")
    [said] = screen.look()
    assert said.startswith("error: Something went wrong on our side. Everything up to ")
    [record] = caplog.records
    assert "RuntimeError" in record.getMessage()
    assert "test_session.py" in record.getMessage()
    assert "secret" not in caplog.text
    await session.typed("/debate help")
    assert screen.kinds() == ["help (Ana)"]


async def test_what_could_not_be_shown_is_shown_at_the_next_start(desk: Desk) -> None:
    session = Session(desk.home.kit, Broken(RuntimeError()))
    await session.start("Ana")
    await session.typed(SOLO)
    again = Memory()
    await Session(desk.home.kit, again).start("Ana")
    assert again.kinds() == ["seats", "brief (Ana)", "prompt", "status (Ana)"]


async def test_a_reader_who_went_away_ends_it(desk: Desk) -> None:
    session = Session(desk.home.kit, Broken(BrokenPipeError()))
    await session.start("Ana")
    with pytest.raises(BrokenPipeError):
        await session.typed("/debate help")


async def test_the_steps_of_sending_can_be_seen(desk: Desk) -> None:
    steps: list[str] = []
    kit = replace(desk.home.kit, step=steps.append)
    session = Session(kit, desk.screen)
    await session.start("Ana")
    await session.typed(SOLO)
    assert [step for step in steps if step in ("sending", "shown")] == ["sending", "shown"] * 2


NASTY = [
    "\ud800",
    "\x00\x01\x02",
    "\x1b[2J",
    "",
    "   ",
    "/",
    "//",
    "/debate",
    "/debate start format:[red]",
    "/debate start 'x",
    '/debate start "',
    "x" * 100_000,
    "/debate flow round:\x1b[2J",
    "/debate draft text:" + "\u202e",
    "/my name \x07",
    "{name} %s [/]",
]


@pytest.mark.parametrize("line", NASTY)
async def test_no_line_is_too_odd_for_a_clear_answer(line: str, desk: Desk) -> None:
    await desk.types(SOLO)
    await desk.session.typed(line)
    shown = desk.screen.look()
    assert shown
    assert "our side" not in shown[0]
