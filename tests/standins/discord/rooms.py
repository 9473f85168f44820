"""Servers and rooms as tests handle them: make them, change who may do what, delete them.

A *room* is anywhere messages stand: a channel, a thread, a direct message.
"""

from typing import TYPE_CHECKING

from tests.standins.discord.gateway import GUILD_MEMBERS, GUILDS
from tests.standins.discord.ids import now_ms, snowflake
from tests.standins.discord.permissions import BITS, USUAL, bits, role_of_all
from tests.standins.discord.posting import tell_channel
from tests.standins.discord.rest_channels import vanish
from tests.standins.discord.seen import Seen
from tests.standins.discord.shapes import guild_facts, user_json
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import (
    PRIVATE_THREAD,
    TEXT,
    Body,
    Channel,
    Guild,
    Member,
    Overwrite,
    Role,
    User,
)

if TYPE_CHECKING:
    from tests.standins.discord.people import Person

_BOT_ADD = 28  # audit log: the bot was added
BY_INVITE = tuple(USUAL)


class Room:
    """A channel, a thread or a direct message."""

    def __init__(self, stage: Stage, channel: Channel) -> None:
        self._stage = stage
        self.channel = channel

    def __repr__(self) -> str:
        lines = "".join(f"\n    {message!r}" for message in self.everything)
        return f"<room {self.name!r} {self.id}{lines}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Room) and other.channel is self.channel

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def id(self) -> str:
        """Its id."""
        return self.channel.id

    @property
    def name(self) -> str:
        """Its name; empty for a direct message."""
        return self.channel.name

    @property
    def private(self) -> bool:
        """Whether it is a private thread."""
        return self.channel.kind == PRIVATE_THREAD

    @property
    def archived(self) -> bool:
        """Whether it is an archived thread."""
        return self.channel.archived

    @property
    def deleted(self) -> bool:
        """Whether it is gone."""
        return self.id not in self._stage.world.channels

    @property
    def everything(self) -> list[Seen]:
        """All messages, ephemeral ones too, oldest first."""
        return [Seen(self._stage, message) for message in self.channel.messages.values()]

    @property
    def messages(self) -> list[Seen]:
        """The messages that everybody here sees, oldest first."""
        return [message for message in self.everything if not message.ephemeral]

    @property
    def threads(self) -> list["Room"]:
        """Its threads, oldest first."""
        found = [c for c in self._stage.world.channels.values() if c.parent == self.id]
        return [Room(self._stage, channel) for channel in found]

    @property
    def members(self) -> list[str]:
        """Names of those in a thread, in the order in which they came."""
        return [self._stage.world.users[user].name for user in self.channel.members]

    def thread_of(self, message: Seen) -> "Room | None":
        """The thread that hangs from a message."""
        found = self._stage.world.channels.get(message.id)
        return Room(self._stage, found) if found else None

    def denies(self, *names: str, to: "Person | None" = None) -> None:
        """Take permissions away in this channel: from everybody (the bot too), or one person.

        The bot: `room.denies("SEND_MESSAGES", to=discord.bot)`.
        """
        over = self._overwrite(to)
        over.deny |= bits(names)
        over.allow &= ~bits(names)
        tell_channel(self._stage, "CHANNEL_UPDATE", self.channel)

    def allows(self, *names: str, to: "Person | None" = None) -> None:
        """Give permissions in this channel; takes back what was denied."""
        over = self._overwrite(to)
        over.allow |= bits(names)
        over.deny &= ~bits(names)
        tell_channel(self._stage, "CHANNEL_UPDATE", self.channel)

    def _overwrite(self, to: "Person | None") -> Overwrite:
        key = to.id if to is not None else self.channel.guild or ""
        made = Overwrite(id=key, kind=1 if to is not None else 0)
        return self.channel.overwrites.setdefault(key, made)

    def delete(self) -> None:
        """A moderator deletes it."""
        vanish(self._stage, self.channel)

    def archive(self, *, locked: bool = False) -> None:
        """Time or a moderator archives a thread."""
        self.channel.archived, self.channel.locked = True, locked
        tell_channel(self._stage, "THREAD_UPDATE", self.channel)


class Server:
    """A Discord server (guild)."""

    def __init__(self, stage: Stage, guild: Guild) -> None:
        self._stage = stage
        self.guild = guild

    @property
    def id(self) -> str:
        """Its id."""
        return self.guild.id

    @property
    def owner(self) -> "Person":
        """Whose server it is."""
        from tests.standins.discord.people import Person

        return Person(self._stage, self._stage.world.users[self.guild.owner])

    def channel(self, name: str) -> Room:
        """A text channel, made if there is none of the name."""
        for one in self._stage.world.guild_channels(self.id, (TEXT,)):
            if one.name == name:
                return Room(self._stage, one)
        made = Channel(id=snowflake(), kind=TEXT, name=name, guild=self.id, made=now_ms())
        self._stage.world.channels[made.id] = made
        tell_channel(self._stage, "CHANNEL_CREATE", made)
        return Room(self._stage, made)

    def member(self, who: "Person | str") -> "Person":
        """Somebody who is a member from now on; a name makes somebody new."""
        from tests.standins.discord.people import Person

        user = User(id=snowflake(), name=who) if isinstance(who, str) else who.user
        self._stage.world.users[user.id] = user
        self.joined_by(user)
        return Person(self._stage, user)

    def joined_by(self, user: User) -> None:
        """Somebody becomes a member."""
        self.guild.members.setdefault(user.id, Member(user=user.id, joined=now_ms()))
        self._stage.changes.happened()

    def left_by(self, person: "Person") -> None:
        """Somebody leaves or is removed."""
        self.guild.members.pop(person.id, None)
        for one in self._stage.world.channels.values():
            if one.guild == self.id:
                one.members.pop(person.id, None)
        body = {"guild_id": self.id, "user": user_json(self._stage.world.users[person.id])}
        self._stage.gateway.dispatch("GUILD_MEMBER_REMOVE", body, self.id, GUILD_MEMBERS)
        self._stage.changes.happened()

    def role(self, name: str, *permissions: str, mentionable: bool = False) -> Role:
        """A role, made if there is none of the name."""
        for one in self.guild.roles.values():
            if one.name == name:
                return one
        granted = bits(permissions)
        made = Role(id=snowflake(), name=name, permissions=granted, mentionable=mentionable)
        self.guild.roles[made.id] = made
        body: Body = {"guild_id": self.id, "role": _role(self.guild, made)}
        self._stage.gateway.dispatch("GUILD_ROLE_CREATE", body, self.id, GUILDS)
        return made

    def gives(self, person: "Person", role: Role) -> None:
        """Somebody gets a role."""
        self.guild.members[person.id].roles.add(role.id)
        self._stage.changes.happened()

    def takes(self, person: "Person", role: Role) -> None:
        """Somebody loses a role."""
        self.guild.members[person.id].roles.discard(role.id)
        self._stage.changes.happened()

    def adds_bot(self, by: "Person | None" = None, may: tuple[str, ...] = BY_INVITE) -> None:
        """Somebody (the owner if not named) adds the bot, with the permissions of its invite."""
        bot = self._stage.world.bot
        self.joined_by(bot)
        role = Role(id=snowflake(), name=bot.name, permissions=bits(may), managed=True)
        self.guild.roles[role.id] = role
        self.guild.members[bot.id].roles.add(role.id)
        entry = {
            "id": snowflake(),
            "action_type": _BOT_ADD,
            "user_id": by.id if by else self.guild.owner,
            "target_id": bot.id,
            "changes": [],
        }
        self.guild.audit.insert(0, entry)
        self._stage.gateway.welcome(self.guild)
        self._stage.changes.happened()

    def kicks_bot(self) -> None:
        """The bot is removed."""
        self._stage.gateway.dispatch("GUILD_DELETE", {"id": self.id}, self.id, GUILDS)
        self.guild.members.pop(self._stage.world.bot.id, None)
        self._stage.changes.happened()

    def goes_away(self) -> None:
        """An outage: the server is unavailable."""
        body = {"id": self.id, "unavailable": True}
        self._stage.gateway.dispatch("GUILD_DELETE", body, self.id, GUILDS)

    def comes_back(self) -> None:
        """The outage ends."""
        self._stage.gateway.welcome(self.guild, back=True)


def _role(guild: Guild, role: Role) -> Body:
    facts = guild_facts(guild)["roles"]
    return next(one for one in facts if one["id"] == role.id)


def new_guild(name: str, owner: User, everyone: tuple[str, ...] = tuple(USUAL)) -> Guild:
    """A server with its owner and the role @everyone."""
    made = Guild(id=snowflake(), name=name, owner=owner.id)
    made.roles[made.id] = role_of_all(made.id, everyone)
    made.members[owner.id] = Member(user=owner.id, joined=now_ms())
    return made


MANAGE = BITS["MANAGE_GUILD"]
