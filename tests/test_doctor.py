"""The doctor looks at everything, changes nothing, and says what to do."""

import shutil
from pathlib import Path

import pytest

from bot.app.checks import Check
from bot.content.places import prompts_folder
from bot.doctor import Patient, findings
from bot.store.upkeep import upgrade


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a config.yaml."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def look(
    home: Path, environ: dict[str, str] | None = None, file: Path | None = None
) -> dict[str, Check]:
    """What was found, by name."""
    patient = Patient(
        file=file,
        database=str(home / "rounds.sqlite3"),
        environ=environ or {},
        explain=str,
    )
    return {finding.name: finding for finding in findings(patient)}


def test_everything_is_fine_before_the_first_start(home: Path) -> None:
    found = look(home)
    assert [
        name for name, finding in found.items() if not finding.fine and name != "terminal"
    ] == []
    assert found["database"].said.endswith("will be made at the first start")
    assert list(home.iterdir()) == []


def test_a_database_is_checked(home: Path) -> None:
    upgrade(home / "rounds.sqlite3")
    assert look(home)["database"].said == f"{home / 'rounds.sqlite3'} is sound"


def test_what_is_no_database_is_found(home: Path) -> None:
    (home / "rounds.sqlite3").write_text("not a database " * 100)
    assert not look(home)["database"].fine


def test_an_older_database_is_told_how_to_grow(home: Path) -> None:
    (home / "rounds.sqlite3").touch()
    assert look(home)["database"].said.endswith("run `debate-bot db upgrade`")


def test_mistakes_in_settings_are_found(home: Path) -> None:
    config = home / "mine.yaml"
    config.write_text("rounds:\n  pase: blitz\n")
    assert "did you mean" in look(home, file=config)["settings"].said


def test_mistakes_in_a_topic_are_found_and_the_rest_is_still_looked_at(home: Path) -> None:
    prompts = home / "prompts"
    shutil.copytree(prompts_folder({}), prompts)
    (prompts / "topics" / "broken.yaml").write_text("id: broken\n")
    found = look(home, {"DEBATE_BOT_PROMPTS": str(prompts)})
    assert "broken.yaml:1:1" in found["topic broken"].said
    assert not found["topic broken"].fine
    assert found["rubric"].fine
    assert "database" in found


def test_a_prompts_folder_without_topics_is_a_problem(home: Path) -> None:
    (home / "prompts").mkdir()
    found = look(home, {"DEBATE_BOT_PROMPTS": str(home / "prompts")})
    assert not found["topics"].fine
    assert not found["rubric"].fine


def test_a_prompts_folder_that_is_not_there_is_a_problem(home: Path) -> None:
    assert not look(home, {"DEBATE_BOT_PROMPTS": str(home / "nowhere")})["prompts"].fine


def test_a_line_says_at_once_whether_it_is_fine() -> None:
    assert str(Check(name="disk", said="85 MB free")) == "ok       disk: 85 MB free"
    assert str(Check(name="disk", said="full", fine=False)) == "PROBLEM  disk: full"
