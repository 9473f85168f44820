"""The bot is killed with SIGKILL at labelled steps of a round on Discord and started again.

Whatever was acknowledged stays, and the thread shows in the end what it would show anyway: each
message once, in order. What only its reader saw, as a confirmation, may be said once more.
"""

import asyncio
import random
import signal
from pathlib import Path

import pytest

from tests.platforms.discord.scenes import Class, lesson
from tests.platforms.discord.survival import PATIENCE, Round, Shown, finished, undisturbed
from tests.platforms.forking import Parent

TO_DIE = 20.0  # seconds

STEPS = {
    "drill": (
        "received", "moved", "committed", "answered",  # the start
        "thread:made", "sending", "shown#4",
        "saving:call", "committed#2", "saving:decide", "shown#8",
    ),
    "duel": ("shown", "thread:made", "shown#2", "sending#11"),
}  # fmt: skip
MORE_STEPS = {
    "drill": ("shown", "computed:speak", "received#2", "saving:read", "sending#8", "answered#2"),
    "duel": ("sending", "answered#2", "shown#10", "saving:decide"),
}
NONCES_LIVE = frozenset({"shown", "shown#4"})  # killed a moment ago; else longer than nonces live
POINTS = [(form, step) for form, steps in STEPS.items() for step in steps]
MORE = [(form, step) for form, steps in MORE_STEPS.items() for step in steps]
SOAKED = 50


async def survived(there: Class, form: str, kill: str | float) -> Shown:
    """What a round shows that is killed at a step, or after so many seconds, and started again."""
    game = Round(there, form)
    await there.bot.start(**({"DEBATE_BOT_KILL_AT": kill} if isinstance(kill, str) else {}))
    await dies(there, game, kill)
    await there.bot.start()
    shown = await finished(there, game)
    assert await there.bot.stop() == 0
    return shown


async def dies(there: Class, game: Round, kill: str | float) -> None:
    """Play until it is dead; then it is some time later, or a moment."""
    dying = asyncio.create_task(there.bot.ended(TO_DIE))
    playing = asyncio.create_task(game.play(dying.done))
    if isinstance(kill, float):
        await asyncio.wait({dying}, timeout=kill)
        there.bot.send(signal.SIGKILL)
    assert await dying == -signal.SIGKILL, there.bot.log
    await playing
    torn = "ConnectionResetError"  # the stand-in was being sent a file just then
    there.discord.violations[:] = [v for v in there.discord.violations if torn not in v]
    if kill not in NONCES_LIVE:
        there.discord.forgets_nonces()


@pytest.mark.parametrize(
    ("form", "step"), [*POINTS, *(pytest.param(*point, marks=pytest.mark.soak) for point in MORE)]
)
async def test_a_killed_round_shows_in_the_end_what_it_would_have_shown(
    parent: Parent, short: Path, tmp_path: Path, form: str, step: str
) -> None:
    expected = await undisturbed(form, parent, short, tmp_path)
    async with lesson(parent, tmp_path, short, patience=PATIENCE) as there:
        assert await survived(there, form, step) == expected


@pytest.mark.soak
@pytest.mark.parametrize("number", range(SOAKED))
async def test_a_round_killed_at_any_moment_shows_in_the_end_what_it_would_have_shown(
    parent: Parent, short: Path, tmp_path: Path, number: int
) -> None:
    chance = random.Random(number)  # noqa: S311 (no secret hangs on when it dies)
    form = chance.choice(["drill", "duel"])
    expected = await undisturbed(form, parent, short, tmp_path)
    async with lesson(parent, tmp_path, short, patience=PATIENCE) as there:
        assert await survived(there, form, chance.uniform(0.005, 0.6)) == expected
