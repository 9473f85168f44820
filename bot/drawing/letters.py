"""Text as it can be drawn: which letters there are, how wide they run, where lines break.

DejaVu Sans has Latin, Greek, Cyrillic, Armenian, Georgian, Arabic and Hebrew letters. A run of
others (Chinese, say) is drawn as one "…": the message itself and the `alt` text still have it.
Right-to-left text is put in order by raqm, which Pillow uses where the system has fribidi.
"""

import unicodedata
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

Face = ImageFont.FreeTypeFont

ELLIPSIS = "…"
MOST = 600  # characters of one text that are looked at: more fits no card
MOST_MARKS = 2  # accents on one letter; stacks of them would climb over other lines
LEAST_END = 3  # letters of a broken word that go to the next line
ZERO_WIDTH_NON_JOINER = "\u200c"  # Persian is spelt with it
PICTOGRAPHS = ((0x2300, 0x23FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
UNPRINTABLE = {"Cc", "Cf", "Cn", "Co", "Cs"}
MARKS = {"Mn", "Me"}
VARIATIONS = range(0xFE00, 0xFE10)  # "draw the last one as an emoji"


class Weight(Enum):
    """The fonts of a card, by file."""

    REGULAR = "DejaVuSans.ttf"
    BOLD = "DejaVuSans-Bold.ttf"


@cache
def face(weight: Weight, size: int) -> Face:
    """A font at a size in pixels."""
    font = (files("bot.drawing") / "fonts" / weight.value).read_bytes()
    return ImageFont.truetype(BytesIO(font), size)


def drawable(text: str) -> str:
    """A text on one line, without emoji and without what no font of ours can draw."""
    letters: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", " ".join(text[:MOST].split())):
        marks = marks + 1 if unicodedata.category(letter) in MARKS else 0
        if marks > MOST_MARKS or _unseen(letter):
            continue
        known = letter if _known(letter) else ELLIPSIS
        if known != ELLIPSIS or letters[-1:] != [ELLIPSIS]:
            letters.append(known)
    return " ".join("".join(letters).split())


def _unseen(letter: str) -> bool:
    if letter == ZERO_WIDTH_NON_JOINER:
        return False
    code = ord(letter)
    return (
        unicodedata.category(letter) in UNPRINTABLE
        or code in VARIATIONS
        or any(first <= code <= last for first, last in PICTOGRAPHS)
    )


@lru_cache(maxsize=5000)
def _known(letter: str) -> bool:
    """Whether both fonts have a letter; one that a font lacks looks like any other it lacks."""
    if letter.isascii():
        return True
    return all(_pixels(weight, letter) != _lacking(weight) for weight in Weight)


@cache
def _lacking(weight: Weight) -> bytes:
    return _pixels(weight, "\uffff")


def _pixels(weight: Weight, letter: str) -> bytes:
    image = Image.new("L", (48, 40))
    ImageDraw.Draw(image).text((12, 4), letter, fill=255, font=face(weight, 16))
    return image.tobytes()


def wrapped(text: str, font: Face, width: float, most: int) -> list[str]:
    """A drawable text in at most so many lines; one that is cut ends in "…"."""
    lines: list[str] = []
    line = ""
    for word in drawable(text).split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *whole, line = _pieces(word, font, width)
        lines += whole
        if len(lines) > most:
            break
    lines += [line] if line else []
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(f"{lines[most - 1]} {lines[most]}", font, width)]
    return lines


def _pieces(word: str, font: Face, width: float) -> list[str]:
    """A word that is too long for a line, in pieces that are not."""
    pieces = []
    while font.getlength(word) > width and len(word) > 1:
        fits = min(_fitting(word, font, width - font.getlength("-")), max(1, len(word) - LEAST_END))
        inside = word[fits - 1].isalpha() and word[fits].isalpha()
        pieces.append(word[:fits] + ("-" if inside else ""))
        word = word[fits:]
    return [*pieces, word]


def _fitting(word: str, font: Face, width: float) -> int:
    """How many of a word's first letters fit; at least one."""
    few, many = 1, len(word)
    while few < many:
        middle = (few + many + 1) // 2
        if font.getlength(word[:middle]) <= width:
            few = middle
        else:
            many = middle - 1
    return few


def shortened(text: str, font: Face, width: float) -> str:
    """A drawable text on one line; one that is too long ends in "…", after a word if it can."""
    if font.getlength(text) <= width:
        return text
    fits = _fitting(text, font, width - font.getlength(ELLIPSIS))
    end = text.rfind(" ", 0, fits + 1)
    return text[: end if end > 0 else fits].rstrip(f" .,;:-{ELLIPSIS}") + ELLIPSIS
