"""The command line: what it prints, and the status it ends with."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot import __version__
from bot.cli import main
from bot.store.upkeep import upgrade

FINE, FAILED, MISUSED = 0, 1, 2
TOPIC = "european-troops"
Typed = Callable[[bytes], None]
SPEECH = (
    "European mechanics behind the Dnieper should repair vehicles, because every Ukrainian who does"
    " it today is missing at the front."
)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    upgrade(path)
    return path


@pytest.fixture
def rounds(home: Path, database: Path) -> str:
    """A database as `play` needs it, so that no migration is run."""
    return shutil.copyfile(database, home / "rounds.db").name


@pytest.fixture(autouse=True)
def home(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with its own data folder and nothing set."""
    for variable in [name for name in os.environ if name.startswith("DEBATE_BOT_")]:
        monkeypatch.delenv(variable)
    monkeypatch.delenv("MAKELEVEL", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def typed() -> Iterator[Typed]:
    """Puts bytes on standard input."""
    with pytest.MonkeyPatch.context() as patch:

        def put(data: bytes) -> None:
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))

        yield put


def program(*command: str, lines: bytes = b"") -> tuple[int, str, str]:
    """A real process: its status, and what it wrote to standard output and standard error."""
    done = subprocess.run(
        command,
        input=lines,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def play(*options: str, lines: bytes = b"") -> str:
    """What the real program says to some lines; it ends well and silently."""
    command = (sys.executable, "-m", "bot", "play", "--as", "Ana", *options)
    status, out, err = program(*command, lines=lines)
    assert (status, err) == (FINE, "")
    return out


# ── usage ───────────────────────────────────────────────────────────────────────────────────────

ANSWERED = [
    (["--version"], FINE, f"debate-bot {__version__}\n", ""),
    (["topic", "schema", "x"], MISUSED, "", 'debate-bot: there is no schema of "x": one of'),
    (["topic", "show", "europ"], MISUSED, "", "debate-bot: There is no topic “europ”."),
    (["judge", "--topic", "europ", "--jsonl"], MISUSED, "", "debate-bot: There is no topic"),
    (["judge", "--topic", TOPIC], MISUSED, "", "required: --jsonl"),
    (["judge", "--jsonl"], MISUSED, "", "required: --topic"),
    (["play", "--seed", "x"], MISUSED, "", "invalid int value: 'x'"),
    (["play", "--as", ""], MISUSED, "", "debate-bot: A name has 1 to 40 characters"),
    (["play", "--as", "a\x1bb"], MISUSED, "", "debate-bot: A name has 1 to 40 characters"),
    (["play", "--db", "postgres://x"], MISUSED, "", "debate-bot: "),
    (["play", "--db", "no/such/folder/x.db"], MISUSED, "", "debate-bot: "),
    (["play", "--config", "none.yaml"], MISUSED, "", "debate-bot: none.yaml: cannot be read"),
    (["db", "check", "--db", "none.db"], MISUSED, "", "debate-bot: There is no database"),
    (["nonsense"], MISUSED, "", "invalid choice: 'nonsense'"),
    ([], MISUSED, "", "usage: debate-bot"),
    (["topic"], MISUSED, "", "usage: debate-bot topic"),
    (["db"], MISUSED, "", "usage: debate-bot db"),
]


@pytest.mark.parametrize(("argv", "status", "out", "err"), ANSWERED)
def test_what_is_typed_is_answered(
    argv: list[str], status: int, out: str, err: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(*argv) == status
    printed = capfd.readouterr()
    assert printed.out == out
    assert err in printed.err
    assert "Traceback" not in printed.err


def run(*argv: str) -> int:
    """The status of one run in this process."""
    try:
        return main(argv)
    except SystemExit as stopped:  # argparse stops by itself
        return int(str(stopped.code))


@pytest.mark.parametrize("argv", [[], ["play"], ["judge"], ["topic", "check"], ["db", "backup"]])
def test_help_says_what_can_be_typed(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*argv, "--help") == FINE
    assert capsys.readouterr().out.startswith(f"usage: {' '.join(['debate-bot', *argv])} ")


def test_configuration_mistakes_stop_everything(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config.yaml").write_text("rounds:\n  pase: blitz\n")
    assert run("topic", "list") == MISUSED
    assert "config.yaml:2:3" in capsys.readouterr().err


# ── records ─────────────────────────────────────────────────────────────────────────────────────

GOOD = {
    "judge": {"id": 1, "side": "hawk", "kind": "opening", "text": SPEECH},
    "oppose": {"id": 1, "from": "hawk", "side": "caution", "text": SPEECH},
    "topic facts": {"id": 1, "text": "Russia has lost 50 percent of its prewar army."},
}
KEYS = {
    "judge": "id total band marks claims answers facts flags language reply",
    "oppose": "id text answers with facts recognised",
    "topic facts": "id verdict correction fact",
}


@pytest.mark.parametrize("command", GOOD)
def test_records_are_answered_in_order_and_bad_lines_in_their_place(
    command: str, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps(GOOD[command]).encode()
    typed(good + b"\n\ncaf\xe9\n{}\n" + good + b"\n")
    assert run(*command.split(), "--topic", TOPIC, "--jsonl") == FAILED
    first, *bad, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(first) == KEYS[command].split()
    assert first == last
    assert [record["line"] for record in bad] == [2, 3, 4]
    assert all(record["error"] for record in bad)


@pytest.mark.parametrize("command", GOOD)
def test_good_records_end_well(command: str, typed: Typed) -> None:
    typed(json.dumps(GOOD[command]).encode())
    assert run(*command.split(), "--topic", TOPIC, "--jsonl") == FINE


VERDICTS = [
    ("Russia has lost 50 percent of its prewar army.", "false"),
    ("Russia has lost more than 90 percent of its prewar army.", "true"),
    ("The sky is blue.", "unknown"),
]


@pytest.mark.parametrize(("text", "verdict"), VERDICTS)
def test_a_statement_is_checked(
    text: str, verdict: str, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(json.dumps({"id": "x", "text": text}).encode())
    assert run("topic", "facts", "--topic", TOPIC, "--jsonl") == FINE
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == verdict
    assert bool(answer["correction"]) == (verdict == "false")
    assert bool(answer["fact"]) == (verdict != "unknown")


# ── topics and database ─────────────────────────────────────────────────────────────────────────


def test_a_topic_with_mistakes_fails_its_check(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "mine.yaml").write_text("id: mine\n")
    assert run("topic", "check", "mine.yaml") == FAILED
    assert capsys.readouterr().out.startswith("mine.yaml:1:1: ")
    assert run("topic", "check", TOPIC) == FINE


def test_the_schema_of_a_topic_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("topic", "schema") == FINE
    assert json.loads(capsys.readouterr().out)["$schema"]


def test_a_topic_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("topic", "show", TOPIC, "--json") == FINE
    assert json.loads(capsys.readouterr().out)["id"] == TOPIC
    assert run("topic", "list") == FINE
    assert capsys.readouterr().out.startswith(f"{TOPIC}: ")


def test_a_database_is_made_checked_and_copied(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("db", "upgrade", "--db", "x.db") == FINE
    assert run("db", "check", "--db", "x.db") == FINE
    assert run("db", "backup", "copy.db", "--db", "x.db") == FINE
    assert (home / "copy.db").exists()
    assert run("db", "backup", "copy.db", "--db", "x.db") == MISUSED
    with sqlite3.connect("copy.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '0000'")
    db.close()
    assert run("db", "check", "--db", "copy.db") == FAILED
    assert "schema: at migration 0000" in capsys.readouterr().out


def test_the_doctor_ends_with_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    assert run("doctor") == (FAILED if "PROBLEM" in capsys.readouterr().out else FINE)
    monkeypatch.setenv("DEBATE_BOT_PROMPTS", "nowhere")
    assert run("doctor") == FAILED
    assert "PROBLEM  prompts: " in capsys.readouterr().out


# ── play ────────────────────────────────────────────────────────────────────────────────────────


def test_a_script_leaves_its_round_open_and_the_same_name_resumes_it(rounds: str) -> None:
    said = play("--db", rounds, lines=f"/debate start side:hawk\n{SPEECH}\n".encode())
    assert SPEECH in said
    assert "\x1b" not in said
    assert "The round is running." in play("--db", rounds)


def test_json_is_all_that_is_printed(rounds: str) -> None:
    lines = b"/debate start side:hawk\n/debate help\n/as Ben\n"
    messages = [
        json.loads(line) for line in play("--db", rounds, "--json", lines=lines).split("\n")[:-1]
    ]
    kinds = [message["kind"] for message in messages]
    assert kinds == ["seats", "brief", "prompt", "help", "notice"]
    assert {message["to"] for message in messages} >= {"Ana", "Ben"}


def test_the_seed_draws_the_same_sides(rounds: str) -> None:
    lines = b"/debate start\n/debate cancel\n" * 6
    said = play("--db", rounds, "--seed", "5", lines=lines)
    titles = [line for line in said.splitlines() if line.startswith("==")]
    assert len(titles) == 6
    assert len(set(titles)) == 1


ODD = (
    b"\x00\x01\x02",
    b"caf\xe9 au lait",
    b"\xff\xfe\x00",
    b"/debate nonsense",
    b"x" * 50_000,
    b"",
)


def test_odd_lines_get_a_clear_answer_each(rounds: str) -> None:
    said = play("--db", rounds, "--json", lines=b"\n".join(ODD) + b"\n")
    messages = [json.loads(line) for line in said.splitlines()]
    assert [message["kind"] for message in messages] == ["error"] * len(ODD)
    assert not [m for m in messages if "our side" in m["text"]]


def test_nobody_reading_any_more_is_no_mistake() -> None:
    command = f"{sys.executable} -m bot topic show {TOPIC} --json | head -c 1"
    assert program("bash", "-c", f"set -o pipefail; {command}") == (FINE, "{", "")


def test_without_a_database_named_it_is_in_the_data_folder(home: Path) -> None:
    play()
    assert (home / "data" / "debate-bot" / "debate-bot.sqlite3").exists()
