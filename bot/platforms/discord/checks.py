"""What may keep the bot from working on Discord, and what to click about it.

Looked at by `debate-bot doctor`; nothing is changed. What the bot may do in each server is looked
at in `server_checks.py`, by `debate-bot discord permissions` too.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.app.checks import Check
from bot.delivery.refusals import Gone, Refused, Trouble
from bot.platforms.discord.definitions import digest
from bot.platforms.discord.server_checks import Asked, Json, Say, servers, shown

# Flags of an application (Discord's reference, "Application Flags"): the intent is allowed, or is
# allowed while the bot is in fewer than a hundred servers.
_MESSAGE_CONTENT = 1 << 18 | 1 << 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How Discord should be set up: by the settings, and by the command table.

    `unsendable` are languages of translations that Discord does not know.
    """

    message_content: bool
    instructor_role: str
    definitions: Sequence[Mapping[str, object]]
    unsendable: Sequence[str] = ()


async def checked(rest: Asked, wanted: Wanted, say: Say) -> AsyncIterator[Check]:
    """Everything that was looked at, one after the other; ends early where Discord is silent."""
    try:
        me: Json = await rest.get("/users/@me")
    except (discord.LoginFailure, Refused):
        yield _bad_token(say)
        return
    except Trouble as trouble:
        yield _silent(trouble, say)
        return
    yield Check(name="Discord token", said=say("discord.check.token", name=shown(me["username"])))
    try:
        application: Json = await rest.get("/applications/@me")
        yield _intent(application, wanted, say)
        async for check in _commands(rest, str(application["id"]), wanted, say):
            yield check
        async for check in servers(rest, str(application["id"]), wanted.instructor_role, say):
            yield check
    except (Gone, Refused, Trouble) as trouble:
        yield _silent(trouble, say)


def _bad_token(say: Say) -> Check:
    """What to do about a token that Discord does not know."""
    return Check(name="Discord token", said=say("discord.check.token_bad"), fine=False)


def _silent(trouble: Exception, say: Say) -> Check:
    said = say("discord.check.trouble", reason=trouble)
    return Check(name="Discord", said=said, fine=False)


def _intent(application: Json, wanted: Wanted, say: Say) -> Check:
    allowed = bool(int(application.get("flags") or 0) & _MESSAGE_CONTENT)
    found = {
        (True, True): "intent_on",
        (True, False): "intent_off",
        (False, True): "intent_unasked",
        (False, False): "intent_unneeded",
    }[wanted.message_content, allowed]
    said = say(f"discord.check.{found}")
    return Check(name="Discord intents", said=said, fine=allowed or not wanted.message_content)


async def _commands(
    rest: Asked, application: str, wanted: Wanted, say: Say
) -> AsyncIterator[Check]:
    path = f"/applications/{application}/commands"
    there: Sequence[Json] = await rest.get(path, with_localizations="true")
    same = digest(there) == digest(wanted.definitions)
    # Old ones are no problem: the bot itself brings them up to date.
    said = say("discord.check.commands" if same else "discord.check.commands_old")
    yield Check(name="Discord commands", said=said)
    if wanted.unsendable:
        said = say("discord.check.locale", names=", ".join(wanted.unsendable))
        yield Check(name="Discord languages", said=said, fine=False)
