"""The programs of others that the gallery needs: npm, esbuild, Chromium."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import npm

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCALE = 2  # pixels of a picture to one CSS pixel, as on most telephones
SHORTEST = 500  # CSS pixels; the browser leaves lower windows empty
TALLEST = 16_000 // SCALE  # CSS pixels; the browser draws no higher surface


class Missing(Exception):
    """A program is not installed; the text says what to do."""


def check() -> str:
    """The browser's name. Raises Missing if it, node or npm is not there."""
    browser = next((name for name in BROWSERS if shutil.which(name)), None)
    missing = npm.missing()
    if not browser:
        missing.append("chromium")
    if missing or browser is None:
        raise Missing(
            f"make gallery needs {', '.join(missing)}. On Debian: sudo apt-get install"
            f" {' '.join({'node': 'nodejs'}.get(name, name) for name in missing)}"
            " fonts-noto-cjk fonts-noto-color-emoji"
        )
    return browser


def bundle(build: Path, platform: str) -> None:
    """Install the locked packages, and write the script and the styles of a platform, PLATFORM.js
    and .css, to `build`.
    """
    node = npm.installed(HERE)
    for folder in (HERE, HERE / platform):
        for path in (*folder.glob("*.js"), *folder.glob("*.css")):
            to = node / path.relative_to(HERE)
            to.parent.mkdir(exist_ok=True)
            shutil.copy(path, to)
    npm.run(
        [
            *("node", "node_modules/esbuild/bin/esbuild", f"{platform}/entry.js", "--bundle"),
            *("--minify", "--format=iife", "--define:process.env.NODE_ENV='production'"),
            *("--loader:.woff2=dataurl", "--loader:.woff=empty"),
            *("--log-level=warning", f"--outfile={build / f'{platform}.js'}"),
        ],
        node,
    )


def measure(browser: str, page: Path, width: int) -> Mapping[str, tuple[int, int]]:
    """Height of each frame by picture, and by how much its content is too wide, in CSS pixels."""
    frames = _Frames()
    frames.feed(_open(browser, page, (width, 1000), "--dump-dom"))
    return frames.sizes


class _Frames(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sizes: dict[str, tuple[int, int]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if name := found.get("data-picture"):
            height = found.get("data-height")
            assert height, f"the page said no height for {name}: did its script run?"
            self.sizes[name] = (int(height), int(found.get("data-over") or 0))


def shoot(browser: str, page: Path, size: tuple[int, int], to: Path) -> None:
    """A screenshot of a page; `size` in CSS pixels."""
    _open(browser, page, size, f"--screenshot={to}")
    assert to.exists(), f"{browser} made no picture of {page.name}"


def _open(browser: str, page: Path, size: tuple[int, int], *flags: str) -> str:
    with TemporaryDirectory(prefix="gallery-") as profile:
        command = [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *("--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}"),
            *("--virtual-time-budget=5000", f"--force-device-scale-factor={SCALE}"),
            *(f"--window-size={size[0]},{size[1]}", *flags),
            page.resolve().as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        told = "\n".join(re.findall(r".*(?:ERROR|FATAL).*", done.stderr)[-5:])
        raise RuntimeError(f"{browser} ended with {done.returncode}:\n{told}")
    return done.stdout
