"""REST of application commands: registered ones are what people can type."""

from tests.standins.discord.call import NOTHING, Call, Reply, Routes
from tests.standins.discord.definitions import check_definitions
from tests.standins.discord.ids import snowflake
from tests.standins.discord.refusals import refused
from tests.standins.discord.state import Body


def _scope(call: Call) -> str:
    if call.path["application_id"] != call.bot:
        raise refused(50001)
    guild = call.path.get("guild_id", "")
    if guild:
        call.stage.world.guild(guild)
    return guild


def listed(call: Call) -> Reply:
    """GET …/commands."""
    return 200, call.stage.world.commands.get(_scope(call), [])


def replace(call: Call) -> Reply:
    """PUT …/commands: these and no others; known names keep their ids."""
    scope = _scope(call)
    check_definitions(call.listed)
    known = {one["name"]: one for one in call.stage.world.commands.get(scope, [])}
    made = [_made(call, one, scope, known.get(one["name"])) for one in call.listed]
    call.stage.world.commands[scope] = made
    call.stage.changes.happened()
    return 200, made


def add(call: Call) -> Reply:
    """POST …/commands: one more, or anew."""
    scope = _scope(call)
    others = call.stage.world.commands.get(scope, [])
    kept = [one for one in others if one["name"] != call.body.get("name")]
    check_definitions([*kept, call.body])
    old = next((one for one in others if one["name"] == call.body["name"]), None)
    made = _made(call, call.body, scope, old)
    call.stage.world.commands[scope] = [*kept, made]
    call.stage.changes.happened()
    return (200 if old else 201), made


def remove(call: Call) -> Reply:
    """DELETE …/commands/{command_id}."""
    scope = _scope(call)
    others = call.stage.world.commands.get(scope, [])
    kept = [one for one in others if one["id"] != call.path["command_id"]]
    if len(kept) == len(others):
        raise refused(10063)
    call.stage.world.commands[scope] = kept
    call.stage.changes.happened()
    return NOTHING


def _made(call: Call, one: Body, scope: str, old: Body | None) -> Body:
    defaults: Body = {
        "type": 1,
        "default_member_permissions": None,
        "nsfw": False,
        "integration_types": [0],
        "contexts": None,
        "description_localizations": None,
        "name_localizations": None,
    }
    made = defaults | one | {"application_id": call.bot, "version": snowflake()}
    permissions = made["default_member_permissions"]
    made["default_member_permissions"] = None if permissions is None else str(permissions)
    made["id"] = old["id"] if old else snowflake()
    return made | ({"guild_id": scope} if scope else {})


_GLOBAL = "/applications/{application_id}/commands"
_LOCAL = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES: Routes = [
    (method, path + tail, handler)
    for path in (_GLOBAL, _LOCAL)
    for method, tail, handler in (
        ("GET", "", listed),
        ("PUT", "", replace),
        ("POST", "", add),
        ("DELETE", "/{command_id}", remove),
    )
]
