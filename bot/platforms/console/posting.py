"""A message with what showing it takes: names for ids, the place of its side among the topic's."""

import re
from dataclasses import dataclass

from bot.app.commands import GRAMMAR
from bot.app.messages import Button, Message, Table
from bot.app.parse import Takes

_ROUND = re.compile(r"\s+round:\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One message, ready to be shown.

    `to` is a round's or a seat's id or a person's name; `only_for` names the reader of a private
    one, else it is empty. `hue` is the place of the message's side in its topic, from 0. `short`:
    commands are shown without their round, because only one can be meant.
    """

    message: Message
    to: str
    only_for: str = ""
    hue: int | None = None
    short: bool = True

    def command(self, button: Button) -> str:
        """A button's command as a person would type it; `…` where their own words follow."""
        command = _ROUND.sub("", button.command) if self.short else button.command
        found = GRAMMAR.path(command.removeprefix("/").split())
        options = GRAMMAR.options[found[0]] if found else ()
        open_end = any(o.takes is Takes.TEXT and f" {o.name}:" not in command for o in options)
        return f"{command} …" if open_end else command


def means_speech(button: Button) -> bool:
    """Whether a button is for giving a speech: on the console, one just types it."""
    return button.command.split()[:2] == ["/debate", "speak"]


def table_lines(table: Table) -> list[str]:
    """A table as text, a row to a line, cells apart by bars."""
    rows = (table.headings, *table.rows)
    return [" | ".join(" / ".join(cell.splitlines()) for cell in row) for row in rows]
