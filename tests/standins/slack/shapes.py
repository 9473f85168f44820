"""What the stand-in remembers as Slack's JSON: users, channels, messages, views, payload parts."""

from tests.standins.slack.manifest import part
from tests.standins.slack.state import (
    CHANNEL,
    DIRECT,
    MODAL,
    PRIVATE,
    Body,
    Channel,
    File,
    Install,
    Message,
    Team,
    User,
    View,
    World,
)


def user_json(user: User) -> Body:
    """As users.info gives it."""
    profile = {"real_name": user.name, "display_name": user.name, "team": user.team}
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.handle,
        "real_name": user.name,
        "deleted": user.gone,
        "tz": "Europe/London",
        "tz_offset": 0,
        "profile": profile | ({"bot_id": user.bot} if user.bot else {}),
        "is_admin": user.admin,
        "is_owner": user.owner,
        "is_primary_owner": user.owner,
        "is_bot": bool(user.bot),
        "is_restricted": False,
        "is_ultra_restricted": False,
        "locale": "en-GB",
    }


def user_part(world: World, user: str) -> Body:
    """As interactions name a person."""
    found = world.users[user]
    name = found.handle
    return {"id": user, "username": name, "name": name, "team_id": found.team}


def team_part(team: Team) -> Body:
    """As interactions name a workspace."""
    return {"id": team.id, "domain": team.domain}


def channel_part(channel: Channel) -> Body:
    """As interactions name a channel; direct messages and private ones go without their name."""
    names = {CHANNEL: channel.name, PRIVATE: "privategroup", DIRECT: "directmessage"}
    return {"id": channel.id, "name": names[channel.kind]}


def channel_json(world: World, channel: Channel, bot: str) -> Body:
    """As conversations.info gives it."""
    made: Body = {
        "id": channel.id,
        "created": channel.made,
        "is_archived": channel.archived,
        "is_im": channel.kind == DIRECT,
        "is_channel": channel.kind == CHANNEL,
        "is_group": channel.kind == PRIVATE,
        "is_private": channel.kind != CHANNEL,
        "is_mpim": False,
        "context_team_id": channel.team,
    }
    if channel.kind == DIRECT:
        person = next(one for one in channel.members if one != bot)
        return made | {"user": person, "is_open": True}
    return made | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_member": bot in world.members(channel),
        "is_general": False,
        "num_members": len(world.members(channel)),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def file_json(file: File, origin: str) -> Body:
    """As messages carry it."""
    made = {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "size": len(file.data or b""),
        "user": file.user,
        "mode": "hosted",
        "is_external": False,
        "url_private": f"{origin}/files/{file.id}/{file.name}",
    }
    return made | ({"alt_txt": file.alt} if file.alt else {})


def message_json(world: World, message: Message, origin: str, *, metadata: bool = False) -> Body:
    """A message; its metadata only where it was asked for."""
    channel = world.channels[message.channel]
    made: Body = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    made |= {"team": channel.team}
    for name in ("subtype", "client_msg_id", "blocks", "attachments", "edited"):
        value = getattr(message, name)
        if value:
            made[name] = value
    author = world.users[message.user]
    if author.bot:
        made |= {"bot_id": author.bot, "app_id": world.app.id}
        made["bot_profile"] = {"id": author.bot, "app_id": world.app.id, "name": author.name,
                               "team_id": author.team, "deleted": False}  # fmt: skip
    made |= _thread_part(world, channel, message)
    if message.files:
        made["files"] = [file_json(one, origin) for one in message.files]
    if message.reactions:
        made["reactions"] = [
            {"name": name, "users": users, "count": len(users)}
            for name, users in message.reactions.items()
        ]
    if metadata and message.metadata is not None:
        made["metadata"] = message.metadata
    return made


def _thread_part(world: World, channel: Channel, message: Message) -> Body:
    if message.thread and message.thread != message.ts:
        parent = channel.messages.get(message.thread)
        made = {"thread_ts": message.thread}
        return made | ({"parent_user_id": parent.user} if parent is not None else {})
    replies = world.replies(channel, message.ts)
    if not replies:
        return {}
    people = list(dict.fromkeys(one.user for one in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "reply_users": people,
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": True,
    }


def view_json(world: World, view: View) -> Body:
    """A view as interactions and answers of views.* carry it."""
    bot = world.bot_of(view.team)
    shown = view.shown
    made: Body = {
        "id": view.id,
        "team_id": view.team,
        "type": view.kind,
        "blocks": shown["blocks"],
        "private_metadata": shown.get("private_metadata") or "",
        "callback_id": shown.get("callback_id") or "",
        "external_id": shown.get("external_id") or "",
        "state": {"values": view.values},
        "hash": view.hash,
        "root_view_id": view.root or view.id,
        "previous_view_id": view.previous or None,
        "app_id": world.app.id,
        "app_installed_team_id": view.team,
        "bot_id": bot.bot if bot is not None else "",
        "clear_on_close": bool(shown.get("clear_on_close")),
        "notify_on_close": bool(shown.get("notify_on_close")),
        "title": None,
        "submit": None,
        "close": None,
    }
    if view.kind == MODAL:
        made |= {name: shown.get(name) for name in ("title", "submit", "close")}
    return made


def authorization(install: Install) -> Body:
    """For whom an event is delivered."""
    return {
        "enterprise_id": None,
        "team_id": install.team,
        "user_id": install.bot.id,
        "is_bot": True,
        "is_enterprise_install": False,
    }


def wants_escapes(world: World, command: str) -> bool | None:
    """Whether a command has `should_escape`; None if the manifest does not know it."""
    for one in part(world.app.manifest, "features", "slash_commands") or []:
        if one.get("command") == command:
            return bool(one.get("should_escape"))
    return None
