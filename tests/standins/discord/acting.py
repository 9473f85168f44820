"""Interactions on their way to the bot: what Discord sends for a command, a press, a form."""

import secrets
import time

from tests.standins.discord.gateway import ALWAYS
from tests.standins.discord.ids import snowflake
from tests.standins.discord.permissions import in_channel
from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.shapes import channel_json, member_json, message_json, user_json
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import Body, Channel, Interaction, Message, User, World

_IN_GUILD, _WITH_BOT = 0, 1  # contexts of interactions
_FILE_LIMIT = 10 * 1024 * 1024
_SLACK = 0.05  # seconds: an answer at the last moment is still noticed


def begin(
    stage: Stage, user: User, kind: int, channel: Channel, data: Body, source: Message | None
) -> Interaction:
    """Send an interaction to the bot. Raises CannotDo if the bot is not there."""
    world = stage.world
    if channel.guild is not None and world.bot.id not in world.guilds[channel.guild].members:
        raise CannotDo("the bot is not in this server")
    made = Interaction(
        id=snowflake(),
        token=secrets.token_urlsafe(48),
        kind=kind,
        user=user.id,
        channel=channel.id,
        guild=channel.guild,
        began=time.monotonic(),
        source=source,
        data=data,
    )
    world.interactions[made.id] = made
    world.tokens[made.token] = made
    body = _payload(world, made, channel) | ({"data": data} if data else {})
    if source is not None:
        body["message"] = message_json(world, source, stage.origin)
    stage.gateway.dispatch("INTERACTION_CREATE", body, channel.guild, ALWAYS)
    stage.changes.happened()
    return made


async def answered(stage: Stage, given: Interaction) -> None:
    """Wait for the first answer, as long as a person would."""
    left = given.began + stage.settings.patience + _SLACK - time.monotonic()
    try:
        await stage.changes.until(lambda: given.first, within=left)
    except AssertionError:
        return  # the person reads "The application did not respond"


def _payload(world: World, given: Interaction, channel: Channel) -> Body:
    user = world.users[given.user]
    body: Body = {
        "id": given.id,
        "application_id": world.bot.id,
        "type": given.kind,
        "token": given.token,
        "version": 1,
        "channel_id": channel.id,
        "channel": channel_json(world, channel, world.bot.id),
        "app_permissions": str(in_channel(world, channel, world.bot.id)),
        "locale": user.locale,
        "entitlements": [],
        "attachment_size_limit": _FILE_LIMIT,
    }
    if channel.guild is None:
        owners = {"0": "0"}
        return body | {"user": user_json(user), "context": _WITH_BOT,
                       "authorizing_integration_owners": owners}  # fmt: skip
    guild = world.guilds[channel.guild]
    permissions = str(in_channel(world, channel, user.id))
    body["channel"]["permissions"] = permissions
    return body | {
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": member_json(guild.members[user.id], user) | {"permissions": permissions},
        "context": _IN_GUILD,
        "authorizing_integration_owners": {"0": guild.id},
    }
