"""Fingerprints of an article: they show whether a topic copies it, and hold nothing of its text.

`source.shingles` in a topic's folder has a line of comment and then, sorted, one fingerprint to a
line: of every run of eight words of the article the first ten hex digits of its SHA-256. Words are
runs of letters and digits in lower case; either apostrophe parts two words. (Shingles: A. Broder,
*On the resemblance and containment of documents*, 1997.)

The loader does not read the file, and the hash of a pack does not count it: it says something about
the pack and is no part of it, so rounds go on with the pack they began with.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

FILE = "source.shingles"
RUN = 8  # words; shorter runs are shared by chance and in names
DIGITS = 10  # 40 bits: with 3,000 runs and 50,000 words of topic, one false alarm in 7,000 topics

COMMENT = (
    f"# Fingerprints of the source article: of every {RUN} words in a row the first {DIGITS} hex"
    " digits of their SHA-256. They show whether this topic copies the article; its text cannot be"
    " read from them."
)

_WORD = re.compile(r"[^\W_]+")
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{DIGITS}}}")


def fingerprints(text: str) -> frozenset[str]:
    """Those of all runs of a text."""
    return frozenset(map(_fingerprint, _runs(text)))


def copied(text: str, known: frozenset[str]) -> str | None:
    """The first run of a text that is one of the article's, if any is."""
    return next((run for run in _runs(text) if _fingerprint(run) in known), None)


def written(known: Iterable[str]) -> str:
    """The contents of the file."""
    return "\n".join([COMMENT, *sorted(known), ""])


def read(path: Path) -> tuple[frozenset[str], list[int]]:
    """The fingerprints in a file, and the numbers of the lines that are none. Raises OSError."""
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = [line.strip() for line in text.splitlines()]
    known = {line for line in lines if _FINGERPRINT.fullmatch(line)}
    odd = [n for n, line in enumerate(lines, 1) if line not in known and line and line[0] != "#"]
    return frozenset(known), odd


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _fingerprint(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:DIGITS]
