"""Embeds: the framed part of a Discord message, cut to its limits. A *page* is one embed.

Everything given here is escaped already. What does not fit one page goes on with the next one, in
the same message as long as that can hold it; only the first has the title.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.app.visible import units
from bot.platforms.discord.cutting import cut, pieces

# platforms.md
LONGEST_TITLE = 256
LONGEST_TEXT = 4096
MOST_FIELDS = 25
MOST_EMBEDS = 10
LONGEST_NAME = 256
LONGEST_VALUE = 1024
LONGEST_TOGETHER = 6000  # of one message's embeds

BESIDE = 24  # units of a field's name and of its value that may stand beside another field
_GOES_ON = "…"
_NOTHING = "–"


@dataclass
class Page:
    """One embed in the making; its fields stand `beside` each other where all of them are brief."""

    title: str = ""
    text: str = ""
    beside: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def used(self) -> int:
        """Units so far."""
        named = sum(units(name) + units(value) for name, value in self.fields)
        return units(self.title) + units(self.text) + named

    def holds(self, name: str, value: str) -> bool:
        """Whether one more field fits."""
        size = self.used + units(name) + units(value)
        return len(self.fields) < MOST_FIELDS and size <= LONGEST_TOGETHER

    def body(self, colour: int) -> dict[str, object]:
        """The embed as Discord takes it."""
        made: dict[str, object] = {"color": colour}
        if self.title:
            made["title"] = self.title
        if self.text or not (self.title or self.fields):
            made["description"] = self.text or _NOTHING
        if self.fields:
            made["fields"] = [
                {"name": name, "value": value, "inline": self.beside} for name, value in self.fields
            ]
        return made


def pages(title: str, text: str, fields: Iterable[tuple[str, str]]) -> list[Page]:
    """A title, a text and named fields on as few pages as hold them."""
    title, over = _headed(title, LONGEST_TITLE)
    fields = list(fields)
    made = [Page(title=title, beside=all(_is_brief(*each) for each in fields))]
    for piece in pieces("\n\n".join(filter(None, (over, text))), LONGEST_TEXT):
        if made[-1].text:
            made.append(Page())
        made[-1].text = piece
    for name, value in fields:
        _put(made, name, value)
    return made


def _is_brief(name: str, value: str) -> bool:
    return units(name) <= BESIDE and units(value) <= BESIDE and "\n" not in value


def together(made: Iterable[Page]) -> list[list[Page]]:
    """Pages that one message can hold, for each message."""
    messages: list[list[Page]] = [[]]
    for page in made:
        size = page.used + sum(other.used for other in messages[-1])
        if messages[-1] and (size > LONGEST_TOGETHER or len(messages[-1]) == MOST_EMBEDS):
            messages.append([])
        messages[-1].append(page)
    return messages


def _put(made: list[Page], name: str, value: str) -> None:
    """One field at the end, in several where it is too long."""
    head, over = _headed(name or _GOES_ON, LONGEST_NAME)
    for piece in pieces("\n".join(filter(None, (over, value))), LONGEST_VALUE) or [_NOTHING]:
        if not made[-1].holds(head, piece):
            made.append(Page())
        made[-1].fields.append((head, piece))
        head = _GOES_ON


def _headed(name: str, most: int) -> tuple[str, str]:
    """A name that fits, and what of it has to go on below it."""
    if units(name) <= most:
        return name, ""
    head, rest = cut(name, most - 1)
    return f"{head}{_GOES_ON}", f"{_GOES_ON}{rest}"
