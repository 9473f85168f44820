"""Written messages: what somebody says to us in a channel, in a thread or directly.

An answer that everybody may read stands beside what was said, without notifying anybody; what is
for the person alone goes to them directly. A speech that is in gets a mark under it.
"""

from contextlib import suppress
from functools import partial

import aiohttp
import discord

from bot.app import front
from bot.app.commands import COMMANDS, Seen
from bot.app.front import Incoming
from bot.app.messages import Message, MessageKind
from bot.app.which import awaited_at
from bot.delivery.refusals import Gone, Refused, Trouble
from bot.platforms.discord import hearing
from bot.platforms.discord.guarding import safely
from bot.platforms.discord.reception import Reception
from bot.platforms.discord.rendering import Payload
from bot.platforms.discord.rest import insist
from bot.platforms.discord.sending import SILENT

HEARD = "✅"
SPEECHES = frozenset({"debate speak", "debate done"})
LONGEST_FILE = 64_000  # bytes; far more than the longest text that is taken


class Writing:
    """Hears messages out."""

    def __init__(self, at: Reception) -> None:
        self._kit, self._rest, self._sender = at.kit, at.rest, at.sender
        self._ring, self._role, self._answerer = at.ring, at.role, at.answerer

    async def said(self, message: discord.Message, me: int) -> None:
        """A message that we may read: to us, or in a round's thread where we may read those."""
        to_us = message.guild is None or any(user.id == me for user in message.mentions)
        text = hearing.without_mention(hearing.with_us(message.content, me), me)
        if to_us:
            text = "\n\n".join(filter(None, (text, await _pasted(message))))
        role = self._role(message.guild.id if message.guild else None)
        incoming = hearing.from_message(message, text, role)
        if not to_us and not await self._is_speech(incoming):
            return
        answering = front.answer(self._kit, incoming)
        answered = await safely(answering, "discord_failed", self._answerer.apology())
        self._ring()
        shown = [
            await self._answer(
                message, text, each, f"{message.id}.{number}", harmless=answered.harmless
            )
            for number, each in enumerate(answered.messages)
        ]
        if answered.kept:
            if all(shown):
                await self._kit.store.write(lambda tx: tx.outbox.sent(answered.kept))
            else:
                await self._sender.rescue(answered.kept)

    async def _is_speech(self, incoming: Incoming) -> bool:
        """Whether a plain message stands in the thread of a round that waits for its writer."""
        if not incoming.text.strip() or incoming.text.startswith("/"):
            return False
        place, account = incoming.place, incoming.account
        return await self._kit.store.read(lambda tx: awaited_at(tx, place, account))

    async def _answer(
        self, message: discord.Message, text: str, said: Message, nonce: str, *, harmless: bool
    ) -> bool:
        """Show one answer; whether it can be read now."""
        here = str(message.channel.id)
        in_guild = message.guild is not None
        confirmed = said.kind is MessageKind.CONFIRMATION
        heard = in_guild and confirmed and await self._mark(message, text)
        public = in_guild and self._may_be_read(said, text, harmless=harmless)
        try:
            channel = (
                here if public or not in_guild else await self._rest.direct(str(message.author.id))
            )
            for number, part in enumerate(await self._answerer.parts([said])):
                part.body["flags"] = SILENT if public or confirmed else 0
                if public and number == 0:
                    _reply(part, message)
                await insist(partial(self._rest.send, channel, part, f"{nonce}.{number}"))
        except (Gone, Refused, Trouble):
            return heard and _is_plain(said)
        return True

    def _may_be_read(self, said: Message, text: str, *, harmless: bool) -> bool:
        """Whether everybody there may read an answer: of what was wrong only what is `harmless`."""
        if said.kind is MessageKind.ERROR:
            return harmless
        path = front.typed_of(self._kit, text).path
        return not said.private or COMMANDS[path].seen is Seen.THERE

    async def _mark(self, message: discord.Message, text: str) -> bool:
        """Put a mark under a speech that was heard; whether it is there."""
        if front.typed_of(self._kit, text).path not in SPEECHES:
            return False
        with suppress(Gone, Refused, Trouble):  # we need not be allowed to
            await insist(lambda: self._rest.react(str(message.channel.id), str(message.id), HEARD))
            return True
        return False


async def _pasted(message: discord.Message) -> str:
    """A text that was too long for a message: the client sends it along as a file."""
    for file in message.attachments:
        if (file.content_type or "").startswith("text/plain") and file.size <= LONGEST_FILE:
            with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
                return (await file.read()).decode("utf-8", errors="replace")
    return ""


def _is_plain(said: Message) -> bool:
    """Whether a confirmation says nothing but that something is in."""
    return not (said.buttons or said.fields or said.title)


def _reply(part: Payload, message: discord.Message) -> None:
    part.body["message_reference"] = {"message_id": str(message.id), "fail_if_not_exists": False}
