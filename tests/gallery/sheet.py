"""Screenshots cut into pictures, and all pictures on one sheet, each row under its title."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

SHRUNK = 3  # pixels of a picture to one of the sheet, along each side
GAP, CAPTION = 12, 30
BACKGROUND, INK = "#777777", "#ffffff"
COLUMNS = 3


class Box(NamedTuple):
    """A part of a screenshot, in pixels from its left and top edges."""

    left: int
    top: int
    right: int
    bottom: int


def cut(screenshot: Path, frames: Sequence[tuple[Box, Path]]) -> None:
    """Each frame of a screenshot into a file of its own."""
    with Image.open(screenshot) as whole:
        for box, path in frames:
            whole.crop(box).convert("RGB").save(path)


def join(rows: Sequence[tuple[str, Sequence[Path]]], to: Path) -> None:
    """All rows of pictures on one sheet, in columns of about the same height."""
    drawn = [_row(caption, paths) for caption, paths in rows]
    columns: list[list[Image.Image]] = [[] for _ in range(COLUMNS)]
    for row in drawn:
        min(columns, key=lambda column: sum(one.height for one in column)).append(row)
    width = max(row.width for row in drawn)
    height = max(sum(row.height for row in column) for column in columns)
    sheet = Image.new("RGB", (GAP + COLUMNS * (width + GAP), height + GAP), BACKGROUND)
    for number, column in enumerate(columns):
        top = 0
        for row in column:
            sheet.paste(row, (GAP + number * (width + GAP), top))
            top += row.height
    sheet.save(to)


def _row(caption: str, paths: Sequence[Path]) -> Image.Image:
    pictures = [_shrunk(path) for path in paths]
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    height = GAP + CAPTION + max(picture.height for picture in pictures)
    row = Image.new("RGB", (width, height), BACKGROUND)
    ImageDraw.Draw(row).text((0, GAP), caption, fill=INK, font=ImageFont.load_default(18))
    left = 0
    for picture in pictures:
        row.paste(picture, (left, GAP + CAPTION))
        left += picture.width + GAP
    return row


def _shrunk(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.reduce(SHRUNK)
