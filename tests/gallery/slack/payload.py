"""What Slack is sent, made into HTML: blocks, which the page's script draws, and around them what
Slack itself adds: who wrote a message and who sees it, files, the frame of a form and of a page.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from tests.gallery.kept import Json

KIB = 1024
HOUR, MINUTE, NOON = 3600, 60, 12
SENT = 10 * HOUR + 2 * MINUTE
TABS = ("Home", "Messages", "About")
_WAITS = "attachment://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where something is shown, to whom, and its files by name.

    `again`: it follows another of the bot's messages, so Slack leaves out who it is from. `left` is
    how many seconds each moment is away; `name` is that of whoever is mentioned.
    """

    theme: str = "light"
    ephemeral: bool = False
    again: bool = False
    left: int = MINUTE
    name: str = "Ana"
    pictures: Mapping[str, str] = field(default_factory=dict)  # address for the page
    sizes: Mapping[str, int] = field(default_factory=dict)  # in bytes


def message(body: Json, files: Iterable[Json], stage: Stage) -> str:
    """One message for the body of chat.postMessage and its files."""
    only = '<div class="only">Only visible to you</div>' if stage.ephemeral else ""
    who = (
        '<div class="who"><b>debate-bot</b><span class="app">APP</span>'
        f"<time>{clock(SENT)}</time></div>"
    )
    marks = (" alone" if stage.ephemeral else "") + (" again" if stage.again else "")
    return (
        f'<div class="message{marks}">{only}<img class="avatar" src="bot.svg" alt="">'
        f'<div class="words">{"" if stage.again else who}{_blocks(body, stage)}'
        f"{''.join(_files(files, stage))}</div></div>"
    )


def modal(view: Json, stage: Stage) -> str:
    """A form, as it stands over the conversation."""
    title, close, submit = (_words(view, name) for name in ("title", "close", "submit"))
    send = f'<span class="submit">{submit}</span>' if submit else ""
    return (
        '<div class="over"><div class="modal"><div class="top"><span class="cross">✕</span>'
        f"<b>{title}</b>{send}</div>{_blocks(view, stage)}"
        f'<div class="foot"><span class="close">{close or "Cancel"}</span>{send}</div></div></div>'
    )


def home(view: Json, stage: Stage) -> str:
    """The bot's own page, below its tabs."""
    tabs = "".join(
        f'<span class="{"chosen" if number == 0 else ""}">{name}</span>'
        for number, name in enumerate(TABS)
    )
    return (
        '<div class="home"><div class="name"><img src="bot.svg" alt=""><b>debate-bot</b></div>'
        f'<div class="tabs">{tabs}</div>{_blocks(view, stage)}</div>'
    )


def clock(seconds: int) -> str:
    """A time of day, by the second after midnight, as Slack writes it in English: `10:08 AM`."""
    hour, minute = seconds // HOUR % 24, seconds // MINUTE % 60
    return f"{(hour - 1) % NOON + 1}:{minute:02} {'AM' if hour < NOON else 'PM'}"


def _blocks(body: Json, stage: Stage) -> str:
    """Where the page's script draws the blocks."""
    found = body["blocks"]
    assert isinstance(found, list)
    text = json.dumps([_seen(_placed(block, stage)) for block in found], ensure_ascii=False)
    return (
        f'<div class="blocks" data-theme="{stage.theme}" data-blocks="{escape(text)}"'
        f' data-name="{escape(stage.name)}" data-clock="{clock(SENT + stage.left)}"></div>'
    )


def _placed(block: Json, stage: Stage) -> Json:
    """A block; a picture that waits for its file's id with the address of the drawn one."""
    file = block.get("slack_file")
    if not isinstance(file, Mapping):
        return block
    name = str(file["id"]).removeprefix(_WAITS)
    rest = {key: value for key, value in block.items() if key != "slack_file"}
    return {**rest, "image_url": stage.pictures.get(name, name)}


def _seen(value: object) -> object:
    """A part of a block, changed where slack-blocks-to-jsx draws it otherwise than Slack does."""
    if isinstance(value, list):
        return [_seen(each) for each in value]
    return _changed(value) if isinstance(value, Mapping) else value


def _changed(part: Json) -> Json:
    made = {name: _seen(value) for name, value in part.items()}
    if made.get("type") == "mrkdwn":  # it would not read `<@…>` and `<!date…>`
        made.pop("verbatim", None)
    elif made.get("type") == "plain_text":  # it would show `&amp;`
        made["text"] = unescape(str(made["text"]))
    elif isinstance(first := made.get("initial_option"), Mapping):  # it would show the placeholder
        made["placeholder"] = first["text"]
    elif isinstance(label := made.get("label"), Mapping) and made.get("optional"):  # nor say so
        made["label"] = {**label, "text": f"{label['text']} (optional)"}
    return made


def _files(files: Iterable[Json], stage: Stage) -> Iterator[str]:
    """Files that no block shows: Slack sets each in a box of its own."""
    for file in files:
        name = str(file["name"])
        if name in stage.sizes:
            yield (
                f'<div class="file"><b>{escape(name)}</b>'
                f"<span>{_kind(name)} · {_size(stage.sizes[name])}</span></div>"
            )


def _kind(name: str) -> str:
    return {"md": "Markdown", "json": "JSON", "txt": "Plain Text"}[name.rpartition(".")[2]]


def _size(count: int) -> str:
    return f"{count} bytes" if count < KIB else f"{count / KIB:.0f} KB"


def _words(view: Json, name: str) -> str:
    found = view.get(name)
    return escape(unescape(str(found["text"]))) if isinstance(found, Mapping) else ""
