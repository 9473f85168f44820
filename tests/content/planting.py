"""Plants mistakes in a copy of a small valid pack, by editing its text; collects what is said."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.content.topics import load_topic
from bot.core.errors import BadContent

PACKS = Path(__file__).parents[1] / "data" / "packs"
SMALL = PACKS / "school-phones"
FINISHED = PACKS.parent / "finished" / "library-sundays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """`old`, which the file holds exactly once, becomes `new`."""

    file: str
    old: str
    new: str


def copy_of_pack(folder: Path, pack: Path = SMALL) -> Path:
    """A copy to plant mistakes in, under the pack's own name."""
    return Path(shutil.copytree(pack, folder / pack.name))


def plant(pack: Path, *edits: Edit) -> None:
    """Apply edits to a copy. The files may hold bytes that are no text: they are kept."""
    for edit in edits:
        path = pack / edit.file
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        assert text.count(edit.old) == 1, f"{edit.file}: {text.count(edit.old)} × {edit.old!r}"
        path.write_bytes(text.replace(edit.old, edit.new).encode("utf-8", "surrogateescape"))


def complaints(load: Callable[[], object]) -> list[str]:
    """The problems that a loader raises; none if it is content."""
    try:
        load()
    except BadContent as error:
        return list(error.problems)
    return []


def told(pack: Path) -> list[str]:
    """The problems of a pack."""
    return complaints(lambda: load_topic(pack))
