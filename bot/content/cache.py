"""What has been read once is kept as JSON, so that later starts cost neither YAML nor checks.

An entry is named by its kind, the hash of the files it was read from and the version of the loader.
It begins with the SHA-256 of the rest: an entry cut short or altered is as good as none. The cache
is a convenience: nothing fails because a folder cannot be read or written.
"""

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.app import phrases
from bot.core import format as core_format
from bot.core import rubric, topic

KEPT = 50  # entries per kind; each edit of a file makes one


def remembered(
    folder: Path | None, kind: str, files_hash: str, build: Callable[[], object]
) -> object:
    """The plain value kept under this hash, or what `build` makes, kept for next time."""
    if folder is None:
        return build()
    path = folder / f"{kind}-{files_hash[:32]}-{loader_version()[:12]}.json"
    plain = _recall(path)
    if plain is None:
        plain = build()
        _keep(path, plain)
        _forget_old(folder, kind)
    return plain


@cache
def loader_version() -> str:
    """SHA-256 over the sources of the loaders and of the values they make.

    Whatever changes what a file means or what is refused changes this, with nobody to remember it.
    """
    own = sorted(Path(__file__).parent.glob("*.py"))
    values = (core_format.__file__, phrases.__file__, rubric.__file__, topic.__file__)
    sources = [path.read_bytes() for path in (*own, *map(Path, values))]
    return hashlib.sha256(b"\0".join(sources)).hexdigest()


def _recall(path: Path) -> object:
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return None
    plain: object = json.loads(body)
    return plain


def _keep(path: Path, plain: object) -> None:
    body = json.dumps(plain, separators=(",", ":")).encode()
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed, so that another process never reads half an entry.
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as file:
            temporary = Path(file.name)
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        temporary.replace(path)
    except OSError:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _forget_old(folder: Path, kind: str) -> None:
    with contextlib.suppress(OSError):
        entries = sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime)
        for path in entries[:-KEPT]:
            path.unlink(missing_ok=True)
