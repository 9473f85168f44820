"""Messages made, changed and deleted: what everybody sees then, whom it notifies, what is told.

An app is told of every message in a channel that it is in, its own too.
"""

import copy
import secrets
from collections.abc import Sequence

from tests.standins.slack.blocks import elements
from tests.standins.slack.ids import new_ts
from tests.standins.slack.shapes import message_json
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import DIRECT, Body, Channel, File, Message, World
from tests.standins.slack.text import mentions, texts

_EVENT = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
_TRUE = (True, "1", "true", 1)


def draft(channel: Channel, user: str, body: Body, files: Sequence[File] = ()) -> Message:
    """A message that is not posted yet, from the arguments of chat.postMessage."""
    return Message(
        ts=new_ts(),
        channel=channel.id,
        user=user,
        text=str(body.get("text") or ""),
        blocks=named(body.get("blocks") or []),
        attachments=list(body.get("attachments") or []),
        thread=str(body.get("thread_ts") or ""),
        metadata=body.get("metadata"),
        files=list(files),
        unfurls=body.get("unfurl_links") not in (False, "0", "false", 0),
    )


def named(blocks: Sequence[Body]) -> list[Body]:
    """Blocks with the ids that Slack gives where the app gave none."""
    made = copy.deepcopy(list(blocks))
    for block in made:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for one in elements(block):
            one.setdefault("action_id", secrets.token_urlsafe(4))
    return made


def address(world: World, message: Message, body: Body) -> None:
    """Note whom a new message mentions, addresses and notifies."""
    loud = body.get("parse") == "full" or body.get("link_names") in _TRUE
    found = mentions([message.text], plain=loud)
    inside = [text for text, counts in texts(message.blocks) if counts]
    within = mentions(inside, plain=_loose(message.blocks))
    channel = world.channels[message.channel]
    here = set(world.members(channel))
    message.mentioned = frozenset((found.users | within.users) & set(world.users))
    message.broadcasts = found.broadcasts | within.broadcasts
    people = {one for one in here if not world.users[one].bot}
    reached = message.mentioned & people
    if message.broadcasts & {"here", "channel", "everyone"} and not message.thread:
        reached = frozenset(people)  # in a thread they reach nobody, and still address all
    if channel.kind == DIRECT:
        reached = frozenset(people)
    message.notified = frozenset(reached) - {message.user}
    if message.thread:
        parent = channel.messages.get(message.thread)
        earlier = [*([parent] if parent else []), *world.replies(channel, message.thread)]
        follow = {one.user for one in earlier} | {user for m in earlier for user in m.mentioned}
        message.followed = frozenset(follow & people) - {message.user}


def _loose(blocks: Sequence[Body]) -> bool:
    """Whether some mrkdwn is not `verbatim`: Slack may then read names in it as mentions."""
    for block in blocks:
        parts = [block.get("text"), *(block.get("fields") or []), *(block.get("elements") or [])]
        for one in parts:
            if isinstance(one, dict) and one.get("type") == "mrkdwn" and not one.get("verbatim"):
                return True
    return False


def post(stage: Stage, message: Message, body: Body) -> Message:
    """Post a message for everybody in its channel."""
    world = stage.world
    channel = world.channels[message.channel]
    address(world, message, body)
    if message.files:
        message.subtype = "file_share"
    channel.messages[message.ts] = message
    if message.thread and body.get("reply_broadcast") in _TRUE:
        message.subtype = "thread_broadcast"
    event = message_json(world, message, stage.origin)
    _tell(stage, channel, event | {"event_ts": message.ts})
    bot = world.bot_of(channel.team)
    if bot is not None and bot.id in message.mentioned and channel.kind != DIRECT:
        _tell_mention(stage, channel, event)
    stage.changes.happened()
    return message


def whisper(stage: Stage, message: Message, to: str) -> Message:
    """Show a message to one person alone; it notifies nobody and is in no history."""
    message.only_for = to
    stage.world.channels[message.channel].ephemeral[message.ts] = message
    stage.changes.happened()
    return message


def edit(stage: Stage, message: Message, body: Body, by: str) -> None:
    """Change what `body` names; an edit notifies nobody. It is marked as edited only if it comes
    from a person or as text without blocks (reference of chat.update).
    """
    world = stage.world
    before = message_json(world, message, stage.origin)
    if "text" in body or "blocks" in body:
        message.text = str(body.get("text") or "")
        # New text without blocks takes the old blocks away; a person's block is made anew.
        message.blocks = named(body.get("blocks") or [])
    if "attachments" in body:
        message.attachments = list(body["attachments"] or [])
    if body.get("metadata") is not None:
        message.metadata = body["metadata"]
    if ("text" in body and not body.get("blocks")) or not world.users[by].bot:
        message.edited = {"user": by, "ts": new_ts()}
    message.edits += 1
    if not message.only_for:
        now = message_json(world, message, stage.origin)
        _tell_change(
            stage, message, "message_changed", {"message": now, "previous_message": before}
        )
    stage.changes.happened()


def delete(stage: Stage, message: Message) -> None:
    """Take a message away. One with replies leaves a tombstone in its place."""
    world = stage.world
    channel = world.channels[message.channel]
    before = message_json(world, message, stage.origin)
    if message.only_for:
        message.deleted = True
        channel.ephemeral.pop(message.ts, None)
    elif world.replies(channel, message.ts):
        message.subtype, message.text = "tombstone", "This message was deleted."
        message.blocks, message.files, message.metadata = [], [], None
    else:
        message.deleted = True
    if not message.only_for:
        more = {"deleted_ts": message.ts, "previous_message": before}
        _tell_change(stage, message, "message_deleted", more)
    stage.changes.happened()


def _tell(stage: Stage, channel: Channel, event: Body) -> None:
    install = stage.world.teams[channel.team].install
    if install is None or install.bot.id not in stage.world.members(channel):
        return
    event = event | {"channel": channel.id, "channel_type": channel.kind}
    stage.courier.tell(stage, install, _EVENT[channel.kind], event)


def _tell_mention(stage: Stage, channel: Channel, event: Body) -> None:
    install = stage.world.teams[channel.team].install
    if install is None or install.bot.id not in stage.world.members(channel):
        return  # Slack asks the person to invite the app first
    mention = event | {"type": "app_mention", "channel": channel.id, "event_ts": event["ts"]}
    mention.pop("subtype", None)
    stage.courier.tell(stage, install, "app_mention", mention)


def _tell_change(stage: Stage, message: Message, subtype: str, more: Body) -> None:
    stamp = new_ts()
    event = {"type": "message", "subtype": subtype, "hidden": True, "ts": stamp, "event_ts": stamp}
    _tell(stage, stage.world.channels[message.channel], event | more)
