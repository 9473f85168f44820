"""Slash commands as a client offers them: found among the registered, options typed and checked."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from tests.standins.discord.definitions import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    STRING,
    SUBCOMMAND,
    USER,
)
from tests.standins.discord.permissions import ALL, in_channel
from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.shapes import member_json, user_json
from tests.standins.discord.state import Body, Channel, User, World


class HasId(Protocol):
    """A person, as the value of an option that takes one."""

    @property
    def id(self) -> str:
        """The account's id."""
        ...


Value = str | int | float | bool | HasId
_IN_GUILD, _WITH_BOT = 0, 1


def visible(world: World, channel: Channel, user: User) -> list[Body]:
    """Registered commands that a person is offered in a channel."""
    granted = in_channel(world, channel, user.id)
    context = _IN_GUILD if channel.guild else _WITH_BOT
    found: list[Body] = []
    for one in [*world.commands.get("", []), *world.commands.get(channel.guild or "-", [])]:
        wanted = one["default_member_permissions"]
        allowed = channel.guild is None or wanted is None or granted == ALL
        if not allowed and int(wanted or 0):
            allowed = granted & int(wanted or 0) == int(wanted or 0)
        if allowed and context in (one.get("contexts") or (0, 1, 2)):
            found.append(one)
    return found


def command(world: World, channel: Channel, user: User, line: str) -> tuple[Body, list[Body]]:
    """The registered command of a line such as "/debate start", and its own options.

    Raises CannotDo if it is not registered, or hidden from this person here.
    """
    words = line.removeprefix("/").split()
    for one in visible(world, channel, user):
        if one["name"] != words[0]:
            continue
        options: list[Body] = one.get("options") or []
        if len(words) == 1 and not any(o["type"] == SUBCOMMAND for o in options):
            return one, options
        for option in options:
            if option["type"] == SUBCOMMAND and words[1:] == [option["name"]]:
                return one, option.get("options") or []
    raise CannotDo(f"{user.name} is offered no {line!r} in this channel")


def data(one: Body, line: str, options: Sequence[Body]) -> Body:
    """The data of an interaction with a command."""
    words = line.removeprefix("/").split()
    inner: list[Body] = list(options)
    if len(words) > 1:
        inner = [{"type": SUBCOMMAND, "name": words[1], "options": inner}]
    return {"id": one["id"], "name": one["name"], "type": 1, "options": inner}


def typed(
    world: World, channel: Channel, known: Sequence[Body], values: Mapping[str, Value]
) -> tuple[list[Body], Body]:
    """Options with typed values, and the users that they resolve to. Raises CannotDo."""
    names = {one["name"]: one for one in known}
    if unknown := set(values) - set(names):
        raise CannotDo(f"no option {sorted(unknown)}; there are {sorted(names)}")
    if absent := {n for n, one in names.items() if one.get("required")} - set(values):
        raise CannotDo(f"required and not given: {sorted(absent)}")
    options, users, members = [], {}, {}
    for name, value in values.items():
        made = option(names[name], value)
        options.append(made)
        if made["type"] == USER:
            person = world.user(made["value"])
            users[person.id] = user_json(person)
            if channel.guild and person.id in world.guilds[channel.guild].members:
                member = world.guilds[channel.guild].members[person.id]
                members[person.id] = member_json(member, None) | {"permissions": "0"}
    resolved = {"users": users} | ({"members": members} if members else {})
    return options, resolved if users else {}


def option(known: Body, value: Value) -> Body:
    """One option with its value as its type has it. Raises CannotDo for what a client refuses."""
    kind, name = known["type"], known["name"]
    if kind == USER:
        if isinstance(value, str | int | float):
            raise CannotDo(f"{name} takes a person, not {value!r}")
        return {"type": kind, "name": name, "value": value.id}
    fits = {
        STRING: isinstance(value, str),
        INTEGER: isinstance(value, int) and not isinstance(value, bool),
        BOOLEAN: isinstance(value, bool),
        NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
    }
    if not fits.get(kind, False):
        raise CannotDo(f"{name} (type {kind}) does not take {value!r}")
    if isinstance(value, str):
        value = _text(known, value)
    return {"type": kind, "name": name, "value": value}


def _text(known: Body, value: str) -> str:
    choices = {str(one["name"]): str(one["value"]) for one in known.get("choices") or []}
    if choices:
        if value in choices.values():
            return value
        if value in choices:
            return choices[value]
        raise CannotDo(f"{known['name']} offers {sorted(choices)}, not {value!r}")
    least, most = int(known.get("min_length", 0)), int(known.get("max_length", 6_000))
    if not least <= len(value) <= most:
        raise CannotDo(f"{known['name']} takes {least} to {most} characters, not {len(value)}")
    return value
