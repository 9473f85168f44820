"""The snapshots of Discord messages, as they are kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tests.gallery.payload import Json

FOLDER = Path(__file__).parents[1] / "platforms" / "discord" / "snapshots"


class Payload(TypedDict):
    """One Discord message: its JSON, and its files by name and what they show."""

    body: Json
    files: list[Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What Discord is sent for one message; `who` sees it: everyone, only you, direct message."""

    path: Path
    kept: Json

    @property
    def name(self) -> str:
        """Its name, and that of its pictures."""
        return str(self.kept["name"])

    @property
    def kind(self) -> str:
        """The value of its MessageKind."""
        return str(self.kept["kind"])

    @property
    def called(self) -> str:
        """The name of whom a prompt calls (its text begins with it); else somebody's."""
        said = self.kept["message"]
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


def snapshots(folder: Path = FOLDER) -> list[Snapshot]:
    """All of them, in the order of their names."""
    return [
        Snapshot(path=path, kept=json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]
