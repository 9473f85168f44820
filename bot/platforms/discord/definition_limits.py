"""How long the texts of a definition may be, and what a host can shorten where one is too long.

A *part* is a command, one of its subcommands or one of their options; its *key* is that of the
phrase that describes it. Limits are those of Discord's documentation, "Application Commands".
Lengths are counted in UTF-16 units, of which no way of counting characters finds more.
"""

from collections import Counter
from collections.abc import Iterator

from bot.app.visible import units

Json = dict[str, object]

MOST_CHOICES = 25  # of an option
MOST_SHOWN = 100  # characters of a description or a choice
MOST_IN_ALL = 8_000  # names, descriptions and values of a command and everything in it

_NAMED = 3  # of the longest descriptions, where all together are too long


def too_long(command: Json) -> Iterator[str]:
    """What breaks a limit, and where it is written."""
    for key, part in _parts(command):
        for locale, text in _descriptions(part).items():
            if (length := units(text)) > MOST_SHOWN:
                where = f"{key} ({locale})" if locale else key
                yield (
                    f"prompts/phrases: {where} has {length} characters;"
                    f" Discord shows at most {MOST_SHOWN}"
                )
        for choice in _list(part, "choices"):
            value = str(choice["value"])
            if units(value) > MOST_SHOWN:
                yield (
                    f'prompts: "{value[:20]}…" is too long for a {part["name"]};'
                    f" Discord shows at most {MOST_SHOWN} characters"
                )
    if (in_all := size(command)) > MOST_IN_ALL:
        counted = Counter[str]()
        for key, part in _parts(command):
            counted[key] += _own_size(part)
        longest = ", ".join(key for key, _ in counted.most_common(_NAMED))
        yield (
            f"prompts/phrases: all that describes /{command['name']} has {in_all} characters;"
            f" Discord takes {MOST_IN_ALL}. What adds most: {longest}"
        )


def size(command: Json) -> int:
    """The characters of a command and everything in it, as Discord adds them up."""
    return sum(_own_size(part) for _, part in _parts(command))


def _own_size(part: Json) -> int:
    """What a part adds; of its descriptions in several languages the longest counts."""
    choices = _list(part, "choices")
    return (
        units(str(part["name"]))
        + max(map(units, _descriptions(part).values()))
        + sum(units(str(choice[key])) for choice in choices for key in ("name", "value"))
    )


def _parts(command: Json) -> Iterator[tuple[str, Json]]:
    """Each part with its key."""
    yield f"command.{command['name']}", command
    for subcommand in _list(command, "options"):
        yield f"command.{command['name']} {subcommand['name']}", subcommand
        yield from ((f"option.{option['name']}", option) for option in _list(subcommand, "options"))


def _descriptions(part: Json) -> dict[str, str]:
    """By locale; English has the locale ""."""
    others = part.get("description_localizations", {})
    assert isinstance(others, dict)  # noqa: S101 (definitions.py makes it so)
    return {"": str(part["description"]), **others}


def _list(part: Json, key: str) -> list[Json]:
    listed = part.get(key, [])
    assert isinstance(listed, list)  # noqa: S101 (definitions.py makes it so)
    return listed
