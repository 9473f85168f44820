"""The real program is killed with SIGKILL at every labelled step of a round and started again.

Nothing that was acknowledged is lost or doubled, and the ballot equals that of an unkilled run.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

JOBS = ("call", "speak", "read", "decide")
STEPS = (
    *("received#3", "moved#3", "committed#3", "received", "moved", "committed#2"),
    *(f"{step}:{job}" for job in JOBS for step in ("claimed", "computed", "saving", "done")),
    *("claimed:speak#3", "saving:read#4", "done:speak#2", "saving:speak#2"),
    *("sending", "shown", "sending#4", "shown#5", "sending#9", "shown#9"),
)

OPENERS = ("/debate start format:solo side:hawk pace:blitz",)
SPEECHES = tuple(
    " ".join(speech.split())
    for speech in """
European mechanics behind the Dnieper should repair vehicles, because every Ukrainian who does it
today is missing at the front. That matters, since the front is short of people.

Which of your fears has ever come true when help was sent?

So what would you do instead on the day the front breaks?

No, a workshop behind the river is not an attack, because nobody there fires at a Russian.

We would stop at the river, because the plan says so.

You say that Moscow would answer with a bigger war. But Russia has lost most of its prewar army, so
it has little left to escalate with, and it avoided every NATO soldier until now.

Compare the two risks: theirs is possible, ours is already happening. So help must come now.
""".strip().split("\n\n")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the database holds of a round, without ids and times."""

    speeches: tuple[tuple[object, ...], ...]
    marks: tuple[tuple[object, ...], ...]
    ballots: tuple[tuple[object, ...], ...]
    status: str


Printed = dict[str, object]


def play(database: Path, lines: Sequence[str], kill_at: str = "") -> tuple[int, list[Printed]]:
    """Run the program on some lines; its exit status and the messages it printed."""
    command = [sys.executable, "-m", "bot", "play", "--json", "--db", str(database)]
    done = subprocess.run(
        [*command, "--as", "Ana", "--seed", "7"],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "DEBATE_BOT_KILL_AT": kill_at},
    )
    printed = [json.loads(line) for line in done.stdout.splitlines() if line.endswith("}")]
    return done.returncode, printed


def kept(database: Path) -> Kept:
    """What is stored."""
    with sqlite3.connect(database) as db:
        speeches = db.execute(
            "SELECT slot, text, person IS NULL FROM speeches"
            " WHERE state = 'delivered' ORDER BY slot"
        ).fetchall()
        marks = db.execute(
            "SELECT s.slot, m.criterion, m.points, m.reason, m.quotes FROM marks m"
            " JOIN speeches s ON s.id = m.speech ORDER BY s.slot, m.criterion"
        ).fetchall()
        ballots = db.execute(
            "SELECT judge, rubric, totals, ranks, decision, clash FROM ballots"
        ).fetchall()
        statuses = db.execute("SELECT status FROM rounds").fetchall()
    db.close()
    assert len(statuses) == 1
    return Kept(
        speeches=tuple(speeches), marks=tuple(marks), ballots=tuple(ballots), status=statuses[0][0]
    )


def left_to_say(database: Path) -> list[str]:
    """The lines that the program has not taken in."""
    with sqlite3.connect(database) as db:
        rounds = db.execute("SELECT count(*) FROM rounds").fetchone()[0]
        said = db.execute(
            "SELECT count(*) FROM speeches WHERE state = 'delivered' AND person IS NOT NULL"
        ).fetchone()[0]
    db.close()
    return [*OPENERS[rounds:], *SPEECHES[said:]]


def confirmed(messages: Sequence[Printed]) -> int:
    """How many speeches were acknowledged."""
    return sum(message["kind"] == "confirmation" for message in messages)


@pytest.fixture(scope="module")
def unkilled(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    database = tmp_path_factory.mktemp("unkilled") / "round.sqlite3"
    status, messages = play(database, [*OPENERS, *SPEECHES])
    assert status == 0
    assert confirmed(messages) == len(SPEECHES)
    whole = kept(database)
    assert whole.status == "done"
    assert [row[0] for row in whole.speeches] == list(range(14))
    assert whole.ballots
    assert whole.marks
    return whole


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_round_goes_on_as_if_nothing_had_happened(
    step: str, unkilled: Kept, tmp_path: Path
) -> None:
    """Killed at a step and started again, it ends with the same speeches, marks and ballot."""
    database = tmp_path / "round.sqlite3"
    status, before = play(database, [*OPENERS, *SPEECHES], kill_at=step)
    assert status == -signal.SIGKILL
    waiting = left_to_say(database)
    assert confirmed(before) <= len(SPEECHES) - sum(line in SPEECHES for line in waiting)
    status, after = play(database, waiting)
    assert status == 0
    assert kept(database) == unkilled
    for printed in (before, after):
        spoken = [message["text"] for message in printed if message["kind"] == "speech"]
        assert len(spoken) == len(set(spoken)), "no speech is posted twice"
    told = {message["text"] for message in before + after if message["kind"] == "speech"}
    assert len(told) == len(unkilled.speeches), "every speech was posted"
