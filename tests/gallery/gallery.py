"""The pictures of one platform's snapshots, under build/gallery/pictures/ and on one sheet."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.gallery import browser, sheet
from tests.gallery.kept import Files, Snapshot
from tests.gallery.pages import LOOKS, WIDTH, Platform, page

AT_ONCE = 2  # browsers
PART = 3000  # CSS pixels: the height of a screenshot, unless one message is higher


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A snapshot and the height of its frame in each look, in CSS pixels."""

    snapshot: Snapshot
    heights: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Where a platform's pictures are put, and the browser that draws them."""

    platform: Platform
    build: Path
    chromium: str

    @property
    def pictures(self) -> Path:
        """The folder of the pictures."""
        return self.build / "pictures" / self.platform.name

    @property
    def drawn(self) -> Path:
        """The folder of the pictures that the bot draws."""
        return self.build / "drawn" / self.platform.name

    def clear(self) -> None:
        """Take away what was drawn before."""
        for folder in (self.pictures, self.drawn):
            shutil.rmtree(folder, ignore_errors=True)

    def shoot(self, shown: Sequence[Snapshot]) -> None:
        """A picture of each snapshot in each look; say what is too wide or too high."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.drawn.mkdir(parents=True, exist_ok=True)
        browser.bundle(self.build, self.platform.name)
        files = {one.name: self._files(one) for one in shown}
        everything = self.build / f"{self.platform.name}-everything.html"
        everything.write_text(page(self.platform, shown, files), encoding="utf-8")
        sizes = browser.measure(self.chromium, everything, WIDTH)
        _complain(self.platform, sizes)
        rows = [Row(snapshot=one, heights=_heights(one, sizes)) for one in shown]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for _ in threads.map(lambda part: self._part(part, files), _parts(rows)):
                pass

    def join(self, shown: Sequence[Snapshot]) -> Path:
        """All pictures, small, on one sheet."""
        rows = [
            (f"{one.name}: {one.caption}", [self._picture(one, look.name) for look in LOOKS])
            for one in shown
        ]
        to = self.build / f"{self.platform.name}.png"
        sheet.join(rows, to)
        return to

    def _files(self, snapshot: Snapshot) -> Files:
        made = self.platform.files(snapshot, self.drawn)
        addresses = {name: f"drawn/{self.platform.name}/{at}" for name, at in made.pictures.items()}
        return Files(pictures=addresses, sizes=made.sizes)

    def _part(self, together: Sequence[Row], files: Mapping[str, Files]) -> None:
        shown = [row.snapshot for row in together]
        sys.stderr.write(f"{' '.join(one.name for one in shown)}\n")
        part = self.build / f"{self.platform.name}-{shown[0].name}.html"
        part.write_text(page(self.platform, shown, files), encoding="utf-8")
        whole = part.with_suffix(".png")
        height = sum(max(row.heights) for row in together)
        browser.shoot(self.chromium, part, (WIDTH, max(browser.SHORTEST, height)), whole)
        sheet.cut(whole, list(self._boxes(together)))
        part.unlink()
        whole.unlink()

    def _boxes(self, rows: Sequence[Row]) -> Iterator[tuple[sheet.Box, Path]]:
        """Where each frame is in the screenshot of a part, in pixels, and its picture's file."""
        top = 0
        for row in rows:
            left = 0
            for look, height in zip(LOOKS, row.heights, strict=True):
                box = (left, top, left + look.width, top + height)
                scaled = (side * browser.SCALE for side in box)
                yield sheet.Box(*scaled), self._picture(row.snapshot, look.name)
                left += look.width
            top += max(row.heights)

    def _picture(self, snapshot: Snapshot, look: str) -> Path:
        return self.pictures / f"{snapshot.name}-{look}.png"


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


def _complain(platform: Platform, sizes: Mapping[str, tuple[int, int]]) -> None:
    for name, (height, over) in sizes.items():
        if over:
            sys.stdout.write(f"{platform.name} {name}: {over} px too wide, cut off at the right\n")
        if height > browser.TALLEST:
            sys.stdout.write(f"{platform.name} {name}: {height} px high, it ends sooner\n")
