"""What a host does with Discord: run it, sync its commands, invite it, have it looked at."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import discord
from discord.http import Route

from bot import wiring
from bot.app.checks import Check
from bot.app.kit import Kit
from bot.config import DISCORD_TOKEN
from bot.content.places import prompts_folder
from bot.content.translations import load_translations
from bot.core.errors import BadInput
from bot.delivery.refusals import Trouble
from bot.platforms.discord.checks import Wanted, checked
from bot.platforms.discord.client import Line
from bot.platforms.discord.definitions import unsendable
from bot.platforms.discord.permissions import invite_link
from bot.platforms.discord.platform import Discord, Terms, sync, wanted
from bot.platforms.discord.rest import Rest
from bot.platforms.discord.server_checks import servers
from bot.settings import Settings

Translations = Mapping[str, Mapping[str, str]]


def is_wanted(environ: Mapping[str, str]) -> bool:
    """Whether its token is there."""
    return bool(environ.get(DISCORD_TOKEN, "").strip())


def maker(
    settings: Settings, environ: Mapping[str, str]
) -> Callable[[Kit, Callable[[], None]], Discord]:
    """What makes the platform. Raises BadInput if there is no token."""
    terms = Terms(
        token=_token(environ),
        line=_line(settings),
        role=settings.discord.instructor_role,
        translations=_translations(settings, environ),
    )
    return lambda kit, ring: Discord(kit, terms, ring)


async def sync_commands(settings: Settings, environ: Mapping[str, str]) -> bool:
    """Give Discord the commands; whether it had others."""
    content = wiring.content(settings.prompts.folder, environ)
    translations = _translations(settings, environ)
    definitions = wanted(content.formats, content.phrases.say, translations)
    async with _logged_in(settings, _token(environ)) as rest:
        return await sync(rest, definitions)


async def invite(settings: Settings, environ: Mapping[str, str]) -> str:
    """The address at which the bot is added to a server."""
    async with _logged_in(settings, _token(environ)) as rest:
        return invite_link(rest.application)


async def checks(
    settings: Settings, environ: Mapping[str, str], *, only_servers: bool = False
) -> list[Check]:
    """What may keep the bot from working on Discord; or only what it may do in its servers."""
    content = wiring.content(settings.prompts.folder, environ)
    translations = _translations(settings, environ)
    looked_for = Wanted(
        message_content=settings.discord.message_content,
        instructor_role=settings.discord.instructor_role,
        definitions=wanted(content.formats, content.phrases.say, translations),
        unsendable=unsendable(translations),
    )
    say = content.phrases.say
    try:
        async with _logged_in(settings, _token(environ)) as rest:
            if only_servers:
                role = settings.discord.instructor_role
                return [check async for check in servers(rest, rest.application, role, say)]
            return [check async for check in checked(rest, looked_for, say)]
    except BadInput as error:
        said = say(error.phrase, **error.variables)
        return [Check(name="Discord token", said=said, fine=False)]
    except Trouble as trouble:
        said = say("discord.check.trouble", reason=str(trouble))
        return [Check(name="Discord", said=said, fine=False)]


@asynccontextmanager
async def _logged_in(settings: Settings, token: str) -> AsyncIterator[Rest]:
    """Discord's REST, without a connection to the gateway. Raises BadInput for a bad token."""
    Route.BASE = settings.discord.api_base
    client = discord.Client(intents=discord.Intents.none())
    try:
        try:
            await client.login(token)
        except discord.LoginFailure:
            raise BadInput("discord.check.token_bad") from None
        except (discord.HTTPException, OSError) as error:
            raise Trouble(type(error).__name__) from None
        yield Rest(client.http, str(client.application_id))
    finally:
        await client.close()
        await asyncio.sleep(0)  # lets the library's connector close its sockets


def _line(settings: Settings) -> Line:
    return Line(
        api_base=settings.discord.api_base,
        message_content=settings.discord.message_content,
        shard_count=settings.discord.shard_count,
        shard_ids=settings.discord.shard_ids,
    )


def _translations(settings: Settings, environ: Mapping[str, str]) -> Translations:
    return load_translations(settings.prompts.folder or prompts_folder(environ))


def _token(environ: Mapping[str, str]) -> str:
    """The bot's token. Raises BadInput if there is none."""
    token = environ.get(DISCORD_TOKEN, "").strip()
    if not token:
        raise BadInput("error.no_token")
    return token
