"""The real program is killed with SIGKILL at every labelled step of a round and started again.

Nothing that was acknowledged is lost or doubled: all that is stored and all that was posted are as
if nobody had killed it. Time passes in the database alone, while the program does not run.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.jobs import JobKind
from tests.moments import MOMENTS, Moment
from tests.parents import ROOT
from tests.starting import ARGUMENTS, Program, program

SMALL_TOPIC = ROOT / "tests" / "data" / "packs" / "school-phones"
KILLS = [(name, step) for name, moment in MOMENTS.items() for step in moment.steps]

Kept = dict[str, list[str]]  # what the database holds, by table; without ids and times


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A moment's database as it is before the kill, the environment that the program is started in,
    and how the round ends without a kill.
    """

    begun: Path
    environ: dict[str, str]
    kept: Kept
    posted: list[str]


def test_every_kind_of_job_is_killed() -> None:
    killed = {job.job for moment in MOMENTS.values() for job in moment.jobs}
    assert killed == set(JobKind)


@pytest.fixture(scope="module")
def bot() -> Iterator[Program]:
    with program() as ready:
        yield ready


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a prompts folder with one small topic."""
    prompts = tmp_path_factory.mktemp("prompts")
    shutil.copytree(
        ROOT / "prompts", prompts, ignore=shutil.ignore_patterns("topics"), dirs_exist_ok=True
    )
    shutil.copytree(SMALL_TOPIC, prompts / "topics" / SMALL_TOPIC.name)
    return {"DEBATE_BOT_PROMPTS": str(prompts)}


@pytest.fixture(scope="module")
def whole(
    bot: Program, small: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Whole]:
    """A moment by name, with how its round ends; played when it is first asked for."""
    played: dict[str, Whole] = {}

    def of(name: str) -> Whole:
        if name not in played:
            environ = {"DEBATE_BOT_ROUNDS__QUIET_HOURS": "off"}
            environ |= small if MOMENTS[name].small else {}
            folder = tmp_path_factory.mktemp("whole")
            played[name] = brought_to(bot, environ, MOMENTS[name], folder)
        return played[name]

    return of


@pytest.mark.parametrize(("name", "step"), KILLS)
def test_a_killed_round_goes_on_as_if_nothing_had_happened(
    bot: Program, whole: Callable[[str], Whole], name: str, step: str, tmp_path: Path
) -> None:
    moment, unkilled = MOMENTS[name], whole(name)
    database = copied(unkilled.begun, tmp_path)
    environ = unkilled.environ | {"DEBATE_BOT_KILL_AT": step}
    status, before = play(bot, database, moment.after, environ)
    assert status == -signal.SIGKILL
    status, after = play(bot, database, left_to_say(database, moment.after), unkilled.environ)
    assert status == 0
    assert kept(database) == unkilled.kept
    # A console cannot be asked what it shows; so what it may have shown is shown again.
    twice = len(before) + len(after) - len(unkilled.posted)
    assert before + after[twice:] == unkilled.posted
    assert before[len(before) - twice :] == after[:twice]
    told = {f"shown#{job.batch}": job.says for job in moment.jobs}
    assert bool(twice) == step.startswith("shown")
    assert told.get(step) in {None, *(kind(line) for line in after[:twice])}


def test_a_fork_is_a_start_like_any_other(whole: Callable[[str], Whole], tmp_path: Path) -> None:
    unkilled, moment = whole("a whole round"), MOMENTS["a whole round"]
    database = tmp_path / "new.sqlite3"
    done = subprocess.run(
        [sys.executable, "-m", "bot", "play", "--db", str(database), *ARGUMENTS],
        input="".join(f"{line}\n" for line in moment.after),
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert kept(database) == unkilled.kept
    assert posted(done.stdout.splitlines()) == unkilled.posted


def brought_to(bot: Program, environ: dict[str, str], moment: Moment, folder: Path) -> Whole:
    """A round brought to a moment; and in a copy of it, to its end."""
    begun = folder / "begun.sqlite3"
    assert play(bot, begun, moment.before, environ)[0] == 0
    for number, seconds in enumerate(moment.idle):
        if number:
            assert play(bot, begun, (), environ)[0] == 0
        pass_time(begun, seconds)
    database = copied(begun, folder)
    status, said = play(bot, database, moment.after, environ)
    assert status == 0
    whole = kept(database)
    assert whole["jobs"] == whole["outbox"] == []
    assert bool(whole["marks"]) == bool(whole["ballots"]) == ('"done"' in whole["rounds"][0])
    return Whole(begun=begun, environ=environ, kept=whole, posted=said)


def play(
    bot: Program, database: Path, lines: Sequence[str], environ: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Run the program on some lines; its exit status and what it posted."""
    status, printed = bot.play(database, lines, environ)
    return status, posted(printed)


def posted(printed: Sequence[str]) -> list[str]:
    """What went out, without ids and lengths of time; where things stand is said at each start."""
    lines = [re.sub(r"\b\d+ (second|minute|hour)s?\b", "…", unnamed(line)) for line in printed]
    return [line for line in lines if kind(line) != "status"]


def unnamed(line: str) -> str:
    """Without what is new each time: ids, milliseconds, the keys of readings."""
    return re.sub(r"\b([0-9a-hjkmnp-tv-z]{13}|[0-9a-f]{32})\b", "…", line)


def kind(line: str) -> str:
    """What a message is for."""
    return str(json.loads(line)["kind"])


def copied(database: Path, folder: Path) -> Path:
    """A copy of a database that nobody uses."""
    return Path(shutil.copy(database, folder / "round.sqlite3"))


def pass_time(database: Path, seconds: int) -> None:
    """Put every moment that a round waits for so much earlier: so long did nobody touch it."""
    ms = seconds * 1000

    def earlier(state: str | None) -> str | None:
        moments = re.compile(r'(?<![\w"])\d{13}(?![\w"])')
        return state and moments.sub(lambda found: str(int(found[0]) - ms), state)

    with sqlite3.connect(database) as db:
        db.create_function("earlier", 1, earlier)
        db.execute(
            "UPDATE rounds SET moved_at = moved_at - ?, state = earlier(state),"
            " undo = earlier(undo)",
            [ms],
        )
        db.execute("UPDATE jobs SET due_at = due_at - ?", [ms])
    db.close()


def kept(database: Path) -> Kept:
    """What is stored. What came in is left out: each start asks where things stand."""
    with sqlite3.connect(database) as db:
        found = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        names = [name for (name,) in found if name != "events"]
        tables = {
            name: sorted(unnamed(json.dumps(row)) for row in db.execute(f"SELECT * FROM {name}"))
            for name in names
        }
    db.close()
    return tables


def left_to_say(database: Path, lines: Sequence[str]) -> list[str]:
    """The lines that the program has not taken in; only speeches and starts tell."""
    with sqlite3.connect(database) as db:
        taken = {text for (text,) in db.execute("SELECT text FROM speeches")}
        rounds = db.execute("SELECT count(*) FROM rounds").fetchone()[0]
    db.close()
    started = {line for line in lines if line.startswith("/debate start") and rounds}
    return [line for line in lines if line not in taken | started]
