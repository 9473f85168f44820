"""Phrase files: nested keys made flat, every brace checked before anybody sees one."""

from pathlib import Path

import pytest

from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from tests.content.planting import complaints

MAIN = """\
round:
  opened: Welcome, {name}.
  words:
    one: One word.
    other: "{count} words."
  block: |
    First line.
    Second line.
yes: Yes.
"""


def folder_with(folder: Path, **files: str) -> Path:
    (folder / "phrases").mkdir()
    for name, text in files.items():
        (folder / "phrases" / f"{name.replace('_', '.')}.yaml").write_text(text, "utf-8")
    return folder


def test_nested_keys_become_one(tmp_path: Path) -> None:
    phrases = load_phrases(folder_with(tmp_path, en=MAIN))
    assert set(phrases.phrases) == {"round.opened", "round.words", "round.block", "yes"}
    assert phrases.say("round.opened", name="Ana") == "Welcome, Ana."
    assert phrases.say("round.words", count=2) == "2 words."
    assert phrases.say("round.block") == "First line.\nSecond line."


def test_places_are_kept(tmp_path: Path) -> None:
    phrases = load_phrases(folder_with(tmp_path, en=MAIN)).phrases
    assert phrases["round.opened"].place == "phrases/en.yaml:2:3"
    assert phrases["round.words"].place == "phrases/en.yaml:3:3"


def test_files_beside_the_main_one_belong_to_it(tmp_path: Path) -> None:
    prompts = folder_with(tmp_path, en=MAIN, en_bot="bot:\n  hello: Hello.\n", de="hallo: Hallo.\n")
    phrases = load_phrases(prompts)
    assert phrases.say("bot.hello") == "Hello."
    assert phrases.phrases["bot.hello"].place == "phrases/en.bot.yaml:2:3"
    assert "hallo" not in phrases.phrases
    assert load_phrases(prompts, language="de").say("hallo") == "Hallo."


def test_cached_phrases_are_the_same(tmp_path: Path) -> None:
    prompts, kept = folder_with(tmp_path, en=MAIN), tmp_path / "cache"
    assert load_phrases(prompts, kept) == load_phrases(prompts, kept) == load_phrases(prompts)


# name: (file, everything that is told)
NO_GOOD = {
    "a number": ("a: 7\n", ["1:4: must be a text, not a number"]),
    "nothing": ("a:\n", ["1:1: must be a text, not nothing"]),
    "a list": ("a: [b]\n", ["1:4: must be a text, not a list"]),
    "an empty text": ('a: " "\n', ["1:4: must not be empty"]),
    "a brace": (
        "a: {b: 'x {'}\n",
        ["1:8: a variable is written {name} in small letters, a brace itself {{ or }}"],
    ),
    "a misspelt form": (
        "a:\n  oen: x\n  other: y\n", ['2:3: unknown form "oen" (did you mean "one"?)'],
    ),
    "a form that is no text": ("a:\n  one: 1\n  other: y\n", ["2:8: must be a text, not a number"]),
    "a key twice": ("a: x\na: y\n", ['2:1: duplicate key "a" (first on line 1)']),
    "a key in two ways": (
        "a.b: x\na:\n  b: y\n", ['3:3: duplicate phrase "a.b" (first at phrases/en.yaml:1:1)'],
    ),
    "a list of phrases": ("- a\n", ["1:1: must be a mapping from keys to texts"]),
    "several at once": (
        "a: 7\nb: '{'\n",
        ["1:4: must be a text, not a number",
         "2:4: a variable is written {name} in small letters, a brace itself {{ or }}"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NO_GOOD.values(), ids=NO_GOOD.keys())
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    prompts = folder_with(tmp_path, en=text)
    told = complaints(lambda: load_phrases(prompts))
    assert told == [f"phrases/en.yaml:{problem}" for problem in expected]


def test_a_key_in_two_files_is_told(tmp_path: Path) -> None:
    prompts = folder_with(tmp_path, en=MAIN, en_more="\nyes: Oui.\n")
    assert complaints(lambda: load_phrases(prompts)) == [
        'phrases/en.more.yaml:2:1: duplicate phrase "yes" (first at phrases/en.yaml:9:1)'
    ]


def test_the_phrases_that_we_ship_are_right() -> None:
    assert complaints(lambda: load_phrases(prompts_folder({}))) == []
