"""A card: the rounded background of a picture, what is drawn on it, and its PNG."""

from io import BytesIO

from PIL import Image, ImageDraw

from bot.drawing.letters import Face, Weight, drawable, face, shortened
from bot.drawing.palette import CARD, EDGE, TEXT, Colour
from bot.drawing.signs import FINER, FULL, INKS, Sign, shape

WIDTH = 900
MARGIN = 36
TYPE = 34  # legible on a phone, which shows a picture this wide at about a third of its size
LINE = 44  # from one line of text to the next
TITLE = 38
CORNER = 28
BOTTOM = 28  # under the last thing on a card
COLOURS = 64


class Card:
    """A card of a height, under a title. Text is smooth by itself; shapes go through masks."""

    def __init__(self, height: int, title: str = "", width: int = WIDTH) -> None:
        self.image = Image.new("RGB", (width, height), CARD)
        self.draw = ImageDraw.Draw(self.image)
        font = face(Weight.BOLD, TITLE)
        said = shortened(drawable(title), font, width - 2 * MARGIN)
        self.draw.text((MARGIN, MARGIN - 4), said, fill=TEXT, font=font)

    def lines(self, at: tuple[float, float], lines: list[str], font: Face, ink: Colour) -> None:
        """Lines of text under each other, from the upper left."""
        for number, line in enumerate(lines):
            self.draw.text((at[0], at[1] + number * LINE), line, fill=ink, font=font)

    def sign(self, at: tuple[int, int], sign: Sign) -> None:
        """A sign, by its upper left corner."""
        self.image.paste(INKS[sign], at, shape(sign))

    def png(self) -> bytes:
        """The card as a file: few colours, see-through corners, nothing that changes with time."""
        alpha = Image.new("L", self.image.size, FULL)
        width, height = self.image.size
        inside, ring = _corner()
        for line in (0, height - 2):
            self.draw.rectangle((CORNER, line, width - CORNER - 1, line + 1), fill=EDGE)
        for line in (0, width - 2):
            self.draw.rectangle((line, CORNER, line + 1, height - CORNER - 1), fill=EDGE)
        for left, top in ((True, True), (False, True), (True, False), (False, False)):
            at = (0 if left else width - CORNER, 0 if top else height - CORNER)
            self.image.paste(EDGE, at, _turned(ring, left=left, top=top))
            alpha.paste(_turned(inside, left=left, top=top), at)
        self.image.putalpha(alpha)
        file = BytesIO()
        self.image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            file, "PNG"
        )
        return file.getvalue()


def top_of(title: str) -> int:
    """Where what stands under a title begins."""
    return MARGIN + TITLE + 28 if drawable(title) else MARGIN


def _corner() -> tuple[Image.Image, Image.Image]:
    """The upper left corner as masks: what is inside it, and the edge along it."""
    whole = CORNER * FINER
    inside = Image.new("L", (whole, whole))
    round_ = (0, 0, 2 * whole - 1, 2 * whole - 1)
    ImageDraw.Draw(inside).ellipse(round_, fill=FULL)
    ring = Image.new("L", (whole, whole))
    ImageDraw.Draw(ring).ellipse(round_, outline=FULL, width=2 * FINER)
    return inside.reduce(FINER), ring.reduce(FINER)


def _turned(mask: Image.Image, *, left: bool, top: bool) -> Image.Image:
    turned = mask if left else mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return turned if top else turned.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
