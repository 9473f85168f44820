"""Parts of what Slack is sent: each a block, and the plain words that say the same.

The plain words of its blocks are a message's top-level *text*: what notifications show and what
Slack has read aloud. Words are escaped here, once. Limits: platforms.md, "Slack".
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.app.visible import units
from bot.platforms.slack.safe import escaped

Json = dict[str, object]

MOST_BLOCKS = 50  # of a message
LONGEST_TEXT = 4_000  # of a message; more is allowed but not recommended
LONGEST_BLOCKS = 13_000  # units of a message's blocks; Slack refuses from about 13,200
LONGEST_HEADER = 150
LONGEST_ALT = 1_000  # of files.getUploadURLExternal; an image block takes 2,000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block. `said` is what it says, escaped; `instead` what stands for it in a message that
    says nothing else: what its buttons are, what its picture shows.
    """

    block: Json
    said: str = ""
    instead: str = ""

    @property
    def length(self) -> int:
        """Units of its block as JSON: never less than Slack may count."""
        return units(json.dumps(self.block, ensure_ascii=False, separators=(",", ":"))) + 1


def plain(text: str) -> Json:
    """A text object that knows no layout; `:name:` would still become an emoji."""
    return {"type": "plain_text", "text": escaped(text), "emoji": True}


def header(sign: str, title: str) -> Part:
    """A title of at most `LONGEST_HEADER` units with a sign before it, which is not told."""
    shown = " ".join(filter(None, (sign, title)))
    return Part(block={"type": "header", "text": plain(shown)}, said=escaped(title))


def own(text: str, *, small: bool = False) -> Part:
    """A line with mentions or clocks in Slack's own notation: never a student's words."""
    words = {"type": "mrkdwn", "text": text, "verbatim": True}
    if small:
        return Part(block={"type": "context", "elements": [words]}, said=text)
    return Part(block={"type": "section", "text": words}, said=text)


def picture(name: str, alt: str) -> Part:
    """A picture that is uploaded first; `rendering.placed` puts its file's id in."""
    block: Json = {"type": "image", "slack_file": {"id": f"attachment://{name}"}, "alt_text": alt}
    return Part(block=block, instead=escaped(alt))


def together(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts that one message can hold, for each message, in order."""
    messages: list[list[Part]] = [[]]
    for part in parts:
        held = [*messages[-1], part]
        if messages[-1] and not _holds(held):
            messages.append([part])
        else:
            messages[-1] = held
    return messages


def words(parts: Sequence[Part]) -> str:
    """A message's top-level text."""
    said = "\n".join(part.said for part in parts if part.said)
    return said or "\n".join(part.instead for part in parts if part.instead)


def _holds(parts: Sequence[Part]) -> bool:
    return (
        len(parts) <= MOST_BLOCKS
        and units(words(parts)) <= LONGEST_TEXT
        and sum(part.length for part in parts) <= LONGEST_BLOCKS
    )
