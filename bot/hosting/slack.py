"""What a host does with Slack: run it, get its manifest, have it looked at."""

from collections.abc import Callable, Mapping

from aiohttp import ClientSession

from bot import wiring
from bot.app.checks import Check
from bot.app.commands import COMMANDS
from bot.app.kit import Kit
from bot.config import SLACK_APP_TOKEN, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET
from bot.core.errors import BadInput
from bot.platforms.slack.checks import Wanted, checked
from bot.platforms.slack.manifest import as_yaml, manifest
from bot.platforms.slack.platform import Slack, Terms
from bot.platforms.slack.rest import Line
from bot.settings import Settings, SlackMode


def is_wanted(environ: Mapping[str, str]) -> bool:
    """Whether any of its tokens is there."""
    return any(environ.get(name, "").strip() for name in (SLACK_BOT_TOKEN, SLACK_APP_TOKEN))


def maker(
    settings: Settings, environ: Mapping[str, str]
) -> Callable[[Kit, Callable[[], None]], Slack]:
    """What makes the platform. Raises BadInput if a token is missing."""
    given = terms(settings, environ)
    return lambda kit, ring: Slack(kit, given, ring)


def terms(settings: Settings, environ: Mapping[str, str]) -> Terms:
    """What Slack is run with. Raises BadInput if a token is missing."""
    return Terms(
        token=_secret(environ, SLACK_BOT_TOKEN),
        app_token=_secret(environ, SLACK_APP_TOKEN),
        api_base=settings.slack.api_base,
        instructors=frozenset(settings.slack.instructors),
        threads=settings.slack.thread_messages,
        pause=settings.slack.pause / 1000,
    )


def as_file(settings: Settings, environ: Mapping[str, str]) -> str:
    """The manifest of the app. Raises BadInput if HTTP mode has no address."""
    address = ""
    if settings.slack.mode is SlackMode.HTTP:
        address = settings.slack.address
        if not address:
            raise BadInput("slack.check.no_address")
    say = wiring.content(settings.prompts.folder, environ).phrases.say
    return as_yaml(manifest(COMMANDS, say, address))


async def checks(settings: Settings, environ: Mapping[str, str]) -> list[Check]:
    """What may keep the bot from working on Slack. Raises BadInput if a token is missing."""
    wanted = Wanted(
        token=_secret(environ, SLACK_BOT_TOKEN),
        app_token=environ.get(SLACK_APP_TOKEN, "").strip(),
        signing_secret=environ.get(SLACK_SIGNING_SECRET, "").strip(),
        sockets=settings.slack.mode is SlackMode.SOCKET,
    )
    say = wiring.content(settings.prompts.folder, environ).phrases.say
    async with ClientSession() as session:
        line = Line(session=session, api_base=settings.slack.api_base)
        return [check async for check in checked(wanted, line, say)]


def _secret(environ: Mapping[str, str], name: str) -> str:
    found = environ.get(name, "").strip()
    if not found:
        raise BadInput("error.no_slack_token", name=name)
    return found
