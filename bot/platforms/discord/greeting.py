"""The word to whoever invited the bot to a server: privately, once, with what to do next."""

import contextlib
from dataclasses import replace
from typing import Any

import discord

from bot.app import front
from bot.app.front import Answered, Incoming
from bot.app.kit import Kit
from bot.app.messages import Button, Message, MessageKind, to_person
from bot.app.names import as_shown
from bot.app.ports import Account, Tx
from bot.app.posting import post
from bot.core.errors import NotYours
from bot.delivery.refusals import Gone, Refused
from bot.platforms.discord import PLATFORM, hearing
from bot.platforms.discord.answering import Answerer
from bot.platforms.discord.permissions import Member, Permission, Server, in_server
from bot.platforms.discord.rest import Rest

BOT_ADDED = 28  # of Discord's audit log
_LATEST = 10
TEXT_CHANNEL = 0
# What the button means; not a command of the table, which has `/class welcome` for those who stand
# in the server already.
POST_WELCOME = "/welcome "


async def greet(kit: Kit, rest: Rest, guild: discord.Guild, me: str) -> None:
    """Greet whoever added us, as far as the server's log tells; else who owns it. Nobody twice."""
    user = await _inviter(rest, guild, me)
    if user is None:
        return

    async def work(tx: Tx) -> None:
        now = kit.clock.now()
        if not await tx.inbox.arrive(f"{PLATFORM}:greeted:{guild.id}", "", now):
            return
        room = await tx.classrooms.of_home(hearing.classroom(guild.id))
        person = await tx.people.known(as_shown(kit, user), room, kit.new_id(), instructor=True)
        await post(kit, tx, [_welcome(kit, guild, person.id)], now)
        await tx.inbox.finish(f"{PLATFORM}:greeted:{guild.id}")

    await kit.store.write(work)


async def post_welcome(
    kit: Kit, answerer: Answerer, rest: Rest, incoming: Incoming, guild: str
) -> Answered:
    """Post the welcome in a server's main channel, for whoever runs it now, as Discord says.

    A forged button must not enrol anybody in a class: who does not run it is not met there.
    """
    if not await _runs(rest, incoming.account.external, guild):
        return await kit.store.write(lambda tx: _refused(kit, tx, incoming))
    there = replace(incoming, classroom=hearing.classroom(guild), instructor=True, place=None)
    answered = await front.answer(kit, there)
    if not answered.messages or answered.messages[0].private:
        return answered  # why not
    channel = await _main_channel(rest, guild)
    for number, part in enumerate(await answerer.parts(answered.messages)):
        await rest.send(channel, part, f"{incoming.event[-18:]}.{number}")
    text = kit.say("discord.welcome_posted")
    whom = to_person("")  # whoever pressed
    said = Message(kind=MessageKind.CONFIRMATION, to=whom, text=text, private=True)
    return Answered(messages=(said,))


async def _refused(kit: Kit, tx: Tx, incoming: Incoming) -> Answered:
    person, _ = await front.met(kit, tx, incoming)
    return Answered(messages=(front.sorry(kit, person, NotYours("error.instructors")),))


async def _runs(rest: Rest, user: str, guild: str) -> bool:
    """Whether somebody owns or manages a server at this moment."""
    if not guild.isdecimal():
        return False
    try:
        found = await rest.get(f"/guilds/{guild}")
        member = await rest.get(f"/guilds/{guild}/members/{user}")
    except (Gone, Refused):
        return False
    server = Server(
        id=guild,
        owner=str(found["owner_id"]),
        roles={str(role["id"]): int(role["permissions"]) for role in found["roles"]},
    )
    roles = frozenset(map(str, member["roles"]))
    return bool(in_server(server, Member(id=user, roles=roles)) & Permission.MANAGE_GUILD)


async def _main_channel(rest: Rest, guild: str) -> str:
    """The channel where a server tells its news, else its first for texts. Raises Gone."""
    server = await rest.get(f"/guilds/{guild}")
    if server.get("system_channel_id"):
        return str(server["system_channel_id"])
    for channel in await rest.get(f"/guilds/{guild}/channels"):
        if channel["type"] == TEXT_CHANNEL:
            return str(channel["id"])
    raise Gone(0)


def _welcome(kit: Kit, guild: discord.Guild, person: str) -> Message:
    return Message(
        kind=MessageKind.HELP,
        to=to_person(person),
        private=True,
        title=kit.say("discord.greeting_title", server=guild.name),
        text=kit.say("discord.greeting"),
        buttons=(
            Button(label="Try a round", command="/debate start format:solo"),
            Button(label="Post the welcome", command=f"{POST_WELCOME}{guild.id}"),
        ),
    )


async def _inviter(rest: Rest, guild: discord.Guild, me: str) -> Account | None:
    found: dict[str, Any] = {}
    with contextlib.suppress(Gone, Refused):  # we need not be allowed to read the log
        found = await rest.get(
            f"/guilds/{guild.id}/audit-logs", action_type=BOT_ADDED, limit=_LATEST
        )
    for entry in found.get("audit_log_entries", []):
        if str(entry.get("target_id")) == me:
            for user in found.get("users", []):
                if str(user["id"]) == str(entry["user_id"]):
                    return hearing.known(user, None)
    if guild.owner_id is None:
        return None
    with contextlib.suppress(Gone, Refused):
        return hearing.known(await rest.get(f"/users/{guild.owner_id}"), None)
    return None
