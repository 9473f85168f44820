"""What each subcommand of `debate-bot` does: options in, lines out, exit status back.

Standard output holds what was asked for and nothing else. Each raises BotError where it cannot even
begin: usage, configuration, a database that cannot be opened. Imports wait for who needs them.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import BadContent, BadInput, BotError, Mendable

if TYPE_CHECKING:
    from bot.app.phrases import Phrases
    from bot.offline import Desk, Line
    from bot.settings import Settings
    from bot.wiring import Content

FINE, FAILED = 0, 1


def play(args: argparse.Namespace) -> int:
    """Debate here: in a terminal, or line by line from a pipe."""
    import asyncio

    from bot import wiring
    from bot.platforms.console.keyboard import LONGEST_NAME, usable_name
    from bot.platforms.console.play import Played, play

    name = usable_name(_login() if args.name is None else args.name)
    if name is None:
        raise BadInput("console.as_not", most=LONGEST_NAME)
    settings = _settings(args)
    _make_default_folder(settings)
    _log(settings)
    how = Played(name=name, json=args.json, again=_again(args))

    async def played() -> None:
        async with wiring.build(settings, seed=args.seed) as kit:
            await play(kit, how)

    try:
        asyncio.run(played())
    except KeyboardInterrupt:
        if not _at_terminal():
            raise
        print(_phrases().say("console.stays_open", command=how.again))
    return FINE


def judge(args: argparse.Namespace) -> int:
    """Mark speeches: {id, side, kind, text, opponent_text?, opponent_side?} to a line."""
    from bot import offline

    return _written(offline.judged(_desk(args), sys.stdin.buffer))


def oppose(args: argparse.Namespace) -> int:
    """Answer speeches: {id, text, from, side, level?, seed?} to a line."""
    from bot import offline

    return _written(offline.opposed(_desk(args), sys.stdin.buffer))


def topic_list(args: argparse.Namespace) -> int:
    """The topics there are."""
    from bot import topics

    return _written(topics.listed(_content(args).topics))


def topic_show(args: argparse.Namespace) -> int:
    """What is in a topic."""
    from bot import topics

    topic = _content(args).topics.topic(args.topic)
    return _written(topics.as_json(topic) if args.json else topics.shown(topic))


def topic_table(args: argparse.Namespace) -> int:
    """What is about each paragraph of a topic's article, as a Markdown table."""
    from bot import topics

    return _written(topics.table(_content(args).topics.topic(args.topic)))


def topic_check(args: argparse.Namespace) -> int:
    """Every mistake in a topic, as file:line:column."""
    from bot import topics

    place = topics.place(args.topic, _prompts(args))
    return _written(topics.checked(place, strict=args.strict))


def topic_new(args: argparse.Namespace) -> int:
    """Make the files of a new topic, to be filled in."""
    from datetime import UTC, datetime

    from bot import topics
    from bot.content.skeleton import make, new_place

    prompts = _prompts(args)
    place = new_place(args.name, prompts, args.into)
    today = datetime.now(UTC).date().isoformat()
    return _written(topics.made(make(place, today, args.article), prompts))


def topic_facts(args: argparse.Namespace) -> int:
    """Check statements: {id, text} to a line."""
    from bot import offline

    return _written(offline.facts(_desk(args), sys.stdin.buffer))


def topic_schema(args: argparse.Namespace) -> int:
    """JSON Schema of a topic's files, for editors."""
    from bot import topics

    return _written(topics.schema(args.file))


def db_upgrade(args: argparse.Namespace) -> int:
    """Bring the database to the newest form; play does so by itself."""
    from bot.store import upkeep

    settings = _settings(args)
    _make_default_folder(settings)
    upkeep.upgrade(settings.database.url)
    print("The database is up to date.")
    return FINE


def db_backup(args: argparse.Namespace) -> int:
    """Copy the database, in use or not, to a new file."""
    from bot.store import upkeep

    upkeep.backup(_settings(args).database.url, args.to)
    print(f"Copied and checked: {args.to}")
    return FINE


def db_check(args: argparse.Namespace) -> int:
    """Look for damage in the database."""
    from bot.store import upkeep

    problems = upkeep.check(_settings(args).database.url)
    print("\n".join(problems) if problems else "The database is sound.")
    return FAILED if problems else FINE


def doctor(args: argparse.Namespace) -> int:
    """Look for what is wrong, and say what to do about it."""
    from bot.doctor import Patient, findings

    patient = Patient(file=args.config, database=args.db, environ=os.environ, explain=explained)
    fine = True
    for finding in findings(patient):
        print(finding)
        fine = fine and finding.fine
    return FINE if fine else FAILED


# ── what they share ─────────────────────────────────────────────────────────────────────────────


def _settings(args: argparse.Namespace) -> "Settings":
    from bot import config

    flags = {"database.url": getattr(args, "db", None)}
    return config.load(args.config, environ=os.environ, flags=flags)


def _prompts(args: argparse.Namespace) -> Path:
    from bot.content.places import prompts_folder

    return _settings(args).prompts.folder or prompts_folder(os.environ)


def _content(args: argparse.Namespace) -> "Content":
    from bot import wiring

    return wiring.content(_prompts(args))


def _desk(args: argparse.Namespace) -> "Desk":
    from bot.offline import Desk

    content = _content(args)
    return Desk(content=content, topic=args.topic, explain=partial(_worded, content.phrases))


def _make_default_folder(settings: "Settings") -> None:
    """The user's data folder is made at the first start; any other is theirs to make."""
    from bot.settings import default_database

    if settings.database.url == (default := default_database()):
        default.parent.mkdir(parents=True, exist_ok=True)


def _log(settings: "Settings") -> None:
    """To standard error; where somebody types, to a file, for it would spoil their screen."""
    from bot import logs
    from bot.settings import LogFormat

    file = None
    if _at_terminal():
        from platformdirs import user_log_path

        file = user_log_path("debate-bot", appauthor=False) / "debate-bot.log"
    as_json = settings.log.format is LogFormat.JSON
    logs.start(settings.log.level.value.upper(), as_json=as_json, file=file)


def _at_terminal() -> bool:
    """Whether somebody types and reads here."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def _login() -> str:
    """The name of whoever is logged in; a machine's own accounts are nobody's name."""
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a container without a user of that number
        name = "root"
    return "Student" if name in {"root", "admin", "Administrator"} else name


def _again(args: argparse.Namespace) -> str:
    """The command that comes back to the same rounds."""
    import shlex

    flags = [("--db", args.db), ("--config", args.config), ("--as", args.name)]
    given = [word for flag, value in flags if value for word in (flag, str(value))]
    if "MAKELEVEL" not in os.environ:
        return shlex.join(["debate-bot", "play", *given])
    return f"make play ARGS={shlex.quote(shlex.join(given))}" if given else "make play"


def _written(lines: "Iterable[Line]") -> int:
    """Write each line as soon as it is there."""
    fine = True
    for line in lines:
        print(line.text, flush=True)
        fine = fine and line.fine
    return FINE if fine else FAILED


def explained(error: BotError) -> str:
    """What an error says to a person."""
    try:
        return _worded(_phrases(), error)
    except BadContent:  # the phrases themselves are what is wrong
        return str(error)


def _phrases() -> "Phrases":
    from bot.content.phrases import load_phrases
    from bot.content.places import prompts_folder

    return load_phrases(prompts_folder(os.environ))


def _worded(phrases: "Phrases", error: BotError) -> str:
    if isinstance(error, BadContent) or not isinstance(error, Mendable):
        return str(error)
    return phrases.say(error.phrase, **error.variables)
