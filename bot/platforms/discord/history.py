"""Whether a message that a crash left half-sent is in its channel already."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.app.ports import Sending
from bot.platforms.discord import buttons
from bot.platforms.discord.rendering import Payload

SLACK_MS = 5_000  # by which Discord's clock may differ from ours


def already(
    latest: Sequence[Mapping[str, Any]], me: str, sending: Sending, parts: Sequence[Payload]
) -> dict[int, str]:
    """Which parts of a message are there, by number, with the ids of the messages.

    `latest` are messages as Discord tells them. A part is known by the outbox id in one of its
    buttons, else by saying the same since it was put into the outbox.
    """
    mine = [message for message in reversed(latest) if str(message["author"]["id"]) == me]
    found: dict[int, str] = {}
    for number, part in enumerate(parts):
        for message in mine:
            if str(message["id"]) not in found.values() and _is(message, sending, part):
                found[number] = str(message["id"])
                break
    return found


def _is(message: Mapping[str, Any], sending: Sending, part: Payload) -> bool:
    if part.body.get("components"):
        return sending.id in set(_sendings(message.get("components") or []))
    at = datetime.fromisoformat(message["timestamp"]).timestamp() * 1000
    return at >= sending.at - SLACK_MS and _said(message) == _said(part.body)


def _sendings(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The outbox ids that stand in a message's buttons."""
    for component in components:
        yield from _sendings(component.get("components") or [])
        pressed = buttons.read(str(component.get("custom_id", "")))
        if pressed is not None:
            yield pressed.sending


def _said(message: Mapping[str, Any]) -> tuple[object, ...]:
    """What a message says, apart from how Discord decorates it."""
    embeds = message.get("embeds") or []
    return (
        str(message.get("content") or "").strip(),
        *(
            (
                str(embed.get("title") or "").strip(),
                str(embed.get("description") or "").strip(),
                tuple(str(field["value"]).strip() for field in embed.get("fields") or []),
            )
            for embed in embeds
        ),
    )
