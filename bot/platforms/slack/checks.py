"""What may keep the bot from working on Slack, and what to click about it; nothing is changed."""

from collections.abc import AsyncIterator, Callable

from bot.app.checks import Check
from bot.core.errors import Fault
from bot.platforms.slack.manifest import INSTALL, SCOPES
from bot.platforms.slack.meaning import NotAllowed
from bot.platforms.slack.rest import Line
from bot.platforms.slack.scouting import Scouted, opens_connection, scouted
from bot.platforms.slack.terms import Mode, Terms

Say = Callable[..., str]

MOST_NAMED = 5  # channels named in one check


async def checked(given: Terms, line: Line, say: Say) -> AsyncIterator[Check]:
    """Everything that was looked at, one after the other; ends early where Slack is silent. `given`
    lacks nothing.
    """
    if not given.token:
        yield Check(
            name="Slack workspaces", said=say("slack.check.several", address=_begins(given))
        )
        yield await _way_in(given, line, say)
        return
    try:
        found = await scouted(given.token, line)
    except NotAllowed:
        yield _bad("Slack bot token", say("slack.check.token_bad"))
        return
    except Fault as fault:
        yield _bad("Slack", say("slack.check.trouble", reason=fault))
        return
    said = say("slack.check.token", name=found.name, team=found.team)
    yield Check(name="Slack bot token", said=said)
    yield _scopes(found, say)
    yield _channels(found, say)
    yield await _way_in(given, line, say)


def _scopes(found: Scouted, say: Say) -> Check:
    lacking = sorted(set(SCOPES) - found.scopes)
    if lacking:
        return _bad("Slack scopes", say("slack.check.scopes_lacking", names=", ".join(lacking)))
    return Check(name="Slack scopes", said=say("slack.check.scopes"))


def _channels(found: Scouted, say: Say) -> Check:
    """Where rounds can have their threads; alone with the bot one can practise anywhere."""
    if not found.channels:
        return _bad("Slack channels", say("slack.check.channels_none"))
    named = ", ".join(f"#{name}" for name in found.channels[:MOST_NAMED])
    if more := len(found.channels) - MOST_NAMED:
        named = say("slack.check.some_channels", names=named, count=more) if more > 0 else named
    return Check(name="Slack channels", said=say("slack.check.channels", channels=named))


def _begins(given: Terms) -> str:
    """Where people begin to install the app."""
    return f"{given.oauth.address.rstrip('/')}{INSTALL}" if given.oauth else ""


async def _way_in(given: Terms, line: Line, say: Say) -> Check:
    """How Slack's events come to us."""
    if given.mode is Mode.HTTP:
        return Check(name="Slack requests", said=say("slack.check.signed"))
    try:
        await opens_connection(given.app_token, line)
    except NotAllowed:
        return _bad("Slack connection", say("slack.check.app_token_bad"))
    except Fault as fault:
        return _bad("Slack connection", say("slack.check.socket_off", reason=fault))
    return Check(name="Slack connection", said=say("slack.check.socket"))


def _bad(name: str, said: str) -> Check:
    return Check(name=name, said=said, fine=False)
