"""The connection to Discord: which of its events we hear, and whom we hand them to.

One client for all shards, with the intents that no review guards: servers, messages without their
content, direct messages; thread messages are read only where the host has switched that on. An
*arrival* is what Discord tells us; whatever goes wrong with one is logged and ends nothing.
"""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.platforms.discord.guarding import safely

TO_HANG_UP = 1.0  # seconds

log = logging.getLogger(__name__)


class Ears(Protocol):
    """Whoever is told what we hear."""

    async def connected(self, client: "Connection") -> None:
        """We are logged in and know who we are; nothing has been heard yet."""

    async def asked(self, event: discord.Interaction) -> None:
        """Somebody used a command, a button or a form, or types a value."""

    async def said(self, message: discord.Message) -> None:
        """Somebody wrote something that we may read."""

    async def invited(self, guild: discord.Guild) -> None:
        """We were added to a server."""

    async def vanished(self, channel: str) -> None:
        """A channel or thread was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How to connect: where Discord's REST is, whether we may read messages, which shards."""

    api_base: str
    message_content: bool
    shard_count: int | None = None
    shard_ids: tuple[int, ...] | None = None


class Connection(discord.AutoShardedClient):
    """discord.py's client, without its caches and without its own ideas of views and commands."""

    def __init__(self, line: Line, ears: Ears) -> None:
        Route.BASE = line.api_base
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = line.message_content
        super().__init__(
            intents=intents,
            shard_count=line.shard_count,
            shard_ids=list(line.shard_ids) if line.shard_ids else None,  # type: ignore[arg-type]  # None is fine
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.5,  # seconds; nothing we do waits for all servers to be told
        )
        self._line, self._ears = line, ears
        self.is_up = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def setup_hook(self) -> None:
        """Find the gateway beside the REST we were given, and let the others get ready."""
        found = await self.http.get_bot_gateway()
        # Where the library goes after an invalid session, whatever Discord said before.
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found[1])
        await self._ears.connected(self)

    @property
    def listens(self) -> bool:
        """Whether every shard's line is open just now."""
        lines = self.shards.values()
        return not self.is_closed() and all(not line.is_closed() for line in lines)

    async def finish(self, seconds: float) -> None:
        """Let what arrived be seen to, for so long; then hang up."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        # Discord is to say goodbye too, for which the library would wait half a minute.
        await asyncio.wait({asyncio.ensure_future(self.close())}, timeout=TO_HANG_UP)

    def _see_to(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(safely(doing, "discord_failed", None))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ── what the library calls ──────────────────────────────────────────────────────────────────

    async def on_ready(self) -> None:
        """Every shard is connected."""
        self.is_up.set()

    async def on_interaction(self, event: discord.Interaction) -> None:
        """A command, a button, a form, a value being typed."""
        self._see_to(self._ears.asked(event))

    async def on_message(self, message: discord.Message) -> None:
        """Something was written; by no bot, not even us."""
        if not message.author.bot and message.type in _WRITTEN:
            self._see_to(self._ears.said(message))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server that we were not in before."""
        self._see_to(self._ears.invited(guild))

    async def on_raw_thread_delete(self, gone: discord.RawThreadDeleteEvent) -> None:
        """A thread was deleted."""
        self._see_to(self._ears.vanished(str(gone.thread_id)))

    async def on_guild_channel_delete(self, gone: discord.abc.GuildChannel) -> None:
        """A channel was deleted, and its threads with it."""
        self._see_to(self._ears.vanished(str(gone.id)))

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """The library could not make sense of something; one event is lost, not the connection."""
        log.error("discord_event", extra={"event": event_method})


_WRITTEN = frozenset({discord.MessageType.default, discord.MessageType.reply})
