"""A round whose place is gone, or its people; the bot thrown out of Slack, or not let in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.platforms.forking import Parent
from tests.platforms.short import ANSWER, DRILL, REPLY
from tests.platforms.slack.playing import ballots, calls, each_once
from tests.platforms.slack.scenes import Class, lesson, said, start
from tests.platforms.stored import settled
from tests.standins.slack.people import Person
from tests.standins.slack.seen import Seen


@pytest.fixture
async def there(parent: Parent, short: Path, tmp_path: Path) -> AsyncIterator[Class]:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        yield there


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
    there.slack.refuses("conversations.open", "user_disabled", 2)
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
    held = there.slack.holds("chat.postMessage")
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
