"""Cues as patterns: phrases written out in `lexicon/`, compiled once.

A *cue* is a phrase that shows what a sentence does ("because", "for example"). In a cue, a space
stands for any white space, an apostrophe may be missing, and the rest is a regular expression.
"""

import re


def cues(text: str) -> re.Pattern[str]:
    """A pattern that finds any of the cues, one a line, as whole words in any case."""
    loose = (
        line.replace("'", "'?").replace(" ?", r"\s*").replace(" ", r"\s+") for line in _lines(text)
    )
    return re.compile(rf"(?<![\w'])(?:{'|'.join(loose)})(?!\w)", re.IGNORECASE)


def anywhere(text: str) -> re.Pattern[str]:
    """A pattern of regular expressions, one a line, that may match inside a run of letters."""
    return re.compile("|".join(_lines(text)), re.IGNORECASE)


def _lines(text: str) -> list[str]:
    """Longest first, so that the whole of a phrase is found rather than its beginning."""
    return sorted(filter(None, text.strip("\n").split("\n")), key=len, reverse=True)
