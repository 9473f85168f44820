"""Slash commands as Discord wants them defined, made from THE command table.

The first word of a path is a *command* of Discord's, the second its *subcommand*. A *definition* is
the JSON of one command in PUT /applications/{id}/commands. Names stay English, descriptions are
phrases `command.<path>` and `option.<name>`, with those of other languages beside them.

Limits are those of Discord's documentation, "Application Commands".
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.app.commands import Command
from bot.app.names import LONGEST_NAME
from bot.app.parse import Option, Takes
from bot.core.errors import BadContent
from bot.platforms.discord.definition_limits import MOST_CHOICES, Json, too_long

Choices = Callable[[str], Sequence[str]]
Say = Callable[[str], str]
Translations = Mapping[str, Mapping[str, str]]

LONGEST_TEXT = 4_000  # of a text; Discord's forms take no more either

# Discord takes 25 subcommands, and `speak` without a text opens the form with what was kept and
# delivers it. `@bot done` and the button Done remain.
NOT_SLASH = frozenset({"debate done"})
# A group for instructors is in servers only, and hidden from who cannot manage the server.
MANAGE_SERVER = "32"

# "Locales" in Discord's reference; a language that is not among them would be refused.
LOCALES = frozenset(
    "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro"
    " ru sv-SE th tr uk vi zh-CN zh-TW".split()
)

_SUBCOMMAND, _STRING, _BOOLEAN, _USER = 1, 3, 5, 6  # application command option types
_SERVER, _DIRECT = 0, 1  # interaction contexts
_TO_SERVER = 0  # an integration type: the bot is added to a server, not to a person

_PEOPLE = frozenset({"with"})  # options that name a person, and so are chosen from the members
_ROUNDS = frozenset({"round"})  # options that name a round
_CHANGING = frozenset({"topic", "side", "side_or_none"})  # lists that a host may edit at any time


def definitions(
    table: Mapping[str, Command], choices: Choices, say: Say, translations: Translations
) -> list[Json]:
    """The definitions of all commands, in the order of the table.

    `choices` gives the values of a list by its name. Raises BadContent, naming what to shorten,
    where a host's phrases or formats break a limit.
    """
    maker = _Maker(choices=choices, say=say, translations=_sendable(translations))
    groups: dict[str, list[Command]] = {}
    for path, row in table.items():
        if path not in NOT_SLASH:
            groups.setdefault(path.split()[0], []).append(row)
    made = [maker.command(group, rows) for group, rows in groups.items()]
    if problems := tuple(dict.fromkeys(p for command in made for p in too_long(command))):
        raise BadContent(problems)
    return made


def unsendable(translations: Translations) -> list[str]:
    """Locales of translations that Discord does not know, and so does not show."""
    return sorted(translations.keys() - LOCALES)


def suggests(option: Option, choices: Choices) -> bool:
    """Whether values of an option are suggested while somebody types, rather than listed."""
    if option.name in _ROUNDS or option.takes is Takes.LIST or option.choices in _CHANGING:
        return True
    return bool(option.choices) and len(choices(option.choices)) > MOST_CHOICES


def digest(commands: Sequence[Mapping[str, object]]) -> str:
    """SHA-256 in hex of what definitions mean.

    The same for what was sent and for what Discord gives back, with its ids and with what is left
    at its default written out, from GET /applications/{id}/commands?with_localizations=true.
    """
    plain = sorted((_plain(command) for command in commands), key=lambda c: str(c.get("name")))
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _sendable(translations: Translations) -> Translations:
    return {locale: translations[locale] for locale in sorted(translations.keys() & LOCALES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes definitions: what it takes for each of them."""

    choices: Choices
    say: Say
    translations: Translations

    def command(self, group: str, rows: Sequence[Command]) -> Json:
        hidden = all(row.instructors for row in rows)
        return {
            "name": group,
            **self._described(f"command.{group}"),
            "options": [self._subcommand(row) for row in rows],
            "contexts": [_SERVER] if hidden else [_SERVER, _DIRECT],
            "integration_types": [_TO_SERVER],
            **({"default_member_permissions": MANAGE_SERVER} if hidden else {}),
        }

    def _subcommand(self, row: Command) -> Json:
        # Discord wants the options that must be given first; apart from that, as in the table.
        options = sorted(row.options, key=lambda option: not option.required)
        return {
            "type": _SUBCOMMAND,
            "name": row.path.split()[1],
            **self._described(f"command.{row.path}"),
            "options": [self._option(option) for option in options],
        }

    def _option(self, option: Option) -> Json:
        described = {"name": option.name, **self._described(f"option.{option.name}")}
        return {**described, "required": option.required, **self._takes(option)}

    def _takes(self, option: Option) -> Json:
        """What may be given for an option."""
        if option.name in _PEOPLE:
            return {"type": _USER}
        if option.takes is Takes.FLAG:
            return {"type": _BOOLEAN}
        if option.takes is Takes.TEXT:
            longest = LONGEST_NAME if option.name == "name" else LONGEST_TEXT
            return {"type": _STRING, "max_length": longest}
        if suggests(option, self.choices):
            return {"type": _STRING, "autocomplete": True}
        values = self.choices(option.choices) if option.choices else ()
        listed = [{"name": value, "value": value} for value in values]
        return {"type": _STRING, "choices": listed} if listed else {"type": _STRING}

    def _described(self, key: str) -> Json:
        others = {locale: t[key] for locale, t in self.translations.items() if key in t}
        return {
            "description": self.say(key),
            **({"description_localizations": others} if others else {}),
        }


# ── what a definition means ─────────────────────────────────────────────────────────────────────

_MEANING = (
    "name description description_localizations options required autocomplete choices value"
    " min_length max_length contexts integration_types default_member_permissions"
).split()
_UNORDERED = frozenset(("contexts", "integration_types"))
_CHAT_COMMAND = 1


def _plain(part: Mapping[str, object], *, inside: bool = False) -> Json:
    """What counts of a definition or of a part of one; what is left at its default is left out."""
    plain: Json = {key: _meant(key, part[key]) for key in _MEANING if part.get(key)}
    kind = part.get("type", None if inside else _CHAT_COMMAND)
    return plain | ({} if kind is None else {"type": kind})


def _meant(key: str, value: object) -> object:
    if key in _UNORDERED and isinstance(value, list):
        return sorted(value)
    if isinstance(value, list):
        return [_plain(item, inside=True) for item in value]
    return value
