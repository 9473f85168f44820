"""Workspaces and rooms as tests handle them.

A *room* is anywhere messages stand: a channel, a direct message, or the thread under a message.
"""

import re
from typing import TYPE_CHECKING

from tests.standins.slack.ids import new_id, new_ts, now_s
from tests.standins.slack.installing import installed, uninstall
from tests.standins.slack.seen import Seen
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import CHANNEL, PRIVATE, Channel, Message, Team, User

if TYPE_CHECKING:
    from tests.standins.slack.people import Person


class Room:
    """A channel, a direct message, or a thread."""

    def __init__(self, stage: Stage, channel: Channel, thread: str = "") -> None:
        self._stage = stage
        self.channel = channel
        self.thread_ts = thread

    def __repr__(self) -> str:
        lines = "".join(f"\n    {message!r}" for message in self.everything)
        return f"<room {self.name!r} {self.id} {self.thread_ts}{lines}>"

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Room) and other.channel is self.channel
        return same and isinstance(other, Room) and other.thread_ts == self.thread_ts

    def __hash__(self) -> int:
        return hash((self.id, self.thread_ts))

    @property
    def id(self) -> str:
        """The channel's id."""
        return self.channel.id

    @property
    def name(self) -> str:
        """Its name; empty for a direct message."""
        return self.channel.name

    @property
    def everything(self) -> list[Seen]:
        """All messages, of threads and ephemeral ones too, oldest first."""
        every = [*self.channel.messages.values(), *self.channel.ephemeral.values()]
        every.sort(key=lambda one: float(one.ts))
        return [Seen(self._stage, one) for one in every if not one.deleted]

    @property
    def messages(self) -> list[Seen]:
        """What everybody here sees, oldest first: of a thread with the message above it."""
        return [one for one in self.everything if not one.ephemeral and self._holds(one.message)]

    def _holds(self, message: Message) -> bool:
        if self.thread_ts:
            return self.thread_ts in (message.ts, message.thread)
        top = message.thread in ("", message.ts)
        return top or message.subtype == "thread_broadcast"

    def shows(self, person: str) -> list[Seen]:
        """What a person sees here, ephemeral messages for them too."""
        found = [one for one in self.everything if self._holds(one.message)]
        return [one for one in found if one.message.only_for in ("", person)]

    def thread(self, message: Seen) -> "Room":
        """The thread under a message."""
        return Room(self._stage, self.channel, message.message.thread or message.ts)

    @property
    def members(self) -> list[str]:
        """Names of those who are in it."""
        users = self._stage.world.users
        return [users[one].name for one in self._stage.world.members(self.channel)]

    def invites(self, person: "Person") -> None:
        """Somebody, or the bot, comes in."""
        if person.id not in self.channel.members:
            self.channel.members.append(person.id)
        event = {"type": "member_joined_channel", "user": person.id, "channel": self.id}
        event |= {"channel_type": "C", "team": self.channel.team, "event_ts": new_ts()}
        install = self._stage.world.teams[self.channel.team].install
        self._stage.courier.tell(self._stage, install, "member_joined_channel", event)
        self._stage.changes.happened()

    def kicks(self, person: "Person") -> None:
        """Somebody, or the bot, is taken out."""
        self.channel.members = [
            one for one in self._stage.world.members(self.channel) if one != person.id
        ]
        self.channel.open = self.channel.open and bool(person.user.bot)
        self._stage.changes.happened()

    def archives(self) -> None:
        """Nobody writes here any more."""
        self.channel.archived = True
        self._stage.changes.happened()


class Workspace:
    """A Slack workspace (team)."""

    def __init__(self, stage: Stage, team: Team) -> None:
        self._stage = stage
        self.team = team

    @property
    def id(self) -> str:
        """Its id."""
        return self.team.id

    @property
    def token(self) -> str:
        """The bot's token here."""
        assert self.team.install is not None, "the app was never installed here"
        return self.team.install.token

    @property
    def scopes(self) -> set[str]:
        """The token's scopes; a test may take some away."""
        assert self.team.install is not None, "the app was never installed here"
        return self.team.install.scopes

    @property
    def bot(self) -> "Person":
        """The bot as others see it."""
        from tests.standins.slack.people import Person

        assert self.team.install is not None, "the app was never installed here"
        return Person(self._stage, self.team.install.bot)

    @property
    def installer(self) -> "Person":
        """Who installed the app."""
        from tests.standins.slack.people import Person

        assert self.team.install is not None, "the app was never installed here"
        return Person(self._stage, self._stage.world.users[self.team.install.by])

    def member(self, name: str, *, admin: bool = False) -> "Person":
        """Somebody new in the workspace and its public channels."""
        from tests.standins.slack.people import Person

        made = User(id=new_id("U"), team=self.id, name=name, admin=admin, owner=False)
        self.team.users[made.id] = self._stage.world.users[made.id] = made
        self._stage.changes.happened()
        return Person(self._stage, made)

    def channel(
        self, name: str, *, private: bool = False, members: "tuple[Person, ...]" = (),
        bot: bool = True,
    ) -> Room:  # fmt: skip
        """A channel, made if there is none of the name. Everybody is in a public one; a private
        one has its `members`. `bot`: it has been invited.
        """
        world = self._stage.world
        for one in world.channels.values():
            if one.team == self.id and one.name == name:
                return Room(self._stage, one)
        made = Channel(
            id=new_id("G" if private else "C"), team=self.id, name=name, made=now_s(),
            kind=PRIVATE if private else CHANNEL, open=not private,
            members=[person.id for person in members],
        )  # fmt: skip
        world.channels[made.id] = made
        room = Room(self._stage, made)
        if bot and world.bot_of(self.id) is not None:
            room.invites(self.bot)
        return room

    def installs(self, by: "Person") -> str:
        """Somebody adds the app from its settings page; the token."""
        return installed(self._stage, self.team, by.id).token

    def uninstalls(self) -> None:
        """An admin removes the app: its token ends, it is told."""
        assert self.team.install is not None
        uninstall(self._stage, self.team.install)

    def revokes(self) -> None:
        """The token ends, the app stays."""
        assert self.team.install is not None
        uninstall(self._stage, self.team.install, revoked_only=True)

    def leaves(self, person: "Person") -> None:
        """Somebody's account is switched off."""
        person.user.gone = True
        self._stage.changes.happened()


def domain_of(name: str) -> str:
    """A workspace's domain: its name in small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "team"
