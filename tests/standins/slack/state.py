"""What the stand-in remembers: workspaces, people, channels, messages, views, keys used once.

Plain values; nothing here speaks HTTP or knows a limit. A *team* is a workspace (Slack's own word
in its interface). A *trigger* lets the app open one view. An *answer URL* is a `response_url`.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.standins.slack.refusals import Refused

Body = dict[str, Any]

CHANNEL, PRIVATE, DIRECT = "channel", "group", "im"  # kinds, as in an event's `channel_type`
HOME, MODAL = "home", "modal"


@dataclass(slots=True, kw_only=True)
class User:
    """An account in one workspace. `bot`: the B… id of a bot user, else empty."""

    id: str
    team: str
    name: str
    bot: str = ""
    admin: bool = False
    owner: bool = False
    gone: bool = False

    @property
    def handle(self) -> str:
        """The name in small letters, without spaces."""
        return self.name.lower().replace(" ", ".")


@dataclass(slots=True, kw_only=True)
class File:
    """An upload: its bytes and what describes it to those who cannot see it."""

    id: str
    name: str
    length: int
    title: str = ""
    alt: str = ""
    user: str = ""
    data: bytes | None = None


@dataclass(slots=True, kw_only=True)
class Message:
    """A message. `only_for`: who alone sees it (ephemeral). `notified`: ids of those whom it
    notified when it was made, `followed` of those who follow its thread. `broadcasts`: here,
    channel, everyone, or ids of user groups that it addresses.
    """

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[Body] = field(default_factory=list)
    attachments: list[Body] = field(default_factory=list)
    thread: str = ""
    subtype: str = ""
    metadata: Body | None = None
    files: list[File] = field(default_factory=list)
    client_msg_id: str = ""
    edited: Body | None = None
    edits: int = 0
    mentioned: frozenset[str] = frozenset()
    broadcasts: frozenset[str] = frozenset()
    notified: frozenset[str] = frozenset()
    followed: frozenset[str] = frozenset()
    unfurls: bool = True
    only_for: str = ""
    reactions: dict[str, list[str]] = field(default_factory=dict)
    deleted: bool = False


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel, a private channel, or a direct message of the bot and one person.

    `open`: everybody in the workspace is in it, also who comes later (else `members` are).
    """

    id: str
    team: str
    kind: str
    name: str = ""
    open: bool = False
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemeral: dict[str, Message] = field(default_factory=dict)
    archived: bool = False
    made: int = 0


@dataclass(slots=True, kw_only=True)
class View:
    """A modal or an App Home. `shown`: its JSON as the app gave it. `values`: what the person has
    entered, by block and action. `errors`: beside which inputs the app has found something wrong.
    """

    id: str
    team: str
    user: str
    kind: str
    hash: str
    shown: Body
    root: str = ""
    previous: str = ""
    open: bool = True
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    updates: int = 0


@dataclass(slots=True, kw_only=True)
class Trigger:
    """A `trigger_id`. `began`: monotonic seconds. `within`: the view that it was sent from."""

    id: str
    team: str
    user: str
    began: float
    within: View | None = None
    opened: View | None = None


@dataclass(slots=True, kw_only=True)
class AnswerUrl:
    """A `response_url`. `source`: the message that was acted on. `posted`: what came through it."""

    id: str
    team: str
    channel: str
    user: str
    began: float
    source: Message | None = None
    used: int = 0
    posted: list[Message] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Install:
    """The app in one workspace: its bot user, token and scopes. `ended`: why the token is void."""

    team: str
    token: str
    bot: User
    by: str
    scopes: set[str]
    ended: str = ""


@dataclass(slots=True, kw_only=True)
class Team:
    """A workspace."""

    id: str
    name: str
    domain: str
    users: dict[str, User] = field(default_factory=dict)
    install: Install | None = None


@dataclass(slots=True, kw_only=True)
class App:
    """The app under test: what Slack knows of it. `manifest`: as its YAML or JSON says."""

    id: str
    token: str
    client_id: str
    client_secret: str
    signing_secret: str
    manifest: Body


@dataclass(slots=True, kw_only=True)
class World:
    """All of it. `codes`: of OAuth, each with the team and who allowed it, until it is used."""

    app: App
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    urls: dict[str, AnswerUrl] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    installs: dict[str, Install] = field(default_factory=dict)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def user(self, user: str, team: str) -> User:
        """Raises Refused user_not_found."""
        found = self.users.get(user)
        if found is None or found.team != team:
            raise Refused("user_not_found")
        return found

    def members(self, channel: Channel) -> list[str]:
        """Ids of those who are in a channel, the bot too if it is."""
        if not channel.open:
            return list(channel.members)
        team = self.teams[channel.team].users.values()
        people = [one.id for one in team if not one.bot and not one.gone]
        return people + [one for one in channel.members if one not in people]

    def message(self, channel: Channel, ts: str) -> Message:
        """A message that anybody in the channel sees. Raises Refused message_not_found."""
        found = channel.messages.get(ts)
        if found is None or found.deleted:
            raise Refused("message_not_found")
        return found

    def replies(self, channel: Channel, thread: str) -> list[Message]:
        """What stands under a message, oldest first."""
        every = channel.messages.values()
        return [m for m in every if m.thread == thread and m.ts != thread and not m.deleted]

    def direct(self, bot: User, user: str) -> Channel | None:
        """The direct message channel of a bot and a person."""
        for one in self.channels.values():
            if one.kind == DIRECT and set(one.members) == {bot.id, user}:
                return one
        return None

    def bot_of(self, team: str) -> User | None:
        """The bot user, while the app is installed there."""
        install = self.teams[team].install
        return install.bot if install is not None and not install.ended else None
