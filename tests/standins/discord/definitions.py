"""Limits of slash command definitions (platforms.md); 50035 Invalid Form Body for what is over.

Name 1–32 lower case, description 1–100, 25 options, 25 choices (100/100), required before optional,
8,000 characters in all: names, descriptions and values of a command, its options and its choices;
of translations only the longest counts.
"""

import re
from collections.abc import Iterator, Sequence

from tests.standins.discord.refusals import invalid_form
from tests.standins.discord.state import Body

Fault = tuple[tuple[str | int, ...], str, str]
Where = tuple[str | int, ...]

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)

_NAME = re.compile(r"[-_'\w]{1,32}")
_MOST, _TEXT, _WHOLE, _COMMANDS, _LENGTH = 25, 100, 8_000, 100, 6_000
_LOCALES = set(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru"
    " uk hi th zh-CN ja zh-TW ko".split()
)


def check_definitions(commands: Sequence[Body]) -> None:
    """All commands of one scope. Raises Refused 50035."""
    faults: list[Fault] = []
    if len(commands) > _COMMANDS:
        faults.append(((), "APPLICATION_COMMANDS_MAX", f"At most {_COMMANDS} commands."))
    faults += _twice([str(one.get("name")) for one in commands], ())
    for number, one in enumerate(commands):
        faults += _command_faults(one, (number,))
    if faults:
        raise invalid_form(faults)


def _command_faults(command: Body, where: Where) -> Iterator[Fault]:
    if command.get("type", 1) != 1:
        return  # commands of menus have other limits; nothing here makes any
    yield from _words_faults(command, where)
    yield from _options_faults(command.get("options") or [], where, depth=0)
    permissions = command.get("default_member_permissions")
    if permissions is not None and not str(permissions).isdigit():
        place = (*where, "default_member_permissions")
        yield place, "NUMBER_TYPE_COERCE", f'Value "{permissions}" is not int.'
    for name, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        if set(command.get(name) or []) - known:
            yield (*where, name), "BASE_TYPE_CHOICES", f"Value must be one of {known}."
    if weight(command) > _WHOLE:
        message = f"Command exceeds maximum size ({_WHOLE}): {weight(command)}"
        yield where, "APPLICATION_COMMAND_TOO_LARGE", message


def _words_faults(one: Body, where: Where) -> Iterator[Fault]:
    name, description = str(one.get("name") or ""), str(one.get("description") or "")
    if not _NAME.fullmatch(name) or name != name.lower():
        yield (*where, "name"), "STRING_TYPE_REGEX", "String value did not match validation regex."
    texts: list[tuple[Where, str]] = [(("description",), description)]
    for locale, text in (one.get("description_localizations") or {}).items():
        texts.append((("description_localizations", locale), str(text)))
        if locale not in _LOCALES:
            place = (*where, "description_localizations", locale)
            yield place, "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.'
    for part, text in texts:
        if not 1 <= len(text) <= _TEXT:
            message = f"Must be between 1 and {_TEXT} in length."
            yield (*where, *part), "BASE_TYPE_BAD_LENGTH", message


def _options_faults(options: Sequence[Body], where: Where, depth: int) -> Iterator[Fault]:
    if len(options) > _MOST:
        yield (*where, "options"), "BASE_TYPE_MAX_LENGTH", f"Must be {_MOST} or fewer in length."
    yield from _twice([str(one.get("name")) for one in options], (*where, "options"))
    kinds = {one.get("type") in (SUBCOMMAND, GROUP) for one in options}
    if len(kinds) > 1:
        message = "Sub-commands and sub-command groups are mutually exclusive with options."
        yield (*where, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message
    optional = False
    for number, one in enumerate(options):
        place = (*where, "options", number)
        if one.get("required") and optional:
            message = "Required options must be placed before non-required options"
            yield place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message
        optional = optional or not one.get("required")
        yield from _words_faults(one, place)
        yield from _option_faults(one, place, depth)


def _option_faults(option: Body, where: Where, depth: int) -> Iterator[Fault]:
    kind = option.get("type")
    inner = option.get("options") or []
    if (
        kind not in range(1, 12)
        or (kind == GROUP and depth > 0)
        or (kind == SUBCOMMAND and depth > 1)
    ):
        yield (*where, "type"), "BASE_TYPE_CHOICES", "This type cannot stand here."
    if kind in (SUBCOMMAND, GROUP):
        yield from _options_faults(inner, where, depth + 1)
        return
    choices = option.get("choices") or []
    if inner:
        yield (*where, "options"), "BASE_TYPE_CHOICES", "Only sub-commands have options."
    if option.get("autocomplete") and (choices or kind not in (STRING, INTEGER, NUMBER)):
        message = "Autocomplete is for texts and numbers without choices."
        yield (*where, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", message
    yield from _choices_faults(choices, where)
    for part, least in (("min_length", 0), ("max_length", 1)):
        if part in option and (kind != STRING or not least <= int(option[part]) <= _LENGTH):
            message = f"int value should be between {least} and {_LENGTH}."
            yield (*where, part), "NUMBER_TYPE_RANGE", message


def _choices_faults(choices: Sequence[Body], where: Where) -> Iterator[Fault]:
    if len(choices) > _MOST:
        yield (*where, "choices"), "BASE_TYPE_MAX_LENGTH", f"Must be {_MOST} or fewer in length."
    yield from _twice([str(one.get("name")) for one in choices], (*where, "choices"))
    for number, choice in enumerate(choices):
        for part in ("name", "value"):
            if not 1 <= len(str(choice.get(part, ""))) <= _TEXT:
                message = f"Must be between 1 and {_TEXT} in length."
                yield (*where, "choices", number, part), "BASE_TYPE_BAD_LENGTH", message


def _twice(names: Sequence[str], where: Where) -> Iterator[Fault]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = f'The name "{name}" is used more than once.'
        yield where, "APPLICATION_COMMANDS_DUPLICATE_NAME", message


def weight(one: Body) -> int:
    """Characters of a command or option that count towards the 8,000."""
    spoken = [
        str(one.get("description") or ""),
        *(one.get("description_localizations") or {}).values(),
    ]
    named = [str(one.get("name") or ""), *(one.get("name_localizations") or {}).values()]
    own = max(map(len, spoken)) + max(map(len, named)) + len(str(one.get("value", "")))
    inner = [*(one.get("options") or []), *(one.get("choices") or [])]
    return own + sum(weight(part) for part in inner)
