"""Places on Slack: the thread of a round is that under its lobby message.

A round for one person is talked about in direct messages with them.
"""

from dataclasses import dataclass, replace

from bot.app.kit import Kit
from bot.app.ports import Place
from bot.delivery.refusals import Gone, Refused
from bot.delivery.whereabouts import Target, Whereabouts
from bot.platforms.slack import PLATFORM
from bot.platforms.slack.addresses import Address, address
from bot.platforms.slack.rest import Rest
from bot.platforms.slack.workspaces import Workspaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where to write: a channel, and a thread of it or none. `begins`: what is posted there is the
    first message of a round, under which its thread will be.
    """

    rest: Rest
    channel: str
    thread: str = ""
    begins: bool = False

    @property
    def direct(self) -> bool:
        """Whether one person reads it there."""
        return self.channel.startswith("D")


class Opener:
    """Opens places."""

    def __init__(self, kit: Kit, workspaces: Workspaces, whereabouts: Whereabouts) -> None:
        self._kit, self._workspaces, self._whereabouts = kit, workspaces, whereabouts

    async def rest(self, target: Target) -> Rest:
        """The calls of a target's workspace. Raises Refused if we are not in it: the place is not
        gone, and we may be back.
        """
        place = target.place.channel if target.place is not None else target.channel
        try:
            return await self._workspaces.rest(address(place).team)
        except Gone as gone:
            raise Refused(str(gone)) from None

    async def spot(self, target: Target, round_id: str | None) -> Spot:
        """Where to write, opened if need be. Raises Gone."""
        rest, place = await self.rest(target), target.place
        if target.channel.startswith("@"):
            return await _directly(rest, target.channel)
        if place is None:
            return Spot(rest=rest, channel=address(target.channel).id)
        channel = address(place.channel).id
        if place.thread:
            return Spot(rest=rest, channel=channel, thread=address(place.thread).ts)
        known = await self._whereabouts.round(round_id) if round_id is not None else None
        if known is None or not known.alone or known.debate is None:
            return Spot(rest=rest, channel=channel, begins=round_id is not None)
        directly = Place(platform=PLATFORM, channel=f"@{known.user}")
        await self._whereabouts.is_now(known.id, place, directly)
        return await _directly(rest, directly.channel)

    async def begin_thread(self, place: Place, round_id: str, ts: str) -> None:
        """Note that the thread of a round is under this message."""
        there = address(place.channel)
        thread = str(Address(team=there.team, id=there.id, ts=ts))
        await self._whereabouts.is_now(round_id, place, replace(place, thread=thread))
        self._kit.step("thread:made")


async def _directly(rest: Rest, person: str) -> Spot:
    return Spot(rest=rest, channel=await rest.direct(address(person).id))
