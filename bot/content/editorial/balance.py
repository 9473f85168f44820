"""Whether the sides are armed alike: nobody should lose a round because of the pack.

Two measures: the mean strength of a side's claims, and the words it has to argue with (statement,
warrant, impact and opening of its claims, and the lines of its rebuttals).
"""

from collections.abc import Iterator, Mapping
from statistics import fmean

from bot.content.drafts import Draft
from bot.content.editorial.texts import topic_of, words
from bot.content.entries import Entry
from bot.content.problems import Problem

STRENGTHS_APART = 0.2  # of 3; with 20 claims to a side, four that are one grade stronger
WORDS_APART = 0.15  # of the mean of the sides

_SPOKEN = ("statement", "warrant", "impact", "opening", "line")


def strengths(draft: Draft) -> Mapping[str, float]:
    """The mean strength of each side's claims, 1 to 3."""
    return {side.text("id"): fmean(_strengths(side)) for side in draft.sides if _strengths(side)}


def arsenal(draft: Draft) -> Mapping[str, int]:
    """How many words each side has to argue with."""
    return {
        side: sum(
            len(words(part.text(field)))
            for owner, part in (*draft.claims(), *draft.rebuttals())
            if owner == side
            for field in _SPOKEN
        )
        for side in draft.side_ids
    }


def unbalanced(draft: Draft) -> Iterator[Problem]:
    """Sides with stronger claims, or with more or fewer words, than the others."""
    means = strengths(draft)
    if means and max(means.values()) - min(means.values()) >= STRENGTHS_APART - 1e-9:
        told = ", ".join(f"{side} {mean:.2f}" for side, mean in means.items())
        yield topic_of(draft).problem(
            f"claims of the sides differ in mean strength ({told}): by less than {STRENGTHS_APART}",
            "sides",
        )
    counts = arsenal(draft)
    mean = fmean(counts.values())
    for side in draft.sides:
        if abs(count := counts[side.text("id")] - mean) > WORDS_APART * mean:
            more = "more" if count > 0 else "fewer"
            yield side.document.key_problem(
                (*side.loc, "claims"),
                f"{abs(count) / mean:.0%} {more} words to argue with than the mean of the sides"
                f" ({counts[side.text('id')]}, mean {mean:.0f}): at most {WORDS_APART:.0%}",
            )


def _strengths(side: Entry) -> list[int]:
    found = (claim.number("strength") for claim in side.entries("claims"))
    return [strength for strength in found if strength is not None]
