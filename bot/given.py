"""What was given on the command line and around it: settings, prompts, content, where to log.

What subcommands share. Imports wait for who needs them, so that `debate-bot play` starts fast.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import BadContent, BotError, Mendable

FINE, FAILED = 0, 1  # exit status

if TYPE_CHECKING:
    from bot.app.phrases import Phrases
    from bot.settings import Settings
    from bot.wiring import Content


def settings(args: argparse.Namespace) -> "Settings":
    """The settings in force. Raises BadContent with every problem."""
    from bot import config

    flags = {"database.url": getattr(args, "db", None)}
    return config.load(args.config, environ=os.environ, flags=flags)


def prompts(args: argparse.Namespace) -> Path:
    """The prompts folder that is meant."""
    from bot.content.places import prompts_folder

    return settings(args).prompts.folder or prompts_folder(os.environ)


def content(args: argparse.Namespace) -> "Content":
    """Everything under the prompts folder. Raises BadContent."""
    from bot import wiring

    return wiring.content(prompts(args))


def make_default_folder(settings: "Settings") -> None:
    """The user's data folder is made at the first start; any other is theirs to make."""
    from bot.settings import default_database

    if settings.database.url == (default := default_database()):
        default.parent.mkdir(parents=True, exist_ok=True)


def log(settings: "Settings") -> None:
    """To standard error; where somebody types, to a file, for it would spoil their screen."""
    from bot import logs
    from bot.settings import LogFormat

    file = None
    if at_terminal():
        from platformdirs import user_log_path

        file = user_log_path("debate-bot", appauthor=False) / "debate-bot.log"
    as_json = settings.log.format is LogFormat.JSON
    logs.start(settings.log.level.value.upper(), as_json=as_json, file=file)


def at_terminal() -> bool:
    """Whether somebody types and reads here."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def explained(error: BotError) -> str:
    """What an error says to a person."""
    try:
        return worded(phrases(), error)
    except BadContent:  # the phrases themselves are what is wrong
        return str(error)


def phrases() -> "Phrases":
    """The phrases that came with the program, or those of DEBATE_BOT_PROMPTS."""
    from bot.content.phrases import load_phrases
    from bot.content.places import prompts_folder

    return load_phrases(prompts_folder(os.environ))


def worded(phrases: "Phrases", error: BotError) -> str:
    """What an error says, in the words of these phrases."""
    if isinstance(error, BadContent) or not isinstance(error, Mendable):
        return str(error)
    return phrases.say(error.phrase, **error.variables)
