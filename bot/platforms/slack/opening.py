"""Places on Slack: the thread of a round is that under its lobby message.

A round for one person is talked about in direct messages with them.
"""

from dataclasses import dataclass, replace

from bot.app.kit import Kit
from bot.app.ports import Place
from bot.delivery.whereabouts import Target, Whereabouts
from bot.platforms.slack import PLATFORM
from bot.platforms.slack.rest import Rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where to write: a channel, and a thread of it or none. `begins`: what is posted there is the
    first message of a round, under which its thread will be.
    """

    channel: str
    thread: str = ""
    begins: bool = False


class Opener:
    """Opens places."""

    def __init__(self, kit: Kit, rest: Rest, whereabouts: Whereabouts) -> None:
        self._kit, self._rest, self._whereabouts = kit, rest, whereabouts

    async def spot(self, target: Target, round_id: str | None) -> Spot:
        """Where to write, opened if need be. Raises Gone."""
        if target.channel.startswith("@"):
            return Spot(channel=await self._rest.direct(target.channel[1:]))
        place = target.place
        if place is None:
            return Spot(channel=target.channel)
        if place.thread:
            return Spot(channel=place.channel, thread=place.thread)
        known = await self._whereabouts.round(round_id) if round_id is not None else None
        if known is None or not known.alone or known.debate is None:
            return Spot(channel=place.channel, begins=round_id is not None)
        directly = Place(platform=PLATFORM, channel=f"@{known.user}")
        await self._whereabouts.is_now(known.id, place, directly)
        return Spot(channel=await self._rest.direct(known.user))

    async def begin_thread(self, place: Place, round_id: str, ts: str) -> None:
        """Note that the thread of a round is under this message."""
        await self._whereabouts.is_now(round_id, place, replace(place, thread=ts))
        self._kit.step("thread:made")
