"""The snapshots of what goes to a platform, as they are kept."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

Json = Mapping[str, object]


class Payload(TypedDict):
    """One message, form or page: its JSON, and its files by name and what they show."""

    body: Json
    files: list[Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The files of a snapshot, by file name: where the page finds a picture, and how big another
    file is, in bytes.
    """

    pictures: Mapping[str, str]
    sizes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What is sent for one message; `who` sees it: everyone, only you, direct message."""

    path: Path
    kept: Json

    @property
    def name(self) -> str:
        """Its name, and that of its pictures."""
        return str(self.kept["name"])

    @property
    def kind(self) -> str:
        """The value of its MessageKind; for a form or a page what the platform calls it."""
        return str(self.kept["kind"])

    @property
    def called(self) -> str:
        """The name of whom a prompt calls (its text begins with it); else somebody's."""
        said = self.kept.get("message", {})
        assert isinstance(said, Mapping)
        return str(said["text"]).partition(",")[0] if self.kind == "prompt" else "Ana"

    @property
    def caption(self) -> str:
        """What it is and who sees it."""
        return "{title} ({kind}, {who})".format_map(dict(self.kept))

    @property
    def ephemeral(self) -> bool:
        """Whether it is an answer that only one person sees, in a place that all see."""
        return self.kept["who"] == "only you"

    @property
    def payloads(self) -> Sequence[Payload]:
        """Each with its body and its files."""
        found = self.kept["payloads"]
        assert isinstance(found, list)
        return found


def snapshots(folder: Path) -> list[Snapshot]:
    """All that a folder keeps, in the order of their names."""
    return [
        Snapshot(path=path, kept=json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]


def written(snapshot: Snapshot, files: Iterable[tuple[str, bytes]], folder: Path) -> Files:
    """A snapshot's files by name and data; its pictures are written into `folder`."""
    pictures, sizes = {}, {}
    for name, data in files:
        if name.endswith(".png"):
            path = folder / f"{snapshot.name}-{name}"
            path.write_bytes(data)
            pictures[name] = path.name
        else:
            sizes[name] = len(data)
    return Files(pictures=pictures, sizes=sizes)
