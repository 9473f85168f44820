"""The app comes to a workspace and leaves it: bot user, token, scopes; uninstalls."""

import secrets

from tests.standins.slack.ids import new_id, new_ts
from tests.standins.slack.manifest import part, scopes_of
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import Install, Team, User

INACTIVE, REVOKED = "account_inactive", "token_revoked"


def installed(stage: Stage, team: Team, by: str) -> Install:
    """Install the app; somebody who installs it again gets the same token while it is good."""
    world, manifest = stage.world, stage.world.app.manifest
    found = team.install
    if found is not None and not found.ended:
        found.scopes = set(scopes_of(manifest))
        return found
    if found is None:
        name = str(part(manifest, "features", "bot_user", "display_name") or "bot")
        bot = User(id=new_id("U"), team=team.id, name=name, bot=new_id("B"))
        team.users[bot.id] = world.users[bot.id] = bot
    else:
        bot = found.bot
    token = f"xoxb-{secrets.token_hex(8)}"
    scopes = set(scopes_of(manifest))
    team.install = Install(team=team.id, token=token, bot=bot, by=by, scopes=scopes)
    world.installs[token] = team.install
    stage.changes.happened()
    return team.install


def uninstall(stage: Stage, install: Install, *, revoked_only: bool = False) -> None:
    """The token ends, the app is told; unless `revoked_only` it is gone from the workspace."""
    tokens = {"oauth": [], "bot": [install.bot.id]}
    event = {"type": "tokens_revoked", "tokens": tokens, "event_ts": new_ts()}
    stage.courier.tell(stage, install, "tokens_revoked", event)
    if not revoked_only:
        gone = {"type": "app_uninstalled", "event_ts": new_ts()}
        stage.courier.tell(stage, install, "app_uninstalled", gone)
        for channel in stage.world.channels.values():
            if install.bot.id in channel.members and channel.name:
                channel.members.remove(install.bot.id)
    install.ended = REVOKED if revoked_only else INACTIVE
    stage.changes.happened()
