"""`make gallery`: the snapshots of Discord messages as pictures, under build/gallery/.

    index.html     every picture, with what it is and who sees it
    discord.png    all of them, small, on one sheet
    pictures/      NAME-THEME-DEVICE.png, at twice the CSS size

Words after the command are names of snapshots: then only those are drawn, without index and sheet.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.gallery import browser, drawn, kept, sheet
from tests.gallery.kept import Snapshot
from tests.gallery.pages import AVATAR, LOOKS, WIDTH, index, page

BUILD = Path("build/gallery").resolve()
PICTURES = BUILD / "pictures"
AT_ONCE = 2  # browsers
PART = 3000  # CSS pixels: the height of a screenshot, unless one message is higher


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A snapshot and the height of its frame in each look, in CSS pixels."""

    snapshot: Snapshot
    heights: Sequence[int]


def main(names: Sequence[str]) -> int:
    """Draw everything; say where it is, and what was too wide or too high. Gives the exit code."""
    try:
        chromium = browser.check()
    except browser.Missing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    shown = [one for one in kept.snapshots() if not names or one.name in names]
    if not shown:
        sys.stderr.write(f"No snapshots of these names in {kept.FOLDER}.\n")
        return 1
    if not names:
        for folder in (PICTURES, drawn.folder(BUILD)):
            shutil.rmtree(folder, ignore_errors=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser.bundle(BUILD)
    (BUILD / "bot.svg").write_text(AVATAR, encoding="utf-8")
    _shoot_all(chromium, shown)
    if not names:
        _put_together(shown)
    return 0


def _shoot_all(chromium: str, shown: Sequence[Snapshot]) -> None:
    files = {snapshot.name: drawn.files(snapshot, BUILD) for snapshot in shown}
    everything = BUILD / "everything.html"
    everything.write_text(page(shown, files), encoding="utf-8")
    sizes = browser.measure(chromium, everything, WIDTH)
    _complain(sizes)
    rows = [Row(snapshot=one, heights=_heights(one, sizes)) for one in shown]

    def shoot(number: int, together: Sequence[Row]) -> None:
        sys.stderr.write(f"{' '.join(row.snapshot.name for row in together)}\n")
        part = BUILD / f"part{number}.html"
        part.write_text(page([row.snapshot for row in together], files), encoding="utf-8")
        whole = part.with_suffix(".png")
        height = sum(max(row.heights) for row in together)
        browser.shoot(chromium, part, (WIDTH, max(browser.SHORTEST, height)), whole)
        sheet.cut(whole, list(_frames(together)))
        part.unlink()
        whole.unlink()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in threads.map(shoot, count(1), _parts(rows)):
            pass


def _heights(snapshot: Snapshot, sizes: Mapping[str, tuple[int, int]]) -> list[int]:
    found = (sizes[f"{snapshot.name}-{look.name}"][0] for look in LOOKS)
    return [min(height, browser.TALLEST) for height in found]


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of frames, as many to a part as one screenshot comfortably holds."""
    parts: list[list[Row]] = []
    room = 0
    for row in rows:
        room -= max(row.heights)
        if room < 0 or not parts:
            parts.append([])
            room = PART - max(row.heights)
        parts[-1].append(row)
    return parts


def _frames(rows: Sequence[Row]) -> Iterator[tuple[sheet.Box, Path]]:
    """Where each frame is in the screenshot of a part, in pixels, and its picture's file."""
    top = 0
    for row in rows:
        left = 0
        for look, height in zip(LOOKS, row.heights, strict=True):
            box = (left, top, left + look.width, top + height)
            scaled = (side * browser.SCALE for side in box)
            yield sheet.Box(*scaled), _picture(row.snapshot, look.name)
            left += look.width
        top += max(row.heights)


def _complain(sizes: Mapping[str, tuple[int, int]]) -> None:
    for name, (height, over) in sizes.items():
        if over:
            sys.stdout.write(f"{name}: {over} px too wide, cut off at the right\n")
        if height > browser.TALLEST:
            sys.stdout.write(f"{name}: {height} px high, the picture ends sooner\n")


def _put_together(shown: Sequence[Snapshot]) -> None:
    (BUILD / "index.html").write_text(index(shown), encoding="utf-8")
    rows = [
        (
            f"{snapshot.name}: {snapshot.caption}",
            [_picture(snapshot, look.name) for look in LOOKS],
        )
        for snapshot in shown
    ]
    sheet.join(rows, BUILD / "discord.png")
    sys.stdout.write(f"{len(rows)} messages, {len(rows) * len(LOOKS)} pictures: ")
    sys.stdout.write("build/gallery/index.html, build/gallery/discord.png\n")


def _picture(snapshot: Snapshot, look: str) -> Path:
    return PICTURES / f"{snapshot.name}-{look}.png"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
