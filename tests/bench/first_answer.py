"""How long people wait for the first answer when a hundred of them speak within one second.

    python -m tests.bench.first_answer [--bursts N]

The real `debate-bot run` in a process of its own, against the stand-in for Discord in this one; and
in the same run a bare discord.py bot that only echoes, against another such stand-in, asked the
same: `/debate speak text: …` from as many people in as many places. Each of them has a round of
their own against the bot, begun before. A wait is from the interaction's leaving the stand-in to
the first answer's arriving there. Bursts follow each other when everything is quiet again.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.waits import compared
from tests.parents import ROOT
from tests.platforms.discord.serving import SPEECH, serving
from tests.standins.discord.answers import Answer
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.server import Discord

PEOPLE = 100
WITHIN = 1.0  # seconds in which all of them speak
BURSTS = 3
PATIENCE = 120.0  # seconds for everything to become quiet
ECHO = "--echo"


@dataclass(slots=True, kw_only=True)
class Class:
    """A server with a channel, and the people who speak there."""

    discord: Discord
    room: Room
    people: list[Person]
    waits: list[float] = field(default_factory=list)
    looked: int = 0
    calls: int = 0

    @classmethod
    def of(cls, discord: Discord) -> "Class":
        """A hundred people."""
        server = discord.server("Class 9b")
        people = [server.member(f"Student {number}") for number in range(PEOPLE)]
        return cls(discord=discord, room=server.channel("debates"), people=people)

    async def speak(self) -> None:
        """Everybody speaks, evenly over the time, whether or not those before are answered."""
        loop, given = asyncio.get_running_loop(), list[Answer]()

        def say(person: Person) -> None:
            given.append(person.begins(self.room, "/debate speak", text=SPEECH))

        for number, person in enumerate(self.people):
            loop.call_at(loop.time() + number * WITHIN / PEOPLE, say, person)
        await self.discord.until(
            lambda: len(given) == PEOPLE and not any(answer.failed for answer in given),
            of="answers",
        )
        self.waits += [answer.seconds for answer in given]

    async def called(self, times: int) -> None:
        """Until everybody has been told so many times that they may speak: the last of all that a
        speech leads to.
        """
        await self.discord.until(
            lambda: self._calls() == PEOPLE * times, within=PATIENCE, of="everybody to be called"
        )

    def _calls(self) -> int:
        """How many calls to speak were posted."""
        for asked in self.discord.requests[self.looked :]:
            self.looked += 1
            self.calls += asked.method == "POST" and ":debate speak" in str(asked.body)
        return self.calls


async def ours(folder: Path, bursts: int) -> list[float]:
    """How long people waited for us, in seconds."""
    async with Discord.start(validate=False) as discord, serving(discord, folder) as bot:
        present = Class.of(discord)
        for person in present.people:
            await person.types(present.room, "/debate start", format="solo", side="hawk")
        for burst in range(bursts):
            await present.called(burst + 1)
            await present.speak()
        spoken = bot.rows("SELECT count(*) FROM speeches WHERE person IS NOT NULL")
        assert spoken == [(PEOPLE * bursts,)], spoken
        return present.waits


async def bare(bursts: int) -> list[float]:
    """How long people waited for a bot that only echoes, in seconds."""
    async with Discord.start(validate=False) as discord, _echoing(discord):
        present = Class.of(discord)
        for _ in range(bursts):
            await present.speak()
        return present.waits


@asynccontextmanager
async def _echoing(discord: Discord) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.first_answer", ECHO,
        cwd=ROOT,
        env={**os.environ, "DISCORD_TOKEN": discord.token, "DISCORD_API_BASE": discord.api_base},
    )  # fmt: skip
    try:
        await discord.until_connected(within=30)
        yield
    finally:
        process.kill()
        await process.wait()


def echo() -> None:
    """Be a bare discord.py bot with one command, as its documentation shows one."""
    import discord
    from discord import app_commands
    from discord.http import Route

    class Echo(discord.AutoShardedClient):
        async def setup_hook(self) -> None:
            tree = app_commands.CommandTree(self)
            group = app_commands.Group(name="debate", description="Debates.")

            @group.command(name="speak", description="Say something.")
            async def speak(asked: discord.Interaction, text: str) -> None:
                await asked.response.send_message(text, ephemeral=True)

            tree.add_command(group)
            await tree.sync()

    Route.BASE = os.environ["DISCORD_API_BASE"]
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    Echo(intents=intents).run(os.environ["DISCORD_TOKEN"], log_handler=None)


def rows(bursts: int = BURSTS) -> list[list[str]]:
    """The figures as a table."""
    with tempfile.TemporaryDirectory() as folder:
        echoed = asyncio.run(bare(bursts))
        answered = asyncio.run(ours(Path(folder), bursts))
    said = "first answer, 100 people speaking within a second"
    return compared(said, ("a bare discord.py bot that echoes", echoed), answered)


def main() -> None:
    """Print the figures; or be the bare bot."""
    from tests.bench.__main__ import table

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bursts", type=int, default=BURSTS)
    parser.add_argument(ECHO, action="store_true", help="be the bot that echoes")
    asked = parser.parse_args()
    if asked.echo:
        echo()
    else:
        print("\n".join(table(rows(asked.bursts))))


if __name__ == "__main__":
    main()
