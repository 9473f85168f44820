"""Messages as Discord takes them. A *payload* is what it posts at once; a message may need several.

Mentions and clocks stand in a payload's *content*, because only there do they notify and run; all
else is in an embed, where nothing unfolds. A sentence or two without a student's words is content
alone. A title and a mention come with the first payload, buttons and pictures with the last.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.app.messages import Message, MessageKind
from bot.app.visible import in_chat, units
from bot.drawing import Drawn
from bot.drawing.attached import Attached, attached, file_name
from bot.platforms.discord.buttons import rows
from bot.platforms.discord.cutting import short
from bot.platforms.discord.embeds import pages, together
from bot.platforms.discord.safe import escaped, line
from bot.platforms.discord.tables import bar_lines, entries

Say = Callable[..., str]
Embed = dict[str, object]

LONGEST_PLAIN = 300  # units of what is said without a frame
LONGEST_ALT = 1024
# Of sides: Okabe and Ito, "Color Universal Design" (2008), told apart by colour-blind readers, in
# the order that the console has them. A colour only repeats what a title says.
HUES = (0xE69F00, 0x56B4E9, 0xCC79A7, 0x009E73, 0x0072B2, 0xD55E00)
NEUTRAL = 0x8A94A6
_COLOURS = {
    MessageKind.ERROR: 0xC2A14D,  # sand: something to put right, no alarm
    MessageKind.CARE: 0x7FA99B,  # sage
}
_PLAIN = {
    MessageKind.NOTICE,
    MessageKind.CONFIRMATION,
    MessageKind.WARNING,
    MessageKind.PROPOSAL,
    MessageKind.LOBBY,
    MessageKind.FILE,
}
_BETWEEN = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One Discord message: the JSON of `POST /channels/{id}/messages` without its nonce."""

    body: dict[str, object]
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What showing a message takes beside it.

    `sending` is its outbox id, empty for a direct answer. `mention` is the Discord user id of whom
    it is for, named at the start; `ping` says whether that may notify them. `hue` is the place of
    the message's side among its topic's, from 0.
    """

    sending: str = ""
    mention: str = ""
    ping: bool = False
    hue: int | None = None
    pictures: tuple[Drawn, ...] = ()


def payloads(message: Message, view: View, say: Say) -> list[Payload]:
    """The message in one payload, or as many as its length takes, in order."""
    plain = _is_plain(message)
    frames = [[]] if plain else _frames(message, view, say)
    files = attached(message, view.pictures, _alt)
    _show(frames[-1], view.pictures, colour(message, view.hue))
    bodies = [_body(frame) for frame in frames]
    content = _content(message, view, say, escaped(message.text) if plain else "")
    if content:
        bodies[0]["content"] = content
    if view.mention and view.ping:
        bodies[0]["allowed_mentions"] = {"parse": [], "users": [view.mention]}
    if message.buttons:
        bodies[-1]["components"] = rows(message.buttons, view.sending, message.kind)
    if files:
        bodies[-1]["attachments"] = [_attachment(n, file) for n, file in enumerate(files)]
    return [*(Payload(body=body) for body in bodies[:-1]), Payload(body=bodies[-1], files=files)]


def colour(message: Message, hue: int | None) -> int:
    """The colour of a message's edge."""
    if message.side is not None and hue is not None:
        return HUES[hue % len(HUES)]
    return _COLOURS.get(message.kind, NEUTRAL)


def _is_plain(message: Message) -> bool:
    """Whether it is a sentence or two of the bot's own; one with an owner holds their words."""
    parts = (message.title, message.fields, message.table, message.bars, message.pictures)
    return (
        message.kind in _PLAIN
        and not any(parts)
        and message.owner is None
        and 0 < units(message.text) <= LONGEST_PLAIN
    )


def _content(message: Message, view: View, say: Say, text: str) -> str:
    """Whom it is for, what it is about where that calls them, the clock."""
    whom = f"<@{view.mention}>" if view.mention else ""
    said = f"**{line(message.title)}**" if _calls(message) else text
    called = " ".join(filter(None, (whom, said)))
    if message.deadline is None or _tells_when(message):
        return called
    clock = say("discord.deadline", clock=f"<t:{message.deadline // 1000}:R>")
    return f"{called} ({clock})" if text else _BETWEEN.join(filter(None, (called, clock)))


def _calls(message: Message) -> bool:
    """Whether its title stands beside the mention, to be read in a notification."""
    return message.kind is MessageKind.PROMPT and 0 < units(message.title) <= LONGEST_PLAIN


def _tells_when(message: Message) -> bool:
    """Whether its last field is about the deadline: what is left when it is asked for."""
    return message.kind is MessageKind.STATUS and bool(message.fields)


def _frames(message: Message, view: View, say: Say) -> list[list[Embed]]:
    """The embeds of each payload."""
    title = "" if _calls(message) else line(message.title)
    edge = colour(message, view.hue)
    made = pages(title, _text(message, view), _fields(message, say))
    return [[page.body(edge) for page in group] for group in together(made)]


def _text(message: Message, view: View) -> str:
    """What stands below the title; pictures that could not be drawn say what they would show."""
    drawn = {picture.name for picture in view.pictures}
    alts = (escaped(picture.alt) for picture in message.pictures if picture.name not in drawn)
    parts = (escaped(message.text), bar_lines(message.bars), *alts)
    return "\n\n".join(filter(None, parts))


def _fields(message: Message, say: Say) -> Iterator[tuple[str, str]]:
    quotes = message.kind is MessageKind.DETAILS
    values = [escaped(given.value.strip()) for given in message.fields]
    if message.deadline is not None and _tells_when(message):
        clock = say("discord.deadline", clock=f"<t:{message.deadline // 1000}:t>")
        values[-1] += f" ({clock})"
    for given, value in zip(message.fields, values, strict=True):
        yield line(given.name), _quoting(value) if quotes else value
    if message.table:
        yield from entries(message.table, message.kind, say)


def _quoting(value: str) -> str:
    """A line of somebody's own words as a quotation, its paragraphs below each other."""
    lines = value.split("\n")
    return "\n".join(f"> {each}" if each.startswith("“") else each for each in lines)


def _body(embeds: list[Embed]) -> dict[str, object]:
    body: dict[str, object] = {"allowed_mentions": {"parse": []}}
    if embeds:
        body["embeds"] = embeds
    return body


def _attachment(number: int, file: Attached) -> dict[str, object]:
    made: dict[str, object] = {"id": number, "filename": file.name}
    if file.alt:
        made["description"] = file.alt
    return made


def _show(embeds: list[Embed], pictures: tuple[Drawn, ...], edge: int) -> None:
    """The first picture below the text, each further one below it."""
    for number, picture in enumerate(pictures):
        if number > 0 or not embeds:
            embeds.append({"color": edge})
        embeds[-1]["image"] = {"url": f"attachment://{file_name(picture.name)}"}


def _alt(text: str) -> str:
    return short(in_chat(text), LONGEST_ALT)
