"""Who may do what where: Discord's documented algorithm ("Permissions", pseudocode there).

Roles are added up; then a channel's overwrites for @everyone, for roles, for the member. Whoever
does not see a channel may do nothing in it. Threads have their parent's overwrites.
"""

from collections.abc import Iterable

from tests.standins.discord.state import PRIVATE_THREAD, THREADS, Channel, Guild, Role, World

BITS = {
    "KICK_MEMBERS": 1 << 1,
    "ADMINISTRATOR": 1 << 3,
    "MANAGE_CHANNELS": 1 << 4,
    "MANAGE_GUILD": 1 << 5,
    "ADD_REACTIONS": 1 << 6,
    "VIEW_AUDIT_LOG": 1 << 7,
    "VIEW_CHANNEL": 1 << 10,
    "SEND_MESSAGES": 1 << 11,
    "MANAGE_MESSAGES": 1 << 13,
    "EMBED_LINKS": 1 << 14,
    "ATTACH_FILES": 1 << 15,
    "READ_MESSAGE_HISTORY": 1 << 16,
    "MENTION_EVERYONE": 1 << 17,
    "MANAGE_ROLES": 1 << 28,
    "USE_APPLICATION_COMMANDS": 1 << 31,
    "MANAGE_THREADS": 1 << 34,
    "CREATE_PUBLIC_THREADS": 1 << 35,
    "CREATE_PRIVATE_THREADS": 1 << 36,
    "SEND_MESSAGES_IN_THREADS": 1 << 38,
}
ALL = sum(BITS.values())
# What @everyone may do in a server that nobody has touched.
USUAL = (
    "ADD_REACTIONS VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS ATTACH_FILES READ_MESSAGE_HISTORY"
    " MENTION_EVERYONE USE_APPLICATION_COMMANDS CREATE_PUBLIC_THREADS CREATE_PRIVATE_THREADS"
    " SEND_MESSAGES_IN_THREADS"
).split()


def bits(names: Iterable[str]) -> int:
    """The sum of some permissions."""
    return sum(BITS[name] for name in set(names))


def in_guild(guild: Guild, user: str) -> int:
    """What a member may do in a guild at large; 0 for somebody who is not in it."""
    member = guild.members.get(user)
    if member is None:
        return 0
    if guild.owner == user:
        return ALL
    roles = [guild.roles[guild.id], *(guild.roles[role] for role in member.roles)]
    granted = 0
    for role in roles:
        granted |= role.permissions
    return ALL if granted & BITS["ADMINISTRATOR"] else granted


def in_channel(world: World, channel: Channel, user: str) -> int:
    """What a person may do in a channel, a thread, or their own direct message."""
    if channel.guild is None:
        return bits(USUAL) if user in (channel.recipient, world.bot.id) else 0
    guild = world.guilds[channel.guild]
    granted = in_guild(guild, user)
    if granted == ALL:
        return ALL
    parent = world.channels.get(channel.parent or "", channel)
    granted = _overwritten(guild, parent, user, granted)
    if not granted & BITS["VIEW_CHANNEL"]:
        return 0
    outside = channel.kind == PRIVATE_THREAD and user not in channel.members
    return 0 if outside and not granted & BITS["MANAGE_THREADS"] else granted


def _overwritten(guild: Guild, channel: Channel, user: str, granted: int) -> int:
    member = guild.members.get(user)
    if member is None:
        return 0
    over = channel.overwrites
    if everyone := over.get(guild.id):
        granted = granted & ~everyone.deny | everyone.allow
    roles = [over[role] for role in member.roles if role in over]
    allow, deny = 0, 0
    for one in roles:
        allow, deny = allow | one.allow, deny | one.deny
    granted = granted & ~deny | allow
    if own := over.get(user):
        granted = granted & ~own.deny | own.allow
    return granted


def to_send(channel: Channel) -> str:
    """The permission that writing in a channel takes."""
    return "SEND_MESSAGES_IN_THREADS" if channel.kind in THREADS else "SEND_MESSAGES"


def role_of_all(guild: str, names: Iterable[str]) -> Role:
    """The @everyone role of a new guild."""
    return Role(id=guild, name="@everyone", permissions=bits(names))
