"""The app's manifest: what Slack refuses in it, and what the rest of the stand-in asks it.

A manifest is refused whole, with all faults. Limits: Slack's "App manifest reference"; names of
commands that Slack keeps for itself: its help page on built-in commands.
"""

from collections.abc import Iterator
from typing import Any

from tests.standins.slack.refusals import refused_for

Body = dict[str, Any]

RESERVED = frozenset(
    "/active /archive /apps /away /call /canvas /collapse /dm /dnd /expand /feed /feedback /huddle"
    " /invite /invite_people /join /keys /kick /leave /list /me /msg /mute /open /part /prefs"
    " /remind /remove /rename /search /shortcuts /shrug /slackbot /star /status /todo /topic"
    " /unarchive /who".split()
)
# Events and the scope that each needs.
EVENTS = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "app_uninstalled": "",
    "tokens_revoked": "",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "member_joined_channel": "channels:read",
}
SCOPES = (
    "commands chat:write app_mentions:read channels:read channels:history groups:read"
    " groups:history im:read im:write im:history users:read reactions:read files:write team:read"
).split()
_NAME, _DESCRIPTION, _BOT = 35, 140, 80
_COMMANDS, _COMMAND, _WHAT, _HINT = 50, 32, 2_000, 1_000
_SHORTCUTS, _SHORTCUT, _SHORTCUT_WHAT, _CALLBACK = 10, 24, 150, 255


def usual(*commands: Body, shortcuts: tuple[Body, ...] = ()) -> Body:
    """A manifest with the scopes and events of platforms.md."""
    events = [name for name in EVENTS if name not in ("reaction_added", "member_joined_channel")]
    return {
        "display_information": {"name": "debate-bot"},
        "features": {
            "bot_user": {"display_name": "debate-bot", "always_online": True},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True,
                         "messages_tab_read_only_enabled": False},
            "slash_commands": list(commands),
            "shortcuts": list(shortcuts),
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": events},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }  # fmt: skip


def part(manifest: Body, *path: str) -> Any:  # noqa: ANN401 - any YAML
    """What stands at a path; an empty mapping if nothing does."""
    node: Any = manifest
    for step in path:
        node = (node or {}).get(step)
    return {} if node is None else node


def check(manifest: Body) -> None:
    """Raises Refused invalid_manifest with all faults."""
    found = list(faults(manifest))
    if found:
        raise refused_for("invalid_manifest", found)


def faults(manifest: Body) -> Iterator[str]:
    """What Slack refuses."""
    yield from _sized(manifest, ("display_information", "name"), 1, _NAME)
    yield from _sized(manifest, ("display_information", "description"), 0, _DESCRIPTION)
    yield from _sized(manifest, ("features", "bot_user", "display_name"), 1, _BOT)
    commands = part(manifest, "features", "slash_commands") or []
    if len(commands) > _COMMANDS:
        yield f"at most {_COMMANDS} commands [/features/slash_commands]"
    for number, one in enumerate(commands):
        yield from _command_faults(one, f"/features/slash_commands/{number}")
    yield from _twice([str(one.get("command")) for one in commands], "command")
    shortcuts = part(manifest, "features", "shortcuts") or []
    if len(shortcuts) > _SHORTCUTS:
        yield f"at most {_SHORTCUTS} shortcuts [/features/shortcuts]"
    for number, one in enumerate(shortcuts):
        yield from _shortcut_faults(one, f"/features/shortcuts/{number}")
    yield from _twice([str(one.get("callback_id")) for one in shortcuts], "callback_id")
    yield from _scope_faults(manifest)


def _sized(manifest: Body, path: tuple[str, ...], least: int, most: int) -> Iterator[str]:
    text = str(part(manifest, *path) or "")
    if not least <= len(text) <= most:
        yield f"{least} to {most} characters, not {len(text)} [/{'/'.join(path)}]"


def _command_faults(one: Body, where: str) -> Iterator[str]:
    name = str(one.get("command") or "")
    if name in RESERVED:
        yield f"{name} is a reserved command [{where}/command]"
    if not name.startswith("/") or not 2 <= len(name) <= _COMMAND or name != name.lower().strip():
        yield f"{name!r} is no name of a command [{where}/command]"
    if not 1 <= len(str(one.get("description") or "")) <= _WHAT:
        yield f"1 to {_WHAT} characters [{where}/description]"
    if len(str(one.get("usage_hint") or "")) > _HINT:
        yield f"at most {_HINT} characters [{where}/usage_hint]"


def _shortcut_faults(one: Body, where: str) -> Iterator[str]:
    if one.get("type") not in ("message", "global"):
        yield f"message or global [{where}/type]"
    for name, most in (("name", _SHORTCUT), ("callback_id", _CALLBACK),
                       ("description", _SHORTCUT_WHAT)):  # fmt: skip
        if not 1 <= len(str(one.get(name) or "")) <= most:
            yield f"1 to {most} characters [{where}/{name}]"


def _twice(names: list[str], what: str) -> Iterator[str]:
    for name in sorted({one for one in names if names.count(one) > 1}):
        yield f"{what} {name} stands there twice"


def _scope_faults(manifest: Body) -> Iterator[str]:
    scopes = set(scopes_of(manifest))
    settings = ("settings", "event_subscriptions", "bot_events")
    for event in part(manifest, *settings) or []:
        if event not in EVENTS:
            yield f"{event} is no event that the stand-in knows [/{'/'.join(settings)}]"
        elif EVENTS[event] and EVENTS[event] not in scopes:
            yield f"{event} needs the scope {EVENTS[event]} [/{'/'.join(settings)}]"
    features = part(manifest, "features")
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in scopes:
        yield "commands and shortcuts need the scope commands [/oauth_config/scopes/bot]"


def scopes_of(manifest: Body) -> list[str]:
    """The bot's scopes."""
    return list(part(manifest, "oauth_config", "scopes", "bot") or [])


def hears(manifest: Body, event: str) -> bool:
    """Whether the app is told of an event."""
    return event in (part(manifest, "settings", "event_subscriptions", "bot_events") or [])
