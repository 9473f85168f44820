"""conversations.*: channels, direct messages, their people, their history."""

from tests.standins.slack.call import READS, Call, Method
from tests.standins.slack.conversing import opened
from tests.standins.slack.rates import Tier
from tests.standins.slack.refusals import Refused
from tests.standins.slack.shapes import channel_json, message_json
from tests.standins.slack.state import CHANNEL, DIRECT, PRIVATE, Body, Channel, Message

_TYPES = {"public_channel": CHANNEL, "private_channel": PRIVATE, "im": DIRECT, "mpim": "mpim"}


def info(call: Call) -> Body:
    """conversations.info."""
    channel = call.channel()
    call.scoped(f"{READS[channel.kind]}:read")
    return {"channel": channel_json(call.stage.world, channel, call.bot)}


def open_(call: Call) -> Body:
    """conversations.open: the direct message with one person."""
    world = call.stage.world
    given = call.body.get("users") or ""
    users = ",".join(given) if isinstance(given, list) else str(given)
    if "," in users:
        call.stage.violations.append("the stand-in opens no conversations of several people")
    if not users:
        channel = call.channel()
        if channel.kind != DIRECT:
            raise Refused("method_not_supported_for_channel_type")
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    user = world.user(users, call.who.team)
    if user.gone:
        raise Refused("user_disabled")
    if user.bot:
        raise Refused("cannot_dm_bot")
    known = world.direct(call.who.bot, user.id) is not None
    channel = opened(call.stage, call.who, user.id)
    made: Body = {"channel": {"id": channel.id}}
    if call.yes("return_im"):
        made["channel"] = channel_json(world, channel, call.bot)
    return made | ({"no_op": True, "already_open": True} if known else {})


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.scoped(f"{READS[channel.kind]}:history")
    if call.bot not in call.stage.world.members(channel):
        raise Refused("not_in_channel")
    return channel


def history(call: Call) -> Body:
    """conversations.history: newest first, without what stands in threads."""
    channel = _readable(call)
    every = [m for m in channel.messages.values() if not m.deleted]
    top = [m for m in every if m.thread in ("", m.ts) or m.subtype == "thread_broadcast"]
    return _page(call, sorted(_between(call, top), key=_moment, reverse=True), 100)


def replies(call: Call) -> Body:
    """conversations.replies: a message and what stands under it, oldest first."""
    channel = _readable(call)
    ts = call.wanted("ts", "thread_not_found")
    parent = channel.messages.get(ts)
    if parent is None or parent.deleted:
        raise Refused("thread_not_found")
    under = call.stage.world.replies(channel, parent.ts)
    return _page(call, [parent, *sorted(_between(call, under), key=_moment)], 1_000)


def _moment(message: Message) -> float:
    return float(message.ts)


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _bound(call, "oldest", 0.0), _bound(call, "latest", float("inf"))
    if call.yes("inclusive"):
        return [m for m in messages if oldest <= _moment(m) <= latest]
    return [m for m in messages if oldest < _moment(m) < latest]


def _bound(call: Call, name: str, usual: float) -> float:
    text = call.text(name)
    try:
        return float(text) if text else usual
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _page(call: Call, messages: list[Message], usual: int) -> Body:
    most = call.number("limit", usual, 999 if usual < 999 else 1_000)
    start = _cursor(call)
    metadata = call.yes("include_all_metadata")
    shown = [
        message_json(call.stage.world, one, call.stage.origin, metadata=metadata)
        for one in messages[start : start + most]
    ]
    return {"messages": shown, **_more(start, most, len(messages))}


def _cursor(call: Call) -> int:
    text = call.text("cursor")
    if not text:
        return 0
    if not text.startswith("next:") or not text[5:].isdigit():
        raise Refused("invalid_cursor")
    return int(text[5:])


def _more(start: int, most: int, size: int) -> Body:
    more = start + most < size
    cursor = f"next:{start + most}" if more else ""
    return {"has_more": more, "response_metadata": {"next_cursor": cursor}}


def members(call: Call) -> Body:
    """conversations.members."""
    channel = call.channel()
    call.scoped(f"{READS[channel.kind]}:read")
    found = call.stage.world.members(channel)
    most, start = call.number("limit", 100, 1_000), _cursor(call)
    return {"members": found[start : start + most], **_more(start, most, len(found))}


def list_(call: Call) -> Body:
    """conversations.list: those that the bot can know of."""
    names = (call.text("types") or "public_channel").split(",")
    if set(names) - set(_TYPES):
        raise Refused("invalid_types")
    kinds = {_TYPES[name] for name in names}
    world = call.stage.world
    found = []
    for one in world.channels.values():
        known = one.kind == CHANNEL or call.bot in world.members(one)
        hidden = one.archived and call.yes("exclude_archived")
        if one.team == call.who.team and one.kind in kinds and known and not hidden:
            call.scoped(f"{READS[one.kind]}:read")
            found.append(channel_json(world, one, call.bot))
    most, start = call.number("limit", 100, 1_000), _cursor(call)
    return {"channels": found[start : start + most], **_more(start, most, len(found))}


def join(call: Call) -> Body:
    """conversations.join: a public channel."""
    channel = call.channel()
    if channel.kind != CHANNEL:
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    if call.bot not in channel.members:
        channel.members.append(call.bot)
        call.stage.changes.happened()
    return {"channel": channel_json(call.stage.world, channel, call.bot)}


METHODS = [
    Method(name="conversations.info", handler=info, tier=Tier.THREE),
    Method(name="conversations.open", handler=open_, tier=Tier.THREE, scopes=("im:write",)),
    Method(name="conversations.history", handler=history, tier=Tier.THREE),
    Method(name="conversations.replies", handler=replies, tier=Tier.THREE),
    Method(name="conversations.members", handler=members, tier=Tier.FOUR),
    Method(name="conversations.list", handler=list_, tier=Tier.TWO),
    Method(name="conversations.join", handler=join, tier=Tier.THREE, scopes=("channels:join",)),
]
