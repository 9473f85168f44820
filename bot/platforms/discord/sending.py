"""One message to one place on Discord.

What a crash left half-sent is looked for in the channel first, by its outbox id in a button or by
what it says; a nonce guards against doubles besides.
"""

import logging
from dataclasses import replace

from bot.app.hues import Hues
from bot.app.kit import Kit
from bot.app.ports import Sending
from bot.delivery.refusals import Gone, Refused
from bot.delivery.sending import Item, notifies
from bot.delivery.whereabouts import CALLS, Target
from bot.drawing.attached import drawn
from bot.platforms.discord.history import already
from bot.platforms.discord.opening import Opener
from bot.platforms.discord.rendering import Payload, View, payloads
from bot.platforms.discord.rest import Rest

UNKNOWN_MESSAGE = 10008  # Discord's code
LOOK_BACK = 50  # messages of a channel in which a lost one is looked for
SILENT = 1 << 12  # Discord's flag of a message that notifies nobody
SHOW = "h"  # the custom id of the button that shows what waits begins with it

log = logging.getLogger(__name__)


class Carrier:
    """Carries messages to Discord. `me` is our own user id there."""

    def __init__(self, kit: Kit, rest: Rest, opener: Opener, me: str) -> None:
        self._kit, self._rest, self._opener, self._me = kit, rest, opener, me
        self._hues = Hues(kit)

    async def carry(self, item: Item, target: Target, number: int) -> None:
        """Send a message to its target of this number, unless it is there. Raises Gone, Trouble."""
        sending, round_id = item.sending, item.sending.message.to.round
        channel = await self._opener.channel(target, round_id, again=item.again)
        parts = await self._payloads(sending, target)
        if target.edits and target.place is not None:
            self._kit.step("sending")
            try:
                await self._rest.edit(channel, target.edits, parts[0])
            except Gone as gone:
                if gone.code != UNKNOWN_MESSAGE:
                    raise
                channel = target.place.thread  # it lives on without its first message
            else:
                self._kit.step("shown")
                return
        found: dict[int, str] = {}
        if item.again:
            latest = await self._rest.latest(channel, LOOK_BACK)
            found = already(latest, self._me, sending, parts)
        for n, part in enumerate(parts):
            if n not in found:
                self._kit.step("sending")
                found[n] = await self._rest.send(channel, part, f"{sending.id}.{number}.{n}")
                self._kit.step("shown")
        place = target.place
        if place is not None and round_id and not target.channel and channel == place.channel:
            await self._opener.begin_thread(place, round_id, found[0])

    async def _payloads(self, sending: Sending, target: Target) -> list[Payload]:
        message = sending.message
        view = View(
            sending=sending.id,
            mention=target.mention,
            ping=message.kind in CALLS,
            hue=await self._hues.of(message),
            pictures=await drawn(message, self._kit.say),
        )
        made = payloads(message, view, self._kit.say)
        if not notifies(message, target):
            for part in made:
                part.body["flags"] = SILENT
        return made

    async def tell_that_something_waits(self, item: Item, target: Target) -> bool:
        """Direct messages are closed: say so where the round is, with a button that shows it.
        Whether that was possible.
        """
        text = self._kit.say("discord.waits")
        note = replace(
            item.sending.message, text=text, title="", fields=(), buttons=(), table=None, bars=(),
            file=None, owner=None, side=None, private=False, pictures=(), deadline=None,
        )  # fmt: skip
        [part] = payloads(note, View(mention=target.mention, ping=True), self._kit.say)
        part.body["components"] = [show_button(self._kit.say("discord.show"), item.sending.id)]
        channel = await self._opener.channel(target, note.to.round)
        try:
            await self._rest.send(channel, part, f"{item.sending.id}.w")
        except (Gone, Refused) as error:
            log.info("discord_no_note", extra={"what": str(error)})
            return False
        return True


def show_button(label: str, sending: str) -> dict[str, object]:
    """A row with the button that shows its reader what is kept for them."""
    button = {"type": 2, "style": 1, "label": label, "custom_id": f"{SHOW}:{sending}"}
    return {"type": 1, "components": [button]}
