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
from tests.platforms.short import ANSWER, DRILL, DUEL, REPLY
from tests.platforms.slack.playing import ballots, calls, each_once
from tests.platforms.slack.scenes import Class, lesson, said, start
from tests.platforms.slack.survival import game
from tests.platforms.stored import settled
from tests.standins.slack.people import Person
from tests.standins.slack.seen import Seen
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


# ── places and people that are gone ──────────────────────────────────────────────────────────────


async def goes_on_directly(there: Class) -> None:
    """The duel whose thread is gone is played to its ballots in direct messages."""
    people = (there.ana, there.ben)
    await there.until(lambda: all(map(moved, people)), "word of it")
    await there.until(lambda: calls(there.ben.dm), "Ben's slot")
    await there.ben.writes_directly(REPLY)
    await there.until(lambda: all(ballots(person.dm) for person in people), "the ballots")
    for person in people:
        each_once(person.dm)
        assert said(person.dm)[-1] == REPLY
        assert len(moved(person)) == 1
    await there.until(lambda: settled(there.bot), "end of it all")


def moved(person: Person) -> list[Seen]:
    """What somebody was told about a place that is gone."""
    return [m for m in person.direct if "/debate move" in m.text]


@pytest.mark.parametrize("how", ["archived", "left by the bot"])
async def test_a_duel_goes_on_directly_when_its_channel_is(there: Class, how: str) -> None:
    thread = await there.duel()
    call = await there.called(there.ana, thread)
    pressed = await there.ana.presses(call, "Speak")
    form = await pressed.opens()
    if how == "archived":
        there.room.archives()
    else:
        there.room.kicks(there.team.bot)
    assert (await there.ana.fills(form, text=ANSWER)).acknowledged
    await goes_on_directly(there)


async def test_a_thread_lives_on_without_the_message_above_it(there: Class) -> None:
    thread = await there.duel()
    await there.called(there.ana, thread)
    there.ana.admin = True
    there.ana.deletes(there.tables[0])
    await there.spoken(there.ana, thread, ANSWER)
    await there.spoken(there.ben, thread, REPLY)
    await there.until(lambda: ballots(there.ben.dm), "the ballot")
    await there.until(lambda: settled(there.bot), "end of it all")
    assert said(thread) == [ANSWER, REPLY]
    each_once(there.room)


async def test_a_lobby_that_was_deleted_before_it_began_goes_on_directly(there: Class) -> None:
    lobby = await there.lobby()
    await there.ben.types(there.room, "/debate join side:limit")
    await there.until(lambda: "Ben" in lobby.text, "Ben at the table")
    there.ana.admin = True
    there.ana.deletes(lobby)
    await there.ana.types(there.room, "/debate begin")
    await there.until(lambda: calls(there.ana.dm), "Ana's slot")
    await there.ana.writes_directly(ANSWER)
    await goes_on_directly(there)
    assert said(there.ben.dm) == [ANSWER, REPLY]


async def test_a_drill_of_somebody_whom_nobody_could_write_to_comes_where_they_move_it(
    there: Class,
) -> None:
    there.slack.refuses(OPEN, "user_disabled", 2)
    assert (await there.ana.types(there.room, start(DRILL))).acknowledged
    await there.called(there.ana, there.ana.dm)
    await there.ana.writes_directly("/debate move")
    await there.until(lambda: said(there.ana.dm), "what was said")
    await there.ana.writes_directly(ANSWER)
    await there.until(lambda: ballots(there.ana.dm), "the ballot")
    await there.until(lambda: settled(there.bot), "end of it all")
    assert len(said(there.ana.dm)) == 2
    assert there.tables == []
    each_once(there.ana.dm)


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


# ── thrown out ───────────────────────────────────────────────────────────────────────────────────


def thrown_out(there: Class, how: str) -> None:
    """The app is taken out of the workspace, or its token is taken back."""
    if how == "uninstalled":
        there.team.uninstalls()
    else:
        there.team.revokes()


@pytest.mark.parametrize("how", ["uninstalled", "revoked"])
async def test_thrown_out_in_the_middle_of_a_round_it_falls_silent_and_ends_well(
    there: Class, how: str
) -> None:
    thread = await there.duel()
    form = await (await there.ana.presses(await there.called(there.ana, thread), "Speak")).opens()
    held = there.slack.holds(POST, after=False)
    await there.ana.fills(form, text=ANSWER)
    await there.until(lambda: held.met, "the speech on its way")
    thrown_out(there, how)
    held.release()
    await there.until(lambda: not there.slack.sockets, "its farewell")
    assert await there.bot.stop() == 0, there.bot.log
    assert there.bot.rows("SELECT 1 FROM speeches WHERE text = ?", ANSWER)
    assert "Traceback" not in there.bot.log
    assert there.slack.token not in there.bot.log


async def test_a_token_that_ends_without_a_word_loses_nothing(there: Class) -> None:
    thread = await there.duel()
    form = await (await there.ana.presses(await there.called(there.ana, thread), "Speak")).opens()
    there.slack.refuses(r"chat\.|conversations\.|users\.", "token_revoked", 3)
    await there.ana.fills(form, text=ANSWER)
    await there.until(lambda: said(thread), "the speech")
    await there.spoken(there.ben, thread, REPLY)
    await there.until(lambda: ballots(there.ben.dm), "the ballot")
    assert said(thread) == [ANSWER, REPLY]
    each_once(there.room)


# ── channels that are not ours ───────────────────────────────────────────────────────────────────


async def test_where_it_is_not_in_the_channel_a_filled_form_is_answered_directly(
    there: Class,
) -> None:
    there.room.kicks(there.team.bot)
    form = await (await there.ana.types(there.room, "/debate start")).opens()
    assert (await there.ana.fills(form, format="duel")).acknowledged
    await there.until(lambda: "/invite" in "".join(m.text for m in there.ana.direct), "an answer")
    assert there.bot.rows("SELECT count(*) FROM rounds") == [(0,)]
    there.room.invites(there.team.bot)
    await there.lobby()
