"""What the stand-in remembers as Discord's JSON: users, members, channels, messages, guilds."""

from tests.standins.discord.ids import timestamp
from tests.standins.discord.permissions import in_channel
from tests.standins.discord.state import (
    DM,
    THREADS,
    Body,
    Channel,
    File,
    Guild,
    Member,
    Message,
    Role,
    User,
    World,
)

_FILE_URL = "{origin}/attachments/{id}/{name}"


def user_json(user: User) -> Body:
    """A user object."""
    return {
        "id": user.id,
        "username": user.name.lower().replace(" ", "_"),
        "global_name": None if user.bot else user.name,
        "discriminator": "0001" if user.bot else "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
    }


def member_json(member: Member, user: User | None) -> Body:
    """A member object; within a message it has no user."""
    made: Body = {
        "roles": sorted(member.roles),
        "joined_at": timestamp(member.joined),
        "nick": member.nick,
        "avatar": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
        "premium_since": None,
    }
    return made if user is None else made | {"user": user_json(user)}


def role_json(role: Role) -> Body:
    """A role object."""
    return {
        "id": role.id,
        "name": role.name,
        "permissions": str(role.permissions),
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "position": 0,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
    }


def channel_json(world: World, channel: Channel, viewer: str | None = None) -> Body:
    """A channel object; a thread tells `viewer` whether they are in it."""
    made: Body = {"id": channel.id, "type": channel.kind, "flags": 0}
    last = next(reversed(channel.messages), None)
    made["last_message_id"] = last
    if channel.kind == DM:
        return made | {"recipients": [user_json(world.user(channel.recipient or ""))]}
    made |= {"name": channel.name, "guild_id": channel.guild, "parent_id": channel.parent}
    if channel.kind in THREADS:
        return made | _thread_json(channel, viewer)
    overwrites = [
        {"id": o.id, "type": o.kind, "allow": str(o.allow), "deny": str(o.deny)}
        for o in channel.overwrites.values()
    ]
    return made | {
        "position": 0,
        "topic": channel.topic,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "permission_overwrites": overwrites,
    }


def _thread_json(channel: Channel, viewer: str | None) -> Body:
    made: Body = {
        "owner_id": channel.owner,
        "message_count": len(channel.messages),
        "total_message_sent": len(channel.messages),
        "member_count": len(channel.members),
        "rate_limit_per_user": 0,
        "thread_metadata": {
            "archived": channel.archived,
            "locked": channel.locked,
            "invitable": channel.invitable,
            "auto_archive_duration": channel.auto_archive,
            "archive_timestamp": timestamp(channel.made),
            "create_timestamp": timestamp(channel.made),
        },
    }
    if viewer in channel.members:
        made["member"] = thread_member_json(channel, viewer or "")
    return made


def thread_member_json(channel: Channel, user: str) -> Body:
    """Who is in a thread since when."""
    joined = timestamp(channel.members[user])
    return {"id": channel.id, "user_id": user, "join_timestamp": joined, "flags": 1}


def file_json(file: File, origin: str) -> Body:
    """An attachment object."""
    url = _FILE_URL.format(origin=origin, id=file.id, name=file.name)
    return {
        "id": file.id,
        "filename": file.name,
        "size": len(file.data),
        "url": url,
        "proxy_url": url,
        "content_type": file.kind,
        "description": file.description or None,
    }


def message_json(world: World, message: Message, origin: str) -> Body:
    """A message object, with the thread that hangs from it."""
    made: Body = {
        "id": message.id,
        "channel_id": message.channel,
        "type": 19 if message.reference else 20 if message.interaction else 0,
        "author": user_json(world.users[message.author]),
        "content": message.content,
        "embeds": [_embed(embed, message, origin) for embed in message.embeds],
        "components": message.components,
        "attachments": [file_json(file, origin) for file in message.files],
        "flags": message.flags,
        "timestamp": timestamp(message.at),
        "edited_timestamp": timestamp(message.edited) if message.edited else None,
        "mentions": [user_json(world.users[one]) for one in message.mentions],
        "mention_roles": message.mention_roles,
        "mention_everyone": message.mention_everyone,
        "pinned": False,
        "tts": False,
    }
    if message.interaction is not None:
        made |= {"interaction_metadata": message.interaction, "application_id": world.bot.id}
        made |= {"webhook_id": world.bot.id}
    if message.reactions:
        made["reactions"] = [_reaction(world, *one) for one in message.reactions.items()]
    if message.id in world.channels:
        made["thread"] = channel_json(world, world.channels[message.id], world.bot.id)
        made["flags"] |= 1 << 5
    return made | _reply(world, message, origin)


def _reply(world: World, message: Message, origin: str) -> Body:
    if message.reference is None:
        return {}
    channel = world.channels[message.channel]
    answered = channel.messages.get(message.reference)
    shown = None if answered is None else message_json(world, answered, origin)
    return {
        "message_reference": {
            "type": 0,
            "channel_id": message.channel,
            "message_id": message.reference,
            "guild_id": channel.guild,
        },
        "referenced_message": shown,
    }


def _embed(embed: Body, message: Message, origin: str) -> Body:
    made: Body = {"type": "rich", **embed}
    for part in ("image", "thumbnail"):
        url = (embed.get(part) or {}).get("url", "")
        name = url.removeprefix("attachment://")
        for file in message.files:
            if url != name and file.name == name:
                made[part] = {"url": file_json(file, origin)["url"]}
    return made


def _reaction(world: World, emoji: str, by: set[str]) -> Body:
    return {
        "count": len(by),
        "count_details": {"burst": 0, "normal": len(by)},
        "me": world.bot.id in by,
        "me_burst": False,
        "burst_colors": [],
        "emoji": {"id": None, "name": emoji},
    }


def guild_json(world: World, guild: Guild, *, with_members: bool) -> Body:
    """A guild as GUILD_CREATE tells it: of the members only the bot, unless there is the intent."""
    every = [channel for channel in world.channels.values() if channel.guild == guild.id]
    threads = [channel for channel in every if channel.kind in THREADS and not channel.archived]
    shown = guild.members if with_members else {world.bot.id: guild.members[world.bot.id]}
    return guild_facts(guild) | {
        "channels": [channel_json(world, c) for c in every if c.kind not in THREADS],
        "threads": [
            channel_json(world, c, world.bot.id)
            for c in threads
            if in_channel(world, c, world.bot.id)
        ],
        "members": [member_json(m, world.users[m.user]) for m in shown.values()],
        "member_count": len(guild.members),
        "joined_at": timestamp(guild.members[world.bot.id].joined),
        "large": False,
        "unavailable": False,
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def guild_facts(guild: Guild) -> Body:
    """A guild as GET /guilds/{id} tells it."""
    return {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner,
        "roles": [role_json(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "icon": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": guild.locale,
        "system_channel_id": None,
        "system_channel_flags": 0,
    }
