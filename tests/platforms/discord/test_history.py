"""What a crash left half-sent is recognised in its channel, and nothing else is taken for it."""

from typing import Any

import pytest

from bot.app.messages import Message, MessageKind, to_round
from bot.app.ports import Sending
from bot.platforms.discord.buttons import custom_id
from bot.platforms.discord.history import already
from bot.platforms.discord.rendering import Payload

ME, SOMEBODY = "1", "2"
AT = 1_700_000_000_000  # when it was put into the outbox, UTC ms: 2023-11-14 22:13:20
THEN, LONG_BEFORE = "2023-11-14T22:13:21+00:00", "2023-11-14T22:00:00+00:00"
SENDING = Sending(
    id="0123456789abc",
    platform="discord",
    at=AT,
    message=Message(kind=MessageKind.NOTICE, to=to_round("r"), text="Hello."),
)


def button(sending: str) -> list[dict[str, Any]]:
    """A row with a button of a message with this outbox id."""
    made = {"type": 2, "custom_id": custom_id("/debate flow", sending, 0)}
    return [{"type": 1, "components": [made]}]


def message(number: int, **differs: object) -> dict[str, Any]:
    """A message as Discord tells it."""
    same = {"id": str(number), "author": {"id": ME}, "timestamp": THEN, "content": "Hello."}
    return {**same, **differs}


PLAIN = Payload(body={"content": "Hello."})
PRESSED = Payload(body={"content": "Hello.", "components": button(SENDING.id)})
FRAMED = Payload(body={"embeds": [{"title": "A", "description": "B", "fields": [
    {"name": "C", "value": "D"},
]}]})  # fmt: skip
EMBED = {
    "type": "rich", "title": "A", "description": "B ", "color": 1,
    "fields": [{"name": "C", "value": "D", "inline": False}],
}  # fmt: skip

FOUND: dict[str, tuple[Payload, dict[str, Any]]] = {
    "it says the same": (PLAIN, message(5)),
    "it says the same in a frame": (FRAMED, message(5, content="", embeds=[EMBED])),
    "its button has the id, whatever it says by now": (
        PRESSED, message(5, content="Changed.", components=button(SENDING.id)),
    ),
    "its button has the id, however old it is": (
        PRESSED, message(5, timestamp=LONG_BEFORE, components=button(SENDING.id)),
    ),
}  # fmt: skip
OTHER: dict[str, tuple[Payload, dict[str, Any]]] = {
    "somebody else said it": (PLAIN, message(5, author={"id": SOMEBODY})),
    "it was said before this was put into the outbox": (PLAIN, message(5, timestamp=LONG_BEFORE)),
    "it says something else": (PLAIN, message(5, content="Hello!")),
    "its button is of another message": (PRESSED, message(5, components=button("zzzzzzzzzzzzz"))),
    "it has no button": (PRESSED, message(5)),
    "its frame holds something else": (
        FRAMED, message(5, content="", embeds=[{**EMBED, "title": "Z"}]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", FOUND)
def test_it_is_there_if(why: str) -> None:
    part, there = FOUND[why]
    assert already([there], ME, SENDING, [part]) == {0: "5"}


@pytest.mark.parametrize("why", OTHER)
def test_it_is_not_there_if(why: str) -> None:
    part, there = OTHER[why]
    assert already([there], ME, SENDING, [part]) == {}


def test_parts_that_say_the_same_are_each_found_once_oldest_first() -> None:
    latest = [message(7), message(6)]  # newest first, as Discord tells them
    assert already(latest, ME, SENDING, [PLAIN, PLAIN, PLAIN]) == {0: "6", 1: "7"}


def test_a_message_of_which_only_the_first_part_arrived_lacks_the_other() -> None:
    assert already([message(6)], ME, SENDING, [PLAIN, PRESSED]) == {0: "6"}
