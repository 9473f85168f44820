"""The bot is killed with SIGKILL at labelled steps of a round on Discord and started again.

Whatever was acknowledged stays, and the thread shows in the end what it would show anyway: each
message once, in order. What only its reader saw, as a confirmation, may be said once more.
"""

import random
from pathlib import Path

import pytest

from tests.platforms.discord.survival import game
from tests.platforms.forking import Parent
from tests.platforms.lives import goes_on, killed, undisturbed

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


async def survived(parent: Parent, short: Path, folder: Path, form: str, kill: str | float) -> None:
    """A round that is killed at a step, or after so many seconds, shows in the end what it would
    have shown.
    """
    expected = await undisturbed(game, form, parent, short, folder)
    async with game(form, parent, short, folder) as round_:
        await killed(round_, kill)
        if kill not in NONCES_LIVE:
            round_.there.discord.forgets_nonces()
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
    await survived(parent, short, tmp_path, form, chance.uniform(0.005, 0.6))
