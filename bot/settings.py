"""The settings there are, as typed, frozen values, and how each is read from what was written.

A *setting* is one value, a *section* the group it is in. Durations are written in seconds, decimals
to a tenth, and kept in milliseconds. Where a value comes from is `config.py`'s business.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from bot.app.ports import Level
from bot.content.problems import did_you_mean, listed
from bot.core.round import Quiet

PREFIX = "DEBATE_BOT_"

_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d) ?[-–] ?([01]?\d|2[0-3]):([0-5]\d)")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_TENTH = Decimal("0.1")

E = TypeVar("E", bound=Enum)
Read = Callable[[object], object]


class LogLevel(Enum):
    """The least serious event that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(Enum):
    """How an event is written: a line for people, or one JSON object."""

    TEXT = "text"
    JSON = "json"


# ── how a value is read: each raises ValueError, saying what it must be ─────────────────────────


def _text(value: object) -> str:
    if isinstance(value, bool | int | float | str):
        return str(value).strip()
    message = "must be one text"
    raise ValueError(message)


def _name(value: object) -> str:
    if not _NAME.fullmatch(name := _text(value)):
        raise ValueError(f'"{name}" is no name: small letters, digits and hyphens')
    return name


def _one_of(choices: type[E]) -> Callable[[object], E]:
    def read(value: object) -> E:
        word, names = _text(value).lower(), [choice.value for choice in choices]
        if word not in names:
            guess = did_you_mean(word, names)
            raise ValueError(f'"{word}" is not one of {listed(names, "or")}{guess}')
        return choices(word)

    return read


def _number(least: int, most: int) -> Read:
    def read(value: object) -> int:
        text = _text(value)
        if not re.fullmatch(r"\d{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _seconds(least: Decimal, most: Decimal) -> Read:
    def read(value: object) -> int:
        try:
            seconds = Decimal(_text(value))
        except InvalidOperation:
            seconds = Decimal("NaN")
        # NaN is neither more nor less than anything, but asking so of it raises.
        if seconds.is_nan() or not least <= seconds <= most or seconds * 10 % 1:
            raise ValueError(f"must be seconds from {least} to {most}, decimals to a tenth")
        return int(seconds * 1000)

    return read


def _path(value: object) -> Path:
    try:
        return Path(_text(value)).expanduser()
    except RuntimeError as error:  # `~name` of nobody here
        raise ValueError(f"no such home folder: {_text(value)}") from error


def _address(value: object) -> str | Path:
    return _text(value) if "://" in _text(value) else _path(value)


def _hours(value: object) -> tuple[int, int] | None:
    if _text(value).lower() in {"off", "none"}:
        return None
    if not (found := _HOURS.fullmatch(_text(value))):
        raise ValueError('must be hours of a day such as "22:00-07:00", or off')
    h1, m1, h2, m2 = (int(part) for part in found.groups())
    return h1 * 60 + m1, h2 * 60 + m2


def _zone(value: object) -> tzinfo:
    name = _text(value)
    if name == "UTC":
        return UTC  # known even where a machine has no time-zone data
    from zoneinfo import ZoneInfo, available_timezones

    names = available_timezones()
    if name in names:
        return ZoneInfo(name)
    none = "" if names else "; this machine has no time-zone data (package tzdata), so only UTC"
    raise ValueError(f'"{name}" is no time zone{did_you_mean(name, sorted(names)) or none}')


# ── the settings ────────────────────────────────────────────────────────────────────────────────


def _as(read: Read, *, named: str = "", flag: str = "") -> dict[str, object]:
    """Metadata of a field: how it is read, its named variable and its flag, where it has them."""
    return {"read": read, "named": named, "flag": flag}


def default_database() -> Path:
    """A file in the user's data folder, wherever their system keeps those; nothing is created."""
    from platformdirs import user_data_path

    return user_data_path("debate-bot", appauthor=False) / "debate-bot.sqlite3"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSettings:
    """Where rounds are kept: an address such as `sqlite:///…`, or a file."""

    # An address may hold a password, so it is never shown.
    url: str | Path = field(
        default_factory=default_database,
        metadata=_as(_address, named="DEBATE_BOT_DB", flag="--db"),
        repr=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptsSettings:
    """Everything a teacher may edit; `folder` None is what came with the program."""

    folder: Path | None = field(default=None, metadata=_as(_path, named="DEBATE_BOT_PROMPTS"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsSettings:
    """What holds where a person says nothing else; `topic` None is the first there is.

    `quiet_hours` are minutes of the day in `time_zone`. Formats, paces and topics are named in
    `prompts/`, so whether a name exists is found out there.
    """

    topic: str | None = field(default=None, metadata=_as(_name))
    format: str = field(default="solo", metadata=_as(_name))
    pace: str = field(default="standard", metadata=_as(_name))
    level: Level = field(default=Level.SHARP, metadata=_as(_one_of(Level)))
    open_rounds_per_person: int = field(default=3, metadata=_as(_number(1, 100)))
    lobby_offer_after: int = field(default=300_000, metadata=_as(_seconds(_TENTH, Decimal(86_400))))
    quiet_hours: tuple[int, int] | None = field(default=(22 * 60, 7 * 60), metadata=_as(_hours))
    time_zone: tzinfo = field(default=UTC, metadata=_as(_zone))

    def quiet(self, now: int) -> Quiet | None:
        """The quiet hours at the UTC offset that the time zone has at `now` (UTC milliseconds)."""
        if self.quiet_hours is None:
            return None
        offset = self.time_zone.utcoffset(datetime.fromtimestamp(now // 1000, self.time_zone))
        minutes = 0 if offset is None else round(offset.total_seconds() / 60)
        return Quiet(start=self.quiet_hours[0], end=self.quiet_hours[1], offset=minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsSettings:
    """What is done in the background: how long a claimed job is held (ms)."""

    lease: int = field(default=30_000, metadata=_as(_seconds(_TENTH, Decimal(3_600))))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """What is logged, and how."""

    level: LogLevel = field(default=LogLevel.INFO, metadata=_as(_one_of(LogLevel)))
    format: LogFormat = field(default=LogFormat.TEXT, metadata=_as(_one_of(LogFormat)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, by section."""

    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    prompts: PromptsSettings = field(default_factory=PromptsSettings)
    rounds: RoundsSettings = field(default_factory=RoundsSettings)
    jobs: JobsSettings = field(default_factory=JobsSettings)
    log: LogSettings = field(default_factory=LogSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One setting as it is written: its names, and `read`, which raises ValueError saying why."""

    section: str
    key: str
    read: Read
    named: str
    flag: str

    @property
    def id(self) -> str:
        """`section.key`."""
        return f"{self.section}.{self.key}"

    @property
    def variable(self) -> str:
        """`DEBATE_BOT_SECTION__KEY`."""
        return f"{PREFIX}{self.section}__{self.key}".upper()


SECTIONS: Mapping[str, type[Any]] = get_type_hints(Settings)


def entries() -> Iterator[Entry]:
    """Every setting there is."""
    for section, kind in SECTIONS.items():
        for part in fields(kind):
            yield Entry(section=section, key=part.name, **part.metadata)
