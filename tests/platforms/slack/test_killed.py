"""The bot is killed with SIGKILL at labelled steps of a round on Slack and started again.

Whatever was acknowledged stays, and Slack shows in the end what it would show anyway: each message
once, in order. What only its reader saw, as a confirmation, may be said once more.
"""

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from tests.platforms.forking import Parent
from tests.platforms.lives import goes_on, killed, undisturbed
from tests.platforms.short import ANSWER, DUEL
from tests.platforms.slack.playing import ballots, each_once
from tests.platforms.slack.scenes import lesson, said, start
from tests.platforms.slack.survival import game
from tests.platforms.stored import settled

STEPS = {
    "drill": ("received#4", "committed", "answered", "sending", "shown#4", "saving:decide"),
    "duel": ("received", "moved#2", "thread:made", "shown", "sending#7"),
}
MORE_STEPS = {
    "drill": ("received", "moved", "shown", "computed:speak", "received#2", "saving:call"),
    "duel": (
        "sending", "answered#2", "shown#2", "shown#10", "saving:decide", "received#7", "received#9",
        "sending#11",
    ),
}  # fmt: skip
POINTS = [(form, step) for form, steps in STEPS.items() for step in steps]
MORE = [(form, step) for form, steps in MORE_STEPS.items() for step in steps]
SOAKED = 50


async def survived(parent: Parent, short: Path, folder: Path, form: str, kill: str | float) -> None:
    """A round that is killed at a step, or after so many seconds, shows in the end what it would
    have shown.
    """
    expected = await undisturbed(game, form, parent, short, folder)
    async with game(form, parent, short, folder) as round_:
        await killed(round_, kill)
        assert await goes_on(round_) == expected


@pytest.mark.parametrize(
    ("form", "step"), [*POINTS, *(pytest.param(*point, marks=pytest.mark.soak) for point in MORE)]
)
async def test_a_killed_round_shows_in_the_end_what_it_would_have_shown(
    parent: Parent, short: Path, tmp_path: Path, form: str, step: str
) -> None:
    await survived(parent, short, tmp_path, form, step)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(SOAKED))
async def test_a_round_killed_at_any_moment_shows_in_the_end_what_it_would_have_shown(
    parent: Parent, short: Path, tmp_path: Path, number: int
) -> None:
    chance = random.Random(number)  # noqa: S311 (no secret hangs on when it dies)
    form = chance.choice(["drill", "duel"])
    await survived(parent, short, tmp_path, form, chance.uniform(0.005, 0.8))


async def test_what_was_acknowledged_and_not_begun_is_done_at_the_next_start(
    parent: Parent, short: Path, tmp_path: Path
) -> None:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        held = there.slack.holds("conversations.info", 1)  # asked before it opens a table
        answer = await there.ana.types(there.room, start(DUEL))
        assert answer.acknowledged
        await there.until(lambda: held.met, "its look at the channel")
        assert there.bot.rows("SELECT count(*) FROM rounds") == [(0,)]
        await there.bot.kill()
        held.abandon()
        await there.bot.start()
        await there.until(lambda: there.tables, "the lobby")
        await there.until(lambda: settled(there.bot), "end of it all")
        assert there.bot.rows("SELECT state, payload FROM events") == [("done", None)]
        assert there.bot.rows("SELECT count(*) FROM rounds") == [(1,)]


async def test_what_slack_tells_again_acts_once_though_the_bot_died_between(
    parent: Parent, short: Path, tmp_path: Path
) -> None:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        room = await there.drill()
        await there.called(there.ana, room)
        await there.ana.writes_directly(ANSWER)
        [told] = [e for e in there.slack.deliveries if ANSWER in str(e.payload)]
        await there.until(lambda: told.acknowledged, "its acknowledgement")
        assert await there.slack.sends_again(told)
        await there.bot.kill()
        await there.bot.start()
        assert await there.slack.sends_again(told)
        assert await there.slack.sends_again(told)
        await there.until(lambda: ballots(room), "the ballot")
        await there.until(lambda: settled(there.bot), "end of it all")
        assert told.attempts == 4
        assert said(room).count(ANSWER) == 1
        assert len(ballots(room)) == 1
        passing = [m.text for m in room.everything if m.ephemeral]
        assert all("is saved" in text for text in passing), passing


async def test_a_speech_that_took_the_place_of_an_old_call_is_not_said_again(
    parent: Parent, short: Path, tmp_path: Path
) -> None:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        room = await there.drill()
        await there.called(there.ana, room)
        held = there.slack.holds("chat.update", 1, after=True)
        await there.ana.writes_directly(ANSWER)
        await there.until(lambda: ANSWER in said(room), "the speech in the place of its call")
        await there.bot.kill()
        held.abandon()
        with contextlib.closing(sqlite3.connect(there.bot.database)) as db, db:
            db.execute("UPDATE outbox SET added_at = added_at + 600000")  # ten minutes to speak
        await there.bot.start()
        await there.until(lambda: ballots(room), "the ballot")
        await there.until(lambda: settled(there.bot), "end of it all")
        assert said(room).count(ANSWER) == 1
        each_once(room)
