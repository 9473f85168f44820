"""Rich text: where students' words stand, because nothing in it is read as layout.

A *run* is visible text in one style (`safe.visible`), not escaped. Runs follow each other
with their own line feeds; those of a *quote* stand together behind Slack's bar. A *paragraph* is
runs that belong together; Slack sets blocks close to each other, so a blank line parts paragraphs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.platforms.slack.cutting import cut
from bot.platforms.slack.parts import Json, Part
from bot.platforms.slack.safe import entities, literal, size

LONGEST = 3_000  # units of what one block says, as of a section
LONGEST_RUNS = 9_000  # the same with what each run takes as JSON
_RUN = 90
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text in one style. `mute` is a sign that is seen but not told: a bar of a chart."""

    text: str
    bold: bool = False
    italic: bool = False
    quote: bool = False
    mute: bool = False


def stacked(paragraphs: Iterable[Iterable[Run]]) -> list[Part]:
    """Paragraphs in as few blocks as hold them; one that fits a block is never cut."""
    made: list[Part] = []
    group: list[Run] = []
    for paragraph in paragraphs:
        runs = [run for run in paragraph if run.text]
        joined = [*group, Run(text=_BETWEEN), *runs] if group and runs else [*group, *runs]
        if group and (_said(joined) > LONGEST or _taken(joined) > LONGEST_RUNS):
            made += blocks(group)
            group = runs
        else:
            group = joined
    return [*made, *blocks(group)]


def blocks(runs: Iterable[Run]) -> list[Part]:
    """Runs in as few blocks as hold them; none for nothing."""
    return [made for group in _grouped(runs) if (made := _block(group)) is not None]


def _grouped(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Runs that fit one block each, long ones cut."""
    group: list[Run] = []
    for run in runs:
        rest = run.text
        while rest:
            room = min(LONGEST - _said(group), LONGEST_RUNS - _taken(group) - _RUN)
            goes_on = size(rest) > LONGEST and room > LONGEST // 2
            if group and size(rest) > room and not goes_on:
                yield group
                group = []
                continue
            head, rest = cut(rest, room)
            group += [replace(run, text=head)] if head else []
    yield group


def _said(group: Sequence[Run]) -> int:
    return sum(size(run.text) for run in group)


def _taken(group: Sequence[Run]) -> int:
    return _said(group) + _RUN * len(group)


def _block(runs: Sequence[Run]) -> Part | None:
    """One block of runs, each stretch of quoted or of other ones an element of its own."""
    elements: list[Json] = []
    said: list[str] = []
    for quote, together in groupby(runs, key=lambda run: run.quote):
        whole = list(together)
        stretch = _trimmed(whole)
        if not stretch:
            continue
        if elements and whole[0].text.startswith(_BETWEEN):  # a quote ends its line, not more
            stretch.insert(0, Run(text="\n"))
        kind = "rich_text_quote" if quote else "rich_text_section"
        elements.append({"type": kind, "elements": [_element(run) for run in stretch]})
        said.append("".join(entities(run.text) for run in stretch if not run.mute))
    if not elements:
        return None
    return Part(block={"type": "rich_text", "elements": elements}, said="\n".join(said).strip())


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without white space before the first word and after the last: a block ends there."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if not runs:
        return []
    runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return runs


def _element(run: Run) -> Json:
    style = {name: True for name in ("bold", "italic") if getattr(run, name)}
    return {"type": "text", "text": literal(run.text)} | ({"style": style} if style else {})
