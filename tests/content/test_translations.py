"""Translations: descriptions by locale, and every mistake told at its place."""

from pathlib import Path

import pytest

from bot.content.places import prompts_folder
from bot.content.translations import load_translations
from tests.content.planting import complaints

ENGLISH = """\
command:
  debate: Debate.
  debate start: Open a round.
option:
  side: Your side.
yes: Yes.
"""


def folder_with(folder: Path, **files: str) -> Path:
    """A prompts folder with phrase files, by name without `.yaml`."""
    (folder / "phrases").mkdir()
    for name, text in {"en": ENGLISH, **files}.items():
        (folder / "phrases" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def test_we_ship_none() -> None:
    assert load_translations(prompts_folder({})) == {}


def test_a_file_beside_the_english_ones_is_a_translation(tmp_path: Path) -> None:
    files = {
        "en.more": "no: No.\n",
        "de": "command: {debate start: Eine Runde eröffnen.}\n",
        "de.options": "option: {side: Deine Seite.}\n",
        "pt-BR": "option:\n  side: |-\n    Seu lado.\n",
    }
    assert load_translations(folder_with(tmp_path, **files)) == {
        "de": {"command.debate start": "Eine Runde eröffnen.", "option.side": "Deine Seite."},
        "pt-BR": {"option.side": "Seu lado."},
    }


# name: (file, everything that is told)
NO_GOOD = {
    "an unknown key": (
        "command: {debate strat: X}\n",
        [('1:11: there is no "command.debate strat" in English'
          ' (did you mean "command.debate start"?)')],
    ),
    "a phrase of another group": (
        "yes: Ja.\n", ['1:1: "yes" stays English: only command: and option: are translated'],
    ),
    "a variable": ("option:\n  side: '{x}'\n", ["2:3: must be one text without variables"]),
    "forms": (
        "option:\n  side: {one: a, other: b}\n", ["2:3: must be one text without variables"],
    ),
    "nothing": ("option:\n  side:\n", ["2:3: must be a text, not nothing"]),
    "a list": ("- x\n", ["1:1: must be a mapping from keys to texts"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NO_GOOD.values(), ids=NO_GOOD.keys())
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    prompts = folder_with(tmp_path, de=text)
    told = complaints(lambda: load_translations(prompts))
    assert told == [f"phrases/de.yaml:{problem}" for problem in expected]


def test_mistakes_of_all_languages_are_told_at_once(tmp_path: Path) -> None:
    prompts = folder_with(tmp_path, de="yes: Ja.\n", fr="command: 3\n")
    assert complaints(lambda: load_translations(prompts)) == [
        'phrases/de.yaml:1:1: "yes" stays English: only command: and option: are translated',
        "phrases/fr.yaml:1:10: must be a text, not a number",
    ]
