"""People who use Discord in tests: they type commands, press buttons, fill forms, write.

What a real client does not let a person do raises CannotDo: a command that is not registered or
hidden, a missing option, a disabled button, a channel they do not see.
"""

from collections.abc import Sequence

from tests.standins.discord import slash
from tests.standins.discord.acting import answered, begin
from tests.standins.discord.answers import Answer
from tests.standins.discord.components import BUTTON
from tests.standins.discord.ids import now_ms, snowflake
from tests.standins.discord.permissions import BITS, in_channel, to_send
from tests.standins.discord.posting import delete, draft, edit, post
from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.rest_channels import direct
from tests.standins.discord.rest_interactions import COMMAND, COMPLETION, FORM, PRESS
from tests.standins.discord.rooms import Room, Server
from tests.standins.discord.seen import Form, Seen
from tests.standins.discord.slash import Value
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import SILENT, Body, Channel, File, Guild, Message, User

_STRING_MENU = 3
_MOST_WRITTEN = 2_000


class Person:
    """Somebody with an account; also the bot, as others see it (`discord.bot`)."""

    def __init__(self, stage: Stage, user: User) -> None:
        self._stage = stage
        self.user = user

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.user is self.user

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def id(self) -> str:
        """The account's id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.user.name

    @property
    def mention(self) -> str:
        """What mentions this person."""
        return f"<@{self.id}>"

    @property
    def closed(self) -> bool:
        """Whether direct messages are refused (50007)."""
        return self.user.closed

    @closed.setter
    def closed(self, closed: bool) -> None:
        self.user.closed = closed

    @property
    def manages(self) -> bool:
        """Whether they may Manage Server, wherever they are; set it to give or take a role."""
        return any("Managers" in self._roles(guild.id) for guild in self._guilds())

    @manages.setter
    def manages(self, manages: bool) -> None:
        for guild in self._guilds():
            server = Server(self._stage, guild)
            role = server.role("Managers", "MANAGE_GUILD")
            (server.gives if manages else server.takes)(self, role)

    def _guilds(self) -> list[Guild]:
        return [g for g in self._stage.world.guilds.values() if self.id in g.members]

    def _roles(self, guild: str) -> list[str]:
        found = self._stage.world.guilds[guild]
        return [found.roles[role].name for role in found.members[self.id].roles]

    # ── looking ──────────────────────────────────────────────────────────────────────────────────

    @property
    def dm(self) -> Room:
        """The direct message with the bot."""
        return Room(self._stage, direct(self._stage, self.id))

    @property
    def direct(self) -> list[Seen]:
        """The messages of the direct message with the bot."""
        return self.sees(self.dm)

    def sees(self, room: Room) -> list[Seen]:
        """The messages that this person sees there, oldest first; none where they may not look."""
        if room.deleted or not self._may(room.channel, "VIEW_CHANNEL"):
            return []
        shown = room.everything
        return [m for m in shown if not m.ephemeral or m.message.only_for == self.id]

    def offered(self, room: Room) -> list[str]:
        """Slash commands that the client offers there: "/debate start" and so on."""
        found: list[str] = []
        for one in slash.visible(self._stage.world, room.channel, self.user):
            inner = [o["name"] for o in one.get("options") or [] if o["type"] == 1]
            found += [f"/{one['name']} {name}" for name in inner] or [f"/{one['name']}"]
        return found

    def _may(self, channel: Channel, name: str) -> bool:
        return bool(in_channel(self._stage.world, channel, self.id) & BITS[name])

    def _enter(self, channel: Channel, name: str) -> None:
        if channel.id not in self._stage.world.channels:
            raise CannotDo("the channel is gone")
        if not self._may(channel, name):
            raise CannotDo(f"{self.name} lacks {name} in {channel.name or 'the direct message'}")

    # ── interactions ─────────────────────────────────────────────────────────────────────────────

    async def types(self, room: Room, line: str, /, **options: Value) -> Answer:
        """A slash command: `await ana.types(room, "/debate start", format="duel")`.

        Waits for the first answer, at most 3 s (`Answer.failed`).
        """
        given = self.begins(room, line, **options)
        await answered(self._stage, given.interaction)
        return given

    def begins(self, room: Room, line: str, /, **options: Value) -> Answer:
        """The same without waiting for anything."""
        world, channel = self._stage.world, room.channel
        self._enter(channel, "USE_APPLICATION_COMMANDS")
        one, known = slash.command(world, channel, self.user, line)
        values, resolved = slash.typed(world, channel, known, options)
        data = slash.data(one, line, values) | ({"resolved": resolved} if resolved else {})
        return self._begin(COMMAND, channel, data, None)

    async def completes(
        self, room: Room, line: str, option: str, typed: str, /, **others: Value
    ) -> list[Body]:
        """Suggestions while a person types an option's value: name and value each.

        Raises CannotDo if the option does not complete, or nothing came in 3 s.
        """
        world, channel = self._stage.world, room.channel
        one, known = slash.command(world, channel, self.user, line)
        names = {str(o["name"]): o for o in known}
        if option not in names or not names[option].get("autocomplete"):
            raise CannotDo(f"{line} does not complete {option!r}")
        values = [slash.option(names[name], value) for name, value in others.items()]
        focused = {"type": names[option]["type"], "name": option, "value": typed, "focused": True}
        data = slash.data(one, line, [*values, focused])
        given = self._begin(COMPLETION, channel, data, None)
        await answered(self._stage, given.interaction)
        return given.suggestions

    async def presses(self, message: Seen | None, label: str) -> Answer:
        """A button by its label."""
        if message is None:
            raise CannotDo(f"there is no message with a button {label!r}")
        return await self.forges(message, str(message.button(label).get("custom_id")))

    async def forges(self, message: Seen, custom_id: str) -> Answer:
        """A press that carries any custom id at all, as only a forged client sends."""
        data = {"component_type": BUTTON, "custom_id": custom_id}
        return await self._works(message, data)

    async def chooses(self, message: Seen, *values: str, menu: str = "") -> Answer:
        """Options of a menu, by value or label."""
        found = message.menu(menu)
        offered = {str(o["label"]): str(o["value"]) for o in found.get("options") or []}
        chosen = [offered.get(value, value) for value in values]
        least, most = int(found.get("min_values", 1)), int(found.get("max_values", 1))
        if offered and not set(chosen) <= set(offered.values()):
            raise CannotDo(f"the menu offers {sorted(offered)}, not {values}")
        if not least <= len(chosen) <= most:
            raise CannotDo(f"the menu takes {least} to {most} options")
        kind = int(found.get("type", _STRING_MENU))
        data = {"component_type": kind, "custom_id": found["custom_id"], "values": chosen}
        return await self._works(message, data)

    async def _works(self, message: Seen, data: Body) -> Answer:
        channel = self._stage.world.channels.get(message.message.channel)
        if channel is None or message.deleted:
            raise CannotDo("the message is gone")
        self._enter(channel, "VIEW_CHANNEL")
        if message.ephemeral and message.message.only_for != self.id:
            raise CannotDo(f"{self.name} does not see this message")
        given = self._begin(PRESS, channel, data, message.message)
        await answered(self._stage, given.interaction)
        return given

    async def fills(self, form: Form | None, /, **texts: str) -> Answer:
        """A form, by custom ids of its inputs; others keep what they were prefilled with."""
        if form is None or form.sent:
            raise CannotDo("no form is open")
        data = form.filled(texts)
        channel = self._stage.world.channel(form.channel)
        given = self._begin(FORM, channel, data, form.source)
        await answered(self._stage, given.interaction)
        form.sent = not given.failed
        return given

    def _begin(self, kind: int, channel: Channel, data: Body, source: Message | None) -> Answer:
        return Answer(self._stage, begin(self._stage, self.user, kind, channel, data, source))

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    async def says(
        self,
        room: Room,
        text: str,
        *,
        reply_to: Seen | None = None,
        ping: bool = True,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> Seen:
        """A message; as a reply with (`ping`) or without a mention of whom it answers."""
        channel = room.channel
        self._enter(channel, "VIEW_CHANNEL")
        self._enter(channel, to_send(channel))
        if len(text) > _MOST_WRITTEN:
            raise CannotDo(f"a message has at most {_MOST_WRITTEN} characters")
        body: Body = {"content": text}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id}
        uploads = [_uploaded(name, data) for name, data in files]
        everything = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        message = post(self._stage, draft(channel, self.id, body, uploads), everything)
        return Seen(self._stage, message)

    async def writes_directly(self, text: str) -> Seen:
        """A direct message to the bot."""
        return await self.says(self.dm, text)

    def edits(self, message: Seen, text: str) -> None:
        """Change one's own message."""
        self._own(message)
        edit(self._stage, message.message, {"content": text})

    def deletes(self, message: Seen) -> None:
        """Take a message back; one's own, or as a moderator."""
        delete(self._stage, message.message)

    def _own(self, message: Seen) -> None:
        if message.message.author != self.id:
            raise CannotDo("people edit only their own messages")

    def joins(self, place: Room | Server) -> None:
        """A thread that they see, or a server."""
        if isinstance(place, Server):
            place.joined_by(self.user)
        else:
            self._enter(place.channel, "VIEW_CHANNEL")
            place.channel.members.setdefault(self.id, now_ms())
            self._stage.changes.happened()

    def notifications(self) -> list[Seen]:
        """Messages that notified this person: mentions and direct messages, not silent ones."""
        found = [
            Seen(self._stage, message)
            for channel in self._stage.world.channels.values()
            for message in channel.messages.values()
            if self.id in message.notified and not message.flags & SILENT
        ]
        return sorted(found, key=lambda one: int(one.id))


def _uploaded(name: str, data: bytes) -> File:
    kind = "text/plain; charset=utf-8" if name.endswith(".txt") else "application/octet-stream"
    return File(id=snowflake(), name=name, data=data, kind=kind)
