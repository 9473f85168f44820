"""chat.*: messages posted, whispered, changed, deleted."""

from tests.standins.slack.blocks import TEXT, check_message, check_metadata
from tests.standins.slack.call import Call, Method
from tests.standins.slack.conversing import opened
from tests.standins.slack.manifest import part
from tests.standins.slack.posting import delete, draft, edit, post, whisper
from tests.standins.slack.rates import Tier
from tests.standins.slack.refusals import Refused
from tests.standins.slack.shapes import message_json
from tests.standins.slack.state import DIRECT, Body, Channel, Message

_METADATA_BYTES = 8_000


def post_message(call: Call) -> Body:
    """chat.postMessage. A user's id as channel means the direct message with them."""
    channel = _target(call)
    call.inside(channel)
    checked(call)
    call.parent(channel)
    message = draft(channel, call.bot, call.body)
    cut = len(message.text) > TEXT
    message.text = message.text[:TEXT]
    post(call.stage, message, call.body)
    shown = message_json(call.stage.world, message, call.stage.origin, metadata=True)
    made: Body = {"channel": channel.id, "ts": message.ts, "message": shown}
    return made | ({"warning": "message_truncated"} if cut else {})


def _target(call: Call) -> Channel:
    name = call.wanted("channel", "channel_not_found")
    world = call.stage.world
    if name in world.users and world.users[name].team == call.who.team:
        channel = opened(call.stage, call.who, name)
    else:
        channel = call.channel()
    if channel.kind == DIRECT and not part(
        world.app.manifest, "features", "app_home", "messages_tab_enabled"
    ):
        raise Refused("messages_tab_disabled")
    return channel


def checked(call: Call) -> None:
    """Everything about a message's body. Raises Refused."""
    body = call.body
    blocks = body.get("blocks")
    if not call.text("text") and not blocks and not body.get("attachments"):
        raise Refused("no_text")
    if blocks and not call.text("text").strip():
        words = "blocks without top-level text: screen readers and notifications have nothing"
        call.stage.violations.append(f"{call.method}: {words}")
    check_message(body)
    check_metadata(body.get("metadata"))
    if len(str(body.get("metadata") or "")) > _METADATA_BYTES:
        raise Refused("metadata_too_large")


def post_ephemeral(call: Call) -> Body:
    """chat.postEphemeral: one person sees it, until they reload."""
    channel = call.channel()
    call.inside(channel)
    checked(call)
    user = call.stage.world.user(call.wanted("user"), call.who.team)
    if user.id not in call.stage.world.members(channel):
        raise Refused("user_not_in_channel")
    message = whisper(call.stage, draft(channel, call.bot, call.body), user.id)
    return {"message_ts": message.ts}


def _own(call: Call, error: str) -> Message:
    channel = call.channel()
    message = call.stage.world.message(channel, call.wanted("ts", "message_not_found"))
    if message.user != call.bot or message.subtype == "tombstone":
        raise Refused(error)
    return message


def update(call: Call) -> Body:
    """chat.update: one's own message."""
    message = _own(call, "cant_update_message")
    checked(call)
    edit(call.stage, message, call.body, call.bot)
    shown = message_json(call.stage.world, message, call.stage.origin, metadata=True)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def remove(call: Call) -> Body:
    """chat.delete: one's own message."""
    message = _own(call, "cant_delete_message")
    delete(call.stage, message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(call: Call) -> Body:
    """chat.getPermalink."""
    channel = call.channel()
    ts = call.wanted("message_ts", "message_not_found")
    message = call.stage.world.message(channel, ts)
    domain = call.stage.world.teams[channel.team].domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread:
        link += f"?thread_ts={message.thread}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


_WRITE = ("chat:write",)
METHODS = [
    Method(name="chat.postMessage", handler=post_message, tier=Tier.SPECIAL, scopes=_WRITE),
    Method(name="chat.postEphemeral", handler=post_ephemeral, tier=Tier.FOUR, scopes=_WRITE),
    Method(name="chat.update", handler=update, tier=Tier.THREE, scopes=_WRITE),
    Method(name="chat.delete", handler=remove, tier=Tier.THREE, scopes=_WRITE),
    Method(name="chat.getPermalink", handler=permalink, tier=Tier.SPECIAL),
]
