"""The app as Slack takes it: a *manifest*, made from THE command table.

Slack's commands are the first words of paths: `/debate flow`. `slack-manifest.yaml` at the top of
the repository is what `as_yaml` gives for Socket Mode. Limits: Slack's "App manifest reference".
"""

from collections.abc import Callable, Mapping, Sequence

from bot.app.commands import Command
from bot.core.errors import BadContent
from bot.platforms.slack.cutting import short
from bot.platforms.slack.parts import Json

Say = Callable[..., str]

NAME = "debate-bot"
PRACTISE = "practise_against"  # the callback id of the message shortcut
PATH = "/slack/events"  # of our own server, where everything arrives in HTTP mode
INSTALL = "/slack/install"  # of our own server, where people begin to install us
REDIRECT = "/slack/oauth_redirect"  # of our own server, where Slack sends them back to

# Slack's own commands (its help page "Use shortcuts in Slack" and what manifests were refused for):
# a manifest that names one is refused whole.
RESERVED = frozenset(
    "active archive apps away call canvas collapse dm dnd expand feed feedback huddle invite"
    " invite_people join keys kick leave list me msg mute open part prefs pro remind remove rename"
    " search shortcuts shrug slackbot star status todo topic unarchive who".split()
)
SCOPES = (
    "commands chat:write app_mentions:read channels:read channels:history groups:read"
    " groups:history im:read im:write im:history users:read reactions:read files:write team:read"
).split()
EVENTS = (
    "app_home_opened app_mention message.channels message.groups message.im app_uninstalled"
    " tokens_revoked"
).split()

_COLOUR = "#1f3a5f"  # behind the app's picture; dark, as Slack writes on it in white
_LIMITS = {  # characters, at least and at most
    "slack.manifest.description": (1, 140),
    "slack.manifest.long": (174, 4_000),
    "slack.manifest.shortcut": (1, 24),
    "slack.manifest.shortcut_text": (1, 150),
}
_LONGEST_HINT = 1_000
_LONGEST_WHAT = 2_000


def manifest(
    table: Mapping[str, Command], say: Say, address: str = "", *, installs_at: str = ""
) -> Json:
    """The manifest for Socket Mode; with `address`, such as https://bot.example.org, for HTTP mode;
    with `installs_at`, an address like that, for an app that others install where they are.

    Raises BadContent, naming what to change, where a host's phrases break a limit, and ValueError
    for a command that Slack keeps for itself.
    """
    _check(table, say)
    url = {"request_url": f"{address.rstrip('/')}{PATH}"} if address else {}
    back = {"redirect_urls": [f"{installs_at.rstrip('/')}{REDIRECT}"]} if installs_at else {}
    description = say("slack.manifest.description")
    return {
        "display_information": {
            "name": NAME,
            "description": description,
            "long_description": say("slack.manifest.long"),
            "background_color": _COLOUR,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [
                {
                    "name": say("slack.manifest.shortcut"),
                    "type": "message",
                    "callback_id": PRACTISE,
                    "description": say("slack.manifest.shortcut_text"),
                }
            ],
            "slash_commands": _commands(table, say, url.get("request_url", "")),
        },
        "oauth_config": {**back, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**url, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(made: Json) -> str:
    """A manifest as it stands in a file."""
    import yaml

    head = "# The Slack app, made from the command table: debate-bot slack manifest\n"
    return head + yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100)


def _commands(table: Mapping[str, Command], say: Say, url: str) -> list[Json]:
    groups: dict[str, list[str]] = {}
    for path in table:
        group, _, rest = path.partition(" ")
        groups.setdefault(group, []).append(rest)
    return [
        {
            "command": f"/{group}",
            "description": say(f"command.{group}"),
            "usage_hint": _hint(rest),
            "should_escape": True,
            **({"url": url} if url else {}),
        }
        for group, rest in groups.items()
    ]


def _hint(rest: Sequence[str]) -> str:
    """What may follow a command: `show | stats`."""
    return short(" | ".join(filter(None, rest)), _LONGEST_HINT)


def _check(table: Mapping[str, Command], say: Say) -> None:
    groups = {path.split()[0] for path in table}
    if taken := RESERVED & groups:
        raise ValueError(f"Slack keeps these commands for itself: {', '.join(sorted(taken))}")
    problems = []
    described = {f"command.{group}": (1, _LONGEST_WHAT) for group in sorted(groups)}
    for key, (least, most) in (_LIMITS | described).items():
        length = len(say(key))
        if not least <= length <= most:
            problems.append(
                f"prompts/phrases: {key} has {length} characters; Slack takes {least} to {most}"
            )
    if problems:
        raise BadContent(tuple(problems))
