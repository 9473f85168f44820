"""The settings there are, as typed, frozen values, and how each is read from what was written.

A *setting* is one value, a *section* the group it is in. Durations are kept in milliseconds. How a
value is read is in `setting_values.py`; where it comes from is `config.py`'s business.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

from bot import setting_values as values
from bot.app.ports import Level
from bot.core.quiet import Quiet
from bot.setting_values import TENTH, Read

PREFIX = "DEBATE_BOT_"


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


class SlackMode(Enum):
    """How Slack's events come: over a connection of ours, or to an address that Slack reaches."""

    SOCKET = "socket"
    HTTP = "http"


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
        metadata=_as(values.address, named="DEBATE_BOT_DB", flag="--db"),
        repr=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptsSettings:
    """Everything a teacher may edit; `folder` None is what came with the program."""

    folder: Path | None = field(default=None, metadata=_as(values.path, named="DEBATE_BOT_PROMPTS"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsSettings:
    """What holds where a person says nothing else; `topic` None is the first there is.

    `quiet_hours` are minutes of the day in `time_zone`. Formats, paces and topics are named in
    `prompts/`, so whether a name exists is found out there.
    """

    topic: str | None = field(default=None, metadata=_as(values.name))
    format: str = field(default="solo", metadata=_as(values.name))
    pace: str = field(default="standard", metadata=_as(values.name))
    level: Level = field(default=Level.SHARP, metadata=_as(values.one_of(Level)))
    open_rounds_per_person: int = field(default=3, metadata=_as(values.number(1, 100)))
    lobby_offer_after: int = field(
        default=300_000, metadata=_as(values.duration(TENTH, Decimal(86_400)))
    )
    quiet_hours: tuple[int, int] | None = field(
        default=(22 * 60, 7 * 60), metadata=_as(values.hours)
    )
    time_zone: tzinfo = field(default=UTC, metadata=_as(values.zone))

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

    lease: int = field(default=30_000, metadata=_as(values.duration(TENTH, Decimal(3_600))))


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordSettings:
    """How the bot works on Discord; its token is no setting, but the variable DISCORD_TOKEN.

    `message_content` is whether that privileged intent is asked for. `instructor_role` is the name
    or id of a role, "" for none. `shard_count` None leaves it to Discord, `shard_ids` None is all.
    """

    message_content: bool = field(default=False, metadata=_as(values.switch))
    instructor_role: str = field(default="", metadata=_as(values.text))
    shard_count: int | None = field(default=None, metadata=_as(values.number(1, 10_000)))
    shard_ids: tuple[int, ...] | None = field(default=None, metadata=_as(values.shards))
    api_base: str = field(
        default="https://discord.com/api/v10",
        metadata=_as(values.api, named="DISCORD_API_BASE"),
    )

    def at_odds(self) -> Iterator[str]:
        """Settings that do not go together, each with what to do."""
        if self.shard_ids is None:
            return
        if self.shard_count is None:
            yield "discord.shard_ids: set discord.shard_count too: how many there are in all"
        elif (last := max(self.shard_ids)) >= self.shard_count:
            most = self.shard_count - 1
            yield f"discord.shard_ids: there is no shard {last}: they are numbered from 0 to {most}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """How the bot works on Slack; its tokens and its signing secret are variables, no settings.

    `instructors` are user ids; () is the workspace's owners and admins, or in several workspaces
    who installed the bot there. `thread_messages` is whether what is written in a round's thread
    to nobody in particular counts as a speech. `address` is where Slack reaches us from outside,
    "" where it does not. `pause` is ms between messages in one channel.
    """

    mode: SlackMode = field(
        default=SlackMode.SOCKET, metadata=_as(values.one_of(SlackMode), named="SLACK_MODE")
    )
    instructors: tuple[str, ...] = field(default=(), metadata=_as(values.users))
    thread_messages: bool = field(default=False, metadata=_as(values.switch))
    api_base: str = field(
        default="https://slack.com/api/",
        metadata=_as(values.slack_api, named="SLACK_API_BASE"),
    )
    address: str = field(default="", metadata=_as(values.public))
    pause: int = field(default=1_000, metadata=_as(values.duration(Decimal(0), Decimal(60))))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Where the bot listens for requests: `/healthz`."""

    host: str = field(default="127.0.0.1", metadata=_as(values.host, named="BOT_HOST"))
    port: int = field(default=8080, metadata=_as(values.number(0, 65_535), named="BOT_PORT"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """What is logged, and how."""

    level: LogLevel = field(default=LogLevel.INFO, metadata=_as(values.one_of(LogLevel)))
    format: LogFormat = field(default=LogFormat.TEXT, metadata=_as(values.one_of(LogFormat)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, by section."""

    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    prompts: PromptsSettings = field(default_factory=PromptsSettings)
    rounds: RoundsSettings = field(default_factory=RoundsSettings)
    jobs: JobsSettings = field(default_factory=JobsSettings)
    discord: DiscordSettings = field(default_factory=DiscordSettings)
    slack: SlackSettings = field(default_factory=SlackSettings)
    server: ServerSettings = field(default_factory=ServerSettings)
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
