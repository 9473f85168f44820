"""Packages are fetched once for what a lock file names."""

import subprocess
from pathlib import Path

import pytest

from tests import npm


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lock file; what is installed is told in a file instead."""
    monkeypatch.setattr(npm, "BUILD", tmp_path / "build")
    monkeypatch.setattr(npm, "run", lambda command, place: (place / "ran").write_text("npm"))
    made = tmp_path / "looks"
    made.mkdir()
    (made / "package.json").write_text("{}")
    (made / "package-lock.json").write_text("{}")
    return made


def test_the_same_lock_file_is_installed_once(folder: Path) -> None:
    place = npm.installed(folder)
    assert (place / "ran").exists()
    assert (place / "package-lock.json").exists()
    (place / "ran").unlink()
    assert npm.installed(folder) == place
    assert not (place / "ran").exists()


def test_another_lock_file_is_installed_elsewhere(folder: Path) -> None:
    place = npm.installed(folder)
    (folder / "package-lock.json").write_text('{"a": 1}')
    assert npm.installed(folder) != place


def test_what_could_not_be_fetched_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(command: list[str], place: Path) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(npm, "run", fails)
    with pytest.raises(subprocess.CalledProcessError):
        npm.installed(folder)
    assert list(npm.BUILD.iterdir()) == []
