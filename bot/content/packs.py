"""Packs: which files are read together, their bytes, and the hash that stands for them.

A *pack* is one YAML file, or a folder of them. File names in messages start with the folder's name.
Read without parsing, so that a cached pack costs no YAML.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.problems import Problem, refuse

# Twenty times the largest topic that we know; above it somebody named the wrong file.
MOST_BYTES = 4_000_000

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Files by name; `main` is the one that names the others, `prefix` goes before a shown name."""

    main: str
    files: Mapping[str, bytes] = field(repr=False)
    prefix: str = ""

    def shown(self, name: str) -> str:
        """The file's name as messages give it."""
        return self.prefix + name

    def hash(self) -> str:
        """SHA-256, in hex, over names and bytes; each with its length, so none can merge."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            for part in (name.encode(), self.files[name]):
                digest.update(len(part).to_bytes(8) + part)
        return digest.hexdigest()


def read_pack(path: Path, main: str = "topic.yaml") -> Pack:
    """The pack at `path`: a folder, with `main` in it, or one file. Raises BadContent."""
    if path.is_dir():
        # `.yml` is never read, but its being there explains why `.yaml` is missing.
        paths = sorted(p for p in path.glob("*.y*ml") if not p.name.startswith("."))
        files = _read(paths, prefix := f"{path.resolve().name}/")
        return Pack(main=main, files=files, prefix=prefix)
    return Pack(main=path.name, files=_read([path]))


def stamp(path: Path) -> Stamp:
    """What tells, without reading, that files changed: each one's name, time and size.

    Empty if there is nothing at `path`.
    """
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        return tuple((file.name, (now := file.stat()).st_mtime_ns, now.st_size) for file in files)
    except OSError:
        return ()


def read_files(folder: Path, *names: str) -> Pack:
    """Files of a prompts folder, shown by their paths inside it. Raises BadContent."""
    paths = [folder / name for name in names]
    prefix = names[0].removesuffix(paths[0].name)
    return Pack(main=paths[0].name, files=_read(paths, prefix), prefix=prefix)


def _read(paths: list[Path], prefix: str = "") -> dict[str, bytes]:
    files, problems = {}, []
    for path in paths:
        try:
            files[path.name] = data = _bytes(path)
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
        else:
            reason = f"is larger than {MOST_BYTES:,} bytes" if len(data) > MOST_BYTES else ""
        if reason:
            problems.append(Problem(file=prefix + path.name, line=1, column=1, message=reason))
    refuse(problems)
    return files


def _bytes(path: Path) -> bytes:
    if path.exists() and not path.is_file():  # opening a pipe would wait for ever
        raise OSError("it is no ordinary file")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
