"""How long Slack waits for an acknowledgement when a hundred people speak within one second.

    python -m tests.bench.acknowledging [--bursts N]

The real `debate-bot run` in a process of its own, against the stand-in for Slack in this one; and
in the same run a bare slack-bolt bot that only acknowledges, against another such stand-in, asked
the same over Socket Mode: `/debate speak text:…` from as many people in as many direct messages.
Each of them has a round of their own against the bot, begun before. A wait is from the command's
leaving the stand-in to its acknowledgement's arriving there. Bursts follow each other when
everything is quiet again.
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
from tests.platforms.discord.serving import SPEECH
from tests.platforms.program import Program
from tests.platforms.slack.running import stand_in, surroundings
from tests.standins.slack.answers import Answer
from tests.standins.slack.people import Person
from tests.standins.slack.server import Slack

PEOPLE = 100
WITHIN = 1.0  # seconds in which all of them speak
BURSTS = 1
PATIENCE = 180.0  # seconds for everything to become quiet
BARE = "--bare"


@dataclass(slots=True, kw_only=True)
class Class:
    """A workspace, and the people who speak there."""

    slack: Slack
    people: list[Person]
    waits: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, slack: Slack) -> "Class":
        """A hundred people."""
        team = slack.workspace("Class 9b")
        people = [team.member(f"Student {number}") for number in range(PEOPLE)]
        return cls(slack=slack, people=people)

    async def speak(self) -> None:
        """Everybody speaks, evenly over the time, whether or not those before are answered."""
        loop, given = asyncio.get_running_loop(), list[Answer]()

        def say(person: Person) -> None:
            given.append(person.begins(person.dm, f"/debate speak text: {SPEECH}"))

        for number, person in enumerate(self.people):
            loop.call_at(loop.time() + number * WITHIN / PEOPLE, say, person)
        await self.slack.until(
            lambda: len(given) == PEOPLE and all(answer.acknowledged for answer in given),
            within=PATIENCE,
            of="acknowledgements",
        )
        self.waits += [answer.seconds for answer in given]

    async def called(self, times: int) -> None:
        """Until everybody has been told so many times that they may speak: the last of all that a
        speech leads to.
        """
        await self.slack.until(
            lambda: all(_calls(person) == times for person in self.people),
            within=PATIENCE,
            of="everybody to be called",
        )


def _calls(person: Person) -> int:
    return sum("Speak" in seen.buttons for seen in person.direct)


async def ours(folder: Path, bursts: int) -> list[float]:
    """How long Slack waited for us, in seconds."""
    async with stand_in(patience=PATIENCE) as slack:
        present = Class.of(slack)
        program = Program(folder=folder, environ=surroundings(slack))
        try:
            await program.start()
            for person in present.people:
                await person.types(person.dm, "/debate start format:solo side:hawk")
            for burst in range(bursts):
                await present.called(burst + 1)
                await present.speak()
            [(stored,)] = program.rows("SELECT count(*) FROM events")
            assert int(str(stored)) >= PEOPLE * bursts, stored
        finally:
            await program.end()
        return present.waits


async def bare(bursts: int) -> list[float]:
    """How long Slack waited for a bot that only acknowledges, in seconds."""
    async with stand_in(patience=PATIENCE) as slack:
        present = Class.of(slack)
        async with _acknowledging(slack):
            for _ in range(bursts):
                await present.speak()
        return present.waits


@asynccontextmanager
async def _acknowledging(slack: Slack) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.acknowledging", BARE,
        cwd=ROOT,
        env={**os.environ, **surroundings(slack)},
    )  # fmt: skip
    try:
        await slack.until_connected()
        yield
    finally:
        process.kill()
        await process.wait()


def acknowledge() -> None:
    """Be a bare slack-bolt bot with one command, as its documentation shows one."""
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
    from slack_bolt.app.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    async def serve() -> None:
        client = AsyncWebClient(
            token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_BASE"]
        )
        app = AsyncApp(client=client)

        @app.command("/debate")
        async def debate(ack: AsyncAck) -> None:
            await ack()

        handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
        await handler.start_async()  # type: ignore[no-untyped-call]  # theirs has no types

    asyncio.run(serve())


def rows(bursts: int = BURSTS) -> list[list[str]]:
    """The figures as a table."""
    with tempfile.TemporaryDirectory() as folder:
        waited = asyncio.run(bare(bursts))
        for_us = asyncio.run(ours(Path(folder), bursts))
    said = "acknowledgement, 100 people speaking within a second"
    return compared(said, ("a bare slack-bolt bot that only acknowledges", waited), for_us)


def main() -> None:
    """Print the figures; or be the bare bot."""
    from tests.bench.__main__ import table

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bursts", type=int, default=BURSTS)
    parser.add_argument(BARE, action="store_true", help="be the bot that only acknowledges")
    asked = parser.parse_args()
    if asked.bare:
        acknowledge()
    else:
        print("\n".join(table(rows(asked.bursts))))


if __name__ == "__main__":
    main()
