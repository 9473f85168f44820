"""The real `debate-bot run` as a process of its own: started, killed, started again."""

import asyncio
import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.parents import ROOT

HOST_WITHIN = 30.0  # seconds for a subcommand
READY_WITHIN = 30.0  # seconds until it is connected
AGAIN = 0.02  # seconds until we look again: no database tells us that it changed
ENDS_WITHIN = 15.0  # seconds; contracts.md says 10 for SIGTERM


@dataclass
class Program:
    """`debate-bot run` over one database in a folder, for the platforms that `environ` names."""

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

    @property
    def ready(self) -> str:
        """What it says once it is connected."""
        given = (("DISCORD_TOKEN", "discord"), ("SLACK_BOT_TOKEN", "slack"))
        return f"READY {','.join(name for token, name in given if self.surroundings().get(token))}"

    def surroundings(self) -> dict[str, str]:
        """What it reads of its environment."""
        return {"DEBATE_BOT_DB": str(self.database), "BOT_PORT": "0", **self.environ}

    async def start(self, **environ: str) -> None:
        """Start, and wait until it says that it is connected."""
        await self.launch(**environ)
        assert self.process is not None
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), READY_WITHIN)
        assert line.decode() == f"{self.ready}\n", self.log

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
        return {**kept, "PYTHONPATH": str(ROOT), **self.surroundings(), **more}

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

    async def end(self) -> None:
        """Killed, if it still runs."""
        if self.process is not None and self.process.returncode is None:
            await self.kill()

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What its database answers."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as db:
            return db.execute(query, values).fetchall()


async def moment() -> None:
    """Until it is worth looking again: no other process's database tells us that it changed."""
    nothing = asyncio.get_running_loop().create_future()
    await asyncio.wait({nothing}, timeout=AGAIN)


@contextlib.contextmanager
def locked(bot: Program) -> Iterator[None]:
    """Nobody can write into its database."""
    with contextlib.closing(sqlite3.connect(bot.database, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("ROLLBACK")
