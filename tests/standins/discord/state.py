"""What the stand-in remembers: people, servers, channels, messages, interactions.

Plain values; nothing here speaks HTTP or knows a limit. All ids are texts, as in Discord's JSON.
A *guild* is a server (Discord's own word in its interface); a thread is a channel with a parent.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.standins.discord.refusals import refused

Body = dict[str, Any]

TEXT, DM, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 11, 12
THREADS = (PUBLIC_THREAD, PRIVATE_THREAD)

# Flags of messages.
SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT, COMPONENTS_V2 = (
    1 << 2,
    1 << 6,
    1 << 7,
    1 << 12,
    1 << 15,
)


@dataclass(slots=True, kw_only=True)
class User:
    """An account. `closed`: takes no direct messages."""

    id: str
    name: str
    bot: bool = False
    closed: bool = False
    locale: str = "en-US"


@dataclass(slots=True, kw_only=True)
class Role:
    """A role of a guild; the one whose id is the guild's is @everyone."""

    id: str
    name: str
    permissions: int = 0
    mentionable: bool = False
    managed: bool = False


@dataclass(slots=True, kw_only=True)
class Overwrite:
    """What a channel allows or denies to a role (kind 0) or a member (kind 1)."""

    id: str
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, kw_only=True)
class File:
    """An upload: its bytes and what describes it to those who cannot see it."""

    id: str
    name: str
    data: bytes
    description: str = ""
    kind: str = "application/octet-stream"


@dataclass(slots=True, kw_only=True)
class Message:
    """A message. `only_for`: who alone sees it (ephemeral). `notified`: ids of those whom it
    notified when it was made. `interaction`: what it answers.
    """

    id: str
    channel: str
    author: str
    at: int
    content: str = ""
    embeds: list[Body] = field(default_factory=list)
    components: list[Body] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    reference: str | None = None
    edited: int | None = None
    edits: int = 0
    mentions: list[str] = field(default_factory=list)
    mention_roles: list[str] = field(default_factory=list)
    mention_everyone: bool = False
    notified: frozenset[str] = frozenset()
    only_for: str = ""
    interaction: Body | None = None
    reactions: dict[str, set[str]] = field(default_factory=dict)
    deleted: bool = False


@dataclass(slots=True, kw_only=True)
class Channel:
    """A text channel, a direct message (`recipient`), or a thread (`parent`, `members`)."""

    id: str
    kind: int
    name: str = ""
    guild: str | None = None
    parent: str | None = None
    owner: str | None = None
    recipient: str | None = None
    topic: str | None = None
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    nonces: dict[str, tuple[str, int]] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive: int = 1440
    made: int = 0


@dataclass(slots=True, kw_only=True)
class Member:
    """A person in a guild."""

    user: str
    joined: int
    roles: set[str] = field(default_factory=set)
    nick: str | None = None


@dataclass(slots=True, kw_only=True)
class Guild:
    """A server. `audit`: its audit log, newest first."""

    id: str
    name: str
    owner: str
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    audit: list[Body] = field(default_factory=list)
    locale: str = "en-US"


@dataclass(slots=True, kw_only=True)
class First:
    """The first answer to an interaction: its type, its data, when (UTC ms), after how long."""

    type: int
    data: Body
    at: int
    seconds: float


@dataclass(slots=True, kw_only=True)
class Interaction:
    """One interaction. `began`: monotonic seconds. `original`: the message that `@original` names:
    (channel, message). `deferred`: promised and not yet there. `edits`: bodies of its edits.
    """

    id: str
    token: str
    kind: int
    user: str
    channel: str
    guild: str | None
    began: float
    source: Message | None = None
    first: First | None = None
    original: Message | None = None
    deferred: bool = False
    edits: list[Body] = field(default_factory=list)
    follow_ups: list[Message] = field(default_factory=list)
    data: Body = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class World:
    """All of it. `commands`: registered definitions, global ones under ""."""

    bot: User
    users: dict[str, User] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    tokens: dict[str, Interaction] = field(default_factory=dict)
    commands: dict[str, list[Body]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)

    def user(self, user: str) -> User:
        """Raises Refused 10013."""
        if user not in self.users:
            raise refused(10013)
        return self.users[user]

    def guild(self, guild: str) -> Guild:
        """A guild that the bot is in. Raises Refused 10004."""
        found = self.guilds.get(guild)
        if found is None or self.bot.id not in found.members:
            raise refused(10004)
        return found

    def channel(self, channel: str) -> Channel:
        """Raises Refused 10003."""
        if channel not in self.channels:
            raise refused(10003)
        return self.channels[channel]

    def message(self, channel: Channel, message: str) -> Message:
        """A message that anybody in the channel sees. Raises Refused 10008."""
        found = channel.messages.get(message)
        if found is None or found.only_for:
            raise refused(10008)
        return found

    def guild_channels(self, guild: str, kinds: tuple[int, ...]) -> list[Channel]:
        """A guild's channels of some kinds, oldest first."""
        return [c for c in self.channels.values() if c.guild == guild and c.kind in kinds]

    def direct(self, user: str) -> Channel | None:
        """The direct message channel of the bot and a person."""
        found = (c for c in self.channels.values() if c.kind == DM and c.recipient == user)
        return next(found, None)
