"""Where content is looked for."""

from pathlib import Path

import pytest

import bot
from bot.content.places import prompts_folder, topic_place, topics
from bot.core.errors import BadContent
from tests.content.planting import complaints

CHECKOUT = Path(bot.__file__).parents[1] / "prompts"


def test_without_a_word_it_is_the_checkouts_folder() -> None:
    assert prompts_folder({}) == CHECKOUT
    assert prompts_folder({"DEBATE_BOT_PROMPTS": ""}) == CHECKOUT


def test_the_variable_names_an_edited_copy(tmp_path: Path) -> None:
    assert prompts_folder({"DEBATE_BOT_PROMPTS": str(tmp_path)}) == tmp_path


def test_a_variable_that_names_nothing_is_told(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    assert complaints(lambda: prompts_folder({"DEBATE_BOT_PROMPTS": nowhere})) == [
        f'DEBATE_BOT_PROMPTS is "{nowhere}", and there is no such folder'
    ]


def test_an_installed_copy_comes_before_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.content.places._PACKAGE", tmp_path / "bot")
    with pytest.raises(BadContent, match="no prompts folder"):
        prompts_folder({})
    (tmp_path / "prompts").mkdir()
    assert prompts_folder({}) == tmp_path / "prompts"
    (tmp_path / "bot" / "_prompts").mkdir(parents=True)
    assert prompts_folder({}) == tmp_path / "bot" / "_prompts"


def test_topics_are_folders_and_files(tmp_path: Path) -> None:
    assert topics(tmp_path) == []
    for name in ("b/topic.yaml", "a.yaml", "README.md", ".hidden.yaml", "empty/notes.txt"):
        path = tmp_path / "topics" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert topics(tmp_path) == ["a", "b"]
    assert topic_place(tmp_path, "a") == tmp_path / "topics" / "a.yaml"
    assert topic_place(tmp_path, "b") == tmp_path / "topics" / "b"


def test_a_topic_in_two_places_is_told(tmp_path: Path) -> None:
    (tmp_path / "topics" / "a").mkdir(parents=True)
    (tmp_path / "topics" / "a.yaml").touch()
    (tmp_path / "topics" / "a" / "topic.yaml").touch()
    assert complaints(lambda: topic_place(tmp_path, "a")) == [
        "a.yaml:1:1: there is a folder a too: keep one of them"
    ]
