"""One message as Discord gets it (a payload), made into web components that look like Discord.

Texts are what the payload says, after Discord's own reading of markdown. Three places have no
markdown at Discord: an embed's author and footer, and the label of a button; they stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from tests.gallery.discord.markdown import Seen, plain, to_html, to_text
from tests.gallery.kept import Json

EPHEMERAL = 1 << 6
BUTTON_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "destructive", 5: "secondary"}
KIB = 1024
ACTION_ROW, BUTTON = 1, 2
SELECTS = {3, 5, 6, 7, 8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a message is shown, to whom, and its files by name.

    `phone`: no fields stand beside each other. `again`: it follows another of the bot's messages,
    so Discord leaves out who it is from.
    """

    ephemeral: bool = False
    phone: bool = False
    again: bool = False
    seen: Seen = field(default_factory=Seen)
    pictures: Mapping[str, str] = field(default_factory=dict)  # address for the page
    sizes: Mapping[str, int] = field(default_factory=dict)  # in bytes


def message(body: Json, files: Iterable[Json], stage: Stage) -> str:
    """One `<discord-message>` for the body of POST /channels/{id}/messages and its files."""
    marks = ""
    if stage.ephemeral or int(str(body.get("flags", 0))) & EPHEMERAL:
        marks += " ephemeral"
    if stage.again:
        marks += " message-body-only"
    allowed = body.get("allowed_mentions")
    if isinstance(allowed, Mapping) and allowed.get("users"):
        marks += " highlight"
    content = to_html(str(body.get("content") or ""), stage.seen)
    return (
        f'<discord-message bot author="debate-bot" avatar="bot.svg"'
        f' timestamp="Today at 10:02"{marks}>{content}'
        + "".join(_attachments(body, files, stage))
        + "".join(_embed(embed, stage) for embed in _list(body, "embeds"))
        + "".join(_components(body))
        + "</discord-message>"
    )


def _list(body: Json, name: str) -> list[Json]:
    found = body.get(name) or []
    assert isinstance(found, list), f"{name} is no list"
    return found


def _text(part: Json, name: str) -> str:
    return str(part.get(name) or "")


# ── embeds ──────────────────────────────────────────────────────────────────────────────────────


def _embed(embed: Json, stage: Stage) -> str:
    attributes = {
        "embed-title": to_text(_text(embed, "title")),
        "author-name": _named(embed, "author", "name"),
        "image": _address(_named(embed, "image", "url"), stage),
        "thumbnail": _address(_named(embed, "thumbnail", "url"), stage),
        "color": f"#{int(str(embed['color'])):06x}" if embed.get("color") is not None else "",
    }
    shown = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    description, footer = _text(embed, "description"), _named(embed, "footer", "text")
    inner = ""
    if description:
        inner += (
            '<discord-embed-description slot="description">'
            f"{to_html(description, stage.seen)}</discord-embed-description>"
        )
    if fields := _list(embed, "fields"):
        inner += f'<discord-embed-fields slot="fields">{_fields(fields, stage)}'
        inner += "</discord-embed-fields>"
    if footer:
        inner += f'<discord-embed-footer slot="footer">{plain(footer)}</discord-embed-footer>'
    return f'<discord-embed slot="embeds"{shown}>{inner}</discord-embed>'


def _fields(fields: list[Json], stage: Stage) -> str:
    """Fields in order; up to three inline ones share a line, but not on a phone."""
    html, place = [], 0
    for part in fields:
        place = place % 3 + 1 if part.get("inline") and not stage.phone else 0
        inline = f' inline inline-index="{place}"' if place else ""
        title = escape(to_text(_text(part, "name")))
        value = to_html(_text(part, "value"), stage.seen)
        html.append(
            f'<discord-embed-field field-title="{title}"{inline}>{value}</discord-embed-field>'
        )
    return "".join(html)


def _named(embed: Json, part: str, name: str) -> str:
    inner = embed.get(part)
    return _text(inner, name) if isinstance(inner, Mapping) else ""


def _address(url: str, stage: Stage) -> str:
    name = url.removeprefix("attachment://")
    return stage.pictures.get(name, url) if url else ""


# ── attachments and components ──────────────────────────────────────────────────────────────────


def _attachments(body: Json, files: Iterable[Json], stage: Stage) -> Iterator[str]:
    """Files that no embed shows, as Discord sets them under the text."""
    used = {
        _named(embed, part, "url")
        for embed in _list(body, "embeds")
        for part in ("image", "thumbnail")
    }
    shown = [file for file in files if f"attachment://{_text(file, 'name')}" not in used]
    if not shown:
        return
    yield '<discord-attachments slot="attachments">'
    for file in shown:
        name, alt = _text(file, "name"), _text(file, "alt")
        if picture := stage.pictures.get(name):
            yield f'<img class="attached" src="{escape(picture)}" alt="{escape(alt)}">'
        else:
            yield (
                f'<discord-file-attachment name="{escape(name)}"'
                f" {_size(stage.sizes.get(name, 0))}></discord-file-attachment>"
            )
    yield "</discord-attachments>"


def _size(count: int) -> str:
    shown, unit = (str(count), "bytes") if count < KIB else (f"{count / KIB:.2f}", "KB")
    return f'bytes="{shown}" bytes-unit="{unit}"'


def _components(body: Json) -> Iterator[str]:
    rows = _list(body, "components")
    if not rows:
        return
    yield '<discord-attachments slot="components">'
    for row in rows:
        assert row.get("type") == ACTION_ROW, (
            f"no picture for a component of type {row.get('type')}"
        )
        inner = "".join(_component(part) for part in _list(row, "components"))
        yield f"<discord-action-row>{inner}</discord-action-row>"
    yield "</discord-attachments>"


def _component(part: Json) -> str:
    if part.get("type") in SELECTS:
        placeholder = escape(_text(part, "placeholder") or "Make a selection")
        return (
            f'<discord-string-select-menu placeholder="{placeholder}"></discord-string-select-menu>'
        )
    assert part.get("type") == BUTTON, f"no picture for a component of type {part.get('type')}"
    style = int(str(part["style"]))
    link = f' url="{escape(_text(part, "url"))}"' if part.get("url") else ""
    disabled = " disabled" if part.get("disabled") else ""
    return (
        f'<discord-button type="{BUTTON_STYLES[style]}"{link}{disabled}>'
        f"{escape(_text(part, 'label'))}</discord-button>"
    )
