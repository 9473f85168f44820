"""Signs: small smooth shapes that tell standings apart without their colours."""

from enum import Enum
from functools import cache

from PIL import Image, ImageDraw

from bot.drawing.palette import GREEN, ORANGE, PINK, SKY, SOFT, Colour

SIZE = 30  # of a sign's square
FINER = 4  # Pillow's shapes have steps: they are drawn this much larger, then reduced
EMPTY, FULL = 0, 255


class Sign(Enum):
    """How something stands: the name of its shape."""

    RING = "ring"  # open
    TICK = "tick"  # answered
    DIAMOND = "diamond"  # granted
    CROSS = "cross"  # dropped
    DOT = "dot"  # nothing that is known


INKS: dict[Sign, Colour] = {
    Sign.RING: SKY,
    Sign.TICK: GREEN,
    Sign.DIAMOND: PINK,
    Sign.CROSS: ORANGE,
    Sign.DOT: SOFT,
}


@cache
def shape(sign: Sign) -> Image.Image:
    """A sign as a mask, `SIZE` pixels square."""
    whole = SIZE * FINER
    mask = Image.new("L", (whole, whole))
    draw = ImageDraw.Draw(mask)
    box = (8, 8, whole - 9, whole - 9)
    if sign is Sign.RING:
        draw.ellipse(box, outline=FULL, width=18)
    elif sign is Sign.TICK:
        draw.ellipse(box, fill=FULL)
        draw.line([(32, 62), (52, 82), (88, 40)], fill=EMPTY, width=14, joint="curve")
    elif sign is Sign.DIAMOND:
        draw.polygon([(60, 4), (116, 60), (60, 116), (4, 60)], fill=FULL)
    elif sign is Sign.CROSS:
        draw.rounded_rectangle(box, radius=16, fill=FULL)
        draw.line([(36, 36), (84, 84)], fill=EMPTY, width=16)
        draw.line([(84, 36), (36, 84)], fill=EMPTY, width=16)
    else:
        draw.ellipse((40, 40, 80, 80), fill=FULL)
    return mask.reduce(FINER)
