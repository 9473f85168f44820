"""A message as one JSON object on one line (contracts.md, `play --json`).

The text says everything by itself: it begins with the title, and tables and files are written out
in it. Bars become fields that give the band. JSON escapes whatever a terminal might obey.
"""

import json

from bot.app.messages import Message
from bot.platforms.console.posting import Posting, table_lines


def json_line(posting: Posting) -> str:
    """One line, plain ASCII, so that no encoding of a pipe can break it."""
    return json.dumps(shape(posting))


def shape(posting: Posting) -> dict[str, object]:
    """The object: exactly the keys of the contract."""
    message = posting.message
    fields = [(field.name, field.value) for field in message.fields]
    fields += [(bar.name, bar.band) for bar in message.bars]
    return {
        "kind": message.kind.value,
        "to": posting.to,
        "private": message.private,
        "text": _text(message),
        "fields": [{"name": name, "value": value} for name, value in fields],
        "buttons": [{"label": b.label, "command": b.command} for b in message.buttons],
        "pictures": [{"name": p.name, "alt": p.alt} for p in message.pictures],
    }


def _text(message: Message) -> str:
    table = "\n".join(table_lines(message.table)) if message.table else ""
    file = message.file.text if message.file else ""
    return "\n\n".join(part for part in (message.title, message.text, table, file) if part)
