"""`debate-bot`: the command line. What can be typed is here, what it does in subcommands.py.

Exit status: 0 fine; 1 some lines or checks failed; 2 usage or configuration.
"""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot import __version__, given, host_subcommands, subcommands
from bot.core.errors import BotError

MISUSED = 2
FULL = (errno.ENOSPC, errno.EDQUOT)
INTERRUPTED = 130  # as shells count it: 128 + SIGINT

EXAMPLES = """\
examples:
  debate-bot play                          debate the bot, here and now
  debate-bot play --as Ana --db my.db      the same database and name resume a round
  debate-bot play --json < lines.txt       a scripted round, one JSON object per message
  debate-bot run                           serve a class: set DISCORD_TOKEN or Slack's tokens
  debate-bot judge --topic ID --jsonl < speeches.jsonl > marks.jsonl
  debate-bot topic check path/to/topic     every mistake in a topic, with its line

exit status: 0 fine; 1 some lines or checks failed; 2 usage or configuration"""

Run = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; its exit status. Raises SystemExit for what argparse answers itself."""
    args = _parser().parse_args(argv)
    run: Run = args.run
    try:
        status = run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads any more, which is theirs to decide; what is left must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return given.FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BotError as error:
        return _misused(given.explained(error))
    except OSError as error:
        if error.errno not in FULL:
            raise
        sys.stdout = None  # what could not be written must not be tried again at the end
        return _misused(f"{os.strerror(error.errno)}: make room and run this again")
    return status


def _misused(reason: str) -> int:
    """Say why on standard error; names from outside may hold what would repaint a terminal."""
    from bot.platforms.console.safe import visible

    print(f"debate-bot: {visible(reason)}", file=sys.stderr)
    return MISUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="debate-bot",
        description="Debate practice: timed rounds, assigned sides, ballots that quote you.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"debate-bot {__version__}")
    add = _Adder(parser)
    _takes_database(add("run", host_subcommands.run))
    _add_play(add("play", subcommands.play))
    _takes_records(add("judge", subcommands.judge))
    _takes_records(add("oppose", subcommands.oppose))
    _add_topic(_Adder(add.group("topic", "Look at topics, or check one.")))
    _add_db(_Adder(add.group("db", "Look after the database.")))
    _add_discord(_Adder(add.group("discord", "Help with Discord.")))
    _add_slack(_Adder(add.group("slack", "Help with Slack.")))
    _add_class(_Adder(add.group("class", "See classes, and make two homes one class.")))
    _takes_database(add("doctor", host_subcommands.doctor))
    return parser


class _Adder:
    """Adds subcommands to a parser; typed without one, it shows its help."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        parser.set_defaults(run=lambda _: _unnamed(parser))
        self._commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def __call__(self, name: str, run: Run) -> argparse.ArgumentParser:
        """A subcommand; what its function says of itself is its help."""
        command = self.group(name, (run.__doc__ or "").strip())
        command.add_argument("--config", type=Path, metavar="FILE", help="default: ./config.yaml")
        command.set_defaults(run=run)
        return command

    def group(self, name: str, does: str) -> argparse.ArgumentParser:
        """A word that has subcommands of its own."""
        return self._commands.add_parser(name, help=does, description=does)


def _seed(text: str) -> int:
    """A seed that the database can hold."""
    try:
        seed = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"invalid int value: {text!r}") from None
    if not 0 <= seed < 2**53:
        raise argparse.ArgumentTypeError("must be a whole number from 0 to 9007199254740991")
    return seed


def _unnamed(parser: argparse.ArgumentParser) -> int:
    parser.print_help(sys.stderr)
    return MISUSED


def _add_play(play: argparse.ArgumentParser) -> None:
    _takes_database(play)
    play.add_argument("--as", dest="name", metavar="NAME", help="who types first; /as changes it")
    play.add_argument("--seed", type=_seed, metavar="N", help="draw the same sides every time")
    play.add_argument("--json", action="store_true", help="one JSON object per message")


def _add_topic(add: _Adder) -> None:
    add("list", subcommands.topic_list)
    show = add("show", subcommands.topic_show)
    show.add_argument("topic", metavar="ID")
    show.add_argument("--json", action="store_true", help="everything, as one JSON object")
    table = add("table", subcommands.topic_table)
    table.add_argument("topic", metavar="ID")
    check = add("check", subcommands.topic_check)
    check.add_argument("topic", metavar="ID|PATH")
    check.add_argument("--strict", action="store_true", help="editorial quality too")
    new = add("new", subcommands.topic_new)
    new.add_argument("name", metavar="NAME", help="small letters, digits and single hyphens")
    new.add_argument("--article", type=Path, metavar="FILE", help="text, a blank line a paragraph")
    new.add_argument("--into", type=Path, metavar="FOLDER", help="default: beside the other topics")
    _takes_records(add("facts", subcommands.topic_facts))
    schema = add("schema", subcommands.topic_schema)
    schema.add_argument(
        "file", nargs="?", default="topic", metavar="topic|side|rebuttals|facts|questions|handout"
    )


def _add_db(add: _Adder) -> None:
    _takes_database(add("upgrade", subcommands.db_upgrade))
    backup = add("backup", subcommands.db_backup)
    backup.add_argument("to", type=Path, metavar="FILE")
    _takes_database(backup)
    _takes_database(add("check", subcommands.db_check))


def _add_discord(add: _Adder) -> None:
    add("sync", host_subcommands.discord_sync)
    add("invite", host_subcommands.discord_invite)
    add("permissions", host_subcommands.discord_permissions)


def _add_slack(add: _Adder) -> None:
    add("manifest", host_subcommands.slack_manifest)
    add("check", host_subcommands.slack_check)
    add("key", host_subcommands.slack_key)
    _takes_database(add("forget", host_subcommands.slack_forget))


def _add_class(add: _Adder) -> None:
    _takes_database(add("list", host_subcommands.class_list))
    bind = add("bind", host_subcommands.class_bind)
    unbind = add("unbind", host_subcommands.class_unbind)
    for command in (bind, unbind):
        command.add_argument("home", metavar="HOME", help="such as slack:T012AB3CD")
        _takes_database(command)
    bind.add_argument("classroom", metavar="CLASS", help="such as discord:8112233445566")


def _takes_database(command: argparse.ArgumentParser) -> None:
    command.add_argument("--db", metavar="URL|PATH", help="default: in your data folder")


def _takes_records(command: argparse.ArgumentParser) -> None:
    command.add_argument("--topic", required=True, metavar="ID")
    command.add_argument("--jsonl", action="store_true", required=True, help="a record to a line")
