"""A typed line into a command and its options; the grammar of contracts.md, "Commands".

    /debate start format:duel side:"hawk" text: the rest of the line

A *path* is a command's words, `debate start`. Options are `name:value` in any order, quotes
allowed, case and a space after the colon forgiven; an option of kind TEXT takes the rest of the
line. A value without a name goes to the option that it fits, else to one that takes any word.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum

from bot.core.errors import BadInput


class Takes(Enum):
    """What an option's value may be."""

    WORD = "word"  # one word or a quoted text
    CHOICE = "choice"  # one of a list
    LIST = "list"  # several of a list, with commas
    FLAG = "flag"  # yes or no
    TEXT = "text"  # the rest of the line


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of a command. `choices` names the list its value is from, e.g. `side`."""

    name: str
    takes: Takes = Takes.WORD
    choices: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Paths with their options, and the groups that may be left out (`flow` for `debate flow`)."""

    options: Mapping[str, Sequence[Option]]
    short: str = "debate"
    aliases: Mapping[str, str] = field(default_factory=dict)

    def path(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The command that the first words name, and how many of them name it."""
        for length in (2, 1):
            if len(words) < length:
                continue
            name = " ".join(words[:length]).lower()
            for candidate in (name, f"{self.short} {name}", self.aliases.get(name, "")):
                if candidate in self.options:
                    return candidate, length
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A command as typed: its path and option values as texts."""

    path: str
    values: Mapping[str, str]


Choices = Callable[[str], Sequence[str]]

_TOKEN = re.compile(
    r"""(?:(?P<name>[A-Za-z][\w-]*):(?P<gap>\s*))?(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))"""
)
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
_NEAR, _NEARLY = 0.6, 0.75  # difflib's ratio: for a guess; for taking a bare word to be a typo
_SHOWN = 40  # characters of an unknown word that are repeated to whoever typed it


def is_command(grammar: Grammar, line: str) -> bool:
    """Whether a line is a command: it starts with `/`, is exactly a path or `speak …`, or begins
    with a path and an option by its name (`draft text: …`).
    """
    words = line.split()
    if line.startswith("/"):
        return True
    if len(words) > 1 and words[0].lower() == "speak":
        return True
    found = grammar.path(words)
    if found is None:
        return False
    path, length = found
    named = tuple(f"{option.name}:" for option in grammar.options[path])
    return length == len(words) or words[length].lower().startswith(named)


def parse(grammar: Grammar, line: str, choices: Choices) -> Typed:
    """The command a line means. Raises BadInput for an unknown name or value, with what is near."""
    rest = line.strip().removeprefix("/").strip()
    words = rest.split()
    found = grammar.path(words)
    if found is None:
        raise _unknown("error.unknown_command", " ".join(words[:2]), grammar.options)
    path, length = found
    body = re.sub(rf"^(?:\S+\s*){{{length}}}", "", rest, count=1) if words[length:] else ""
    given = _options(path, grammar.options[path], body, choices)
    values = {option.name: _value(option, given[option.name], choices)
              for option in grammar.options[path] if option.name in given}  # fmt: skip
    for option in grammar.options[path]:
        if option.required and option.name not in values:
            raise BadInput("error.missing_option", command=path, option=option.name)
    return Typed(path=path, values=values)


def _options(path: str, options: Sequence[Option], body: str, choices: Choices) -> dict[str, str]:
    known = {option.name: option for option in options}
    given: dict[str, str] = {}
    position = 0
    while (match := _TOKEN.search(body, position)) is not None:
        left = [option for option in options if option.name not in given]
        name = _name(match, known, left)
        if name and name not in known:
            raise _unknown("error.unknown_option", name, known, command=path)
        option = known[name] if name else _unnamed(path, left, match["quoted"] or match[0], choices)
        if option.takes is Takes.TEXT:
            start = match.start() + len(name) + 1 if name else match.start()
            given[option.name] = _unquoted(body[start:].strip())
            break
        given[option.name] = _given(match, name)
        position = match.end()
    return given


def _name(match: re.Match[str], known: Mapping[str, Option], left: Sequence[Option]) -> str:
    """The option that a token names; empty if none, or if what looks like a name is the beginning
    of a text: `speak To be clear: no`.
    """
    bare = match["bare"] or ""
    if match["name"] is None and bare.endswith(":") and bare[:-1].lower() in known:
        return bare[:-1].lower()
    name = (match["name"] or "").lower()
    texts = [option.name for option in left if option.takes is Takes.TEXT]
    if texts and (name not in known or (match["gap"] and name not in texts)):
        return ""
    return name


def _given(match: re.Match[str], name: str) -> str:
    if match["quoted"] is not None:
        return match["quoted"]
    return "" if name and match["name"] is None else match["bare"]


def _unnamed(path: str, left: Sequence[Option], word: str, choices: Choices) -> Option:
    """The option a bare value is for: a text; else one that it fits, or nearly fits; else one that
    takes any word; else the first.
    """
    for test in (_is_text, _fits, _nearly_fits, _takes_any):
        for option in left:
            if test(option, word.lower(), choices):
                return option
    if left:
        return left[0]
    raise BadInput("error.too_much", command=path, word=_short(word))


def _is_text(option: Option, _word: str, _choices: Choices) -> bool:
    return option.takes is Takes.TEXT


def _fits(option: Option, word: str, choices: Choices) -> bool:
    if option.takes is Takes.FLAG:
        return word in (*_YES, *_NO, option.name)
    words = word.split(",") if option.takes is Takes.LIST else [word]
    return bool(option.choices) and {c.lower() for c in choices(option.choices)} >= set(words)


def _nearly_fits(option: Option, word: str, choices: Choices) -> bool:
    return bool(option.choices) and bool(_near(word, choices(option.choices), _NEARLY))


def _takes_any(option: Option, _word: str, _choices: Choices) -> bool:
    return option.takes is Takes.WORD


def _unquoted(text: str) -> str:
    return text[1:-1] if re.fullmatch(r'"[^"]*"', text) else text


def _value(option: Option, text: str, choices: Choices) -> str:
    if option.takes is Takes.FLAG:
        if text.lower() not in (*_YES, *_NO, option.name):
            raise BadInput("error.flag", option=option.name, value=_short(text))
        return "false" if text.lower() in _NO else "true"
    if option.takes is Takes.CHOICE:
        return chosen(option.name, text, choices(option.choices))
    if option.takes is Takes.LIST:
        parts = [part for part in re.split(r"[,\s]+", text) if part]
        return ",".join(chosen(option.name, part, choices(option.choices)) for part in parts)
    return _short(text) if option.takes is Takes.WORD else text  # no name or id is longer


def chosen(option: str, text: str, allowed: Sequence[str]) -> str:
    """The value of a list that a text means. Raises BadInput with what is near."""
    for value in allowed:
        if value.lower() == text.lower():
            return value
    raise _unknown("error.unknown_value", text, allowed, option=option, allowed=", ".join(allowed))


def _unknown(phrase: str, word: str, known: Iterable[str], **variables: object) -> BadInput:
    """An error that names what is near, if anything is."""
    names = list(known)
    tails = {name.split()[-1]: name for name in names}
    near = _near(word, names) or [tails[t] for t in _near(word.rpartition(" ")[2], list(tails))]
    if near:
        return BadInput(f"{phrase}_near", word=_short(word), near=near[0], **variables)
    return BadInput(phrase, word=_short(word), **variables)


def _near(word: str, names: Sequence[str], cutoff: float = _NEAR) -> list[str]:
    return get_close_matches(word.lower(), names, n=1, cutoff=cutoff)


def _short(word: str) -> str:
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
