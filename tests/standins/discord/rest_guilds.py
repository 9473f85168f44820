"""REST of servers and of the application itself."""

from tests.standins.discord.call import NOTHING, Call, Reply, Routes
from tests.standins.discord.permissions import BITS, in_channel, in_guild
from tests.standins.discord.refusals import refused
from tests.standins.discord.shapes import (
    channel_json,
    guild_facts,
    member_json,
    role_json,
    thread_member_json,
    user_json,
)
from tests.standins.discord.state import THREADS, Body, Guild


def me(call: Call) -> Reply:
    """GET /users/@me."""
    return 200, user_json(call.stage.world.bot) | {"verified": True, "email": None}


def user(call: Call) -> Reply:
    """GET /users/{user_id}: anybody."""
    found = call.stage.world.users.get(call.path["user_id"])
    if found is None:
        raise refused(10013)
    return 200, user_json(found)


def application(call: Call) -> Reply:
    """GET /applications/@me and /oauth2/applications/@me."""
    bot = call.stage.world.bot
    body: Body = {
        "id": bot.id,
        "name": bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": call.stage.settings.flags,
        "bot": user_json(bot),
        "owner": user_json(bot) | {"id": "1", "username": "host", "bot": False},
        "team": None,
        "summary": "",
        "redirect_uris": [],
        "approximate_guild_count": len(_joined(call)),
    }
    return 200, body


def gateway(call: Call) -> Reply:
    """GET /gateway."""
    return 200, {"url": _gateway_url(call)}


def gateway_bot(call: Call) -> Reply:
    """GET /gateway/bot."""
    start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 16}
    body = {"url": _gateway_url(call), "shards": call.stage.settings.shards}
    return 200, body | {"session_start_limit": start}


def _gateway_url(call: Call) -> str:
    return call.stage.origin.replace("http://", "ws://") + "/gateway"


def _joined(call: Call) -> list[Guild]:
    return [guild for guild in call.stage.world.guilds.values() if call.bot in guild.members]


def my_guilds(call: Call) -> Reply:
    """GET /users/@me/guilds."""
    listed = [guild for guild in _joined(call) if int(guild.id) > int(call.query.get("after", 0))]
    return 200, [
        {
            "id": guild.id,
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(in_guild(guild, call.bot)),
            "features": [],
        }
        for guild in listed[: int(call.query.get("limit", 200))]
    ]


def leave(call: Call) -> Reply:
    """DELETE /users/@me/guilds/{guild_id}."""
    guild = call.stage.world.guild(call.path["guild_id"])
    del guild.members[call.bot]
    call.stage.gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild.id, 1)
    call.stage.changes.happened()
    return NOTHING


def read(call: Call) -> Reply:
    """GET /guilds/{guild_id}."""
    guild = call.stage.world.guild(call.path["guild_id"])
    body = guild_facts(guild)
    if call.query.get("with_counts") in ("1", "true", "True"):
        body |= {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return 200, body


def channels(call: Call) -> Reply:
    """GET /guilds/{guild_id}/channels: all of them, without threads."""
    guild = call.stage.world.guild(call.path["guild_id"])
    found = call.stage.world.guild_channels(guild.id, (0,))
    return 200, [channel_json(call.stage.world, channel) for channel in found]


def roles(call: Call) -> Reply:
    """GET /guilds/{guild_id}/roles."""
    guild = call.stage.world.guild(call.path["guild_id"])
    return 200, [role_json(role) for role in guild.roles.values()]


def member(call: Call) -> Reply:
    """GET /guilds/{guild_id}/members/{user_id}."""
    guild = call.stage.world.guild(call.path["guild_id"])
    named = call.path["user_id"]
    user = call.stage.world.user(call.bot if named == "@me" else named)
    if user.id not in guild.members:
        raise refused(10007)
    return 200, member_json(guild.members[user.id], user)


def members(call: Call) -> Reply:
    """GET /guilds/{guild_id}/members: takes the members intent."""
    guild = call.stage.world.guild(call.path["guild_id"])
    if not call.stage.settings.members:
        raise refused(50001)
    after = int(call.query.get("after", 0))
    found = [one for one in guild.members.values() if int(one.user) > after]
    listed = found[: int(call.query.get("limit", 1))]
    return 200, [member_json(one, call.stage.world.user(one.user)) for one in listed]


def active_threads(call: Call) -> Reply:
    """GET /guilds/{guild_id}/threads/active: those that the bot sees."""
    world = call.stage.world
    guild = world.guild(call.path["guild_id"])
    threads = [
        thread
        for thread in world.guild_channels(guild.id, THREADS)
        if not thread.archived and in_channel(world, thread, call.bot)
    ]
    mine = [thread_member_json(one, call.bot) for one in threads if call.bot in one.members]
    return 200, {"threads": [channel_json(world, one, call.bot) for one in threads],
                 "members": mine}  # fmt: skip


def audit_log(call: Call) -> Reply:
    """GET /guilds/{guild_id}/audit-logs: newest first; takes VIEW_AUDIT_LOG."""
    guild = call.stage.world.guild(call.path["guild_id"])
    if not in_guild(guild, call.bot) & BITS["VIEW_AUDIT_LOG"]:
        raise refused(50013)
    kind = int(call.query.get("action_type", 0))
    entries = [one for one in guild.audit if kind in (0, one["action_type"])]
    entries = entries[: int(call.query.get("limit", 50))]
    people = {str(one["user_id"]) for one in entries} | {str(one["target_id"]) for one in entries}
    users = [user_json(call.stage.world.users[one]) for one in sorted(people)]
    empty: list[Body] = []
    names = (
        "application_commands auto_moderation_rules guild_scheduled_events integrations threads"
        " webhooks"
    ).split()
    return 200, {"audit_log_entries": entries, "users": users} | dict.fromkeys(names, empty)


_ONE = "/guilds/{guild_id}"
ROUTES: Routes = [
    ("GET", "/users/@me", me),
    ("GET", "/applications/@me", application),
    ("GET", "/oauth2/applications/@me", application),
    ("GET", "/gateway", gateway),
    ("GET", "/gateway/bot", gateway_bot),
    ("GET", "/users/@me/guilds", my_guilds),
    ("DELETE", "/users/@me/guilds/{guild_id}", leave),
    ("GET", "/users/{user_id}", user),
    ("GET", _ONE, read),
    ("GET", _ONE + "/channels", channels),
    ("GET", _ONE + "/roles", roles),
    ("GET", _ONE + "/members", members),
    ("GET", _ONE + "/members/{user_id}", member),
    ("GET", _ONE + "/threads/active", active_threads),
    ("GET", _ONE + "/audit-logs", audit_log),
]
