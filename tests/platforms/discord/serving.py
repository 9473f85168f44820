"""The real `debate-bot run` as its own process against the stand-in, and people who play there."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from tests.platforms.program import Program
from tests.standins.discord.answers import Answer
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen
from tests.standins.discord.server import Discord

SPEECH = (
    "Europe should send troops behind the Dnieper, because guards, repair crews and air defence "
    "there free Ukrainian brigades for the front, and that matters: without them the line breaks."
)


def surroundings(discord: Discord) -> dict[str, str]:
    """What the program has to be told to meet the stand-in."""
    return {"DISCORD_TOKEN": discord.token, "DISCORD_API_BASE": discord.api_base}


class Bot(Program):
    """`debate-bot run` against the stand-in."""

    def __init__(
        self, discord: Discord, folder: Path, environ: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder=folder, environ=surroundings(discord) | dict(environ or {}))


@contextlib.asynccontextmanager
async def serving(discord: Discord, folder: Path, **environ: str) -> AsyncIterator[Bot]:
    """The bot, running; ended in any case."""
    bot = Bot(discord=discord, folder=folder, environ=environ)
    try:
        await bot.start()
        yield bot
    finally:
        await bot.end()


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
