"""What the bot may do in the servers that it is in, and what to click where that is too little.

What is wrong with a channel is told once for all
channels with which the same is wrong, for a server may have hundreds.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from bot.app.checks import Check
from bot.delivery.refusals import Gone
from bot.platforms.discord.permissions import (
    Member,
    Overwrite,
    Permission,
    Server,
    computed,
    in_server,
    invite_link,
    missing,
)

Json = Mapping[str, Any]
Say = Callable[..., str]

MOST_SERVERS = 25  # three requests each, and Discord takes fifty in a second
MOST_NAMED = 5  # channels named in one check

_TEXT_CHANNEL = 0


class Asked(Protocol):
    """Reads Discord's REST."""

    async def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 (JSON)
        """What stands at a path. Raises Gone, Refused or Trouble; LoginFailure for a bad token."""


async def servers(
    rest: Asked, application: str, instructor_role: str, say: Say
) -> AsyncIterator[Check]:
    """The servers that the bot is in, and what it may do there. Raises as `Asked.get` does."""
    name = "Discord servers"
    me: Json = await rest.get("/users/@me")
    found: Sequence[Json] = await rest.get("/users/@me/guilds")
    if not found:
        said = say("discord.check.servers_none", link=invite_link(application))
        yield Check(name=name, said=said, fine=False)
        return
    yield Check(name=name, said=say("discord.check.servers", count=len(found)))
    for each in found[:MOST_SERVERS]:
        for check in await _server(rest, str(each["id"]), str(me["id"]), instructor_role, say):
            yield check
    if len(found) > MOST_SERVERS:
        yield Check(name=name, said=say("discord.check.servers_more", count=MOST_SERVERS))


async def _server(rest: Asked, server: str, me: str, role: str, say: Say) -> list[Check]:
    try:
        guild: Json = await rest.get(f"/guilds/{server}")
        member: Json = await rest.get(f"/guilds/{server}/members/{me}")
        channels: Sequence[Json] = await rest.get(f"/guilds/{server}/channels")
    except Gone:  # the bot was taken out of it just now
        return []
    name = f"Discord server {shown(guild['name'])}"
    found = _channels(*_permissions(guild, member, channels), say)
    checks = [Check(name=name, said=said, fine=fine) for said, fine in found]
    if role and not any(role in (each["id"], each["name"]) for each in guild["roles"]):
        checks.append(Check(name=name, said=say("discord.check.role_none", role=role), fine=False))
    return checks


def _permissions(guild: Json, member: Json, channels: Sequence[Json]) -> tuple[int, dict[str, int]]:
    """What a member may do in the server, and in each text channel by its name."""
    server = Server(
        id=str(guild["id"]),
        owner=str(guild["owner_id"]),
        roles={str(role["id"]): int(role["permissions"]) for role in guild["roles"]},
    )
    somebody = Member(id=str(member["user"]["id"]), roles=frozenset(map(str, member["roles"])))
    return in_server(server, somebody), {
        f"#{shown(channel['name'])}": computed(server, somebody, _overwrites(channel))
        for channel in channels
        if channel["type"] == _TEXT_CHANNEL
    }


def _overwrites(channel: Json) -> list[Overwrite]:
    return [
        Overwrite(id=str(each["id"]), allow=int(each["allow"]), deny=int(each["deny"]))
        for each in channel.get("permission_overwrites") or ()
    ]


def _channels(base: int, channels: Mapping[str, int], say: Say) -> Iterator[tuple[str, bool]]:
    """What is said of a server and its channels, and whether it is fine."""
    lacking = {channel: tuple(missing(may)) for channel, may in channels.items()}
    unseen = [c for c, lacks in lacking.items() if Permission.VIEW_CHANNEL in lacks]
    alike: dict[tuple[Permission, ...], list[str]] = {}
    for channel, lacks in lacking.items():
        if channel not in unseen:
            alike.setdefault(lacks, []).append(channel)
    # What the bot's role lacks, and no channel makes up for.
    nowhere = [needed for needed in missing(base) if all(needed in lacks for lacks in alike)]
    if nowhere:
        yield say("discord.check.lacking_all", names=_named(nowhere, say)), False
    if not alike and Permission.VIEW_CHANNEL not in nowhere:
        yield say("discord.check.blind"), False
    for lacks, where in alike.items():
        rest = [needed for needed in lacks if needed not in nowhere]
        if rest:
            names, shown = _named(rest, say), _listed(where, say)
            yield say("discord.check.lacking", channels=shown, names=names), False
        elif not nowhere:
            yield say("discord.check.channels", channels=_listed(where, say)), True
    if unseen and alike:
        yield say("discord.check.unseen", channels=_listed(unseen, say)), True


def _named(permissions: Sequence[Permission], say: Say) -> str:
    return ", ".join(say(f"discord.permission.{each.name.lower()}") for each in permissions)


def _listed(channels: Sequence[str], say: Say) -> str:
    names, more = ", ".join(channels[:MOST_NAMED]), len(channels) - MOST_NAMED
    return say("discord.check.some_channels", names=names, count=more) if more > 0 else names


def shown(name: str) -> str:
    """A name that somebody gave, as it may stand in a terminal."""
    return "".join(char if char.isprintable() else "?" for char in name)
