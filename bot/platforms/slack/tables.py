"""Tables and bars as a phone can show them: a row is a short entry, never a line that scrolls."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bot.app.messages import Bar, MessageKind, Table
from bot.app.visible import apart, one_line, units
from bot.platforms.slack.rich import Run

Say = Callable[..., str]

CELLS = 10  # of a bar
PAIR = 2  # columns of a row's name, or of a name and what is said of it
SHORT = 40  # units of a cell that shares its line with others
TERM = 32  # units of a word or a date that shares its line with what is said of it
_NOTHING = "–"
_BETWEEN = " · "
_STANDINGS = "; "  # between how an argument stands towards each side: bot.app.say.sheet
_GAP = "\N{OBJECT REPLACEMENT CHARACTER}"

Entry = tuple[str, list[Run]]
"""A name, empty where it stands in what is below it."""


def entries(table: Table, kind: MessageKind, say: Say) -> Iterator[Entry]:
    """A row as an entry; a speech's arguments under one name.

    `say` gives the phrases that a flow sheet was worded with: a dropped argument is told by them.
    """
    rows = [[apart(one_line(cell)) or _NOTHING for cell in row] for row in table.rows]
    if kind is MessageKind.FLOW:
        before, _, after = say("flow.dropped", side=_GAP).partition(_GAP)
        for name, raised in groupby(rows, key=lambda cells: _BETWEEN.join(cells[:PAIR])):
            runs: list[Run] = []
            for cells in raised:
                runs += [Run(text="\n\n")] if runs else []
                runs += _argument(cells[PAIR:], (before, after))
            yield name, runs
        return
    headings = [one_line(heading) for heading in table.headings]
    for cells in rows:
        yield _entry(headings, cells)


def bar_lines(bars: Sequence[Bar]) -> list[Run]:
    """A line to a bar: ten cells, what is measured, its band; the number is never shown."""
    runs: list[Run] = []
    for bar in bars:
        runs += [
            *([Run(text="\n")] if runs else []),
            Run(text=f"{_cells(bar)}  ", mute=True),
            Run(text=one_line(bar.name), bold=True),
            Run(text=f" – {one_line(bar.band)}"),
        ]
    return runs


def _argument(cells: Sequence[str], dropped: tuple[str, str]) -> Iterator[Run]:
    """How an argument was put and, below it, how it stands; where it was dropped stands out."""
    *said, stands = cells
    yield Run(text="".join(f"{cell}\n" for cell in said))
    for number, part in enumerate(stands.split(_STANDINGS)):
        if number:
            yield Run(text=_BETWEEN)
        before, after = dropped
        drop = any(dropped) and part.startswith(before) and part.endswith(after)
        yield Run(text=part, bold=drop, italic=not drop)


def _entry(headings: Sequence[str], cells: Sequence[str]) -> Entry:
    """`1. Ana` and her figures; a word and its meaning; or what has an id, its id last."""
    first, second = cells[:PAIR]
    if len(cells) == PAIR and units(first) <= TERM:
        return "", [Run(text=first, bold=True), Run(text=f" – {second}")]
    if len(cells) == PAIR:
        return first, [Run(text=second)]
    if first.isascii() and first.isdigit():
        return f"{first}. {second}", _listed(headings[PAIR:], cells[PAIR:])
    return second, _listed([*headings[PAIR:], headings[0]], [*cells[PAIR:], first])


def _listed(headings: Sequence[str], cells: Sequence[str]) -> list[Run]:
    """`Rating: 18–30 · Rounds: 5`; a long cell on a line of its own."""
    text, joins = "", False
    for heading, cell in zip(headings, cells, strict=True):
        fits = units(cell) <= SHORT
        between = (_BETWEEN if joins and fits else "\n") if text else ""
        text, joins = f"{text}{between}{heading}: {cell}", fits
    return [Run(text=text)]


def _cells(bar: Bar) -> str:
    filled = min(CELLS, max(1, round(bar.points * CELLS / 100)))
    return "█" * filled + "░" * (CELLS - filled)
