"""What may keep the bot from working on Slack, and what to click about it; nothing is changed."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from bot.app.checks import Check
from bot.core.errors import Fault
from bot.platforms.slack.manifest import SCOPES
from bot.platforms.slack.meaning import NotAllowed
from bot.platforms.slack.rest import Line
from bot.platforms.slack.scouting import Scouted, opens_connection, scouted

Say = Callable[..., str]

MOST_NAMED = 5  # channels named in one check


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was given: tokens, empty where they are not there; `sockets`: for Socket Mode."""

    token: str
    app_token: str
    signing_secret: str
    sockets: bool


async def checked(wanted: Wanted, line: Line, say: Say) -> AsyncIterator[Check]:
    """Everything that was looked at, one after the other; ends early where Slack is silent."""
    try:
        found = await scouted(wanted.token, line)
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
    yield await _way_in(wanted, line, say)


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


async def _way_in(wanted: Wanted, line: Line, say: Say) -> Check:
    """How Slack's events come to us."""
    if not wanted.sockets:
        if wanted.signing_secret:
            return Check(name="Slack requests", said=say("slack.check.signed"))
        return _bad("Slack requests", say("slack.check.no_signing_secret"))
    if not wanted.app_token:
        return _bad("Slack connection", say("slack.check.no_app_token"))
    try:
        await opens_connection(wanted.app_token, line)
    except NotAllowed:
        return _bad("Slack connection", say("slack.check.app_token_bad"))
    except Fault as fault:
        return _bad("Slack connection", say("slack.check.socket_off", reason=fault))
    return Check(name="Slack connection", said=say("slack.check.socket"))


def _bad(name: str, said: str) -> Check:
    return Check(name=name, said=said, fine=False)
