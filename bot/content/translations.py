"""Descriptions of commands in other languages, from `prompts/phrases/<locale>.yaml`.

A *locale* is a language as platforms name it: `de`, `pt-BR`. English is no translation: it is what
is shown wherever one is missing. A translation holds the keys `command.…` and `option.…` of the
English files and no others: everything else that the bot says stays English.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.app.phrases import OTHER, Phrase, Phrases
from bot.content.frozen import thaw
from bot.content.packs import read_files
from bot.content.phrases import FOLDER, load_phrases
from bot.content.problems import did_you_mean
from bot.core.errors import BadContent

GROUPS = ("command.", "option.")

_ENGLISH = "en"


def load_translations(prompts: Path) -> Mapping[str, Mapping[str, str]]:
    """Descriptions by locale and key, e.g. `command.debate start`; empty where there are none.

    Raises BadContent with every mistake in every file.
    """
    files: dict[str, list[str]] = {}
    for path in sorted((prompts / FOLDER).glob("*.yaml")):
        locale = path.name.split(".")[0]
        if locale not in ("", _ENGLISH):
            files.setdefault(locale, []).append(f"{FOLDER}/{path.name}")
    if not files:
        return {}
    english = load_phrases(prompts).phrases
    known = {key for key in english if key.startswith(GROUPS)}
    made: dict[str, Mapping[str, str]] = {}
    problems: list[str] = []
    for locale, names in files.items():
        try:
            phrases = _read(prompts, names)
        except BadContent as error:
            problems += error.problems
        else:
            problems += _mistakes(phrases, known)
            made[locale] = {key: phrase.form(None) for key, phrase in phrases.items()}
    if problems:
        raise BadContent(tuple(problems))
    return made


def _read(prompts: Path, names: list[str]) -> Mapping[str, Phrase]:
    from bot.content.phrase_reading import plain_phrases  # yaml: 20 ms

    return thaw(Phrases, plain_phrases(read_files(prompts, *names))).phrases


def _mistakes(phrases: Mapping[str, Phrase], known: set[str]) -> Iterator[str]:
    for key, phrase in phrases.items():
        if not key.startswith(GROUPS):
            yield f'{phrase.place}: "{key}" stays English: only command: and option: are translated'
        elif key not in known:
            yield f'{phrase.place}: there is no "{key}" in English{did_you_mean(key, known)}'
        elif phrase.variables or set(phrase.forms) != {OTHER}:
            yield f"{phrase.place}: must be one text without variables"
