"""Bars under each other: a criterion, its band, and how far it reaches."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from bot.app.messages import Bar
from bot.drawing.card import LINE, MARGIN, TYPE, WIDTH, Card, top_of
from bot.drawing.letters import Weight, drawable, face, shortened
from bot.drawing.palette import RULE, SKY, TEXT
from bot.drawing.signs import FINER, FULL

MOST = 25  # bars on one card
THICK = 22
STEP = LINE + THICK + 34  # from one bar to the next
SPARE = 14  # with the gap after the last bar: the lower margin
ROOM = WIDTH - 2 * MARGIN
BAND = 300  # of the line above a bar, for its band


def plain_bars(title: str, bars: Sequence[Bar]) -> bytes:
    """A PNG of bars from 0 to 100 points; "+ 7" stands for those that do not fit."""
    top = top_of(title)
    left = len(bars) - MOST
    card = Card(top + min(len(bars), MOST) * STEP + (LINE if left > 0 else 0) + SPARE, title)
    for number, bar in enumerate(bars[:MOST]):
        _bar(card, bar, top + number * STEP)
    if left > 0:
        card.lines((MARGIN, top + MOST * STEP), [f"+ {left}"], face(Weight.REGULAR, TYPE), TEXT)
    return card.png()


def _bar(card: Card, bar: Bar, top: int) -> None:
    bold, plain = face(Weight.BOLD, TYPE), face(Weight.REGULAR, TYPE)
    name = shortened(drawable(bar.name), bold, ROOM - BAND - 20)
    band = shortened(drawable(bar.band), plain, BAND)
    card.lines((MARGIN, top), [name], bold, TEXT)
    card.lines((WIDTH - MARGIN - plain.getlength(band), top), [band], plain, SKY)
    at = (MARGIN, top + LINE + 8)
    card.image.paste(RULE, at, _rod(ROOM))
    card.image.paste(SKY, at, _rod(max(THICK, round(ROOM * min(max(bar.points, 0), 100) / 100))))


def _rod(length: int) -> Image.Image:
    """A bar with round ends, as a mask."""
    mask = Image.new("L", (ROOM * FINER, THICK * FINER))
    box = (0, 0, length * FINER - 1, THICK * FINER - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=THICK * FINER // 2, fill=FULL)
    return mask.reduce(FINER)
