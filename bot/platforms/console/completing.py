"""What the Tab key offers: commands, their options and values, and labels of buttons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.app.parse import Grammar, Option, Takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A text that may take the place of the last `over` characters."""

    text: str
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to complete from. `choices` gives the values of a list by name."""

    grammar: Grammar
    choices: Callable[[str], Sequence[str]]
    names: Sequence[str]
    labels: Sequence[str]


def completions(line: str, known: Known) -> Iterator[Completion]:
    """What may follow what is typed so far."""
    if not line.startswith("/"):
        yield from _of(line, known.labels) if line else ()
        return
    if line.lower().startswith("/as "):
        yield from _of(line[len("/as ") :], known.names)
        return
    words = line[1:].split()
    found = known.grammar.path(words)
    if found is None or (found[1] == len(words) and not line.endswith(" ")):
        paths = [*known.grammar.options, "as"]
        yield from _of(line, [f"/{path}" for path in paths])
        return
    yield from _in_options(line, known.grammar.options[found[0]], words[found[1] :], known)


def _in_options(
    line: str, options: Sequence[Option], words: Sequence[str], known: Known
) -> Iterator[Completion]:
    last = "" if line.endswith(" ") else line.rpartition(" ")[2]
    given = {word.partition(":")[0].lower() for word in words if ":" in word and word != last}
    if any(option.takes is Takes.TEXT and option.name in given for option in options):
        return
    name, colon, start = last.partition(":")
    for option in options:
        if colon and option.name == name.lower():
            yield from _of(start.rpartition(",")[2], _values(option, known))
        elif not colon and option.name not in given:
            yield from _of(last, [f"{option.name}:"])


def _values(option: Option, known: Known) -> Sequence[str]:
    if option.takes is Takes.FLAG:
        return ("true", "false")
    if option.choices:
        return known.choices(option.choices)
    names = known.names if option.name == "with" else ()
    return [f'"{name}"' if " " in name else name for name in names]


def _of(start: str, texts: Sequence[str]) -> Iterator[Completion]:
    for text in texts:
        if text.lower().startswith(start.lower()) and text != start:
            yield Completion(text=text, over=len(start))
