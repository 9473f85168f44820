"""Tables and bars as a phone can show them: a row is a short entry, never a line that scrolls."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bot.app.messages import Bar, MessageKind, Table
from bot.app.visible import apart, units
from bot.platforms.discord.safe import escaped, line

Say = Callable[..., str]

CELLS = 10  # of a bar
PAIR = 2  # columns of a row's name, or of a name and what is said of it
SHORT = 40  # units of a cell that shares its line with others
_NOTHING = "–"
_BETWEEN = " · "
_STANDINGS = "; "  # between how an argument stands towards each side: bot.app.say.sheet
_GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
_PLAINLY = 300  # units from which a cell is not slanted, so that no slant is cut in two


def entries(table: Table, kind: MessageKind, say: Say) -> Iterator[tuple[str, str]]:
    """A row as a name and what is below it, both escaped; a speech's arguments under one name.

    `say` gives the phrases that a flow sheet was worded with: a dropped argument is told by them.
    """
    rows = [[apart(line(cell)) or _NOTHING for cell in row] for row in table.rows]
    if kind is MessageKind.FLOW:
        dropped = _around(say("flow.dropped", side=_GAP))
        for name, raised in groupby(rows, key=lambda cells: _BETWEEN.join(cells[:PAIR])):
            yield name, "\n\n".join(_argument(cells, dropped) for cells in raised)
        return
    headings = [line(heading) for heading in table.headings]
    for cells in rows:
        yield _entry(headings, cells)


def bar_lines(bars: Sequence[Bar]) -> str:
    """A line to a bar: ten cells, what is measured, its band; the number is never shown."""
    return "\n".join(f"`{_cells(bar)}` **{line(bar.name)}** – {line(bar.band)}" for bar in bars)


def _argument(cells: Sequence[str], dropped: tuple[str, str]) -> str:
    """How an argument was put and, below it, how it stands; where it was dropped stands out."""
    *said, stands = cells[PAIR:]
    if units(stands) <= _PLAINLY:
        parts = stands.split(_STANDINGS)
        stands = _BETWEEN.join(_standing(part, dropped) for part in parts)
    return "\n".join([*said, stands])


def _standing(part: str, dropped: tuple[str, str]) -> str:
    before, after = dropped
    if any(dropped) and part.startswith(before) and part.endswith(after):
        return f"**{part}**"
    return f"*{part}*"


def _around(phrase: str) -> tuple[str, str]:
    """What stands before and after the gap in a phrase, escaped."""
    before, _, after = phrase.partition(_GAP)
    return escaped(before), escaped(after)


def _entry(headings: Sequence[str], cells: Sequence[str]) -> tuple[str, str]:
    """`1. Ana` and her figures; a word and its meaning; or what has an id, its id last."""
    first, second = cells[:PAIR]
    if len(cells) == PAIR:
        return first, second
    if first.isascii() and first.isdigit():
        return f"{first}\\. {second}", _listed(headings[PAIR:], cells[PAIR:])
    return second, _listed([*headings[PAIR:], headings[0]], [*cells[PAIR:], first])


def _listed(headings: Sequence[str], cells: Sequence[str]) -> str:
    """`Rating: 18–30 · Rounds: 5`; a long cell on a line of its own."""
    lines: list[str] = []
    joins = False
    for heading, cell in zip(headings, cells, strict=True):
        entry, fits = f"{heading}: {cell}", units(cell) <= SHORT
        if joins and fits:
            lines[-1] += f"{_BETWEEN}{entry}"
        else:
            lines.append(entry)
        joins = fits
    return "\n".join(lines)


def _cells(bar: Bar) -> str:
    filled = min(CELLS, max(1, round(bar.points * CELLS / 100)))
    return "█" * filled + "░" * (CELLS - filled)
