"""Pictures of messages: a radar chart of marks, a map of the flow.

Everything drawn is in the message already, as text: a picture adds no word of its own. Drawing is
synchronous and takes up to a tenth of a second, so callers draw in a worker thread. Importing this
package does not import Pillow; the first picture does.

A card is the rounded background of a picture; ink is a colour that text or a shape is drawn in; a
sign is the shape beside a standing; a face is a font at a size. Lengths are pixels.
"""

from collections.abc import Callable

from bot.app.messages import Message, MessageKind
from bot.drawing.drawn import Drawn

__all__ = ["Drawn", "has_pictures", "pictures"]


def pictures(message: Message, say: Callable[..., str] | None = None) -> tuple[Drawn, ...]:
    """The pictures of a message: of its bars, else of its flow; most messages have none.

    The same message gives the same bytes. `say` gives the phrases that the message was worded with:
    by them a dropped argument is told from an answered one and gets its own sign. Without `say`
    every standing gets the same plain sign.
    """
    if message.bars:
        from bot.drawing.marks import marks

        return (marks(message),)
    if message.table is not None and has_pictures(message):
        from bot.drawing.flow_map import flow_map

        return (flow_map(message.title, message.table, say),)
    return ()


def has_pictures(message: Message) -> bool:
    """Whether there is anything to draw in a message."""
    table, is_flow = message.table, message.kind is MessageKind.FLOW
    return bool(message.bars or (is_flow and table and table.headings and table.rows))
