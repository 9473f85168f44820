"""Packages of npm that a few tests and `make gallery` need: locked, installed under build/npm/."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

BUILD = Path(__file__).parents[1] / "build" / "npm"


def missing() -> list[str]:
    """Which of the programs `node` and `npm` are not there."""
    return [name for name in ("node", "npm") if not shutil.which(name)]


def installed(folder: Path) -> Path:
    """The place of the packages that a folder's package-lock.json names: in node_modules there.

    What is installed already is left as it is, so a second run needs no network; several processes
    may ask at once. Raises CalledProcessError where npm cannot fetch them.
    """
    lock = (folder / "package-lock.json").read_bytes()
    place = BUILD / f"{folder.name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    if place.exists():
        return place
    BUILD.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=BUILD) as made:
        whole = Path(made) / "whole"
        whole.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, whole / name)
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], whole)
        try:
            whole.rename(place)
        except OSError:
            if not place.exists():  # else another process was faster
                raise
    return place


def run(command: list[str], folder: Path) -> None:
    """Run a program in a folder. Raises CalledProcessError."""
    subprocess.run(command, cwd=folder, check=True, stdin=subprocess.DEVNULL)
