"""Log lines name what happened and its fields, never what an error says."""

import json
import logging
import sys
from pathlib import Path

import pytest

from bot import logs


def record(**fields: object) -> logging.LogRecord:
    """An event that happened at a known time."""
    made = logging.makeLogRecord(
        {"name": "bot.app.work", "levelno": logging.WARNING, "levelname": "WARNING", **fields}
    )
    made.msg, made.created = "job_met_a_moved_round", 1_713_780_000.25
    return made


SAID = "my brother " + "died"  # apart, for the line of the source is logged with its place


def fail() -> None:
    """Raise an error that quotes somebody, because of another that does."""
    try:
        int(SAID)
    except ValueError as error:
        raise KeyError(SAID) from error


def failure() -> logging.LogRecord:
    """An event about such an error."""
    try:
        fail()
    except KeyError:
        return record(exc_info=sys.exc_info())
    raise AssertionError


def test_a_line_for_people() -> None:
    line = logs.TextLines().format(record(kind="read", round="ab12"))
    assert line == (
        "2024-04-22T10:00:00.250Z WARNING bot.app.work job_met_a_moved_round kind=read round=ab12"
    )


def test_a_line_for_machines() -> None:
    assert json.loads(logs.JsonLines().format(record(round="ab12"))) == {
        "time": "2024-04-22T10:00:00.250Z",
        "level": "warning",
        "logger": "bot.app.work",
        "event": "job_met_a_moved_round",
        "round": "ab12",
    }


@pytest.mark.parametrize("lines", [logs.TextLines(), logs.JsonLines()])
def test_of_an_error_only_kinds_and_places_are_written(lines: logging.Formatter) -> None:
    line = lines.format(failure())
    assert "KeyError < ValueError" in line
    assert "in fail" in line
    assert SAID not in line


def test_a_log_file_has_our_events_and_what_is_serious_of_libraries(tmp_path: Path) -> None:
    file = tmp_path / "logs" / "bot.log"
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.start("INFO", as_json=False, file=file)
        assert not file.exists()
        logging.getLogger("bot").info("started", extra={"platform": "console"})
        logging.getLogger("library").info("chatter")
        logging.getLogger("library").warning("trouble")
        written = file.read_text(encoding="utf-8").splitlines()
        assert [line.partition(" ")[2] for line in written] == [
            "INFO bot started platform=console",
            "WARNING library trouble",
        ]
    finally:
        for handler in root.handlers[:]:
            handler.close()
            root.removeHandler(handler)
        root.handlers[:] = before
        root.setLevel(level)
