"""`debate-bot class …`: what a host reads who makes one class of two homes."""

import asyncio
from pathlib import Path

import pytest

from bot.app.ports import Account
from bot.cli import main
from bot.store.store import SqlStore

GUILD, TEAM = "discord:811", "slack:T1"


async def _met(database: str) -> None:
    """Ana writes in the server, Ben and Cleo in the workspace."""
    store = await SqlStore.open(database)
    try:
        for name, home in (("Ana", GUILD), ("Ben", TEAM), ("Cleo", TEAM)):
            account = Account(platform=home.split(":")[0], external=name, name=name)
            await store.write(lambda tx, a=account, h=home: tx.people.known(a, h, a.name))  # type: ignore[misc]  # bound now
    finally:
        await store.close()


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database in which a server and a workspace are known; nothing is set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEBATE_BOT_DB", raising=False)
    path = str(tmp_path / "rounds.db")
    asyncio.run(_met(path))
    return path


def test_two_homes_are_made_one_class_and_two_again(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [
        (["list"], [f"{GUILD}: 1 person, 0 rounds", f"{TEAM}: 2 people, 0 rounds"]),
        (
            ["bind", TEAM, GUILD],
            [f"{TEAM} belongs to {GUILD} now. What came along: 2 people, 0 rounds."],
        ),
        (["list"], [f"{GUILD}: 3 people, 0 rounds", f"  with {TEAM}"]),
        (
            ["unbind", TEAM],
            [f"{TEAM} is a class of its own again. What has happened so far stays in {GUILD}."],
        ),
        (["list"], [f"{GUILD}: 3 people, 0 rounds", f"{TEAM}: 0 people, 0 rounds"]),
    ]
    for words, lines in steps:
        assert main(["class", *words, "--db", database]) == 0
        assert capsys.readouterr().out.splitlines() == lines


MISTAKES = [
    (
        ["bind", "slack:T2", GUILD],
        (
            f"Nobody has written to the bot from “slack:T2” yet. Did you mean {TEAM}?"
            f" Known: {GUILD}, {TEAM}."
        ),
    ),
    (
        ["bind", "zulip:7", GUILD],
        f"Nobody has written to the bot from “zulip:7” yet. Known: {GUILD}, {TEAM}.",
    ),
    (["bind", TEAM, TEAM], f"{TEAM} cannot be bound to itself."),
    (["unbind", TEAM], f"{TEAM} is not bound to another class."),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES, ids=lambda each: str(each)[:20])
def test_a_mistake_is_explained_and_changes_nothing(
    database: str, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["class", *words, "--db", database]) == 2
    assert capsys.readouterr().err == f"debate-bot: {said}\n"
    assert main(["class", "list", "--db", database]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"{GUILD}: 1 person, 0 rounds"


def test_where_nobody_is_yet_the_list_says_what_to_do_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "new.db")
    assert main(["class", "list", "--db", path]) == 2
    assert "There is no database" in capsys.readouterr().err
    assert main(["db", "upgrade", "--db", path]) == 0
    assert main(["class", "list", "--db", path]) == 0
    assert "No class is here yet." in capsys.readouterr().out


def test_the_database_is_taken_from_the_configuration_too(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(f"database:\n  url: {database}\n", encoding="utf-8")
    assert main(["class", "bind", TEAM, GUILD, "--config", str(file)]) == 0
    assert TEAM in capsys.readouterr().out
