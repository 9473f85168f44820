"""Into the outbox: a message goes once to each platform on which those it is for are reached."""

from collections.abc import Iterable

from bot.app.kit import Kit
from bot.app.messages import Address, Message
from bot.app.ports import Sending, Tx


async def post(
    kit: Kit, tx: Tx, messages: Iterable[Message], now: int, *, at_once: bool = False
) -> list[str]:
    """Put messages into the outbox, in order; their ids there.

    Those sent `at_once` are answered by who asked for this; only what could not be is sent later.
    """
    where: dict[Address, tuple[str, ...]] = {}
    sendings = []
    for message in messages:
        if message.to not in where:
            where[message.to] = await tx.places.platforms(message.to)
        sendings += [
            Sending(id=kit.new_id(), message=message, platform=platform)
            for platform in where[message.to]
        ]
    await tx.outbox.add(sendings, now, at_once=at_once)
    return [sending.id for sending in sendings]
