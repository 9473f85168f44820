"""Discord and Slack in one process, over one store: a class on each, and trouble on one of them."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from tests.platforms.discord import scenes as on_discord
from tests.platforms.discord import serving as discord_program
from tests.platforms.discord.hall import SPEECH
from tests.platforms.forking import Forked, Parent
from tests.platforms.ports import free_port
from tests.platforms.short import ANSWER, REPLY
from tests.platforms.slack import running as slack_program
from tests.platforms.slack import scenes as on_slack
from tests.platforms.slack.playing import ballots, each_once, result
from tests.platforms.stored import rated, settled
from tests.standins.discord.rooms import Room as Thread
from tests.standins.discord.server import Discord
from tests.standins.slack.rooms import Room

BOTH = [ANSWER, REPLY]


@dataclass
class Both:
    """A class on each platform, and the one bot of both; not running at first."""

    discord: on_discord.Class
    slack: on_slack.Class
    bot: Forked
    port: int

    async def health(self) -> tuple[int, object]:
        """What `/healthz` says."""
        address = f"http://127.0.0.1:{self.port}/healthz"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            return answer.status, (await answer.json())["platforms"]


@pytest.fixture
async def there(parent: Parent, short: Path, tmp_path: Path) -> AsyncIterator[Both]:
    port = free_port()
    async with (
        Discord.start(heartbeat=on_discord.NEVER) as discord,
        slack_program.stand_in() as slack,
    ):
        server, team = discord.server("Class 9b"), slack.workspace("Class 8a")
        told = {"DEBATE_BOT_ROUNDS__QUIET_HOURS": "off", "BOT_PORT": str(port)}
        told |= discord_program.surroundings(discord) | slack_program.surroundings(slack)
        bot = Forked(tmp_path, told | slack_program.content(short), parent)
        room = server.channel("debates")
        here = on_discord.Class(discord=discord, server=server, room=room, bot=bot)
        other = on_slack.Class(slack=slack, team=team, room=team.channel("debates"), bot=bot)
        try:
            yield Both(discord=here, slack=other, bot=bot, port=port)
        finally:
            await bot.end()


async def played_on_discord(there: on_discord.Class) -> Thread:
    """A duel, from its lobby to its ballots."""
    thread = await there.duel()
    for person, text in zip((there.ana, there.ben), BOTH, strict=True):
        await discord_program.speak(person, await there.called(person, thread), text)
    for person in (there.ana, there.ben):
        await there.until(lambda p=person: on_discord.ended(p.dm), "a ballot")  # type: ignore[misc]  # of a default
    return thread


async def played_on_slack(there: on_slack.Class) -> Room:
    """The same there."""
    thread = await there.duel()
    await there.spoken(there.ana, thread, ANSWER)
    await ends_on_slack(there, thread)
    return thread


async def ends_on_slack(there: on_slack.Class, thread: Room) -> None:
    """Ben speaks, and everybody gets their ballot."""
    await there.spoken(there.ben, thread, REPLY)
    for person in (there.ana, there.ben):
        await there.until(lambda p=person: ballots(p.dm), "a ballot")  # type: ignore[misc]  # of a default
    await there.until(lambda: result(thread), "the result")
    assert on_slack.said(thread) == BOTH
    each_once(there.room)


async def test_both_play_at_once_and_know_nothing_of_each_other(there: Both) -> None:
    await there.bot.start()
    assert there.bot.ready == "READY discord,slack"
    assert await there.health() == (200, {"discord": True, "slack": True})
    here, _ = await asyncio.gather(played_on_discord(there.discord), played_on_slack(there.slack))
    assert on_discord.speeches(here) == BOTH
    await there.discord.until(lambda: settled(there.bot), "end of it all")
    rounds = there.bot.rows("SELECT count(DISTINCT classroom) FROM rounds")
    people = there.bot.rows("SELECT count(*) FROM people")
    assert (rounds, people) == ([(2,)], [(4,)])
    platforms = there.bot.rows("SELECT DISTINCT platform FROM places ORDER BY platform")
    assert platforms == [("discord",), ("slack",)]
    assert await there.bot.stop() == 0


async def test_while_slack_is_away_discord_goes_on_and_slack_is_caught_up_with(
    there: Both,
) -> None:
    await there.bot.start()
    thread = await there.slack.duel()
    call = await there.slack.called(there.slack.ana, thread)
    form = await (await there.slack.ana.presses(call, "Speak")).opens()
    await there.slack.ana.fills(form, text=ANSWER)
    down = there.slack.slack.fails(".*", 503, 10_000)
    there.slack.slack.cuts_sockets(down=True)
    here = await played_on_discord(there.discord)
    assert on_discord.speeches(here) == BOTH
    assert await there.health() == (503, {"discord": True, "slack": False})
    await there.slack.until(lambda: "sending_trouble" in there.bot.log, "trouble")
    down.left = 0
    there.slack.slack.opens_sockets()
    await there.slack.slack.until_connected(30.0)
    await ends_on_slack(there.slack, thread)
    assert await there.health() == (200, {"discord": True, "slack": True})


async def test_while_discord_is_away_slack_goes_on_and_discord_is_caught_up_with(
    there: Both,
) -> None:
    await there.bot.start()
    thread = await there.discord.duel()
    call = await there.discord.called(there.discord.ana, thread)
    down = there.discord.discord.fails("POST", "/messages$", 503, 10_000)
    await discord_program.speak(there.discord.ana, call, ANSWER)
    await played_on_slack(there.slack)
    down.left = 0
    ben = there.discord.ben
    await discord_program.speak(ben, await there.discord.called(ben, thread), REPLY)
    await there.discord.until(lambda: on_discord.ended(ben.dm), "a ballot")
    assert on_discord.speeches(thread) == BOTH


async def test_slack_that_cannot_be_reached_at_the_start_keeps_nobody_else_waiting(
    there: Both,
) -> None:
    down = there.slack.slack.fails("auth.test", 503, 10_000)
    await there.bot.launch()
    await there.discord.discord.until_connected()
    thread = await played_on_discord(there.discord)
    assert on_discord.speeches(thread) == BOTH
    assert await there.health() == (503, {"discord": True, "slack": False})
    down.left = 0
    await there.slack.slack.until_connected(30.0)
    await played_on_slack(there.slack)


@pytest.mark.parametrize("how", ["uninstalled", "revoked"])
async def test_thrown_out_of_slack_it_goes_on_on_discord(there: Both, how: str) -> None:
    await there.bot.start()
    team = there.slack.team
    team.uninstalls() if how == "uninstalled" else team.revokes()
    await there.slack.until(lambda: not there.slack.slack.sockets, "its farewell")
    await played_on_discord(there.discord)
    assert await there.health() == (503, {"discord": True, "slack": False})
    assert await there.bot.stop() == 0


async def test_one_class_with_a_home_on_each_plays_a_round_together_and_has_one_board(
    there: Both,
) -> None:
    here, other = there.discord, there.slack
    await there.bot.start()
    await make_one_class(there)
    lobby = await here.lobby()
    await other.ben.types(other.room, "/debate join side:limit")
    await here.until(lambda: "Ben" in lobby.text, "Ben at the table")
    await here.ana.presses(lobby, "Begin")
    thread = here.room.thread_of(lobby)
    assert thread is not None
    await discord_program.speak(here.ana, await here.called(here.ana, thread), SPEECH)
    await other.until(lambda: other.tables, "the round in the channel on Slack")
    theirs = other.room.thread(other.tables[0])
    await other.spoken(other.ben, theirs, SPEECH)
    await here.until(lambda: on_discord.ended(here.ana.dm), "Ana's ballot")
    await other.until(lambda: ballots(other.ben.dm), "Ben's ballot")
    await other.until(lambda: result(theirs), "the result")
    await other.until(lambda: settled(there.bot), "end of it all")
    assert on_discord.speeches(thread) == on_slack.said(theirs) == [SPEECH, SPEECH]
    assert len(other.tables) == len(here.room.threads) == 1
    each_once(other.room)
    [(round_id,)] = there.bot.rows("SELECT id FROM rounds")
    assert rated(there.bot, str(round_id)) == ["Ana", "Ben"]
    board = await here.ana.types(here.room, "/leaderboard show")
    assert {"Ana", "Ben"} <= set(re.findall(r"\w+", board.text))
    await other.ben.types(other.room, "/leaderboard show")
    await other.until(lambda: "Leaderboard" in other.tables[-1].text, "the board")
    assert {"Ana", "Ben"} <= set(re.findall(r"\w+", other.tables[-1].text))


async def make_one_class(there: Both) -> None:
    """What a host does, once somebody has written in both homes."""
    here, other = there.discord, there.slack
    await here.ana.types(here.room, "/debate help")
    await other.ben.types(other.room, "/debate help")
    homes = [f"slack:{other.team.id}", f"discord:{here.server.id}"]

    def known() -> bool:
        return {(home,) for home in homes} <= set(there.bot.rows("SELECT id FROM classrooms"))

    await other.until(known, "both homes")
    status, out, _ = await there.bot.host("class", "bind", *homes)
    assert (status, out.split(".")[0]) == (0, f"{homes[0]} belongs to {homes[1]} now")
