"""Definitions to look at: our own, and small ones with the keys of their phrases as words."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from bot.app import commands
from bot.app.commands import COMMANDS, Command
from bot.app.overview import overview
from bot.app.parse import Option
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.platforms.discord.definition_limits import Json
from bot.platforms.discord.definitions import definitions
from tests.app.building import Nowhere, kit_of
from tests.fakes import FakeClock

PROMPTS = prompts_folder({})
PHRASES = load_phrases(PROMPTS)
KIT = kit_of(Nowhere(), PROMPTS, FakeClock())
OURS = definitions(COMMANDS, partial(commands.choices, KIT), PHRASES.say, {})

LISTS = {
    "few": ("red", "green"),
    "many": tuple(f"v{number}" for number in range(26)),
    "long": ("x" * 101,),
    "topic": ("a", "b"),
}


def listed(name: str) -> Sequence[str]:
    return LISTS[name]


def row(path: str, *options: Option) -> Command:
    return Command(path=path, run=overview, options=options)


def made(*rows: Command, translations: Mapping[str, Mapping[str, str]] | None = None) -> list[Json]:
    """Definitions whose descriptions are the keys of their phrases."""
    table = {row.path: row for row in rows}
    return definitions(table, listed, lambda key: f"<{key}>", translations or {})


def inner(part: Json, name: str) -> Json:
    """An option or subcommand by name."""
    options = part["options"]
    assert isinstance(options, list)
    [found] = [option for option in options if option["name"] == name]
    assert isinstance(found, dict)
    return found


def parts(command: Json) -> Iterator[Json]:
    """A command and everything in it."""
    yield command
    options = command.get("options", [])
    assert isinstance(options, list)
    for option in options:
        yield from parts(option)
