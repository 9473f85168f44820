"""The flow as a picture: a column for each side, in it a panel for each of its arguments.

A panel holds how the argument was put and, below it, how it stands; a *standing* is one part of the
last cell of its row, e.g. how the argument stands towards one side. Of each side, what was dropped
comes first, then what is open: there is something to be done about those. "+ 7" stands for what
found no room. Where an argument was raised is left to the text, so that the type can be larger.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.app.messages import Table
from bot.core.flow import State
from bot.drawing.alt import alt_text
from bot.drawing.card import MARGIN, Card
from bot.drawing.drawn import Drawn
from bot.drawing.letters import Weight, face, wrapped
from bot.drawing.palette import ORANGE, PANEL, RULE, SOFT, TEXT, TINT, Colour
from bot.drawing.signs import SIZE, Sign

NAME = "flow.png"
WIDTH = 1200
TALLEST = 900  # Discord shows a picture of up to 4:3 as wide as it can: 400 by 300
MOST_COLUMNS = 3  # a further side stands below another one
TYPES = {1: 34, 2: 32, 3: 28}  # by columns
BETWEEN = 20  # columns
TOP, BOTTOM = 26, 20  # over and under everything
APART = 10  # panels
PADDING = 12  # inside a panel
BELOW = 12  # the name of a side
BESIDE = SIZE + 8  # from a sign to its words
MOST_WORDS = (7, 5, 4)  # lines of an argument: the first number with which everything fits
MOST_STANDINGS = 4  # lines
LONGEST = 10  # arguments of one side that are looked at: more fit no column
STRIPE = 8  # at the left of a panel that wants looking at

SIGNS = {
    State.OPEN: Sign.RING,
    State.ANSWERED: Sign.TICK,
    State.CONCEDED: Sign.DIAMOND,
    State.DROPPED: Sign.CROSS,
}
_FIRST = (Sign.CROSS, Sign.RING)  # then all others but the plain ones

Say = Callable[..., str]
Standing = tuple[Sign, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """How an argument was put, and how it stands."""

    said: str
    standings: tuple[Standing, ...]

    @property
    def place(self) -> int:
        """Where it comes among its side's, from 0."""
        signs = {sign for sign, _ in self.standings}
        found = (number for number, sign in enumerate(_FIRST) if sign in signs)
        return next(found, len(_FIRST) + (signs <= {Sign.DOT}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a block."""

    text: str
    weight: Weight = Weight.REGULAR
    ink: Colour = TEXT
    sign: Sign | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines under each other: a panel, where it has a `fill`; else the name of a side, or "+ 7"."""

    lines: tuple[Line, ...]
    fill: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How wide columns are and how large their type is, in pixels."""

    width: int
    type: int

    @property
    def line(self) -> int:
        """From one line of text to the next."""
        return round(self.type * 1.3)

    def height(self, block: Block) -> int:
        """Of a block, with the gap below it."""
        around = BELOW if block.fill is None else 2 * PADDING + APART
        return len(block.lines) * self.line + around


Side = tuple[str, Sequence[Argument]]


def flow_map(title: str, table: Table, say: Say | None) -> Drawn:
    """The picture of a flow sheet's table, which has rows; first in each is its side."""
    sides = _sides(table.rows, _known(say) if say else {})
    count = min(len(sides), MOST_COLUMNS)
    width = (WIDTH - 2 * MARGIN - BETWEEN * (count - 1)) // count
    measures = Measures(width=width, type=TYPES[count])
    shared = [sides[number::count] for number in range(count)]
    alt = alt_text(title, table.rows, " – ")
    return Drawn(name=NAME, alt=alt, png=_picture(_columns(shared, measures), measures))


def _sides(rows: Sequence[Sequence[str]], known: dict[Sign, tuple[str, str]]) -> list[Side]:
    """The arguments of each side, in the order in which a picture has them."""
    found: dict[str, list[Argument]] = {}
    for side, *rest in rows:
        stands = rest.pop() if rest else ""
        standings = tuple((_sign(part, known), part) for part in stands.split("; ") if part.strip())
        said = rest[-1] if rest else ""
        found.setdefault(side, []).append(Argument(said=said, standings=standings))
    return [(side, sorted(given, key=lambda a: a.place)) for side, given in found.items()]


def _known(say: Say) -> dict[Sign, tuple[str, str]]:
    """What stands before and after the side's name where an argument stands so."""
    gap = "\n"  # no side is called this
    found = {}
    for state, sign in SIGNS.items():
        before, _, after = say(f"flow.{state.value}", side=gap).partition(gap)
        found[sign] = (before, after)
    return found


def _sign(standing: str, known: dict[Sign, tuple[str, str]]) -> Sign:
    for sign, (before, after) in known.items():
        if standing.startswith(before) and standing.endswith(after):
            return sign
    return Sign.DOT


def _columns(shared: Sequence[Sequence[Side]], measures: Measures) -> list[list[Block]]:
    """The blocks of each column: arguments are cut as little as lets all of them have room."""
    columns: list[list[Block]] = []
    left: list[int] = []
    for most in MOST_WORDS:
        columns = [list(_fitting(sides, measures, most)) for sides in shared]
        left = [_left(sides, blocks) for sides, blocks in zip(shared, columns, strict=True)]
        if not any(left):
            return columns
    for blocks, count in zip(columns, left, strict=True):
        if count:
            blocks.append(Block(lines=(Line(text=f"+ {count}", ink=SOFT),)))
    return columns


def _left(sides: Sequence[Side], blocks: Sequence[Block]) -> int:
    """How many arguments found no room."""
    return sum(len(given) for _, given in sides) - sum(b.fill is not None for b in blocks)


def _fitting(sides: Sequence[Side], measures: Measures, most: int) -> Iterator[Block]:
    """The first blocks of a column that fit under each other, over a line for how many are left."""
    room = TALLEST - TOP - BOTTOM - measures.line - BELOW
    for side, given in sides:
        named = [_name(side, measures)]
        for argument in given[:LONGEST]:
            together = [*named, _panel(argument, measures, most)]
            room -= sum(measures.height(block) for block in together)
            if room < 0:
                return
            yield from together
            named = []


def _name(side: str, measures: Measures) -> Block:
    lines = wrapped(side, face(Weight.BOLD, measures.type + 4), measures.width, 1)
    return Block(lines=tuple(Line(text=line, weight=Weight.BOLD) for line in lines))


def _panel(argument: Argument, measures: Measures, most: int) -> Block:
    room = measures.width - STRIPE - 2 * PADDING
    said = wrapped(argument.said, face(Weight.REGULAR, measures.type), room, most)
    stands = [
        line for standing in argument.standings for line in _standing(standing, room, measures.type)
    ]
    lit = argument.place == 0
    lines = (*(Line(text=line) for line in said), *stands[:MOST_STANDINGS])
    return Block(lines=lines, fill=TINT if lit else PANEL)


def _standing(standing: Standing, width: int, size: int) -> list[Line]:
    sign, text = standing
    dropped = sign is Sign.CROSS
    weight = Weight.BOLD if dropped else Weight.REGULAR
    lines = wrapped(text, face(weight, size), width - BESIDE, MOST_STANDINGS) or [""]
    ink = ORANGE if dropped else SOFT
    return [
        Line(text=line, weight=weight, ink=ink, sign=None if number else sign, indent=BESIDE)
        for number, line in enumerate(lines)
    ]


def _picture(columns: Sequence[Sequence[Block]], measures: Measures) -> bytes:
    tallest = max(sum(map(measures.height, blocks)) for blocks in columns)
    card = Card(TOP + tallest + BOTTOM, width=WIDTH)
    for number, blocks in enumerate(columns):
        left, top = MARGIN + number * (measures.width + BETWEEN), TOP
        for block in blocks:
            _draw(card, block, (left, top), measures)
            top += measures.height(block)
    return card.png()


def _draw(card: Card, block: Block, at: tuple[int, int], measures: Measures) -> None:
    left, top = at
    size = measures.type
    if block.fill is None:
        size += 4
    else:
        bottom = top + measures.height(block) - APART - 1
        ink = ORANGE if block.fill is TINT else RULE
        card.draw.rectangle((left, top, left + measures.width - 1, bottom), fill=block.fill)
        card.draw.rectangle((left, top, left + STRIPE - 1, bottom), fill=ink)
        left, top = left + STRIPE + PADDING, top + PADDING - 3
    for number, line in enumerate(block.lines):
        level = top + number * measures.line
        if line.sign:
            card.sign((left, level + (measures.line - SIZE) // 2), line.sign)
        card.lines((left + line.indent, level), [line.text], face(line.weight, size), line.ink)
