"""Problems: what is wrong in a content file, where, and what was probably meant."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.errors import BadContent

# Below this likeness a guess confuses more than it helps: "rebut" → "rebuttal" is 0.63.
LIKENESS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One mistake. Line and column are 1-based; problems sort by file, line and column."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def refuse(problems: Iterable[Problem]) -> None:
    """Raise BadContent with all problems, sorted and each once, if there are any."""
    found = sorted(set(problems))
    if found:
        raise BadContent(tuple(str(problem) for problem in found))


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option that was probably meant, if one is near enough (ties: the first in order)."""
    # rapidfuzz costs 35 ms to import, and only a file with mistakes needs it.
    from rapidfuzz.distance import DamerauLevenshtein

    likeness = {
        option: DamerauLevenshtein.normalized_similarity(word.casefold(), option.casefold())
        for option in options
    }
    best = max(likeness, key=lambda option: likeness[option], default=None)
    return best if best is not None and likeness[best] >= LIKENESS else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """` (did you mean "…"?)`, or nothing if no option is near."""
    guess = nearest(word, options)
    return f' (did you mean "{guess}"?)' if guess is not None else ""


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`, for sentences."""
    *most, end = list(words) or ["none"]
    return f"{', '.join(most)} {last} {end}" if most else end


def kind_of(value: object) -> str:
    """What somebody wrote, as a noun."""
    if isinstance(value, bool):
        return "true or false"
    names = {int: "a number", float: "a number", str: "a text", tuple: "a list", dict: "a mapping"}
    return names.get(type(value), "nothing")
