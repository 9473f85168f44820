"""What the bot may do in a channel, what it needs to, and the link that invites it with just that.

A *permission* is one bit of Discord's; *permissions* are many, as one number. An *overwrite* allows
or denies some of them to a role or a member in one channel.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Permission(IntEnum):
    """A permission that concerns us; its bit is that of Discord's reference, "Permissions".

    The phrase `discord.permission.<name in small letters>` is what Discord calls it on its screen.
    """

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38


# In the order of Discord's own screen.
NEEDED = (
    Permission.VIEW_CHANNEL,
    Permission.SEND_MESSAGES,  # the lobby
    Permission.SEND_MESSAGES_IN_THREADS,  # the round
    Permission.CREATE_PUBLIC_THREADS,
    Permission.CREATE_PRIVATE_THREADS,  # a round alone with the bot
    Permission.EMBED_LINKS,  # without it speeches, the flow and results stay invisible
    Permission.ATTACH_FILES,  # transcripts and pictures
    Permission.ADD_REACTIONS,  # a mark under a speech that was heard
    Permission.READ_MESSAGE_HISTORY,  # to see after a crash what was sent already
)
# Asked for beside: it tells who invited the bot, who is greeted then. Without it the owner is.
INVITED = (*NEEDED, Permission.VIEW_AUDIT_LOG)
EVERYTHING = (1 << 53) - 1  # more bits than Discord uses

_INVITE = "https://discord.com/oauth2/authorize"
_SCOPES = "bot%20applications.commands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Who owns a server and what its roles may do, by id; the role `id` is everybody's."""

    id: str
    owner: str
    roles: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a server, with the ids of their roles."""

    id: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwrite:
    """What one channel allows and denies to the role or member with this id."""

    id: str
    allow: int = 0
    deny: int = 0


def in_server(server: Server, member: Member) -> int:
    """What a member may do as far as no channel says otherwise: what all their roles together give.

    The owner and administrators may do everything.
    """
    base = server.roles.get(server.id, 0)
    for role in member.roles:
        base |= server.roles.get(role, 0)
    everything = member.id == server.owner or base & Permission.ADMINISTRATOR
    return EVERYTHING if everything else base


def computed(server: Server, member: Member, overwrites: Sequence[Overwrite]) -> int:
    """What a member may do in a channel with these overwrites.

    Discord's documented way ("Permission Overwrites"): no channel binds who may do everything. For
    others it counts what the channel says to everybody, then to the member's roles together, then
    to the member, each denying before it allows. Who cannot view a channel can do nothing in it.
    """
    may = in_server(server, member)
    if may == EVERYTHING:
        return may
    for ids in ({server.id}, member.roles - {server.id}, {member.id}):
        here = [overwrite for overwrite in overwrites if overwrite.id in ids]
        for overwrite in here:
            may &= ~overwrite.deny
        for overwrite in here:
            may |= overwrite.allow
    return may if may & Permission.VIEW_CHANNEL else 0


def missing(permissions: int) -> Iterator[Permission]:
    """What the bot needs and does not have."""
    return (needed for needed in NEEDED if not permissions & needed)


def invite_link(application: str) -> str:
    """The address at which somebody who manages a server adds the bot to it."""
    permissions = sum(INVITED)
    query = f"client_id={application}&scope={_SCOPES}&permissions={permissions}"
    return f"{_INVITE}?{query}"
