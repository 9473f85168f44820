"""Pages of frames: each snapshot in four looks side by side; and the index of all pictures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.gallery.kept import Files, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A theme and a width in CSS pixels; the style sheets know the widths by `device`."""

    theme: str
    device: str
    width: int

    @property
    def name(self) -> str:
        """For file names: `dark-phone`."""
        return f"{self.theme}-{self.device}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """Whose looks are shown: its name in English, the folder of its snapshots, the HTML of one of
    them in a look, and its files, whose pictures are written into a folder.

    The folder of its script and styles has its name in small letters.
    """

    called: str
    folder: Path
    frame: Callable[[Snapshot, Look, Files], str]
    files: Callable[[Snapshot, Path], Files]

    @property
    def name(self) -> str:
        """For file names."""
        return self.called.lower()


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


def page(platform: Platform, shown: Iterable[Snapshot], files: Mapping[str, Files]) -> str:
    """A page with a row of frames for each snapshot; `files` are those of each by its name."""
    rows = "".join(
        f'<div class="row">{_frames(platform, snapshot, files[snapshot.name])}</div>'
        for snapshot in shown
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet"'
        f' href="{platform.name}.css"><script src="{platform.name}.js" defer></script>'
        f"<body>{rows}</body></html>\n"
    )


def _frames(platform: Platform, snapshot: Snapshot, files: Files) -> str:
    return "".join(
        f'<div class="frame {look.device} {look.theme}"'
        f' data-picture="{snapshot.name}-{look.name}">'
        f"{platform.frame(snapshot, look, files)}</div>"
        for look in LOOKS
    )


def index(shown: Mapping[str, Sequence[Snapshot]]) -> str:
    """The page that a person opens: every picture, with what it is and who sees it, by platform."""
    parts = "".join(
        f"<h1>{called}</h1>{''.join(_part(called.lower(), one) for one in snapshots)}"
        for called, snapshots in shown.items()
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>What students see</title>'
        "<style>body{font:16px sans-serif;margin:2em;background:#777;color:#fff}"
        "div{display:flex;flex-wrap:wrap;gap:1em;align-items:flex-start}</style>"
        f"{parts}</html>\n"
    )


def _part(platform: str, snapshot: Snapshot) -> str:
    names = [f"{snapshot.name}-{look.name}" for look in LOOKS]
    pictures = "".join(
        f'<img src="pictures/{platform}/{name}.png" width="{look.width}" alt="{name}"'
        ' loading="lazy">'
        for name, look in zip(names, LOOKS, strict=True)
    )
    caption = escape(snapshot.caption)
    return f'<h2 id="{platform}-{snapshot.name}">{caption}</h2><div>{pictures}</div>'
