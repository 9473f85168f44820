"""Whether the same is written twice. Which texts count as near is said in `content/likeness.py`."""

from collections.abc import Iterable, Iterator

from bot.content.drafts import Draft
from bot.content.editorial.texts import Written, of
from bot.content.entries import Entry
from bot.content.likeness import NEAR, likeness, near_pairs, stems
from bot.content.problems import Problem


def near(draft: Draft) -> Iterator[Problem]:
    """Wordings, lines, statements and questions nearly the same as one of their own kind."""
    claims = [claim for _, claim in draft.claims()]
    rebuttals = [rebuttal for _, rebuttal in draft.rebuttals()]
    for noun, field, entries in (
        ("wording", "heard_as", claims),
        ("statement", "statement", claims),
        ("statement", "statement", draft.facts),
        ("opening line", "opening", claims),
        ("line", "line", rebuttals),
        ("plain line", "plain", rebuttals),
        ("expert line", "expert", rebuttals),
        ("question", "prompt", draft.questions),
    ):
        yield from _near_among(noun, _all(field, entries))


def copied_openings(draft: Draft) -> Iterator[Problem]:
    """Lines that only say a claim's opening again: they assert and do not answer."""
    openings = [(o, stems(o.text)) for o in _all("opening", (c for _, c in draft.claims()))]
    for line in _all("line", (rebuttal for _, rebuttal in draft.rebuttals())):
        said = stems(line.text)
        for opening, opened in openings:
            if (like := likeness(said, opened)) >= NEAR:
                yield line.problem(
                    f"line nearly the same as the opening at {_place(opening)}"
                    f" (likeness {like:.2f})"
                )


def _all(field: str, entries: Iterable[Entry]) -> list[Written]:
    return [written for entry in entries for written in of(entry, field)]


def _near_among(noun: str, texts: list[Written]) -> Iterator[Problem]:
    for i, j, like in near_pairs([written.text for written in texts]):
        message = f"{noun} nearly the same as at {_place(texts[i])} (likeness {like:.2f})"
        yield texts[j].problem(message)


def _place(written: Written) -> str:
    there = written.problem("")
    return f"{there.file}:{there.line}"
