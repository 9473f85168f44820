"""A message as plain text: for pipes, files, screen readers and terminals that can do no more.

Nothing is wrapped, drawn or coloured, so that what was said can be searched for in it.
"""

from collections.abc import Callable, Iterator

from bot.app.messages import Bar, Field
from bot.platforms.console.posting import Posting, means_speech, table_lines
from bot.platforms.console.safe import visible, visible_line

CELLS = 10  # of a bar

Say = Callable[..., str]


def plain(posting: Posting, say: Say) -> str:
    """The message, its lines ended by an empty one."""
    return "\n".join([*_lines(posting, say), ""])


def _lines(posting: Posting, say: Say) -> Iterator[str]:
    message = posting.message
    title = visible_line(message.title)
    whom = visible_line(posting.only_for)
    whom = say("console.only_for", name=whom) if whom else ""
    if title:
        yield f"== {title}{whom and f' {whom}'} =="
    yield from visible(f"{whom} {message.text}" if whom and not title else message.text).split("\n")
    for field in message.fields:
        yield from field_lines(field)
    for bar in message.bars:
        yield f"{visible_line(bar.name)}: {drawn(bar)} {visible_line(bar.band)}"
    if message.table:
        yield from map(visible, table_lines(message.table))
    for picture in message.pictures:
        yield visible(picture.alt)
    if message.file:
        yield f"-- {visible_line(message.file.name)} --"
        yield visible(message.file.text)
    if message.buttons:
        yield offered(posting, say)


def offered(posting: Posting, say: Say) -> str:
    """The buttons on one line: each label, and the command it stands for."""
    offers = []
    for button in posting.message.buttons:
        command = visible_line(posting.command(button))
        how = say("console.just_type") if means_speech(button) else command
        offers.append(f"{visible_line(button.label)} ({how})")
    return say("console.offers", offers=", ".join(offers))


def field_lines(field: Field) -> list[str]:
    """A field on one line, or below its name, indented, if its value has several."""
    inline, alone = labels(field)
    value = visible(field.value).strip("\n")
    if "\n" not in value:
        return [f"{inline}{value}"]
    return [alone, *(f"  {line}" for line in value.split("\n"))]


def labels(field: Field) -> tuple[str, str]:
    """A field's name as it is written before its value, and on a line of its own."""
    label = Field(name=visible_line(field.name), value="").label
    return f"{label} ", label.removesuffix(" –")


def drawn(bar: Bar, full: str = "#", empty: str = "-") -> str:
    """A bar of ten cells; the number behind it is never shown."""
    filled = min(CELLS, max(1, round(bar.points * CELLS / 100)))
    return full * filled + empty * (CELLS - filled)
