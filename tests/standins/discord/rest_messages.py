"""REST of messages: send, read, edit, delete, react."""

from tests.standins.discord.call import NOTHING, Call, Reply, Routes
from tests.standins.discord.ids import now_ms
from tests.standins.discord.limits import check_message
from tests.standins.discord.permissions import BITS, in_channel, to_send
from tests.standins.discord.posting import delete, draft, edit, is_empty, post, readable
from tests.standins.discord.refusals import invalid, refused
from tests.standins.discord.state import DM, Body, Channel, Message

_MOST_LISTED, _USUALLY_LISTED = 100, 50


def create(call: Call) -> Reply:
    """POST /channels/{channel_id}/messages."""
    channel = call.stage.world.channel(call.path["channel_id"])
    needed = [to_send(channel)]
    needed += ["EMBED_LINKS"] if call.body.get("embeds") else []
    needed += ["ATTACH_FILES"] if call.files else []
    channel = call.channel(*needed)
    check_message(call.body, call.files)
    message = draft(channel, call.bot, call.body, call.files)
    if is_empty(message):
        raise refused(50006)
    _may_send(call, channel, message)
    if (known := _by_nonce(call, channel, message)) is not None:
        return 200, _sent(call, known)
    if message.nonce is not None:
        channel.nonces[str(message.nonce)] = (message.id, now_ms())
    post(call.stage, message, call.body.get("allowed_mentions"))
    return 200, _sent(call, message)


def _sent(call: Call, message: Message) -> Body:
    shown = readable(call.stage, message)
    return shown if message.nonce is None else shown | {"nonce": message.nonce}


def _by_nonce(call: Call, channel: Channel, message: Message) -> Message | None:
    """The message that the same nonce made some minutes ago, if it is to be enforced."""
    if message.nonce is None or not call.body.get("enforce_nonce"):
        return None
    known, at = channel.nonces.get(str(message.nonce), ("", 0))
    fresh = now_ms() - at < call.stage.settings.nonces * 1000
    return channel.messages.get(known) if fresh else None


def _may_send(call: Call, channel: Channel, message: Message) -> None:
    world = call.stage.world
    if channel.kind == DM:
        person = world.users[channel.recipient or ""]
        shared = any({person.id, call.bot} <= set(g.members) for g in world.guilds.values())
        if person.closed or not shared:
            raise refused(50007)
    granted = in_channel(world, channel, call.bot)
    if channel.archived and channel.locked and not granted & BITS["MANAGE_THREADS"]:
        raise refused(50083)
    if message.reference is None:
        return
    if not granted & BITS["READ_MESSAGE_HISTORY"]:
        raise refused(160002)
    reference = call.body.get("message_reference") or {}
    if message.reference not in channel.messages:
        if reference.get("fail_if_not_exists", True):
            where = ("message_reference",)
            raise invalid(where, "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
        message.reference = None


def listed(call: Call) -> Reply:
    """GET /channels/{channel_id}/messages: newest first; nothing without the permission."""
    channel = call.channel()
    if not in_channel(call.stage.world, channel, call.bot) & BITS["READ_MESSAGE_HISTORY"]:
        return 200, []
    most = int(call.query.get("limit", _USUALLY_LISTED))
    if not 1 <= most <= _MOST_LISTED:
        raise invalid(("limit",), "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    seen = [message for message in channel.messages.values() if not message.only_for]
    seen.sort(key=lambda message: int(message.id), reverse=True)
    found = _window(seen, call, most)
    return 200, [readable(call.stage, message) for message in found]


def _window(seen: list[Message], call: Call, most: int) -> list[Message]:
    if "before" in call.query:
        return [m for m in seen if int(m.id) < int(call.query["before"])][:most]
    if "after" in call.query:
        return [m for m in seen if int(m.id) > int(call.query["after"])][-most:]
    if "around" in call.query:
        middle = int(call.query["around"])
        older = [m for m in seen if int(m.id) <= middle][: most // 2 + 1]
        newer = [m for m in seen if int(m.id) > middle][-(most // 2) :] if most > 1 else []
        return (newer + older)[:most]
    return seen[:most]


def read(call: Call) -> Reply:
    """GET /channels/{channel_id}/messages/{message_id}."""
    channel = call.channel("READ_MESSAGE_HISTORY")
    message = call.stage.world.message(channel, call.path["message_id"])
    return 200, readable(call.stage, message)


def change(call: Call) -> Reply:
    """PATCH /channels/{channel_id}/messages/{message_id}: one's own."""
    channel = call.channel(*(["ATTACH_FILES"] if call.files else []))
    message = call.stage.world.message(channel, call.path["message_id"])
    if message.author != call.bot:
        raise refused(50005)
    check_message(call.body, call.files)
    changed(call, message)
    return 200, readable(call.stage, message)


def changed(call: Call, message: Message) -> Message:
    """An edit that leaves something to show. Raises Refused 50006."""
    left = {name: getattr(message, name) for name in ("content", "embeds", "components")}
    left |= {name: call.body[name] for name in left if name in call.body}
    kept = call.body.get("attachments", message.files)
    if not any(left.values()) and not kept and not call.files:
        raise refused(50006)
    return edit(call.stage, message, call.body, call.files)


def remove(call: Call) -> Reply:
    """DELETE /channels/{channel_id}/messages/{message_id}: one's own, or with the permission."""
    channel = call.channel()
    message = call.stage.world.message(channel, call.path["message_id"])
    may = in_channel(call.stage.world, channel, call.bot) & BITS["MANAGE_MESSAGES"]
    if message.author != call.bot and not may:
        raise refused(50013)
    delete(call.stage, message)
    return NOTHING


def react(call: Call) -> Reply:
    """PUT …/reactions/{emoji_name}/@me."""
    channel = call.channel("READ_MESSAGE_HISTORY", "ADD_REACTIONS")
    message = call.stage.world.message(channel, call.path["message_id"])
    message.reactions.setdefault(call.path["emoji_name"], set()).add(call.bot)
    call.stage.changes.happened()
    return NOTHING


def unreact(call: Call) -> Reply:
    """DELETE …/reactions/{emoji_name}/@me."""
    channel = call.channel()
    message = call.stage.world.message(channel, call.path["message_id"])
    message.reactions.get(call.path["emoji_name"], set()).discard(call.bot)
    call.stage.changes.happened()
    return NOTHING


def typing(call: Call) -> Reply:
    """POST /channels/{channel_id}/typing."""
    channel = call.stage.world.channel(call.path["channel_id"])
    call.channel(to_send(channel))
    return NOTHING


_ONE = "/channels/{channel_id}/messages/{message_id}"
ROUTES: Routes = [
    ("POST", "/channels/{channel_id}/messages", create),
    ("GET", "/channels/{channel_id}/messages", listed),
    ("GET", _ONE, read),
    ("PATCH", _ONE, change),
    ("DELETE", _ONE, remove),
    ("PUT", _ONE + "/reactions/{emoji_name}/@me", react),
    ("DELETE", _ONE + "/reactions/{emoji_name}/@me", unreact),
    ("POST", "/channels/{channel_id}/typing", typing),
]
