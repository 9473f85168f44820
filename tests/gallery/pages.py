"""Pages of frames: each snapshot in four looks side by side; and the index of all pictures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from tests.gallery.drawn import Files
from tests.gallery.kept import Snapshot
from tests.gallery.markdown import Seen
from tests.gallery.payload import Stage, message


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A theme and a width in CSS pixels; looks.css knows the widths by `device`."""

    theme: str
    device: str
    width: int

    @property
    def name(self) -> str:
        """For file names: `dark-phone`."""
        return f"{self.theme}-{self.device}"


LOOKS = tuple(
    Look(theme=theme, device=device, width=width)
    for device, width in (("desktop", 800), ("phone", 390))
    for theme in ("dark", "light")
)
# Seconds until the moment that a message tells, by its kind: pictures do not know the hour.
LEFT = {"warning": 30}
MANY = 6 * 60
WIDTH = sum(look.width for look in LOOKS)

# The speech bubbles of two sides: there is no picture of ours to load.
AVATAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
    '<rect width="40" height="40" fill="#0072b2"/>'
    '<path d="M8 11h16v10H15l-4 4v-4H8z" fill="#fff"/>'
    '<path d="M32 18H20v9h7l4 4v-4h1z" fill="#e69f00"/></svg>'
)


def page(shown: Iterable[Snapshot], files: Mapping[str, Files]) -> str:
    """A page with a row of frames for each snapshot; `files` are those of each by its name."""
    rows = "".join(
        f'<div class="row">{"".join(_frames(snapshot, files[snapshot.name]))}</div>'
        for snapshot in shown
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet"'
        ' href="gallery.css"><script src="gallery.js" defer></script>'
        f"<body>{rows}</body></html>\n"
    )


def _frames(snapshot: Snapshot, files: Files) -> Iterator[str]:
    for look in LOOKS:
        stage = Stage(
            ephemeral=snapshot.ephemeral,
            phone=look.device == "phone",
            seen=Seen(name=snapshot.called, left=LEFT.get(snapshot.kind, MANY)),
            pictures=files.pictures,
            sizes=files.sizes,
        )
        theme = " light-theme" if look.theme == "light" else ""
        yield (
            f'<div class="frame {look.device}" data-picture="{snapshot.name}-{look.name}">'
            f"<discord-messages{theme}>{_messages(snapshot, stage)}</discord-messages></div>"
        )


def _messages(snapshot: Snapshot, stage: Stage) -> str:
    return "".join(
        message(payload["body"], payload["files"], replace(stage, again=number > 0))
        for number, payload in enumerate(snapshot.payloads)
    )


def index(shown: Iterable[Snapshot]) -> str:
    """The page that a person opens: every picture, with what it is and who sees it."""
    parts = "".join(_part(snapshot) for snapshot in shown)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Messages on Discord</title>'
        "<style>body{font:16px sans-serif;margin:2em;background:#777;color:#fff}"
        "div{display:flex;flex-wrap:wrap;gap:1em;align-items:flex-start}</style>"
        f"<h1>Messages on Discord</h1>{parts}</html>\n"
    )


def _part(snapshot: Snapshot) -> str:
    names = [f"{snapshot.name}-{look.name}" for look in LOOKS]
    pictures = "".join(
        f'<img src="pictures/{name}.png" width="{look.width}" alt="{name}" loading="lazy">'
        for name, look in zip(names, LOOKS, strict=True)
    )
    return f'<h2 id="{snapshot.name}">{escape(snapshot.caption)}</h2><div>{pictures}</div>'
