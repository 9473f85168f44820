"""What Discord tells us, as what the front door takes: who, where, what, once."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import discord

from bot.app.front import Incoming
from bot.app.names import cleaned
from bot.app.ports import Account, Place
from bot.platforms.discord import PLATFORM

THREADS = frozenset({
    discord.ChannelType.news_thread,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
})  # fmt: skip
SUBCOMMAND, USER = 1, 6

Role = Callable[[int | None], str]
"""The id of the role of instructors in a server, empty if there is none."""


def account(user: discord.User | discord.Member) -> Account:
    """A person's account, by the name under which their server knows them."""
    return Account(platform=PLATFORM, external=str(user.id), name=cleaned(user.display_name))


def known(user: Mapping[str, Any], nick: str | None) -> Account:
    """The account of somebody who is named in a command, as Discord tells of them there."""
    name = nick or user.get("global_name") or user.get("username") or ""
    return Account(platform=PLATFORM, external=str(user["id"]), name=cleaned(str(name)))


def classroom(guild: str | int | None) -> str:
    """A server's classroom; empty for direct messages, which are in none in particular."""
    return f"{PLATFORM}:{guild}" if guild else ""


def place(channel: object, guild: int | None, user: int) -> Place:
    """Where something was said: a channel, a thread of one, or directly to us."""
    if guild is None:
        return Place(platform=PLATFORM, channel=f"@{user}")
    here, above = str(getattr(channel, "id", "")), getattr(channel, "parent_id", None)
    if getattr(channel, "type", None) in THREADS and above:
        return Place(platform=PLATFORM, channel=str(above), thread=here)
    return Place(platform=PLATFORM, channel=here)


def from_interaction(
    event: discord.Interaction, text: str, named: Mapping[str, Account], role: str
) -> Incoming:
    """An interaction as an event that says `text`. `role` is the id of a role of instructors."""
    return Incoming(
        event=f"{PLATFORM}:{event.id}",
        account=account(event.user),
        classroom=classroom(event.guild_id),
        text=text,
        place=place(event.channel, event.guild_id, event.user.id),
        named=named,
        instructor=_instructs(event.user, event.permissions, role) if event.guild_id else None,
        by_role=True,
        direct=True,
    )


def _instructs(
    user: discord.User | discord.Member, may: discord.Permissions, role: str
) -> bool | None:
    """Whether a member manages the server or has the role; None where no server says so."""
    if not isinstance(user, discord.Member):
        return None
    mine = {str(each.id) for each in user.roles}
    owns = user.guild.owner_id == user.id
    return owns or may.manage_guild or may.administrator or role in mine


def typed(command: Mapping[str, Any], me: int = 0) -> tuple[str, dict[str, Account]]:
    """A slash command as the line that means the same, and the accounts named in it: people of
    the server. `me` is our own user id.
    """
    words, options = [command["name"]], command.get("options") or []
    while options and options[0]["type"] == SUBCOMMAND:
        words.append(options[0]["name"])
        options = options[0].get("options") or []
    people = (command.get("resolved") or {}).get("users") or {}
    nicks = (command.get("resolved") or {}).get("members") or {}
    named = {
        f"<@{option['value']}>": known(
            people[str(option["value"])], (nicks.get(str(option["value"])) or {}).get("nick")
        )
        for option in options
        if option["type"] == USER and str(option["value"]) in nicks
        if not people.get(str(option["value"]), {"bot": True}).get("bot")
    }
    return with_us(f"/{' '.join([*words, *_values(options)])}", me), named


def with_us(text: str, me: int) -> str:
    """A line in which whoever invites us asks for a round with the bot, for that is us."""
    return re.sub(rf'\bwith:\s*"?<@!?{me}>"?', "opponent:bot", text)


def _values(options: list[Mapping[str, Any]]) -> Iterator[str]:
    """Options as they would be typed; a text comes last, for it takes the rest of the line."""
    texts = {"text", "reason", "name"}
    for option in sorted(options, key=lambda option: option["name"] in texts):
        value = option["value"]
        if option["type"] == USER:
            yield f"{option['name']}:<@{value}>"
        elif isinstance(value, bool):
            yield f"{option['name']}:{str(value).lower()}"
        elif option["name"] in texts:
            yield f"{option['name']}: {value}"
        else:
            yield f'{option["name"]}:"{str(value).replace(chr(34), chr(39))}"'


def focused(command: Mapping[str, Any]) -> tuple[str, str, str, dict[str, str]]:
    """Of an autocomplete: the command's path, the option asked about, what is typed of it so far,
    and the values of the other options.
    """
    words, options = [command["name"]], command.get("options") or []
    while options and options[0]["type"] == SUBCOMMAND:
        words.append(options[0]["name"])
        options = options[0].get("options") or []
    asked = next(option for option in options if option.get("focused"))
    others = {o["name"]: str(o["value"]) for o in options if not o.get("focused")}
    return " ".join(words), asked["name"], str(asked.get("value") or ""), others


def from_message(message: discord.Message, text: str, role: str) -> Incoming:
    """A message as an event that says `text`."""
    user, guild = message.author, message.guild
    none = discord.Permissions.none()
    may = user.guild_permissions if isinstance(user, discord.Member) else none
    return Incoming(
        event=f"{PLATFORM}:{message.id}",
        account=account(user),
        classroom=classroom(guild.id if guild else None),
        text=text,
        place=place(message.channel, guild.id if guild else None, user.id),
        named={f"<@{each.id}>": account(each) for each in message.mentions if not each.bot},
        instructor=_instructs(user, may, role),
        by_role=True,
        direct=True,
    )


def without_mention(text: str, me: int) -> str:
    """A message without the mentions of us at its start and end."""
    mine = rf"<@!?{me}>"
    return re.sub(rf"^(?:\s*{mine})+[\s,:]*|(?:\s*{mine})+\s*$", "", text).strip()
