"""Figures, dates and names in one spelling: `90 %`, `ninety percent` and `90 per cent` are one.

A text becomes *terms*: stems of words, and figures written in plain digits. Function words stay,
since "in Ukraine" and "not in Ukraine" differ.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.reading.tokens import Word, stem, words_of

_UNITS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
          "fifteen sixteen seventeen eighteen nineteen").split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {name: value for value, name in enumerate(_UNITS)} | {
    name: 10 * value for value, name in enumerate(_TENS, start=2)
}
LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
MONTHS = {
    name[:3]: name
    for name in ("january february march april may june july august september october november "
                 "december").split()
}  # fmt: skip
SHORT_MONTHS = {short: name for short, name in MONTHS.items() if short not in ("mar", "may")}

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
ATTACHED = re.compile(r"(\d+(?:[.,]\d+)*)([^\W\d_]+)")
FACTOR = {"k": 1_000, "m": 1_000_000, "mio": 1_000_000, "bn": 1_000_000_000}
UNITS = {"h": "hour", "hr": "hour", "hrs": "hour", "pct": "percent"} | dict.fromkeys(
    ("st", "nd", "rd", "th", *FACTOR), ""
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term with its place in the folded text. `value` is None unless it is a figure."""

    text: str
    start: int
    end: int
    value: float | None = None


def terms_of(text: str, settle: Callable[[str], str] | None = None) -> list[Term]:
    """The terms of a folded text; `settle` puts typed words right, the default only stems them."""
    words = list(words_of(text))
    return list(_terms(text, words, settle or (lambda plain: stem(plain.removesuffix("'s")))))


def _terms(text: str, words: Sequence[Word], settle: Callable[[str], str]) -> Iterator[Term]:
    place = 0
    while place < len(words):
        figure = _figure(text, words, place)
        if figure is None:
            yield from _word(words, place, settle)
            place += 2 if _is_per_cent(words, place) else 1
            continue
        value, unit, used = figure
        start, end = words[place].start, words[place + used - 1].end
        yield Term(_digits(value), start, end, value)
        place += used
        if unit or text[end : end + 2].lstrip().startswith("%"):
            yield Term(unit or "percent", end, end + 1)


def _word(words: Sequence[Word], place: int, settle: Callable[[str], str]) -> Iterator[Term]:
    word = words[place]
    end = words[place + 1].end if _is_per_cent(words, place) else word.end
    plain = "percent" if _is_per_cent(words, place) else word.plain
    plain = "percent" if plain in ("pct", "percents", "percentage") else plain
    yield Term(settle(SHORT_MONTHS.get(plain, plain)), word.start, end)


def _is_per_cent(words: Sequence[Word], place: int) -> bool:
    return words[place].plain == "per" and words[place + 1:place + 2] != () and (
        place + 1 < len(words) and words[place + 1].plain == "cent")  # fmt: skip


def _figure(text: str, words: Sequence[Word], place: int) -> tuple[float, str, int] | None:
    """The figure that begins at a word: its value, a unit written onto it, and how many words."""
    first = words[place]
    attached = ATTACHED.fullmatch(first.plain)
    if attached:
        value, unit = _written(attached[1]), attached[2]
        return value * FACTOR.get(unit, 1), UNITS.get(unit, stem(unit)), 1
    if FIGURE.fullmatch(first.plain):
        value, used = _written(first.plain), 1
        while _continues(text, words, place + used):  # 20 000
            value, used = value * 1_000 + float(words[place + used].plain), used + 1
    elif first.plain in SMALL:
        value, used = _spelt(words, place)
    else:
        return None
    while place + used < len(words) and words[place + used].plain in LARGE:
        value, used = value * LARGE[words[place + used].plain], used + 1
    return value, "", used


def _written(plain: str) -> float:
    """`20,000` and `20.000` are thousands; `3.5` and `3,5` are not."""
    groups = re.split(r"[.,]", plain)
    if len(groups) == 1 or all(len(group) == 3 for group in groups[1:]):  # noqa: PLR2004 - thousands
        return float("".join(groups))
    return float(".".join((groups[0], "".join(groups[1:]))))


def _spelt(words: Sequence[Word], place: int) -> tuple[float, int]:
    """`twenty four` and `fifteen`, spelt out."""
    value = SMALL[words[place].plain]
    following = SMALL.get(words[place + 1].plain) if place + 1 < len(words) else None
    if value >= 20 and following is not None and 0 < following < 10:  # noqa: PLR2004 - tens, units
        return float(value + following), 2
    return float(value), 1


def _continues(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a word is the next three digits of a figure written in groups."""
    if place >= len(words):
        return False
    before, word = words[place - 1], words[place]
    return (
        len(word.plain) == 3 and word.plain.isdigit()  # noqa: PLR2004 - a group of thousands
        and text[before.end:word.start] == " "
        and before.plain.isdigit() and len(before.plain) <= 3  # noqa: PLR2004 - likewise
    )  # fmt: skip


def _digits(value: float) -> str:
    return str(int(value)) if value.is_integer() else str(value)
