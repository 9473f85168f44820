"""The files that go with a snapshot (charts, flow maps, transcripts), made again as they are sent.

The kept snapshots have only the names of files; the message in them makes the files themselves.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.platforms.discord.rendering import payloads
from tests.gallery.kept import Snapshot
from tests.platforms.discord.snapshots import Snapshot as Made
from tests.platforms.discord.snapshots import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """By file name: where the page finds a picture, and how big another file is, in bytes."""

    pictures: dict[str, str]
    sizes: dict[str, int]


def folder(build: Path) -> Path:
    """Where the pictures that the bot draws are written."""
    return build / "drawn"


def files(snapshot: Snapshot, build: Path) -> Files:
    """All files of a snapshot; its pictures are written under `build`."""
    drawn = folder(build)
    drawn.mkdir(parents=True, exist_ok=True)
    made = Made(path=snapshot.path, kept=snapshot.kept)
    found = Files(pictures={}, sizes={})
    for payload in payloads(made.message, made.view, say):
        for file in payload.files:
            if file.name.endswith(".png"):
                path = drawn / f"{snapshot.name}-{file.name}"
                path.write_bytes(file.data)
                found.pictures[file.name] = f"{drawn.name}/{path.name}"
            else:
                found.sizes[file.name] = len(file.data)
    return found
