"""Messages made, edited and deleted, by whomever; and what the bot is told of it.

Whether somebody may is asked elsewhere (rest_messages.py for the bot, people.py for persons).
"""

from collections.abc import Sequence

from tests.standins.discord.gateway import GUILDS
from tests.standins.discord.ids import now_ms, snowflake
from tests.standins.discord.permissions import in_channel
from tests.standins.discord.pings import mentions, notified
from tests.standins.discord.shapes import channel_json, member_json, message_json
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import (
    DM,
    EPHEMERAL,
    LOADING,
    THREADS,
    Body,
    Channel,
    File,
    Message,
)


def draft(channel: Channel, author: str, body: Body, files: Sequence[File] = ()) -> Message:
    """A message from a request's body, not yet posted."""
    reference = body.get("message_reference") or {}
    return Message(
        id=snowflake(),
        channel=channel.id,
        author=author,
        at=now_ms(),
        content=str(body.get("content") or "").strip(),
        embeds=list(body.get("embeds") or []),
        components=list(body.get("components") or []),
        files=list(files),
        flags=int(body.get("flags") or 0),
        nonce=body.get("nonce"),
        reference=str(reference["message_id"]) if reference.get("message_id") else None,
    )


def post(stage: Stage, message: Message, allowed: Body | None) -> Message:
    """Put a message into its channel: compute whom it notifies, tell the bot."""
    world = stage.world
    channel = world.channels[message.channel]
    found = mentions(world, message, allowed)
    message.mentions, message.mention_roles = found.users, found.roles
    if found.replied and message.reference in channel.messages:
        answered = channel.messages[message.reference].author
        message.mentions = list(dict.fromkeys([*found.users, answered]))
    message.mention_everyone = found.everyone
    message.notified = notified(world, channel, message, found)
    channel.messages[message.id] = message
    for file in message.files:
        world.files[file.id] = file
    if channel.kind in THREADS and not message.flags & EPHEMERAL:
        if channel.archived:
            channel.archived = False
            tell_channel(stage, "THREAD_UPDATE", channel)
        for one in (message.author, *sorted(message.notified)):
            channel.members.setdefault(one, now_ms())
    tell(stage, "MESSAGE_CREATE", message)
    stage.changes.happened()
    return message


def edit(stage: Stage, message: Message, body: Body, files: Sequence[File] = ()) -> Message:
    """Change what a body names. Edits notify nobody."""
    if "content" in body:
        message.content = str(body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = list(body["embeds"] or [])
    if "components" in body:
        message.components = list(body["components"] or [])
    if "attachments" in body:
        kept = {str(one.get("id")) for one in body["attachments"] or []}
        message.files = [file for file in message.files if file.id in kept]
    message.files = [*message.files, *files]
    for file in files:
        stage.world.files[file.id] = file
    flags = int(body.get("flags") or 0) if "flags" in body else message.flags
    message.flags = flags & ~LOADING | message.flags & EPHEMERAL
    message.edited = now_ms()
    message.edits += 1
    tell(stage, "MESSAGE_UPDATE", message)
    stage.changes.happened()
    return message


def is_empty(message: Message) -> bool:
    """Whether there is nothing in it to show."""
    return not (message.content or message.embeds or message.components or message.files)


def delete(stage: Stage, message: Message) -> None:
    """Take a message away."""
    channel = stage.world.channels[message.channel]
    channel.messages.pop(message.id, None)
    message.deleted = True
    if not message.only_for:
        gone = {"id": message.id, "channel_id": channel.id}
        body = gone | ({"guild_id": channel.guild} if channel.guild else {})
        stage.gateway.dispatch_message("MESSAGE_DELETE", body, body)
    stage.changes.happened()


def tell(stage: Stage, event: str, message: Message) -> None:
    """Tell the bot of a message that it may see; without the intent, often without its content."""
    channel = stage.world.channels[message.channel]
    if message.only_for or not in_channel(stage.world, channel, stage.world.bot.id):
        return
    full = described(stage, message)
    stage.gateway.dispatch_message(event, full, full if _open(stage, message) else hidden(full))


def described(stage: Stage, message: Message) -> Body:
    """A message as the gateway tells it: with guild, member and nonce."""
    channel = stage.world.channels[message.channel]
    full = message_json(stage.world, message, stage.origin)
    full["channel_type"] = channel.kind
    if message.nonce is not None:
        full["nonce"] = message.nonce
    if channel.guild is not None:
        full["guild_id"] = channel.guild
        member = stage.world.guilds[channel.guild].members.get(message.author)
        if member is not None:
            full["member"] = member_json(member, None)
    return full


def _open(stage: Stage, message: Message) -> bool:
    """Whether the bot gets the content without the privileged intent (platforms.md): its own
    message, a direct one, one that mentions it.
    """
    bot = stage.world.bot.id
    direct = stage.world.channels[message.channel].kind == DM
    return direct or message.author == bot or bot in message.mentions


def hidden(full: Body) -> Body:
    """A message without its content."""
    return full | {"content": "", "embeds": [], "components": [], "attachments": []}


def readable(stage: Stage, message: Message) -> Body:
    """A message as REST gives it to the bot."""
    shown = message_json(stage.world, message, stage.origin)
    return shown if stage.settings.content or _open(stage, message) else hidden(shown)


def tell_channel(stage: Stage, event: str, channel: Channel) -> None:
    """Tell the bot of a channel or thread."""
    if channel.guild is not None:
        body = channel_json(stage.world, channel, stage.world.bot.id)
        stage.gateway.dispatch(event, body, channel.guild, GUILDS)
    stage.changes.happened()
