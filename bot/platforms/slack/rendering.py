"""Messages as Slack takes them. A *payload* is what it posts at once; a message may need several.

Each payload has blocks and a top-level text that says the same in plain words. Mentions and clocks
stand in a line of our own, because only there do they notify and tell the reader's time; all else
is rich text or plain text, where nothing that a student writes pings, links or changes how a text
looks. A title and a mention come with the first payload, pictures and buttons with the last.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from bot.app.messages import Field, Message, MessageKind
from bot.app.visible import in_chat, one_line, units
from bot.drawing import Drawn
from bot.drawing.attached import Attached, attached, file_name
from bot.platforms.slack.buttons import Row, actions
from bot.platforms.slack.cutting import short
from bot.platforms.slack.parts import (
    LONGEST_ALT,
    LONGEST_HEADER,
    Json,
    Part,
    header,
    own,
    picture,
    together,
    words,
)
from bot.platforms.slack.rich import Run, blocks, stacked
from bot.platforms.slack.safe import names_emoji, size
from bot.platforms.slack.tables import Entry, bar_lines, entries

Say = Callable[..., str]

BRIEF = (48, 32)  # units of a field's name and of its value that share one line
EVENT = "debate_message"  # the type of our messages' metadata
# Of sides, as near as emoji come to Okabe and Ito's colours, in the order that the other platforms
# have them. A sign only repeats what a title says.
SIGNS = ("🟧", "🟦", "🟪", "🟩", "🔷", "🟥")
_SAFE: Json = {
    "unfurl_links": False,
    "unfurl_media": False,
    "link_names": False,
    "parse": "none",
    "mrkdwn": False,
}
_TIME = "{date_short_pretty} {time}"
_PLACE = "attachment://"
_BETWEEN = " · "
_NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One Slack message: the arguments of chat.postMessage but for where it goes."""

    body: Json
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What showing a message takes beside it.

    `sending` is its outbox id, empty for a direct answer. `mention` is the Slack user id of whom it
    is for; on Slack every mention notifies, so they are named at the start only where `ping` says
    that they may be. `hue` is the place of the message's side among its topic's, from 0.
    """

    sending: str = ""
    mention: str = ""
    ping: bool = False
    hue: int | None = None
    pictures: tuple[Drawn, ...] = ()


def payloads(message: Message, view: View, say: Say) -> list[Payload]:
    """The message in one payload, or as many as its length takes, in order."""
    row = Row(sending=view.sending, kind=message.kind)
    parts = [
        *(said(message, view, say) or blocks([Run(text=_NOTHING)])),
        *(picture(file_name(p.name), _alt(p.alt)) for p in view.pictures),
        *actions(message.buttons, row, say),
    ]
    groups = together(parts)
    bodies = [_body(group, view.sending, n) for n, group in enumerate(groups)]
    files = attached(message, view.pictures, _alt)
    return [*(Payload(body=body) for body in bodies[:-1]), Payload(body=bodies[-1], files=files)]


def said(message: Message, view: View, say: Say) -> list[Part]:
    """All that a message says, without its pictures and buttons; also for a view's blocks."""
    return [
        *_called(message, view, say),
        *_title(message, view.hue),
        *stacked(_paragraphs(message, view, say)),
        *([own(clock(message.deadline, say), small=True)] if _tells_when(message) else []),
        *([own(say("slack.how"), small=True)] if _is_call_in_thread(message, view) else []),
    ]


def clock(deadline: int | None, say: Say) -> str:
    """A time in Slack's own notation, which shows it in the reader's zone; UTC where that fails."""
    seconds = (deadline or 0) // 1000
    fallback = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
    return say("slack.deadline", clock=f"<!date^{seconds}^{_TIME}|{fallback}>")


def placed(body: Mapping[str, object], ids: Mapping[str, str]) -> Json:
    """A payload's body with its pictures in: `ids` are those of uploaded files, by their names.

    A picture that could not be uploaded is left out; its `alt` is told instead.
    """
    found: list[object] = []
    told = ""
    for block in _blocks_of(body):
        name = _picture_name(block)
        if name and name not in ids:
            told = f"{told}\n{block['alt_text']}"
        else:
            found.append({**block, "slack_file": {"id": ids[name]}} if name else block)
    missing = [part.block for part in blocks([Run(text=in_chat(told))])]
    at = next((n for n, block in enumerate(found) if _is_actions(block)), len(found))
    return {**body, "blocks": [*found[:at], *missing, *found[at:]]}


def _called(message: Message, view: View, say: Say) -> list[Part]:
    """Whom it is for, and the clock."""
    whom = f"<@{view.mention}>" if view.mention and view.ping else ""
    when = message.deadline is not None and not _tells_when(message)
    text = _BETWEEN.join(filter(None, (whom, clock(message.deadline, say) if when else "")))
    return [own(text)] if text else []


def _is_call_in_thread(message: Message, view: View) -> bool:
    return message.kind is MessageKind.PROMPT and bool(view.mention) and view.ping


def _tells_when(message: Message) -> bool:
    """Whether the clock stands below what it is about: what is left when it is asked for."""
    return (
        message.deadline is not None and message.kind is MessageKind.STATUS and bool(message.fields)
    )


def _title(message: Message, hue: int | None) -> list[Part]:
    """The title, with the sign of a side; one that does not fit a header is a bold line."""
    sign = SIGNS[hue % len(SIGNS)] if message.side is not None and hue is not None else ""
    title = one_line(message.title)
    if not title:
        return []
    if size(title) + units(sign) + 1 <= LONGEST_HEADER and not names_emoji(title):
        return [header(sign, title)]
    return blocks([Run(text=f"{sign} ", mute=True), Run(text=title, bold=True)])


def _text(message: Message, view: View) -> str:
    """What stands below the title; pictures that could not be drawn say what they would show."""
    drawn = {picture.name for picture in view.pictures}
    alts = (each.alt for each in message.pictures if each.name not in drawn)
    return "\n\n".join(filter(None, (message.text, *alts)))


def _paragraphs(message: Message, view: View, say: Say) -> Iterator[Iterable[Run]]:
    """Text, bars, fields each below its name; brief ones, and a board's rows, close together."""
    yield [Run(text=in_chat(_text(message, view)).strip())]
    yield bar_lines(message.bars)
    quotes = message.kind is MessageKind.DETAILS
    for brief, fields in groupby(message.fields, key=_is_brief):
        if brief:
            yield _lines([_line(field) for field in fields])
            continue
        for field in fields:
            value = in_chat(field.value.strip())
            below = _quoting(value) if quotes else [Run(text=value)]
            yield _entry((one_line(field.name), below))
    if message.table:
        rows = [_entry(entry) for entry in entries(message.table, message.kind, say)]
        yield from [_lines(rows)] if message.kind is MessageKind.BOARD else rows
    if message.kind is MessageKind.HELP and message.fields:
        yield _entry((say("slack.threads"), [Run(text=say("slack.threads_text"))]))


def _is_brief(field: Field) -> bool:
    name, value = BRIEF
    return units(field.name) <= name and units(field.value) <= value and "\n" not in field.value


def _line(field: Field) -> list[Run]:
    """`Format: Duel, relaxed`."""
    label, value = one_line(field.label), one_line(field.value)
    return [Run(text=f"{label} ", bold=True), Run(text=value or _NOTHING)]


def _lines(lines: Sequence[Sequence[Run]]) -> list[Run]:
    """One below the other, without a blank line between."""
    return [run for n, line in enumerate(lines) for run in (Run(text="\n" if n else ""), *line)]


def _entry(entry: Entry) -> list[Run]:
    name, below = entry
    empty = not any(run.text.strip() for run in below)
    return [
        Run(text=name, bold=True),
        Run(text="\n" if name else ""),
        *([Run(text=_NOTHING)] if empty else below),
    ]


def _quoting(value: str) -> list[Run]:
    """A line of somebody's own words as a quotation."""
    return [
        Run(text=f"\n{line}" if n else line, quote=line.startswith("“"))
        for n, line in enumerate(value.split("\n"))
    ]


def _body(parts: Sequence[Part], sending: str, number: int) -> Json:
    body: Json = {"text": words(parts), "blocks": [part.block for part in parts], **_SAFE}
    if sending:
        payload = {"id": sending, "part": number}
        body["metadata"] = {"event_type": EVENT, "event_payload": payload}
    return body


def _blocks_of(body: Mapping[str, object]) -> list[Json]:
    found = body["blocks"]
    return [block for block in found if isinstance(block, dict)] if isinstance(found, list) else []


def _picture_name(block: Mapping[str, object]) -> str:
    """The name of a picture that waits for its file's id."""
    file = block.get("slack_file")
    found = str(file.get("id", "")) if isinstance(file, Mapping) else ""
    return found.removeprefix(_PLACE) if found.startswith(_PLACE) else ""


def _is_actions(block: object) -> bool:
    return isinstance(block, Mapping) and block.get("type") == "actions"


def _alt(text: str) -> str:
    return short(in_chat(text), LONGEST_ALT)
