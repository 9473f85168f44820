"""Whether texts are easy enough to read for those who read them.

Measure: LIX (C. H. Björnsson, *Läsbarhet*, 1968), words per sentence plus the percentage of words
longer than six letters. It needs no syllables, so it can be counted by hand and works in most
languages. About 30 is a children's book, 40 a novel, 50 a newspaper, 60 an official report. A
sentence ends with a full stop, a colon, a question or an exclamation mark.
"""

import re
from collections.abc import Iterator

from bot.content.drafts import Draft
from bot.content.editorial.texts import by_field, words
from bot.content.problems import Problem

LONG = 6  # letters; a word with more is a long one
FEWEST = 18  # words; below, one long name decides

# The highest LIX of each field. Students hear lines and openings and read the rest; `plain` is for
# beginners, and `expert` for those who asked for more.
HARDEST = {
    "plain": 40,
    "brief": 42,
    "background": 45,
    "opening": 50,
    "explanation": 50,
    "warrant": 52,
    "line": 52,
    "impact": 55,
    "expert": 62,
}

_END = re.compile(r"[.!?:](?=\s|$|[\"”')])")


def lix(text: str) -> float:
    """Björnsson's index of a text; 0 if it has no words."""
    found = words(text)
    if not found:
        return 0.0
    sentences = max(1, len(_END.findall(text)))
    return len(found) / sentences + 100 * sum(len(w) > LONG for w in found) / len(found)


def hard_to_read(draft: Draft) -> Iterator[Problem]:
    """Texts above the limit of their field."""
    for field, written in by_field(draft):
        if field in HARDEST and len(words(written.text)) >= FEWEST:
            index, most = lix(written.text), HARDEST[field]
            if index > most:
                yield written.problem(
                    f"{field} is hard to read (LIX {index:.0f}, at most {most}): use shorter"
                    " sentences and shorter words"
                )
