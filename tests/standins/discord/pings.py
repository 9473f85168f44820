"""Whom a message notifies, and which links in it unfurl.

Mentions count in `content` alone: embeds and buttons never notify anybody. `allowed_mentions` lets
through what it names; without it everything goes through that the author may do. Code spans hide
mentions and links; `<…>` around a link, or the flag SUPPRESS_EMBEDS, keeps it from unfurling.
"""

import re
from dataclasses import dataclass, field

from tests.standins.discord.permissions import BITS, in_channel
from tests.standins.discord.state import (
    DM,
    EPHEMERAL,
    SUPPRESS_EMBEDS,
    THREADS,
    Body,
    Channel,
    Guild,
    Message,
    World,
)

_CODE = re.compile(r"(`{3}.*?`{3}|`[^`]+`)", re.DOTALL)
_USER, _ROLE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_LINK = re.compile(r"\b(?:https?://[^\s<>]+|discord\.gg/[^\s<>]+)", re.IGNORECASE)
_HIDDEN_LINK = re.compile(r"<https?://[^\s<>]+>", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Mentions:
    """What a message's content mentions and is allowed to: ids of users and roles."""

    users: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    everyone: bool = False
    replied: bool = False


def mentions(world: World, message: Message, allowed: Body | None) -> Mentions:
    """The mentions of a message that go through."""
    text = _CODE.sub("", message.content)
    found = Mentions(
        users=[one for one in dict.fromkeys(_USER.findall(text)) if one in world.users],
        roles=list(dict.fromkeys(_ROLE.findall(text))),
        everyone=bool(_EVERYONE.search(text)),
        replied=message.reference is not None,
    )
    if allowed is None:
        return found
    parse = allowed.get("parse") or []
    users, roles = allowed.get("users") or [], allowed.get("roles") or []
    return Mentions(
        users=[u for u in found.users if "users" in parse or u in map(str, users)],
        roles=[r for r in found.roles if "roles" in parse or r in map(str, roles)],
        everyone=found.everyone and "everyone" in parse,
        replied=found.replied and bool(allowed.get("replied_user")),
    )


def notified(world: World, channel: Channel, message: Message, found: Mentions) -> frozenset[str]:
    """Ids of the people whom a new message notifies: those mentioned who can see it."""
    if message.flags & EPHEMERAL:
        return frozenset()
    if channel.kind == DM or channel.guild is None:
        return frozenset({channel.recipient or ""} - {message.author})
    guild = world.guilds[channel.guild]
    people = set(found.users) | _of_roles(world, guild, channel, message, found)
    if found.replied and message.reference in channel.messages:
        people.add(channel.messages[message.reference].author)
    return frozenset(
        one for one in people - {message.author} if _reaches(world, guild, channel, one)
    )


def _of_roles(
    world: World, guild: Guild, channel: Channel, message: Message, found: Mentions
) -> set[str]:
    may_all = in_channel(world, channel, message.author) & BITS["MENTION_EVERYONE"]
    people: set[str] = set()
    if found.everyone and may_all:
        people |= set(channel.members or guild.members)
    for role in found.roles:
        if role in guild.roles and (may_all or guild.roles[role].mentionable):
            people |= {m.user for m in guild.members.values() if role in m.roles}
    return people


def _reaches(world: World, guild: Guild, channel: Channel, user: str) -> bool:
    """Whether a mention reaches a person: they see the channel, or the mention adds them to it."""
    if user not in guild.members:
        return False
    parent = world.channels[channel.parent] if channel.kind in THREADS and channel.parent else None
    return bool(in_channel(world, parent or channel, user) & BITS["VIEW_CHANNEL"])


def unfurled(message: Message) -> list[str]:
    """The links of a message that Discord would show a preview of."""
    if message.flags & SUPPRESS_EMBEDS:
        return []
    text = _HIDDEN_LINK.sub("", _CODE.sub("", message.content))
    return _LINK.findall(text)
