"""A message drawn for a terminal: a panel or a line, with the colour of its side.

Colours only repeat what words say. They are those of Okabe and Ito ("Color Universal Design",
2008), told apart by colour-blind readers; on a terminal with few colours the nearest is taken.
Under `FRAMED` columns nothing is framed, so that words keep the room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from bot.app.messages import Bar, Field, Message, MessageKind, Table
from bot.platforms.console.plain import Say, drawn, labels, offered
from bot.platforms.console.posting import Posting
from bot.platforms.console.safe import visible, visible_line

HUES = ("#e69f00", "#56b4e9", "#cc79a7", "#009e73", "#0072b2", "#d55e00")
ALARM = "bold #d55e00"
FRAMED = 60  # columns, from which messages get a frame
WIDEST = 100  # columns; longer lines are hard to read
COLUMN = 14  # columns that a column of a table needs; with less, its rows become lists

_SIGNS = {
    MessageKind.CONFIRMATION: ("✓", "bold #009e73"),
    MessageKind.WARNING: ("!", ALARM),
    MessageKind.ERROR: ("!", ALARM),
    MessageKind.HINT: ("?", "bold #56b4e9"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a message is drawn on. `signs` is False where only ASCII can be written."""

    width: int
    say: Say
    signs: bool = True

    @property
    def room(self) -> int:
        """Columns for words."""
        return self.width if self.width < FRAMED else min(self.width, WIDEST) - 4


def pretty(posting: Posting, page: Page) -> RenderableType:
    """The message, ready for rich to print; an empty line after it."""
    message = posting.message
    body = Group(*_body(posting, page))
    if not _has_title(message):
        return Padding(body, (0, 0, 1, 0))
    hue = HUES[posting.hue % len(HUES)] if posting.hue is not None else ""
    title = _title(posting, page, f"bold not dim {hue}".strip())
    if page.width < FRAMED:
        rule = Text("── " if page.signs else "-- ", style=f"bold {hue}".strip())
        return Padding(Group(rule + title, body), (0, 0, 1, 0))
    fits = cell_len(title.plain) <= page.room - 2
    panel = Panel(
        body if fits else Group(title, body),
        title=title if fits else None,
        title_align="left",
        border_style=hue or "dim",
        box=box.ROUNDED if page.signs else box.ASCII,
        width=min(page.width, WIDEST),
    )
    return Padding(panel, (0, 0, 1, 0))


def _has_title(message: Message) -> bool:
    """Whether it is more than a sentence or two, and so gets a title and a frame."""
    parts = (message.title, message.fields, message.table, message.bars, message.file)
    return any(parts)


def _title(posting: Posting, page: Page, style: str) -> Text:
    message = posting.message
    title = Text(visible_line(message.title or (message.file.name if message.file else "")))
    title.stylize(style)
    if posting.only_for:
        gap = " " if title.plain else ""
        title.append(f"{gap}{_only_for(posting, page)}", style="not bold italic")
    return title


def _only_for(posting: Posting, page: Page) -> str:
    return page.say("console.only_for", name=visible_line(posting.only_for))


def _body(posting: Posting, page: Page) -> Iterator[RenderableType]:
    message = posting.message
    if not _has_title(message):
        yield _said(posting, page)
    elif message.text:
        yield Text(visible(message.text))
    if message.fields:
        yield from _fields(message.fields, page.room)
    if message.bars:
        yield _bars(message.bars, page)
    if message.table:
        yield _table(message.table, page)
    for picture in message.pictures:
        yield Text(visible(picture.alt), style="italic")
    if message.file:
        yield Text(f"\n{visible(message.file.text)}")
    if message.buttons:
        yield Padding(_offers(posting, page), (1, 0, 0, 0) if _has_title(message) else (0, 0, 0, 2))


def _said(posting: Posting, page: Page) -> RenderableType:
    """A message of one sentence: a sign, whom it is for, the sentence."""
    sign, style = _SIGNS.get(posting.message.kind, ("·", "bold"))
    line = Text(visible(posting.message.text))
    if posting.only_for:
        line = Text.assemble((_only_for(posting, page), "italic"), " ", line)
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text(sign if page.signs else "*", style=style), line)
    return grid


def _fields(fields: Sequence[Field], room: int) -> Iterator[RenderableType]:
    """Fields below an empty line; apart by empty lines too unless each fits on one."""
    inline = [_fits(field, room) for field in fields]
    for number, field in enumerate(fields):
        if number == 0 or not all(inline):
            yield Text()
        yield _field(field, inline=inline[number])


def _fits(field: Field, room: int) -> bool:
    line = labels(field)[0] + visible(field.value)
    return "\n" not in line and cell_len(line) <= room


def _field(field: Field, *, inline: bool) -> RenderableType:
    """A name and its value, on one line or the value indented below it."""
    before, alone = labels(field)
    value = Text(visible(field.value).strip("\n"))
    if inline:
        return Text.assemble((before, "bold"), value)
    return Group(Text(alone, style="bold"), Padding(value, (0, 0, 0, 2)))


def _bars(bars: tuple[Bar, ...], page: Page) -> RenderableType:
    grid = Grid.grid(padding=(0, 1))
    for bar in bars:
        drawing = Text(drawn(bar, "█", "░") if page.signs else drawn(bar), no_wrap=True)
        grid.add_row(Text(visible_line(bar.name)), drawing, Text(visible_line(bar.band)))
    return Padding(grid, (1, 0, 0, 0))


def _table(table: Table, page: Page) -> RenderableType:
    """Rows and columns, or where those would be too narrow a list for each row."""
    if min(page.width, WIDEST) < COLUMN * len(table.headings):
        return Group(*(_listed(table.headings, row, page) for row in table.rows))
    grid = Grid(box=box.SIMPLE_HEAD if page.signs else box.ASCII, padding=(0, 1), pad_edge=False)
    for heading in table.headings:
        grid.add_column(Text(visible_line(heading)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(visible(cell)) for cell in row))
    return grid


def _listed(headings: Sequence[str], row: Sequence[str], page: Page) -> RenderableType:
    fields = [Field(name=name, value=cell) for name, cell in zip(headings, row, strict=True)]
    cells = [_field(field, inline=_fits(field, page.room)) for field in fields]
    return Padding(Group(*cells), (1, 0, 0, 0))


def _offers(posting: Posting, page: Page) -> Text:
    """The buttons: what to type for each, and the command it stands for."""
    offers = Text(offered(posting, page.say), style="dim")
    for button in posting.message.buttons:
        label = visible_line(button.label)
        start = offers.plain.find(f"{label} (")
        offers.stylize("bold not dim", start, start + len(label))
    return offers
