"""Messages that have pictures, for tests of drawing."""

from bot.app.messages import Bar, Field, Message, MessageKind, Table, to_person
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder

PHRASES = load_phrases(prompts_folder({}))
HEADINGS = ("Side", "Raised in", "Argument", "Where it stands")
NAMES = "Claim Reasons Evidence Impact Clash Weighing Structure Pressure Directness".split()
ARGUMENT = "Phones in lessons take away attention that nobody gets back on the same day."


def ballot(*bars: tuple[str, int, str], title: str = "Your ballot") -> Message:
    """A ballot with bars: name, points, band."""
    return Message(
        kind=MessageKind.BALLOT,
        to=to_person("ana"),
        text="Well argued.",
        title=title,
        fields=(Field(name="Next step", value="Say why."),),
        bars=tuple(Bar(name=name, points=points, band=band) for name, points, band in bars),
    )


def marked(count: int, points: int = 60) -> Message:
    """A ballot with so many bars of so many points."""
    names = [f"{NAMES[n % 9]} {n // 9 or ''}".strip() for n in range(count)]
    return ballot(*((name, points, "strong") for name in names))


def flow(*rows: tuple[str, str, str, str], title: str = "Flow sheet") -> Message:
    """A flow sheet with rows."""
    table = Table(headings=HEADINGS, rows=rows)
    return Message(
        kind=MessageKind.FLOW, to=to_person("ana"), text="Arguments:", title=title, table=table
    )


def stands(state: str, side: str) -> str:
    """How a flow sheet says that an argument stands towards a side."""
    return PHRASES.say(f"flow.{state}", side=side)
