"""Logs: one line for each event, for people or as JSON, and never what a student wrote.

What an error says may quote somebody, so of errors only their kinds and places are written, and
what our own faults say: those hold no student's text (core/errors.py).
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bot.core.errors import Fault

MOST_BYTES = 1_000_000  # of a log file; one older file is kept beside it

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def start(level: str, *, as_json: bool, file: Path | None = None) -> None:
    """Log to standard error, or to a file that is made when there is something to log.

    `level` is the least serious one that is written, as `logging` names it.
    """
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=MOST_BYTES, backupCount=1, delay=True)
    handler.setFormatter(JsonLines() if as_json else TextLines())
    handler.setLevel(level)
    handler.addFilter(_concerns_us)
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _concerns_us(record: logging.LogRecord) -> bool:
    """Our own events; of libraries only what is serious, for some are talkative."""
    return record.name.partition(".")[0] == "bot" or record.levelno >= logging.WARNING


class TextLines(logging.Formatter):
    """`2024-04-22T10:00:00Z WARNING bot.app.work what_happened round=ab12`."""

    def format(self, record: logging.LogRecord) -> str:
        """One event; an error's kinds and places follow on lines of their own."""
        fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        line = f"{_time(record)} {record.levelname} {record.name} {record.getMessage()}{fields}"
        return f"{line}\n{_error(record)}" if record.exc_info else line


class JsonLines(logging.Formatter):
    """One object: `time`, `level`, `logger`, `event`, the event's own fields, maybe `error`."""

    def format(self, record: logging.LogRecord) -> str:
        """One event on one line."""
        known = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        error = {"error": _error(record)} if record.exc_info else {}
        return json.dumps(known | _fields(record) | error, default=str)


def _time(record: logging.LogRecord) -> str:
    at = datetime.fromtimestamp(record.created, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _OWN}


def _error(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[1] is None:
        return ""
    return described(record.exc_info[1])


def described(error: BaseException) -> str:
    """The kinds of an error and of its causes, and the places it came through."""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{' < '.join(_kinds(error))}\n{places}".rstrip()


def _kinds(error: BaseException | None) -> list[str]:
    kinds: list[str] = []
    while error is not None:
        said = f": {error}" if isinstance(error, Fault) else ""
        kinds.append(f"{type(error).__qualname__}{said}")
        error = error.__cause__ or error.__context__
    return kinds
