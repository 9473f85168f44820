"""What each subcommand of `debate-bot` does: options in, lines out, exit status back.

Standard output holds what was asked for and nothing else. Each raises BotError where it cannot even
begin: usage, configuration, a database that cannot be opened. Imports wait for who needs them.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from bot import given
from bot.core.errors import BadInput
from bot.given import FAILED, FINE

if TYPE_CHECKING:
    from bot.offline import Desk, Line


def play(args: argparse.Namespace) -> int:
    """Debate here: in a terminal, or line by line from a pipe."""
    import asyncio

    from bot import wiring
    from bot.platforms.console.keyboard import LONGEST_NAME, usable_name
    from bot.platforms.console.play import Played, play

    name = usable_name(_login() if args.name is None else args.name)
    if name is None:
        raise BadInput("console.as_not", most=LONGEST_NAME)
    settings = given.settings(args)
    given.make_default_folder(settings)
    given.log(settings)
    how = Played(name=name, json=args.json, again=_again(args))

    async def played() -> None:
        async with wiring.build(settings, seed=args.seed) as kit:
            await play(kit, how)

    try:
        asyncio.run(played())
    except KeyboardInterrupt:
        if not given.at_terminal():
            raise
        print(given.phrases().say("console.stays_open", command=how.again))
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

    return _written(topics.listed(given.content(args).topics))


def topic_show(args: argparse.Namespace) -> int:
    """What is in a topic."""
    from bot import topics

    topic = given.content(args).topics.topic(args.topic)
    return _written(topics.as_json(topic) if args.json else topics.shown(topic))


def topic_table(args: argparse.Namespace) -> int:
    """What is about each paragraph of a topic's article, as a Markdown table."""
    from bot import topics

    return _written(topics.table(given.content(args).topics.topic(args.topic)))


def topic_check(args: argparse.Namespace) -> int:
    """Every mistake in a topic, as file:line:column."""
    from bot import topics

    place = topics.place(args.topic, given.prompts(args))
    return _written(topics.checked(place, strict=args.strict))


def topic_new(args: argparse.Namespace) -> int:
    """Make the files of a new topic, to be filled in."""
    from datetime import UTC, datetime

    from bot import topics
    from bot.content.skeleton import make, new_place

    prompts = given.prompts(args)
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

    settings = given.settings(args)
    given.make_default_folder(settings)
    upkeep.upgrade(settings.database.url)
    print("The database is up to date.")
    return FINE


def db_backup(args: argparse.Namespace) -> int:
    """Copy the database, in use or not, to a new file."""
    from bot.store import upkeep

    upkeep.backup(given.settings(args).database.url, args.to)
    print(f"Copied and checked: {args.to}")
    return FINE


def db_check(args: argparse.Namespace) -> int:
    """Look for damage in the database."""
    from bot.store import upkeep

    problems = upkeep.check(given.settings(args).database.url)
    print("\n".join(problems) if problems else "The database is sound.")
    return FAILED if problems else FINE


def _desk(args: argparse.Namespace) -> "Desk":
    from bot.offline import Desk

    content = given.content(args)
    return Desk(content=content, topic=args.topic, explain=partial(given.worded, content.phrases))


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
    again = [word for flag, value in flags if value for word in (flag, str(value))]
    if "MAKELEVEL" not in os.environ:
        return shlex.join(["debate-bot", "play", *again])
    return f"make play ARGS={shlex.quote(shlex.join(again))}" if again else "make play"


def _written(lines: "Iterable[Line]") -> int:
    """Write each line as soon as it is there."""
    fine = True
    for line in lines:
        print(line.text, flush=True)
        fine = fine and line.fine
    return FINE if fine else FAILED
