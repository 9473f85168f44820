"""Who and where: auth.test, users.info, team.info, reactions.add, Socket Mode, OAuth."""

import base64

from tests.standins.slack.call import Call, Method
from tests.standins.slack.ids import new_ts
from tests.standins.slack.installing import installed
from tests.standins.slack.rates import Tier
from tests.standins.slack.refusals import Refused
from tests.standins.slack.shapes import user_json
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import Body, Message


def auth_test(call: Call) -> Body:
    """auth.test."""
    team = call.stage.world.teams[call.who.team]
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.who.bot.handle,
        "team_id": team.id,
        "user_id": call.bot,
        "bot_id": call.who.bot.bot,
        "is_enterprise_install": False,
    }


def user_info(call: Call) -> Body:
    """users.info."""
    return {"user": user_json(call.stage.world.user(call.wanted("user"), call.who.team))}


def team_info(call: Call) -> Body:
    """team.info: the bot's own workspace."""
    team = call.stage.world.teams[call.who.team]
    if call.text("team") not in ("", team.id):
        raise Refused("team_not_found")
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain}}


def react(call: Call) -> Body:
    """reactions.add."""
    channel = call.channel()
    message = call.stage.world.message(channel, call.wanted("timestamp", "message_not_found"))
    name = call.wanted("name", "invalid_name").strip(":")
    if call.bot in message.reactions.get(name, []):
        raise Refused("already_reacted")
    reacted(call.stage, message, call.bot, name)
    return {}


def reacted(stage: Stage, message: Message, user: str, name: str) -> None:
    """Note a reaction and tell of it."""
    message.reactions.setdefault(name, []).append(user)
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {"type": "reaction_added", "user": user, "reaction": name, "item": item}
    event |= {"item_user": message.user, "event_ts": new_ts()}
    team = stage.world.channels[message.channel].team
    stage.courier.tell(stage, stage.world.teams[team].install, "reaction_added", event)
    stage.changes.happened()


def connections_open(call: Call) -> Body:
    """apps.connections.open: where a websocket may be opened."""
    origin = call.stage.origin.replace("http", "ws", 1)
    ticket = call.stage.courier.sockets.ticket()
    return {"url": f"{origin}/link/?ticket={ticket}&app_id={call.stage.world.app.id}"}


def oauth_access(call: Call) -> Body:
    """oauth.v2.access: a code becomes a token."""
    world = call.stage.world
    client, secret = call.text("client_id"), call.text("client_secret")
    if call.basic:
        client, _, secret = base64.b64decode(call.basic).decode().partition(":")
    if client != world.app.client_id:
        raise Refused("invalid_client_id")
    if secret != world.app.client_secret:
        raise Refused("bad_client_secret")
    code = call.text("code")
    if code not in world.codes:
        raise Refused("invalid_code")
    team, by = world.codes.pop(code)
    made = installed(call.stage, world.teams[team], by)
    return {
        "access_token": made.token,
        "token_type": "bot",
        "scope": ",".join(sorted(made.scopes)),
        "bot_user_id": made.bot.id,
        "app_id": world.app.id,
        "team": {"id": team, "name": world.teams[team].name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": by},
    }


METHODS = [
    Method(name="auth.test", handler=auth_test, tier=Tier.SPECIAL),
    Method(name="users.info", handler=user_info, tier=Tier.FOUR, scopes=("users:read",)),
    Method(name="team.info", handler=team_info, tier=Tier.THREE, scopes=("team:read",)),
    Method(name="reactions.add", handler=react, tier=Tier.THREE, scopes=("reactions:write",)),
    Method(name="apps.connections.open", handler=connections_open, tier=Tier.ONE, app=True),
    Method(name="oauth.v2.access", handler=oauth_access, tier=Tier.FOUR, open=True),
]
