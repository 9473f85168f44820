"""REST of channels and threads."""

from http import HTTPStatus

from tests.standins.discord.call import NOTHING, Call, Reply, Routes
from tests.standins.discord.gateway import GUILDS
from tests.standins.discord.ids import now_ms, snowflake
from tests.standins.discord.permissions import BITS, in_channel
from tests.standins.discord.posting import tell_channel
from tests.standins.discord.refusals import invalid, refused
from tests.standins.discord.shapes import channel_json, thread_member_json
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import (
    DM,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    THREADS,
    Body,
    Channel,
)

_NAME = 100
_ARCHIVES = (60, 1440, 4320, 10080)


def read(call: Call) -> Reply:
    """GET /channels/{channel_id}."""
    channel = call.channel()
    return 200, channel_json(call.stage.world, channel, call.bot)


def change(call: Call) -> Reply:
    """PATCH /channels/{channel_id}: a thread's name and archive, a channel's name and topic."""
    channel = call.channel()
    granted = in_channel(call.stage.world, channel, call.bot)
    thread = channel.kind in THREADS
    own = thread and channel.owner == call.bot and not channel.locked
    if not own and not granted & BITS["MANAGE_THREADS" if thread else "MANAGE_CHANNELS"]:
        raise refused(50013)
    if (
        channel.archived
        and set(call.body) - {"archived", "locked"}
        and call.body.get("archived", 1)
    ):
        raise refused(50083)
    _check(call.body)
    channel.name = str(call.body.get("name", channel.name))
    channel.topic = call.body.get("topic", channel.topic)
    channel.archived = bool(call.body.get("archived", channel.archived))
    channel.locked = bool(call.body.get("locked", channel.locked))
    channel.invitable = bool(call.body.get("invitable", channel.invitable))
    channel.auto_archive = int(call.body.get("auto_archive_duration") or channel.auto_archive)
    tell_channel(call.stage, "THREAD_UPDATE" if thread else "CHANNEL_UPDATE", channel)
    return 200, channel_json(call.stage.world, channel, call.bot)


def _check(body: Body) -> None:
    name = body.get("name")
    if name is not None and not 1 <= len(str(name)) <= _NAME:
        where = ("name",)
        raise invalid(where, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_NAME} in length.")
    duration = body.get("auto_archive_duration")
    if duration is not None and duration not in _ARCHIVES:
        where = ("auto_archive_duration",)
        raise invalid(where, "BASE_TYPE_CHOICES", f"Value must be one of {_ARCHIVES}.")


def remove(call: Call) -> Reply:
    """DELETE /channels/{channel_id}."""
    channel = call.stage.world.channel(call.path["channel_id"])
    thread = channel.kind in THREADS
    call.channel("MANAGE_THREADS" if thread else "MANAGE_CHANNELS")
    shown = channel_json(call.stage.world, channel)
    vanish(call.stage, channel)
    return 200, shown


def vanish(stage: Stage, channel: Channel) -> None:
    """A channel or thread is deleted, with its messages and threads."""
    world = stage.world
    for thread in [one for one in world.channels.values() if one.parent == channel.id]:
        world.channels.pop(thread.id)
    world.channels.pop(channel.id, None)
    for message in channel.messages.values():
        message.deleted = True
    gone: Body = {"id": channel.id, "type": channel.kind, "guild_id": channel.guild}
    gone["parent_id"] = channel.parent
    if channel.kind in THREADS:
        stage.gateway.dispatch("THREAD_DELETE", gone, channel.guild, GUILDS)
    else:
        gone |= {"name": channel.name, "position": 0, "permission_overwrites": []}
        stage.gateway.dispatch("CHANNEL_DELETE", gone, channel.guild, GUILDS)
    stage.changes.happened()


def open_from_message(call: Call) -> Reply:
    """POST …/messages/{message_id}/threads: one thread a message, its id is the message's."""
    channel = call.channel("CREATE_PUBLIC_THREADS", "READ_MESSAGE_HISTORY")
    message = call.stage.world.message(channel, call.path["message_id"])
    if channel.kind != TEXT:
        raise refused(50024)
    if message.id in call.stage.world.channels:
        raise refused(160004)
    return _open(call, channel, message.id, PUBLIC_THREAD)


def open_alone(call: Call) -> Reply:
    """POST /channels/{channel_id}/threads: private (12) unless the type says public (11)."""
    kind = int(call.body.get("type", PRIVATE_THREAD))
    if kind not in THREADS:
        raise invalid(("type",), "BASE_TYPE_CHOICES", "Value must be one of {10, 11, 12}.")
    needed = "CREATE_PRIVATE_THREADS" if kind == PRIVATE_THREAD else "CREATE_PUBLIC_THREADS"
    channel = call.channel(needed)
    if channel.kind != TEXT:
        raise refused(50024)
    return _open(call, channel, snowflake(), kind)


def _open(call: Call, parent: Channel, thread_id: str, kind: int) -> Reply:
    if not call.body.get("name"):
        raise invalid(("name",), "BASE_TYPE_REQUIRED", "This field is required")
    _check(call.body)
    thread = Channel(
        id=thread_id,
        kind=kind,
        name=str(call.body["name"]),
        guild=parent.guild,
        parent=parent.id,
        owner=call.bot,
        members={call.bot: now_ms()},
        auto_archive=int(call.body.get("auto_archive_duration") or 1440),
        invitable=bool(call.body.get("invitable", True)),
        made=now_ms(),
    )
    call.stage.world.channels[thread.id] = thread
    body = channel_json(call.stage.world, thread, call.bot) | {"newly_created": True}
    call.stage.gateway.dispatch("THREAD_CREATE", body, thread.guild, GUILDS)
    call.stage.changes.happened()
    return HTTPStatus.CREATED, channel_json(call.stage.world, thread, call.bot)


def add_member(call: Call) -> Reply:
    """PUT …/thread-members/{user_id}: somebody who sees the parent; takes the right to write."""
    thread = _thread(call, "SEND_MESSAGES_IN_THREADS")
    user = _who(call)
    world = call.stage.world
    parent = world.channels[thread.parent or ""]
    if not in_channel(world, parent, user) & BITS["VIEW_CHANNEL"]:
        raise refused(50001)
    if thread.archived:
        raise refused(50083)
    thread.members.setdefault(user, now_ms())
    _tell_members(call.stage, thread, added=[user])
    return NOTHING


def remove_member(call: Call) -> Reply:
    """DELETE …/thread-members/{user_id}: oneself; others from one's own private thread."""
    thread = _thread(call)
    user = _who(call)
    granted = in_channel(call.stage.world, thread, call.bot)
    own = thread.kind == PRIVATE_THREAD and thread.owner == call.bot
    if user != call.bot and not own and not granted & BITS["MANAGE_THREADS"]:
        raise refused(50013)
    if thread.members.pop(user, None) is not None:
        _tell_members(call.stage, thread, removed=[user])
    return NOTHING


def members(call: Call) -> Reply:
    """GET …/thread-members."""
    thread = _thread(call)
    return 200, [thread_member_json(thread, user) for user in thread.members]


def _thread(call: Call, *needed: str) -> Channel:
    channel = call.channel(*needed)
    if channel.kind not in THREADS:
        raise refused(50024)
    return channel


def _who(call: Call) -> str:
    named = call.path.get("user_id", "@me")
    return call.stage.world.user(call.bot if named == "@me" else named).id


def _tell_members(
    stage: Stage, thread: Channel, added: list[str] | None = None, removed: list[str] | None = None
) -> None:
    body: Body = {
        "id": thread.id,
        "guild_id": thread.guild,
        "member_count": len(thread.members),
        "added_members": [thread_member_json(thread, user) for user in added or []],
        "removed_member_ids": removed or [],
    }
    stage.gateway.dispatch("THREAD_MEMBERS_UPDATE", body, thread.guild, GUILDS)
    stage.changes.happened()


def open_direct(call: Call) -> Reply:
    """POST /users/@me/channels: the direct message channel with somebody."""
    user = str(call.body.get("recipient_id", ""))
    if user not in call.stage.world.users or user == call.bot:
        raise refused(50033)
    return 200, channel_json(call.stage.world, direct(call.stage, user))


def direct(stage: Stage, user: str) -> Channel:
    """The direct message channel with a person, made if there is none."""
    found = stage.world.direct(user)
    if found is None:
        found = Channel(id=snowflake(), kind=DM, recipient=user, made=now_ms())
        stage.world.channels[found.id] = found
    return found


_ONE = "/channels/{channel_id}"
ROUTES: Routes = [
    ("GET", _ONE, read),
    ("PATCH", _ONE, change),
    ("DELETE", _ONE, remove),
    ("POST", _ONE + "/messages/{message_id}/threads", open_from_message),
    ("POST", _ONE + "/threads", open_alone),
    ("GET", _ONE + "/thread-members", members),
    ("PUT", _ONE + "/thread-members/@me", add_member),
    ("DELETE", _ONE + "/thread-members/@me", remove_member),
    ("PUT", _ONE + "/thread-members/{user_id}", add_member),
    ("DELETE", _ONE + "/thread-members/{user_id}", remove_member),
    ("POST", "/users/@me/channels", open_direct),
]
