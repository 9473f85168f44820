"""The picture of a message's bars: a radar chart, or plain bars where there is nothing to span."""

from bot.app.messages import Message
from bot.drawing.alt import alt_text
from bot.drawing.drawn import Drawn
from bot.drawing.plain_bars import plain_bars
from bot.drawing.radar import radar

NAME = "marks.png"
RADAR = range(3, 10)  # bars; with more, the labels around a radar chart would run into each other


def marks(message: Message) -> Drawn:
    """A chart of how far each criterion reaches; bands are named, points never."""
    draw = radar if len(message.bars) in RADAR else plain_bars
    return Drawn(
        name=NAME,
        alt=alt_text(message.title, [(bar.name, bar.band) for bar in message.bars], ": "),
        png=draw(message.title, message.bars),
    )
