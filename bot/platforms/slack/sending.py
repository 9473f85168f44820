"""One message to one place on Slack.

What may have arrived already is looked for in the place first, by the outbox id that each message
carries in its metadata; a file, which has none, by its name. What comes close together in direct
messages is one message (joining.py).
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.app.hues import Hues
from bot.app.kit import Kit
from bot.app.messages import Message, MessageKind
from bot.app.ports import Sending, Tx
from bot.delivery.refusals import Gone, Refused
from bot.delivery.sending import Item, notifies
from bot.delivery.whereabouts import CALLS, Target
from bot.drawing.attached import drawn
from bot.platforms.slack import PLATFORM
from bot.platforms.slack.addresses import address
from bot.platforms.slack.hearing import SHOW
from bot.platforms.slack.joining import Change, Joiner, Key, News, ids_in
from bot.platforms.slack.opening import Opener, Spot
from bot.platforms.slack.parts import Json, plain
from bot.platforms.slack.rendering import EVENT, Payload, View, payloads, placed

UNKNOWN = frozenset({"message_not_found", "cant_update_message"})
CLOCKS = 60_000  # ms by which Slack's clock may differ from ours

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """What of a message has arrived: the ts of its parts by number, and names of files."""

    parts: dict[int, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


class Carrier:
    """Carries messages to Slack."""

    def __init__(self, kit: Kit, opener: Opener) -> None:
        self._kit, self._opener = kit, opener
        self._hues = Hues(kit)
        self._joiner = Joiner(time.monotonic)

    async def carry(self, item: Item, target: Target, number: int) -> None:  # noqa: ARG002 (ours are told apart by channel)
        """Send a message to its target of this number, unless it is there. Raises Gone, Trouble."""
        sending, place = item.sending, target.place
        round_id = sending.message.to.round
        parts = await self._payloads(sending, target)
        if target.edits and place is not None:
            self._kit.step("sending")
            try:
                rest, at = await self._opener.rest(target), address(target.edits)
                await rest.edit(at.id, at.ts, parts[0].body)
            except Gone as gone:
                if gone.code not in UNKNOWN:  # else the thread lives on without its first message
                    raise
            else:
                self._kit.step("shown")
                return
        spot = await self._opener.spot(target, round_id)
        there = await self._there(spot, sending) if item.again else There()
        if round_id and spot.direct:
            await self._talk(
                spot, (spot.channel, round_id), await self._news(item, target, parts), there
            )
        else:
            await self._post(spot, parts, there)
        if spot.begins and place is not None and round_id:
            await self._opener.begin_thread(place, round_id, there.parts[0])

    async def _post(self, spot: Spot, parts: Sequence[Payload], there: There) -> list[Payload]:
        """Post what is not there yet, with its files; what was posted, as it stands there now."""
        posted = []
        for n, part in enumerate(parts):
            if n not in there.parts:
                self._kit.step("sending")
                there.parts[n], body = await post(spot, part)
                self._kit.step("shown")
                posted.append(replace(part, body=body))
            for file in part.files:
                if not file.alt and file.name not in there.files:
                    await spot.rest.upload(file, spot.channel, spot.thread)
        return posted

    async def _talk(self, spot: Spot, key: Key, news: News, there: There) -> None:
        """Say something in direct messages: in a message that stands there, or in a new one."""
        if there.parts:
            self._joiner.forget(key)
        change = self._joiner.change(key, news)
        if change is not None and await self._changes(spot, change):
            self._joiner.changed(key, news, change)
            return
        posted = await self._post(spot, news.parts, there)
        if len(posted) == len(news.parts):
            told = replace(news, parts=posted)
            self._joiner.posted(key, told, there.parts[len(posted) - 1])

    async def _changes(self, spot: Spot, change: Change) -> bool:
        """Whether a message that stands there could be changed."""
        self._kit.step("sending")
        try:
            await spot.rest.edit(spot.channel, change.ts, change.body)
        except (Gone, Refused) as error:
            log.info("slack_not_changed", extra={"what": str(error)})
            return False
        self._kit.step("shown")
        return True

    async def _news(self, item: Item, target: Target, parts: Sequence[Payload]) -> News:
        """What it is that is said directly."""
        message, place = item.sending.message, target.place
        if place is not None and not place.direct:  # as the round of one person begins
            target = replace(target, place=replace(place, channel="@"))
        whose = message.owner if message.kind is MessageKind.SPEECH else None
        user = await self._kit.store.read(lambda tx: _account(tx, whose)) if whose else ""
        own = bool(user) and place is not None and place.channel == f"@{user}"
        quiet = not notifies(message, target)
        return News(kind=message.kind, parts=parts, quiet=quiet, own=own)

    async def tell_that_something_waits(self, item: Item, target: Target) -> bool:
        """A person cannot be written to directly: say so where the round is, with a button. Whether
        that was possible.
        """
        text = self._kit.say("slack.waits")
        note = Message(kind=item.sending.message.kind, to=item.sending.message.to, text=text)
        [part] = payloads(note, View(mention=address(target.mention).id, ping=True), self._kit.say)
        try:
            spot = await self._opener.spot(target, note.to.round)
            button = show_button(self._kit.say("slack.show"), item.sending.id)
            blocks = [*_list(part.body["blocks"]), {"type": "actions", "elements": [button]}]
            await spot.rest.post(spot.channel, {**part.body, "blocks": blocks}, spot.thread)
        except (Gone, Refused) as error:
            log.info("slack_no_note", extra={"what": str(error)})
            return False
        return True

    async def _payloads(self, sending: Sending, target: Target) -> list[Payload]:
        message = sending.message
        view = View(
            sending=sending.id,
            mention=address(target.mention).id,
            ping=message.kind in CALLS,
            hue=await self._hues.of(message),
            pictures=await drawn(message, self._kit.say),
        )
        return payloads(message, view, self._kit.say)

    async def _there(self, spot: Spot, sending: Sending) -> There:
        # Directly it may stand in a message that is much older: that of the call that it answers.
        since = None if spot.direct else sending.at - CLOCKS
        latest = await spot.rest.latest(spot.channel, since, spot.thread)
        return there(latest, spot.rest.me.user, sending.id)


async def _account(tx: Tx, person: str) -> str:
    return await tx.places.account(person, PLATFORM) or ""


async def post(spot: Spot, part: Payload) -> tuple[str, Json]:
    """Post a payload with its pictures, whose files come first; its ts and its body as it stands
    there. A picture that Slack cannot show, or not yet, is told in words.
    """
    rest = spot.rest
    pictures = {file.name: await rest.upload(file) for file in part.files if file.alt}
    body = placed(part.body, pictures)
    try:
        return await rest.post(spot.channel, body, spot.thread), body
    except Refused:
        if not pictures:
            raise
        body = placed(part.body, {})
        return await rest.post(spot.channel, body, spot.thread), body


def there(latest: Sequence[Mapping[str, Any]], me: str, sending: str) -> There:
    """What of a message stands among the latest ones of a place, as Slack tells them."""
    parts, files = {}, set()
    for message in latest:
        if message.get("user") != me:
            continue
        files |= {str(file.get("name")) for file in message.get("files") or []}
        metadata = message.get("metadata") or {}
        about = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT and sending in (found := ids_in(about)):
            parts[found[sending]] = str(message["ts"])
    return There(parts=parts, files=frozenset(files))


def show_button(label: str, sending: str) -> Json:
    """The button that shows its reader what is kept for them."""
    return {"type": "button", "action_id": SHOW, "value": sending, "text": plain(label)}


def _list(blocks: object) -> list[object]:
    return blocks if isinstance(blocks, list) else []
