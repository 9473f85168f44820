"""An article as a list of numbered paragraphs, from a plain text file of a teacher's.

Paragraphs are parted by blank lines and counted from 1; or marked, `[P1]`, `[P2]` …, and then what
stands before the first mark is no part of the article, and an unmarked block goes on with the
paragraph before it. Headings (`#`) are left out either way.
"""

import re
from pathlib import Path

from bot.core.errors import BadInput

_MARK = re.compile(r"\[P([1-9][0-9]{0,3})\]\s*")
_BLANK = re.compile(r"\n[^\S\n]*\n")


def read_article(path: Path) -> dict[int, str]:
    """The paragraphs by number. Raises BadInput if there is no text to be had from the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("topic_new.unreadable", file=str(path), reason=reason) from None
    except UnicodeDecodeError:
        raise BadInput("topic_new.not_text", file=str(path)) from None
    found = paragraphs(text)
    if not found:
        raise BadInput("topic_new.no_paragraphs", file=str(path))
    return found


def paragraphs(text: str) -> dict[int, str]:
    """The paragraphs of a text by number; of two with the same mark both."""
    blocks = [block for part in _BLANK.split(text) if (block := _without_headings(part))]
    marked = any(_MARK.match(block) for block in blocks)
    found: dict[int, str] = {}
    number = 0
    for block in blocks:
        mark = _MARK.match(block)
        number = int(mark[1]) if mark else number if marked else number + 1
        if number:
            kept = block[mark.end() :] if mark else block
            found[number] = f"{found.get(number, '')}\n{kept}".strip()
    return found


def _without_headings(block: str) -> str:
    lines = (line.strip() for line in block.split("\n"))
    return " ".join(line for line in lines if line and not line.startswith("#"))
