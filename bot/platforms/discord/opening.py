"""Threads on Discord: opened when something is first said in them.

A round with a lobby is talked about in the thread of its first message, which cannot double. A
round for one person has a private thread, or direct messages where there can be none.
"""

from dataclasses import replace

from bot.app.kit import Kit
from bot.app.ports import Place
from bot.delivery.refusals import Gone
from bot.delivery.whereabouts import Known, Target, Whereabouts
from bot.platforms.discord import PLATFORM
from bot.platforms.discord.rest import Rest


class Opener:
    """Opens places."""

    def __init__(self, kit: Kit, rest: Rest, whereabouts: Whereabouts) -> None:
        self._kit, self._rest, self._whereabouts = kit, rest, whereabouts
        self._direct: dict[str, str] = {}

    async def channel(self, target: Target, round_id: str | None, *, again: bool = False) -> str:
        """The id of the channel to write in, opened if need be. Raises Gone.

        `again`: this was tried before a crash, so that it may be open already.
        """
        if target.channel.startswith("@"):
            user = target.channel[1:]
            if user not in self._direct:
                self._direct[user] = await self._rest.direct(user)
            return self._direct[user]
        if target.channel or target.place is None or round_id is None:
            return target.channel
        known = await self._whereabouts.round(round_id)
        if not known.alone or known.debate is None:
            return target.place.channel  # its first message there begins the thread
        found = await self._orphan(target.place, known.id) if again else ""
        return await self._private_thread(target.place, known, found)

    async def begin_thread(self, place: Place, round_id: str, message: str) -> None:
        """Make the thread of a round from its first message. Raises Gone."""
        known = await self._whereabouts.round(round_id)
        if known.alone:
            return
        thread = await self._rest.thread_from(place.channel, message, known.name)
        self._kit.step("thread:made")
        await self._whereabouts.is_now(round_id, place, replace(place, thread=thread))

    async def _private_thread(self, place: Place, known: Known, found: str) -> str:
        """A thread for one person; a direct message where there can be none. Raises Gone."""
        try:
            thread = found or await self._rest.private_thread(place.channel, known.name)
            self._kit.step("thread:made")
            await self._rest.put_into(thread, known.user)
        except Gone:
            directly = Place(platform=PLATFORM, channel=f"@{known.user}")
            await self._whereabouts.is_now(known.id, place, directly)
            return await self.channel(Target(channel=directly.channel), None)
        await self._whereabouts.is_now(known.id, place, replace(place, thread=thread))
        return thread

    async def _orphan(self, place: Place, round_id: str) -> str:
        """The thread that was made before a crash and not noted; its name ends with the round."""
        guild = (await self._rest.get(f"/channels/{place.channel}"))["guild_id"]
        found = await self._rest.get(f"/guilds/{guild}/threads/active")
        return next(
            (
                str(thread["id"])
                for thread in found["threads"]
                if str(thread.get("parent_id")) == place.channel
                and str(thread["name"]).endswith(round_id)
            ),
            "",
        )
