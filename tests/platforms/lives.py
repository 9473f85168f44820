"""Rounds that are played whatever happens to the bot or to the platform on the way.

A *game* is a short round on one platform whose people do again what had no answer. A *shape* is a
message without what chance decides in it: sides, marks, the bot's own words. What a game shows in
the end is what it would have shown if nothing had happened.
"""

import asyncio
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from tests.platforms.forking import Forked, Parent
from tests.platforms.program import moment
from tests.platforms.short import ANSWER, REPLY
from tests.platforms.stored import settled

PATIENCE = 1.5  # seconds that people wait for an answer
TO_END = 60.0  # seconds for a round
TO_DIE = 20.0  # seconds

Shape = tuple[str, ...]
Shown = list[list[Shape]]


class Game(Protocol):
    """A short round and its people. `violations` are the stand-in's."""

    form: str

    @property
    def bot(self) -> Forked:
        """The program; not running at first."""

    @property
    def violations(self) -> list[str]:
        """What was asked against the rules."""

    async def act(self) -> None:
        """Whatever somebody can do now."""

    def over(self) -> bool:
        """Whether everybody has their ballot."""

    async def until(self, true: Callable[[], object], of: str) -> None:
        """Wait for something that is true of the platform or of the bot's database."""

    def spoken(self) -> list[str]:
        """The speeches that its place shows, in order."""

    def posted(self) -> Shown:
        """The shapes of all that was posted, room by room; confirmations aside."""


Opens = Callable[[str, Parent, Path, Path], AbstractAsyncContextManager[Game]]
"""Opens a game of a format, given a parent, the prompts and a folder."""


async def play(game: Game, until: Callable[[], bool]) -> None:
    """Go on until then."""
    while not until():
        await game.act()
        await moment()


async def finished(game: Game) -> Shown:
    """Everything that a game posted, once it is over; nothing is lost, doubled or out of order."""
    try:
        await asyncio.wait_for(play(game, game.over), TO_END)
    except TimeoutError:
        await game.until(game.over, "end of the round")  # says what there is instead
    await game.until(lambda: settled(game.bot), "end of it all")
    assert game.bot.rows("SELECT count(*) FROM outbox") == [(0,)]
    told = game.bot.rows("SELECT text FROM speeches WHERE state = 'delivered' ORDER BY slot")
    assert game.spoken() == [text for (text,) in told]
    said = [ANSWER] if game.form == "drill" else [ANSWER, REPLY]
    assert [text for text in game.spoken() if text in (ANSWER, REPLY)] == said
    return game.posted()


async def killed(game: Game, kill: str | float) -> None:
    """The bot, started and killed at a step, or after so many seconds, while the game goes on."""
    await game.bot.start(**({"DEBATE_BOT_KILL_AT": kill} if isinstance(kill, str) else {}))
    dying = asyncio.create_task(game.bot.ended(TO_DIE))
    playing = asyncio.create_task(play(game, dying.done))
    if isinstance(kill, float):
        await asyncio.wait({dying}, timeout=kill)
        game.bot.send(signal.SIGKILL)
    assert await dying == -signal.SIGKILL, game.bot.log
    await playing
    torn = "ConnectionResetError"  # the stand-in was being sent a file just then
    game.violations[:] = [each for each in game.violations if torn not in each]


async def goes_on(game: Game) -> Shown:
    """What a game shows in the end whose bot is started again; the bot ends well."""
    await game.bot.start()
    shown = await finished(game)
    assert await game.bot.stop() == 0
    return shown


_undisturbed: dict[tuple[Opens, str], Shown] = {}


async def undisturbed(opens: Opens, form: str, parent: Parent, short: Path, folder: Path) -> Shown:
    """What a game posts where nothing happens; played when it is first asked for."""
    if (opens, form) not in _undisturbed:
        folder = folder / "undisturbed"
        folder.mkdir()
        async with opens(form, parent, short, folder) as game:
            _undisturbed[opens, form] = await goes_on(game)
    return _undisturbed[opens, form]
