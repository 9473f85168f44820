"""One message of every kind with everything it can hold, and how it is shown: `expected/*.txt`.

After a change that is meant, look at what `python -m tests.platforms.console.samples` writes there
as a student would, and commit it.
"""

from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from bot.app.messages import (
    Bar,
    Button,
    Field,
    File,
    Message,
    MessageKind,
    Picture,
    Table,
    to_person,
    to_round,
)
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.platforms.console.plain import plain
from bot.platforms.console.posting import Posting
from bot.platforms.console.pretty import Page, pretty
from bot.platforms.console.shape import json_line

EXPECTED = Path(__file__).parent / "expected"
WIDTHS = (100, 80, 40)
ROUND = "ab12"
ANA = "person-1"

say = load_phrases(prompts_folder({})).say


def posted(message: Message, hue: int | None = None, *, short: bool = True) -> Posting:
    """A message on its way to Ana or to her round."""
    to = "Ana" if message.to.id == ANA else message.to.id
    only_for = "Ana" if message.private else ""
    return Posting(message=message, to=to, only_for=only_for, hue=hue, short=short)


def to_ana(kind: MessageKind, text: str, **parts: object) -> Posting:
    """A private message to Ana."""
    message = Message(kind=kind, to=to_person(ANA, ROUND), text=text, private=True, **parts)  # type: ignore[arg-type]  # parts of a message
    return posted(message, 0 if message.side else None)


def to_all(kind: MessageKind, text: str, **parts: object) -> Posting:
    """A message to everybody in the round."""
    message = Message(kind=kind, to=to_round(ROUND), text=text, **parts)  # type: ignore[arg-type]  # parts of a message
    return posted(message, 1 if message.side else None)


def buttons(**commands: str) -> tuple[Button, ...]:
    """Buttons of the round, by label."""
    return tuple(
        Button(label=label.replace("_", " "), command=f"/debate {command} round:{ROUND}")
        for label, command in commands.items()
    )


SAMPLES = (
    to_all(
        MessageKind.LOBBY,
        "Motion: Phones should stay at home.",
        title="A table is open: School phones",
        fields=(
            Field(name="Sides", value="Ban, Free"),
            Field(name="Here so far", value="Ana (Ban), Ben"),
        ),
        buttons=buttons(Join="join", Leave="leave", Begin="begin"),
    ),
    to_ana(
        MessageKind.CARD,
        "You were drawn as: Speaker for the ban. It is an assigned role, not your own opinion.",
        title="Your side for this round: Ban",
        side="ban",
        fields=(
            Field(
                name="What is stored",
                value="Your speeches, their marks and your side, on this machine only.",
            ),
        ),
        buttons=buttons(OK="agree", Another_side_or_topic="decline", Not_now="leave"),
    ),
    to_all(
        MessageKind.SEATS,
        "Motion: Phones should stay at home. Ban speaks first.",
        title="Who argues what",
        fields=(Field(name="Assigned role: Speaker for the ban", value="Ana"),),
        buttons=buttons(Brief="brief"),
    ),
    to_ana(
        MessageKind.BRIEF,
        "Phones at home, lessons in peace.\n\nBest line: nobody learns while a screen glows.",
        title="Your brief: Speaker for the ban",
        side="ban",
        fields=(
            Field(name="What you must show against Free", value="That choice alone is not enough."),
        ),
    ),
    posted(
        Message(
            kind=MessageKind.PROMPT,
            to=to_person(ANA, ROUND),
            text="Ana, answer what they said. Up to 180 words; you have 4 minutes.",
            title="Your rebuttal",
            side="ban",
            fields=(
                Field(
                    name="Free: the strongest arguments you have not answered",
                    value="1. Pupils must learn to choose.\n2. Parents want to reach them.",
                ),
            ),
            buttons=buttons(Speak="speak", Save_draft="draft", Hint="hint", Flow="flow"),
            deadline=1_700_000_000_000,
        ),
        hue=0,
    ),
    to_ana(MessageKind.WARNING, "30 seconds left."),
    to_all(
        MessageKind.SPEECH,
        "Phones teach us to choose.\n\n[red]Choice[/red] is a skill: nobody learns it from a ban.",
        title="Assigned role: Speaker for free use · the bot · opening",
        side="free",
    ),
    to_ana(MessageKind.CONFIRMATION, "Your opening is saved: 121 words."),
    to_ana(MessageKind.HINT, "Which pupil would notice first?", title="A question to think about"),
    to_ana(
        MessageKind.FLOW,
        "2 arguments so far.",
        title="Flow sheet",
        table=Table(
            headings=("Side", "Raised in", "Argument", "Where it stands"),
            rows=(
                ("Ban", "opening", "Lessons are quieter without phones.", "answered by Free"),
                ("Free", "opening", "Pupils must learn to choose.", "open for Ban"),
            ),
        ),
    ),
    to_ana(
        MessageKind.STATUS,
        "The round is running.",
        title="School phones (round ab12)",
        fields=(Field(name="Now: rebuttal", value="Ana, 3 minutes left"),),
    ),
    to_all(
        MessageKind.RESULT,
        "Ana argued the brief best. She answered what was said.",
        title="The round is over",
        buttons=buttons(Flow="flow", Details="ballot", Rematch="rematch"),
    ),
    to_ana(
        MessageKind.BALLOT,
        "Overall: solid, as Speaker for the ban.",
        title="Your ballot",
        side="ban",
        fields=(
            Field(
                name="What you did best",
                value="“Nobody learns while a screen glows” – a claim with its reason.",
            ),
            Field(name="One thing to try next", value="Say who is affected."),
            Field(name="Last time’s next step", value="Done: name your source."),
        ),
        bars=(
            Bar(name="Argument", points=72, band="strong"),
            Bar(name="Clash", points=4, band="beginning"),
            Bar(name="Clarity", points=100, band="excellent"),
        ),
        buttons=buttons(Details="ballot details:true", Appeal="appeal"),
    ),
    to_ana(
        MessageKind.DETAILS,
        "Overall: solid.",
        title="Your opening in detail",
        side="ban",
        fields=(Field(name="Argument: strong", value="A reason. Your words: “glows” Next: why?"),),
    ),
    to_all(
        MessageKind.DEBRIEF,
        "Some claims used in this round are contested.",
        title="Stepping out of role",
        fields=(Field(name="Phones make pupils ill.", value="Studies disagree."),),
    ),
    to_ana(
        MessageKind.CARE,
        "The clock has stopped for you.",
        title="Before we go on",
        buttons=buttons(Continue="agree", Stop="leave"),
    ),
    to_ana(
        MessageKind.BOARD,
        "You are number 2 of 9.",
        title="Leaderboard",
        table=Table(headings=("Place", "Name"), rows=(("1", "Ben"), ("2", "Ana"))),
    ),
    to_ana(
        MessageKind.STATS,
        "Your marks, averaged over your last five rounds.",
        title="How Ana is doing",
        bars=(Bar(name="Argument", points=55, band="solid"),),
        pictures=(
            Picture(name="radar.png", alt="Argument is your strongest, clash your weakest."),
        ),
    ),
    to_ana(
        MessageKind.FILE,
        "The transcript, 2 speeches.",
        file=File(name="round-ab12.md", text="# School phones\n\nAna: Nobody learns."),
    ),
    to_ana(
        MessageKind.HELP,
        "You are given a side and argue it.",
        title="How this works",
        fields=(Field(name="Start", value="/debate start"),),
    ),
    to_all(
        MessageKind.PROPOSAL,
        "Ben would like to end here. It ends if everybody agrees.",
        buttons=buttons(Agree="agree", Decline="decline"),
    ),
    to_all(MessageKind.NOTICE, "Ben passes the opening."),
    to_ana(MessageKind.ERROR, "I do not know “flo”. Did you mean /debate flow?"),
)


def drawn(posting: Posting, width: int, *, signs: bool = True) -> str:
    """How a terminal without colours shows it; spaces that end a line left out."""
    console = Console(width=width, color_system=None, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(pretty(posting, Page(width=width, say=say, signs=signs)))
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def texts() -> dict[str, Callable[[Posting], str]]:
    """Every way of showing a posting, by the name of its file."""
    ways: dict[str, Callable[[Posting], str]] = {
        "plain": lambda posting: plain(posting, say),
        "json": json_line,
    }
    for width in WIDTHS:
        ways[f"terminal-{width}"] = lambda posting, width=width: drawn(posting, width)  # type: ignore[misc]  # bound now
    return ways


def shown(way: Callable[[Posting], str]) -> str:
    """All samples, shown one way."""
    return "".join(f"{way(sample)}\n" for sample in SAMPLES)


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for name, way in texts().items():
        (EXPECTED / f"{name}.txt").write_text(shown(way), encoding="utf-8")
