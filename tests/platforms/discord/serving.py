"""The real `debate-bot run` as its own process against the stand-in, and people who play there."""

import asyncio
import contextlib
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.standins.discord.answers import Answer
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen
from tests.standins.discord.server import Discord

ROOT = Path(__file__).parents[3]
HOST_WITHIN = 30.0  # seconds for a subcommand
ENDS_WITHIN = 15.0  # seconds; contracts.md says 10 for SIGTERM
SPEECH = (
    "Europe should send troops behind the Dnieper, because guards, repair crews and air defence "
    "there free Ukrainian brigades for the front, and that matters: without them the line breaks."
)


@dataclass
class Bot:
    """`debate-bot run` over one database: started, killed, started again."""

    discord: Discord
    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = None

    @property
    def database(self) -> Path:
        return self.folder / "bot.sqlite3"

    @property
    def log(self) -> str:
        """What it wrote to standard error, all starts together."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    async def start(self, **environ: str) -> None:
        """Start, and wait until it says that it is connected."""
        await self.launch(**environ)
        assert self.process is not None
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), 30)
        assert line == b"READY discord\n", self.log

    async def launch(self, **environ: str) -> None:
        """Start without waiting."""
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run",
                cwd=self.folder,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env=self._environ(environ),
            )  # fmt: skip

    async def host(self, *arguments: str, **environ: str) -> tuple[int, str, str]:
        """Another start of the program, to its end: status, standard output and error."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments,
            cwd=self.folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._environ(environ),
        )  # fmt: skip
        out, err = await asyncio.wait_for(process.communicate(), HOST_WITHIN)
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    def _environ(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_BASE": self.discord.api_base,
            "DEBATE_BOT_DB": str(self.database),
            "BOT_PORT": "0",
            **self.environ,
            **more,
        }

    async def ended(self, within: float = ENDS_WITHIN) -> int:
        """Its exit status, once it has ended."""
        assert self.process is not None
        return await asyncio.wait_for(self.process.wait(), within)

    async def stop(self) -> int:
        """SIGTERM; its exit status."""
        assert self.process is not None
        self.process.terminate()
        return await self.ended()

    async def kill(self) -> None:
        """SIGKILL, as if the power had gone."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.ended()

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What its database answers."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as db:
            return db.execute(query, values).fetchall()


@contextlib.asynccontextmanager
async def serving(discord: Discord, folder: Path, **environ: str) -> AsyncIterator[Bot]:
    """The bot, running; ended in any case."""
    bot = Bot(discord=discord, folder=folder, environ=environ)
    try:
        await bot.start()
        yield bot
    finally:
        if bot.process is not None and bot.process.returncode is None:
            await bot.kill()


def prompts(room: Room, person: Person) -> list[Seen]:
    """The calls to speak that somebody got in a room, oldest first."""
    return [
        seen for seen in person.sees(room) if "Speak" in seen.buttons and person.name in seen.pings
    ]


async def speak(person: Person, prompt: Seen, text: str = SPEECH) -> Answer:
    """Press Speak and fill the form."""
    pressed = await person.presses(prompt, "Speak")
    assert pressed.modal is not None, pressed.text
    return await person.fills(pressed.modal, text=text)
