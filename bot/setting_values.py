"""How a setting's value is read from what was written: in the file, a variable or a flag.

Each reader takes what was written and gives the value; it raises ValueError, saying what it must
be. Durations are written in seconds, decimals to a tenth, and kept in milliseconds.
"""

import re
from collections.abc import Callable
from datetime import UTC, tzinfo
from decimal import Decimal, InvalidOperation
from enum import Enum
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from bot.content.problems import did_you_mean, listed

Read = Callable[[object], object]

TENTH = Decimal("0.1")

_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d) ?[-–] ?([01]?\d|2[0-3]):([0-5]\d)")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", re.IGNORECASE)
_SHARDS = re.compile(r"\d{1,5}( ?, ?\d{1,5})*")
_YES, _NO = frozenset(("true", "yes", "on")), frozenset(("false", "no", "off"))
_USERS = re.compile(r"[UW][A-Z0-9]{4,20}( ?, ?[UW][A-Z0-9]{4,20})*")
_API = "/api/v10"  # the version whose limits and payloads the bot knows
_SLACK_API = "/api/"

E = TypeVar("E", bound=Enum)


def text(value: object) -> str:
    """One text, without the spaces around it."""
    if isinstance(value, bool | int | float | str):
        return str(value).strip()
    message = "must be one text"
    raise ValueError(message)


def name(value: object) -> str:
    """The name of something in `prompts/`."""
    if not _NAME.fullmatch(written := text(value)):
        raise ValueError(f'"{written}" is no name: small letters, digits and hyphens')
    return written


def one_of(choices: type[E]) -> Callable[[object], E]:
    """One of the values of an enum."""

    def read(value: object) -> E:
        word, names = text(value).lower(), [choice.value for choice in choices]
        if word not in names:
            guess = did_you_mean(word, names)
            raise ValueError(f'"{word}" is not one of {listed(names, "or")}{guess}')
        return choices(word)

    return read


def number(least: int, most: int) -> Read:
    """A whole number between two."""

    def read(value: object) -> int:
        written = text(value)
        if not re.fullmatch(r"\d{1,9}", written) or not least <= int(written) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(written)

    return read


def duration(least: Decimal, most: Decimal) -> Read:
    """A duration between two, in ms."""

    def read(value: object) -> int:
        try:
            seconds = Decimal(text(value))
        except InvalidOperation:
            seconds = Decimal("NaN")
        # NaN is neither more nor less than anything, but asking so of it raises.
        if seconds.is_nan() or not least <= seconds <= most or seconds * 10 % 1:
            raise ValueError(f"must be seconds from {least} to {most}, decimals to a tenth")
        return int(seconds * 1000)

    return read


def path(value: object) -> Path:
    """A file or folder."""
    try:
        return Path(text(value)).expanduser()
    except RuntimeError as error:  # `~name` of nobody here
        raise ValueError(f"no such home folder: {text(value)}") from error


def address(value: object) -> str | Path:
    """An address such as `sqlite:///…`, or a file."""
    return text(value) if "://" in text(value) else path(value)


def hours(value: object) -> tuple[int, int] | None:
    """Hours of a day as minutes from midnight; None for `off`."""
    if text(value).lower() in {"off", "none"}:
        return None
    if not (found := _HOURS.fullmatch(text(value))):
        raise ValueError('must be hours of a day such as "22:00-07:00", or off')
    h1, m1, h2, m2 = (int(part) for part in found.groups())
    return h1 * 60 + m1, h2 * 60 + m2


def zone(value: object) -> tzinfo:
    """A time zone by name."""
    wanted = text(value)
    if wanted == "UTC":
        return UTC  # known even where a machine has no time-zone data
    from zoneinfo import ZoneInfo, available_timezones

    names = available_timezones()
    if wanted in names:
        return ZoneInfo(wanted)
    none = "" if names else "; this machine has no time-zone data (package tzdata), so only UTC"
    raise ValueError(f'"{wanted}" is no time zone{did_you_mean(wanted, sorted(names)) or none}')


def switch(value: object) -> bool:
    """Yes or no."""
    word = text(value).lower()
    if word not in _YES | _NO:
        raise ValueError("must be true or false")
    return word in _YES


def shards(value: object) -> tuple[int, ...]:
    """Numbers of shards, in order: `0,1`."""
    if not _SHARDS.fullmatch(written := text(value)):
        raise ValueError('must be numbers of shards with commas, such as "0,1"')
    return tuple(sorted({int(part) for part in written.split(",")}))


def host(value: object) -> str:
    """An address of this machine to listen at, without a port."""
    written = text(value)
    if not (_HOST.fullmatch(written) or _is_address(written)):
        raise ValueError("must be an address of this machine such as 127.0.0.1, without a port")
    return written


def users(value: object) -> tuple[str, ...]:
    """Ids of people on Slack, in the order given: `U012AB3CD,W034EF5GH`; each once."""
    if not (written := text(value)):
        return ()
    if not _USERS.fullmatch(written):
        raise ValueError('must be user ids with commas, such as "U012AB3CD,U045EF6GH"')
    return tuple(dict.fromkeys(part.strip() for part in written.split(",")))


def api(value: object) -> str:
    """Where Discord's API is, without a slash at the end."""
    return _api(text(value).rstrip("/"), _API, f"https://discord.com{_API}")


def slack_api(value: object) -> str:
    """Where Slack's API is, with a slash at the end."""
    return _api(text(value).rstrip("/") + "/", _SLACK_API, f"https://slack.com{_SLACK_API}")


def _api(written: str, end: str, example: str) -> str:
    """Everything the bot says, and its token, is sent there: so only https, or this machine."""
    parts = _secure(written, example)
    if not parts.path.endswith(end):
        raise ValueError(f"must end in {end}")
    return written


def public(value: object) -> str:
    """Where others reach the bot, without a slash at the end; nothing if they do not."""
    written = text(value).rstrip("/")
    if written:
        _secure(written, "https://bot.example.org")
    return written


def _secure(written: str, example: str) -> SplitResult:
    """The parts of an address that nobody on the way can read along with."""
    parts = _parts(written)
    if parts is None:  # nothing is repeated: before an @ there may be a password
        raise ValueError(f"must be an address such as {example}")
    if parts.scheme != "https" and not _stays_here(parts):
        raise ValueError("must begin with https:// (http:// only to this machine itself)")
    return parts


def _parts(written: str) -> SplitResult | None:
    """The parts of an address that holds no more than where something is."""
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:  # a port or an IPv6 address that is none
        return None
    more = parts.username is not None or parts.query or parts.fragment
    return None if more or port == 0 or not parts.hostname else parts


def _stays_here(parts: SplitResult) -> bool:
    named = parts.hostname or ""
    here = named == "localhost" or (_is_address(named) and ip_address(named).is_loopback)
    return parts.scheme == "http" and here


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True
