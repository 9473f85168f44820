"""Somebody with an account: who they are, what they see, what they write."""

from collections.abc import Sequence

from tests.standins.slack.acting import install_of
from tests.standins.slack.api_teams import reacted
from tests.standins.slack.api_views import home_of
from tests.standins.slack.conversing import opened
from tests.standins.slack.forms import Form
from tests.standins.slack.ids import new_id
from tests.standins.slack.manifest import part
from tests.standins.slack.posting import delete, draft, edit, post
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import DIRECT, Body, Channel, File, Message, User
from tests.standins.slack.text import rich, typed

_MOST_WRITTEN = 12_000  # what a client takes in one message


class Someone:
    """A person without what they do with the app: see `people.Person`."""

    def __init__(self, stage: Stage, user: User) -> None:
        self._stage = stage
        self.user = user

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Someone) and other.user is self.user

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def id(self) -> str:
        """The account's id in this workspace."""
        return self.user.id

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.user.name

    @property
    def mention(self) -> str:
        """What mentions this person in a text that an app sends."""
        return f"<@{self.id}>"

    @property
    def admin(self) -> bool:
        """Whether they are an admin of the workspace."""
        return self.user.admin

    @admin.setter
    def admin(self, admin: bool) -> None:
        self.user.admin = admin

    # ── looking ──────────────────────────────────────────────────────────────────────────────────

    @property
    def dm(self) -> Room:
        """The direct message with the bot."""
        install = install_of(self._stage, self.user)
        return Room(self._stage, opened(self._stage, install, self.id))

    @property
    def direct(self) -> list[Seen]:
        """All messages of the direct message with the bot, of threads too."""
        return [one for one in self.dm.everything if one.message.only_for in ("", self.id)]

    @property
    def home(self) -> Form | None:
        """The App Home as it is now, if the app has published one."""
        found = home_of(self._stage, self.id)
        return Form(self._stage, found) if found is not None else None

    @property
    def modals(self) -> list[Form]:
        """Forms that are open before them, the topmost last."""
        views = self._stage.world.views.values()
        mine = [v for v in views if v.user == self.id and v.kind == "modal" and v.open]
        return [Form(self._stage, one) for one in mine]

    def sees(self, room: Room) -> list[Seen]:
        """The messages that this person sees there, oldest first; none where they are not."""
        if not self.inside(room.channel):
            return []
        return room.shows(self.id)

    def reloads(self) -> None:
        """Start the client anew: ephemeral messages are gone."""
        for channel in self._stage.world.channels.values():
            for one in [m for m in channel.ephemeral.values() if m.only_for == self.id]:
                one.deleted = True
                del channel.ephemeral[one.ts]
        self._stage.changes.happened()

    def notifications(self) -> list[Seen]:
        """Messages that notified this person: mentions and direct messages."""
        found = [
            Seen(self._stage, message)
            for channel in self._stage.world.channels.values()
            for message in channel.messages.values()
            if self.id in message.notified
        ]
        return sorted(found, key=lambda one: float(one.ts))

    def inside(self, channel: Channel) -> bool:
        """Whether they are in a channel."""
        return self.id in self._stage.world.members(channel)

    def enter(self, channel: Channel) -> None:
        """Raises CannotDo if they cannot write in a channel."""
        if not self.inside(channel):
            raise CannotDo(f"{self.name} is not in {channel.name or 'the direct message'}")
        if channel.archived:
            raise CannotDo(f"{channel.name} is archived")

    def looks_at(self, message: Message) -> None:
        """Raises CannotDo for a message that they do not see."""
        channel = self._stage.world.channels[message.channel]
        self.enter(channel)
        if message.only_for not in ("", self.id):
            raise CannotDo(f"{self.name} does not see this message")

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    async def says(
        self,
        room: Room,
        text: str,
        thread: Seen | None = None,
        *,
        also_to_channel: bool = False,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> Seen:
        """A message as somebody types it: `@Ana`, `@here`, `#room` and links become what Slack
        makes of them, `& < >` are escaped.
        """
        channel = room.channel
        self.enter(channel)
        if len(text) > _MOST_WRITTEN:
            raise CannotDo(f"a message has at most {_MOST_WRITTEN} characters")
        if channel.kind == DIRECT:
            self._may_write_directly()
        kept = typed(self._stage.world, self.user.team, text)
        under = room.thread(thread).thread_ts if thread is not None else room.thread_ts
        body: Body = {"text": kept, "thread_ts": under, "blocks": rich(kept)}
        body["reply_broadcast"] = also_to_channel
        uploads = [
            File(id=new_id("F"), name=name, length=len(data), data=data, user=self.id)
            for name, data in files
        ]
        message = draft(channel, self.id, body, uploads)
        message.client_msg_id = new_id("M")
        return Seen(self._stage, post(self._stage, message, body))

    def _may_write_directly(self) -> None:
        home = part(self._stage.world.app.manifest, "features", "app_home")
        if not home.get("messages_tab_enabled") or home.get("messages_tab_read_only_enabled"):
            raise CannotDo("sending messages to this app has been turned off")

    async def mentions(self, room: Room, text: str = "", thread: Seen | None = None) -> Seen:
        """A message that begins with a mention of the bot."""
        bot = install_of(self._stage, self.user).bot
        return await self.says(room, f"@{bot.name} {text}".rstrip(), thread)

    async def writes_directly(self, text: str) -> Seen:
        """A direct message to the bot."""
        return await self.says(self.dm, text)

    def edits(self, message: Seen, text: str) -> None:
        """Change one's own message."""
        self._own(message)
        kept = typed(self._stage.world, self.user.team, text)
        edit(self._stage, message.message, {"text": kept, "blocks": rich(kept)}, self.id)

    def deletes(self, message: Seen) -> None:
        """Take a message back: one's own, or as an admin."""
        if not self.admin:
            self._own(message)
        delete(self._stage, message.message)

    def reacts(self, message: Seen, name: str) -> None:
        """An emoji under a message."""
        self.looks_at(message.message)
        reacted(self._stage, message.message, self.id, name)

    def _own(self, message: Seen) -> None:
        if message.message.user != self.id:
            raise CannotDo("people change only their own messages")
