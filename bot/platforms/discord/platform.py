"""Discord as one of the platforms that `debate-bot run` runs: connected, told to stop, gone."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import aiohttp
import discord
from aiohttp import web

from bot.app import commands
from bot.app.commands import COMMANDS
from bot.app.kit import Kit
from bot.app.ports import Place, Tx
from bot.core.errors import BadInput
from bot.core.format import Formats
from bot.delivery.refusals import Trouble
from bot.delivery.sending import Sender
from bot.delivery.whereabouts import Whereabouts
from bot.platforms.discord import PLATFORM
from bot.platforms.discord.answering import Answerer
from bot.platforms.discord.client import Connection, Line
from bot.platforms.discord.definitions import definitions, digest
from bot.platforms.discord.greeting import greet
from bot.platforms.discord.listening import Listener
from bot.platforms.discord.opening import Opener
from bot.platforms.discord.reception import Reception
from bot.platforms.discord.rest import Json, Rest
from bot.platforms.discord.sending import Carrier
from bot.platforms.discord.written import Writing

TOKEN_CHANGED = 4004  # Discord's code of a connection that it closes
TO_HEAR_OUT = 2.0  # seconds for what has arrived when we are told to stop

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What Discord is run with. The token is nowhere else. `role` names instructors, by name or
    id; `translations` are descriptions of commands by locale.
    """

    token: str
    line: Line
    role: str = ""
    translations: Mapping[str, Mapping[str, str]]

    def __repr__(self) -> str:
        return "Terms(…)"  # it holds a secret


class Discord:
    """The platform. `ring` tells the others that there is work."""

    name = PLATFORM
    routes: Sequence[web.AbstractRouteDef] = ()  # it is we who connect to Discord

    def __init__(self, kit: Kit, terms: Terms, ring: Callable[[], None]) -> None:
        self._kit, self._terms, self._ring = kit, terms, ring
        self._connection = Connection(terms.line, self)
        self._whereabouts: Whereabouts
        self._sender: Sender | None = None
        self._sending: asyncio.Task[None] | None = None
        self._rest: Rest
        self._listener: Listener
        self._writing: Writing
        self._me = ""

    @property
    def is_up(self) -> bool:
        """Whether every shard is connected just now."""
        return self._connection.is_up.is_set() and self._connection.listens

    async def run(self) -> None:
        """Connect and stay connected until `stop`. Raises BadInput for what the host must mend."""
        for talkative in ("discord.http", "discord.client"):  # tokens in addresses; voice
            logging.getLogger(talkative).setLevel(logging.ERROR)
        try:
            await self._connection.start(self._terms.token)
        except discord.LoginFailure:
            raise BadInput("discord.check.token_bad") from None
        except discord.PrivilegedIntentsRequired:
            raise BadInput("discord.check.intent_off") from None
        except discord.ConnectionClosed as closed:
            if closed.code == TOKEN_CHANGED:
                raise BadInput("discord.check.token_bad") from None
            raise BadInput("discord.check.trouble", reason=closed.code) from None
        except (aiohttp.ClientError, OSError, discord.HTTPException, Trouble) as error:
            reason = type(error).__name__
            raise BadInput("discord.check.trouble", reason=reason) from None
        finally:
            await self._connection.close()

    async def wait_until_up(self) -> None:
        """Until every shard is connected."""
        await self._connection.is_up.wait()

    def wake(self) -> None:
        """There may be something to send."""
        if self._sender is not None:
            self._sender.wake()

    async def stop(self) -> None:
        """No new work; what is under way is finished."""
        if self._sender is not None and self._sending is not None:
            await self._sender.stop()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sending
        await self._connection.finish(TO_HEAR_OUT)

    # ── what the connection tells ───────────────────────────────────────────────────────────────

    async def connected(self, client: Connection) -> None:
        """Logged in: bring the commands up to date and begin to send."""
        me = str(client.user.id) if client.user else ""
        self._me = me
        self._rest = Rest(client.http, str(client.application_id))
        self._whereabouts = Whereabouts(self._kit, PLATFORM)
        opener = Opener(self._kit, self._rest, self._whereabouts)
        carrier = Carrier(self._kit, self._rest, opener, me)
        self._sender = Sender(self._kit, PLATFORM, self._whereabouts, carrier)
        reception = Reception(
            kit=self._kit,
            rest=self._rest,
            sender=self._sender,
            answerer=Answerer(self._kit, self._rest),
            ring=self._ring,
            role=self._role,
        )
        self._listener, self._writing = Listener(reception), Writing(reception)
        await sync(self._rest, wanted(self._kit.formats, self._kit.say, self._terms.translations))
        self._sending = asyncio.create_task(self._sender.run())

    async def asked(self, event: discord.Interaction) -> None:
        """An interaction."""
        await self._listener.asked(event)

    async def said(self, message: discord.Message) -> None:
        """A message."""
        await self._writing.said(message, int(self._me))

    async def invited(self, guild: discord.Guild) -> None:
        """A server that we were not in before."""
        await greet(self._kit, self._rest, guild, self._me)
        self._ring()

    async def vanished(self, channel: str) -> None:
        """The rounds that were talked about there go on directly."""

        async def work(tx: Tx) -> list[tuple[str, Place]]:
            rounds = await tx.places.rounds_in(PLATFORM, channel)
            return [(r, p) for r in rounds for p in await tx.places.of_round(r, PLATFORM)
                    if channel in (p.thread, p.channel)]  # fmt: skip

        for round_id, place in await self._kit.store.read(work):
            await self._whereabouts.lost(round_id, place)
        self._ring()

    def _role(self, guild_id: int | None) -> str:
        """The id of the role of instructors in a server; empty if there is none."""
        guild = self._connection.get_guild(guild_id) if guild_id is not None else None
        wanted = self._terms.role
        if guild is None or not wanted:
            return ""
        found = (role for role in guild.roles if wanted in (role.name, str(role.id)))
        return next((str(role.id) for role in found), "")


def wanted(
    formats: Formats, say: Callable[..., str], translations: Mapping[str, Mapping[str, str]]
) -> list[Json]:
    """The commands that Discord should know. Raises BadContent for phrases that do not fit."""
    fixed = commands.fixed(formats)
    return definitions(COMMANDS, lambda name: fixed[name], say, translations)


async def sync(rest: Rest, definitions: list[Json]) -> bool:
    """Give Discord our commands if it has others; whether it had."""
    if digest(await rest.commands()) == digest(definitions):
        return False
    await rest.put_commands(definitions)
    log.info("discord_commands_synced", extra={"count": len(definitions)})
    return True
