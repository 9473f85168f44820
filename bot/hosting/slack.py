"""What a host does with Slack: run it, get its manifest, have it looked at."""

from collections.abc import Callable, Mapping

from aiohttp import ClientSession

from bot import wiring
from bot.app.checks import Check
from bot.app.commands import COMMANDS
from bot.app.kit import Kit
from bot.config import (
    SLACK_APP_TOKEN,
    SLACK_BOT_TOKEN,
    SLACK_CLIENT_ID,
    SLACK_CLIENT_SECRET,
    SLACK_INSTALLATION_KEY,
    SLACK_SIGNING_SECRET,
)
from bot.core.errors import BadInput
from bot.platforms.slack.checks import checked
from bot.platforms.slack.manifest import as_yaml, manifest
from bot.platforms.slack.platform import Slack
from bot.platforms.slack.rest import Line
from bot.platforms.slack.sealing import Seal
from bot.platforms.slack.terms import Mode, OAuth, Terms
from bot.platforms.slack.workspaces import forget_unreadable
from bot.settings import Settings, SlackMode


def is_wanted(environ: Mapping[str, str]) -> bool:
    """Whether any of its tokens is there, or what it takes to be given some."""
    one = any(_given(environ, name) for name in (SLACK_BOT_TOKEN, SLACK_APP_TOKEN))
    return one or _oauth(Settings(), environ) is not None


def maker(
    settings: Settings, environ: Mapping[str, str]
) -> Callable[[Kit, Callable[[], None]], Slack]:
    """What makes the platform. Raises BadInput if something is missing."""
    given = terms(settings, environ)
    given.check()
    return lambda kit, ring: Slack(kit, given, ring)


def terms(settings: Settings, environ: Mapping[str, str]) -> Terms:
    """What Slack is run with."""
    return Terms(
        token=_given(environ, SLACK_BOT_TOKEN),
        app_token=_given(environ, SLACK_APP_TOKEN),
        mode=Mode(settings.slack.mode.value),
        signing_secret=_given(environ, SLACK_SIGNING_SECRET),
        oauth=_oauth(settings, environ),
        api_base=settings.slack.api_base,
        instructors=frozenset(settings.slack.instructors),
        threads=settings.slack.thread_messages,
        pause=settings.slack.pause / 1000,
    )


def as_file(settings: Settings, environ: Mapping[str, str]) -> str:
    """The manifest of the app. Raises BadInput if HTTP mode has no address."""
    address = settings.slack.address
    http = settings.slack.mode is SlackMode.HTTP
    if http and not address:
        raise BadInput("slack.check.no_address")
    say = wiring.content(settings.prompts.folder, environ).phrases.say
    return as_yaml(manifest(COMMANDS, say, address if http else "", installs_at=address))


async def forget(settings: Settings, environ: Mapping[str, str]) -> list[str]:
    """Erase the installations whose key is lost; the workspaces they were in. Raises BadInput."""
    seal = Seal(_given(environ, SLACK_INSTALLATION_KEY))
    async with wiring.build(settings, environ=environ) as kit:
        return await forget_unreadable(kit.store, seal)


async def checks(settings: Settings, environ: Mapping[str, str]) -> list[Check]:
    """What may keep the bot from working on Slack."""
    say = wiring.content(settings.prompts.folder, environ).phrases.say
    given = terms(settings, environ)
    try:
        given.check()
    except BadInput as error:
        return [Check(name="Slack", said=say(error.phrase, **error.variables), fine=False)]
    async with ClientSession() as session:
        line = Line(session=session, api_base=settings.slack.api_base)
        return [check async for check in checked(given, line, say)]


def _oauth(settings: Settings, environ: Mapping[str, str]) -> OAuth | None:
    """What it takes to be installed by others, if all of it is there."""
    client, secret, keys = (
        _given(environ, name)
        for name in (SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_INSTALLATION_KEY)
    )
    if not (client and secret and keys):
        return None
    address = settings.slack.address
    return OAuth(client_id=client, client_secret=secret, keys=keys, address=address)


def _given(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()
