"""THE command table: every command, option and permission, once, for all platforms.

Descriptions are phrases: `command.<path>` and `option.<name>`. Adding a command is one row here,
its use case, and its phrases.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.app import (
    agreeing,
    classroom,
    floor,
    privacy,
    rounds,
    sheets,
    standings,
    switching,
    whereabouts,
)
from bot.app.kit import Call, Kit
from bot.app.messages import Message
from bot.app.overview import overview
from bot.app.parse import Grammar, Option, Takes, is_command
from bot.app.say import handout
from bot.core.format import Formats

Handler = Callable[[Call], Awaitable[list[Message]]]


class Means(Enum):
    """Which round a command is about."""

    NONE = "none"  # no round
    OPEN = "open"  # an open round of the person
    ANY = "any"  # an open one, else their latest
    OVER = "over"  # their latest with a ballot, soon or already; else an open one
    LOBBY = "lobby"  # one that can be joined
    CLASS = "class"  # an open one of the classroom, whoever sits in it


class Seen(Enum):
    """Who may read what a command answers."""

    ALONE = "alone"  # who asked
    THERE = "there"  # where it was typed before everybody, everybody
    ALL = "all"  # everybody: that is what it is for


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One row. `label` is the main button's; `posts` whether what it says goes to the outbox rather
    than straight back to the person who asked; `writes` whether it changes anything; `instructors`
    whether it is theirs alone; `opens` whether a round gets a place to talk where it is typed.
    """

    path: str
    run: Handler
    options: tuple[Option, ...] = ()
    means: Means = Means.NONE
    writes: bool = False
    posts: bool = False
    instructors: bool = False
    opens: bool = False
    seen: Seen = Seen.ALONE
    label: str | None = None


def _choice(name: str, choices: str | None = None) -> Option:
    return Option(name=name, takes=Takes.CHOICE, choices=choices or name)


ROUND = Option(name="round")
_TEXT = Option(name="text", takes=Takes.TEXT)
_MORE = Option(name="more", takes=Takes.FLAG)
_SLOT = Option(name="slot")
_DETAILS = Option(name="details", takes=Takes.FLAG)
_WHOM = Option(name="with")
_SIDE = Option(name="side", choices="side")  # checked against the round's own topic

_START = (
    _choice("topic"),
    _choice("format"),
    _choice("side"),
    Option(name="sides", takes=Takes.LIST, choices="side"),
    _choice("opponent"),
    Option(name="with"),
    _choice("pace"),
    _choice("level"),
)


def _move(
    name: str,
    run: Handler,
    *options: Option,
    means: Means = Means.OPEN,
    label: str | None = None,
    opens: bool = False,
) -> Command:
    """A command that moves a round."""
    return Command(
        path=f"debate {name}", run=run, options=(*options, ROUND), means=means, writes=True,
        posts=True, label=label, opens=opens,
    )  # fmt: skip


def _look(
    name: str,
    run: Handler,
    *options: Option,
    means: Means = Means.ANY,
    label: str | None = None,
    seen: Seen = Seen.ALONE,
) -> Command:
    """A command that only shows something of a round."""
    return Command(
        path=f"debate {name}", run=run, options=(*options, ROUND), means=means, label=label,
        seen=seen,
    )  # fmt: skip


_ROWS = (
    Command(path="debate start", run=rounds.start, options=_START, writes=True, posts=True,
            opens=True),
    _move("begin", rounds.begin, label="Begin"),
    _move("join", rounds.join, _SIDE, means=Means.LOBBY, label="Join"),
    _move("leave", rounds.leave, label="Leave"),
    _move("speak", floor.speak, _MORE, _SLOT, _TEXT, label="Speak"),
    _move("done", floor.done),
    Command(path="debate draft", run=floor.draft, options=(ROUND, _TEXT), means=Means.OPEN,
            writes=True, label="Save draft"),
    _move("undo", floor.undo, means=Means.ANY),
    _look("status", sheets.status, seen=Seen.THERE),
    _look("brief", sheets.brief, _choice("about"), label="Brief"),
    _look("hint", sheets.hint, _choice("number"), means=Means.OPEN, label="Hint"),
    _look("flow", sheets.flow, label="Flow", seen=Seen.THERE),
    _move("pass", floor.skip, _SLOT, label="Pass"),
    _move("extend", floor.extend),
    _move("end", floor.end),
    _move("agree", agreeing.agree, _SIDE),  # the side that a card showed: another is not agreed to
    _move("decline", switching.decline, _choice("topic")),
    _move("concede", floor.concede),
    _move("cancel", rounds.cancel),
    _look("ballot", sheets.ballot, _DETAILS, means=Means.OVER, label="Details"),
    _look("transcript", sheets.transcript),
    Command(path="debate appeal", run=sheets.appeal, means=Means.OVER, writes=True, posts=True,
            label="Appeal", options=(ROUND, Option(name="reason", takes=Takes.TEXT))),
    _move("rematch", rounds.rematch, means=Means.OVER, label="Rematch", opens=True),
    Command(path="debate list", run=rounds.rounds),
    _move("move", whereabouts.move, opens=True),
    Command(path="debate help", run=overview, seen=Seen.THERE),
    Command(path="leaderboard show", run=standings.board, seen=Seen.ALL),
    Command(path="my stats", run=standings.stats),
    Command(path="my history", run=standings.history),
    Command(path="my privacy", run=privacy.privacy),
    Command(path="my export", run=privacy.export),
    Command(path="my delete", run=privacy.delete, options=(Option(name="sure", takes=Takes.FLAG),),
            writes=True),
    Command(path="my sides", run=privacy.sides, writes=True,
            options=(Option(name="exclude", takes=Takes.LIST, choices="side_or_none"),
                     _choice("topic"))),
    Command(path="my name", run=privacy.name, options=(Option(name="name", takes=Takes.TEXT),),
            writes=True),
    Command(path="class list", run=classroom.rounds, instructors=True),
    Command(path="class cancel", run=classroom.cancel, options=(ROUND,), means=Means.CLASS,
            writes=True, posts=True, instructors=True),
    Command(path="class move", run=whereabouts.move, options=(ROUND,), means=Means.CLASS,
            writes=True, posts=True, instructors=True, opens=True),
    Command(path="class welcome", run=classroom.welcome, instructors=True, seen=Seen.ALL),
    Command(path="class appoint", run=classroom.appoint, options=(_WHOM,), writes=True,
            posts=True, instructors=True),
    Command(path="class dismiss", run=classroom.dismiss, options=(_WHOM,), writes=True,
            posts=True, instructors=True),
)  # fmt: skip

COMMANDS: Mapping[str, Command] = {row.path: row for row in _ROWS}

GRAMMAR = Grammar(options={row.path: row.options for row in _ROWS}, aliases={"help": "debate help"})


def named(text: str) -> Command | None:
    """The command that a line names, whatever else it says; None for a speech or no such."""
    if not is_command(GRAMMAR, text):
        return None
    found = GRAMMAR.path(text.removeprefix("/").split())
    return COMMANDS[found[0]] if found else None


LEVELS = ("plain", "sharp", "expert")
ABOUT = (handout.SIDE, *handout.PAGES)


def choices(kit: Kit, name: str, topic: str | None = None) -> Sequence[str]:
    """The values an option may take now: `topic`, `side`, `format`, `pace`, `level`, `opponent`,
    `about`.
    """
    if name == "topic":
        return kit.packs.ids()
    if name in ("side", "side_or_none"):
        sides = tuple(kit.packs.topic(topic or kit.habits.topic).side_by_id)
        return (*sides, "none") if name == "side_or_none" else sides
    return fixed(kit.formats)[name]


def fixed(formats: Formats) -> Mapping[str, Sequence[str]]:
    """The lists of values that are the same for everybody until the bot starts anew."""
    return {
        "format": tuple(formats.formats),
        "pace": tuple(formats.paces),
        "level": LEVELS,
        "about": ABOUT,
        "opponent": ("bot", "people"),
        "number": tuple(str(number) for number in range(1, sheets.HINTS + 1)),
    }
