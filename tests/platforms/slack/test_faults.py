"""Slack answers with errors, loses its answers, is slow, hangs, or cuts us off: nothing is lost or
doubled.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.platforms.forking import Parent
from tests.platforms.lives import PATIENCE, finished, undisturbed
from tests.platforms.program import locked
from tests.platforms.short import ANSWER, DRILL, DUEL
from tests.platforms.slack.playing import ballots, each_once
from tests.platforms.slack.scenes import Class, lesson, said, start
from tests.platforms.slack.survival import game
from tests.platforms.stored import settled
from tests.standins.slack.server import Slack

POST, EDIT, OPEN = "chat.postMessage", "chat.update", "conversations.open"
WAYS = r"response_url|chat\.postEphemeral"  # by which somebody is answered
SAVED = "Your rebuttal is saved: 30 words."
IN_TIME = 10.0  # seconds from SIGTERM to the end; contracts.md


Fault = Callable[[Slack], object]
FAULTS: dict[str, tuple[str, Fault]] = {
    "posted messages' answers are lost": ("drill", lambda s: s.loses(POST, 3)),
    "posting is answered with 500": ("drill", lambda s: s.fails(POST, 500)),
    "posting is answered with 503": ("drill", lambda s: s.fails(POST, 503, 2)),
    "Slack has an error of its own": ("drill", lambda s: s.refuses(POST, "internal_error")),
    "posting is too fast": ("drill", lambda s: s.slows(POST, 1, 2)),
    "the answer to opening a direct message is lost": ("drill", lambda s: s.loses(OPEN)),
    "the answer to a file is lost": ("drill", lambda s: s.loses("files.complete", 2)),
    "changes' answers are lost": ("drill", lambda s: s.loses(EDIT, 2)),
    "changes are answered with 504": ("drill", lambda s: s.fails(EDIT, 504, 2)),
    "changes are refused": ("drill", lambda s: s.refuses(EDIT, "edit_window_closed", 2)),
    "a lobby's answer is lost": ("duel", lambda s: s.loses(POST)),
    "an edit's answer is lost": ("duel", lambda s: s.loses(EDIT)),
    "an edit is answered with 504": ("duel", lambda s: s.fails(EDIT, 504)),
    "people's answers are lost": ("duel", lambda s: s.loses(WAYS, 4)),
    "forms are refused with 503": ("duel", lambda s: s.fails("views.open", 503)),
    "the connection is renewed": ("duel", lambda s: s.refreshes_sockets()),
    "the connection is cut": ("duel", lambda s: s.cuts_sockets()),
}
QUICK = frozenset({
    "posted messages' answers are lost",
    "posting is answered with 503", "posting is too fast", "a lobby's answer is lost",
    "changes' answers are lost", "an edit's answer is lost", "the connection is renewed",
})  # fmt: skip


@pytest.fixture
async def there(parent: Parent, short: Path, tmp_path: Path) -> AsyncIterator[Class]:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        yield there


@pytest.mark.parametrize(
    "name",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.soak) for name in FAULTS],
)
async def test_a_round_shows_in_the_end_what_it_would_have_shown_though(
    parent: Parent, short: Path, tmp_path: Path, name: str
) -> None:
    form, fault = FAULTS[name]
    expected = await undisturbed(game, form, parent, short, tmp_path)
    async with game(form, parent, short, tmp_path) as round_:
        await round_.bot.start()
        fault(round_.there.slack)
        assert await finished(round_) == expected


async def test_what_slack_tells_four_times_acts_once(there: Class) -> None:
    there.slack.settings.retries = (0.0, 0.0, 0.0)
    there.slack.loses_acknowledgements(1_000)
    room = await there.drill()
    await there.called(there.ana, room)
    await there.ana.writes_directly(ANSWER)
    await there.until(lambda: ballots(room), "the ballot")
    await there.until(lambda: settled(there.bot), "end of it all")
    await there.slack.until_quiet()
    assert {told.attempts for told in there.slack.deliveries} == {4}
    assert there.bot.rows("SELECT count(*) FROM rounds") == [(1,)]
    assert said(room).count(ANSWER) == 1
    assert [m.text for m in room.everything if m.ephemeral] == [SAVED]
    each_once(room)


async def test_a_channel_that_hangs_holds_no_other_round_up(there: Class) -> None:
    hung = there.slack.holds(POST)
    assert (await there.ana.types(there.room, start(DUEL))).acknowledged
    await there.until(lambda: hung.met, "the request that hangs")
    room = await there.drill(there.ben)
    await there.called(there.ben, room)
    await there.ben.writes_directly(ANSWER)
    await there.until(lambda: ballots(room), "the ballot")
    assert there.tables == []
    hung.release()
    await there.until(lambda: there.tables, "the lobby")
    assert len(there.tables) == 1


async def test_what_was_written_while_the_connection_was_cut_is_heard(there: Class) -> None:
    room = await there.drill()
    await there.called(there.ana, room)
    there.slack.cuts_sockets()
    await there.until(lambda: not there.slack.sockets, "the cut")
    await there.ana.writes_directly(ANSWER)
    await there.slack.until_connected(15.0)
    there.slack.retries_now()
    await there.until(lambda: ballots(room), "the ballot")
    assert said(room).count(ANSWER) == 1
    each_once(room)


# ── the store is slow ────────────────────────────────────────────────────────────────────────────


async def test_what_waited_for_the_store_is_done_once_though_somebody_read_an_error(
    there: Class,
) -> None:
    with locked(there.bot):
        there.slack.settings.patience = 0.5
        early = await there.ana.types(there.room, start(DUEL))
        there.slack.settings.patience = PATIENCE
        late = there.ben.begins(there.room, start(DRILL))
        await there.person("Cleo").writes_directly(start(DRILL))
    assert early.failed
    await there.until(lambda: late.envelope.over, "an acknowledgement")
    assert late.acknowledged
    await there.until(lambda: there.tables, "the lobby")
    for name in ("Ben", "Cleo"):
        await there.called(there.person(name), there.person(name).dm)
    await there.until(lambda: settled(there.bot), "end of it all")
    assert there.bot.rows("SELECT count(*) FROM rounds") == [(3,)]
    assert len(there.tables) == 1


# ── SIGTERM ──────────────────────────────────────────────────────────────────────────────────────


async def test_it_ends_in_time_though_slack_hangs(there: Class) -> None:
    room = await there.drill(there.ben)
    call = await there.called(there.ben, room)
    sent = there.slack.holds(POST, times=9)
    held = there.slack.holds(rf"views.open|{WAYS}", times=9)
    assert (await there.ana.types(there.room, start(DUEL))).acknowledged
    await there.ben.presses(call, "Speak")
    await there.until(lambda: sent.met and held.met == 2, "what hangs")
    there.slack.stalls_sockets()
    clock = asyncio.get_running_loop().time
    began = clock()
    there.bot.send(signal.SIGTERM)
    assert await there.bot.ended(15) == 0, there.bot.log
    assert clock() - began < IN_TIME, clock() - began
    sent.abandon()
    held.abandon()
    await there.bot.start()
    await there.until(lambda: there.tables, "the lobby")
    await there.until(lambda: settled(there.bot), "end of it all")
    assert len(there.tables) == 1
