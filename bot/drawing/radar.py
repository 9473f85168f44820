"""A radar chart: an axis per criterion, from the middle (0 points) out to 100, the first on top.

A label stands at the end of its axis: the criterion, and under it the band.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from PIL import Image, ImageDraw

from bot.app.messages import Bar
from bot.drawing.card import LINE, MARGIN, TYPE, WIDTH, Card, top_of
from bot.drawing.letters import Weight, drawable, face, shortened, wrapped
from bot.drawing.palette import CARD, GRID, SKY, TEXT, Colour

LARGEST = 270  # radius
LABEL = 240  # width; with it the radius is 150 at the least
NAME_LINES = 2
GAP = 22  # from the end of an axis to its label
SIDEWAYS = 0.3  # a label more to the side than this stands beside its axis, else over or under it
RINGS = (0.25, 0.5, 0.75, 1.0)
FINER = 2
FILL: Colour = (38, 72, 94)  # inside the marks: the sky over the card, a third of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Where an axis points (x to the right, y down, length 1) and what stands at its end."""

    x: float
    y: float
    reach: float  # 0 to 1
    name: tuple[str, ...]
    band: str
    width: float  # of the label

    @property
    def height(self) -> int:
        """The height of the label."""
        return (len(self.name) + 1) * LINE

    def label_top(self, radius: float) -> float:
        """Where the label begins, from the middle of the chart."""
        return self.y * (radius + GAP) - self.height / 2 + self.y * self.height / 2

    def label_left(self, radius: float, width: float) -> float:
        """Where a line of the label begins, from the middle of the chart."""
        beside = self.x * (radius + GAP)
        if abs(self.x) <= SIDEWAYS:
            return beside - width / 2
        return beside if self.x > 0 else beside - width


def radar(title: str, bars: Sequence[Bar]) -> bytes:
    """A PNG of three bars or more."""
    axes = [_axis(bar, 2 * pi * number / len(bars)) for number, bar in enumerate(bars)]
    half = WIDTH / 2 - MARGIN - GAP
    aside = [(half - axis.width) / abs(axis.x) for axis in axes if abs(axis.x) > SIDEWAYS]
    radius = min([LARGEST, *aside])
    above = min(axis.label_top(radius) for axis in axes)
    below = max(axis.label_top(radius) + axis.height for axis in axes)
    middle = round(top_of(title) - above)
    card = Card(round(middle + below) + MARGIN, title)
    _web(card, axes, radius, middle)
    for axis in axes:
        _label(card, axis, radius, middle)
    return card.png()


def _axis(bar: Bar, angle: float) -> Axis:
    bold, plain = face(Weight.BOLD, TYPE), face(Weight.REGULAR, TYPE)
    name = wrapped(bar.name, bold, LABEL, NAME_LINES)
    band = shortened(drawable(bar.band), plain, LABEL)
    return Axis(
        x=sin(angle),
        y=-cos(angle),
        reach=min(max(bar.points, 0), 100) / 100,
        name=tuple(name),
        band=band,
        width=max([plain.getlength(band), *(bold.getlength(line) for line in name)]),
    )


def _web(card: Card, axes: Sequence[Axis], radius: float, middle: int) -> None:
    """Rings, axes and marks, drawn larger and reduced, so that slanted lines have no steps."""
    half = round(radius) + 12
    image = Image.new("RGB", (2 * half * FINER, 2 * half * FINER), CARD)
    draw = ImageDraw.Draw(image)

    def at(axis: Axis, reach: float) -> tuple[float, float]:
        far = radius * reach
        return (half + axis.x * far) * FINER, (half + axis.y * far) * FINER

    marks = [at(axis, axis.reach) for axis in axes]
    draw.polygon(marks, fill=FILL)
    for ring in RINGS:
        draw.polygon([at(axis, ring) for axis in axes], outline=GRID, width=2 * FINER)
    for axis in axes:
        draw.line([at(axis, 0), at(axis, 1)], fill=GRID, width=2 * FINER)
    draw.line([*marks, *marks[:2]], fill=SKY, width=5 * FINER, joint="curve")
    for x, y in marks:
        draw.circle((x, y), 9 * FINER, fill=SKY)
    card.image.paste(image.reduce(FINER), (WIDTH // 2 - half, middle - half))


def _label(card: Card, axis: Axis, radius: float, middle: int) -> None:
    top = middle + axis.label_top(radius)
    fonts = [face(Weight.BOLD, TYPE)] * len(axis.name) + [face(Weight.REGULAR, TYPE)]
    inks = [TEXT] * len(axis.name) + [SKY]
    for number, line in enumerate((*axis.name, axis.band)):
        left = WIDTH / 2 + axis.label_left(radius, fonts[number].getlength(line))
        card.lines((left, top + number * LINE), [line], fonts[number], inks[number])
