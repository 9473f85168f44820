"""Taking one person's words and name out of a text that belongs to somebody else.

A ballot, a message or an answer of the bot may quote a student. When that student's words go, the
quotation goes with them, a sentence at a time; the rest of the text stays. A sentence goes if it
names the person, or shares `RUN` words in a row with what they said, or if it, or what it quotes,
is nothing but two or more of their words. Where nothing is left, `GONE` stands.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

RUN = 4  # fewer in a row are ordinary English, found in many a speech

GONE = "…"

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]")
# Up to a mark that ends it, with its closing quotation marks, or to the end of the line.
_SENTENCE = re.compile(r"\s*\S.*?(?:[.!?…][\"'’”»)]*(?=\s)|(?=\n)|\Z)", re.DOTALL)
# Keys of messages that may hold what people wrote; kinds, ids, labels and commands are ours.
_SHOWN = {"text", "title", "name", "value", "alt", "headings", "rows"}

Redact = Callable[[str], str]


def redactor(name: str, texts: Iterable[str]) -> Redact:
    """A function that takes a person's name and words out of a text."""
    said = [f" {' '.join(_words(text))} " for text in texts]
    runs = {run for text in texts for run in _runs(_words(text))}
    called = f" {' '.join(_words(name))} " if _words(name) else None

    def repeated(part: str) -> bool:
        words = _words(part)
        return len(words) > 1 and any(f" {' '.join(words)} " in text for text in said)

    def theirs(sentence: str) -> bool:
        words = _words(sentence)
        return (
            (called is not None and called in f" {' '.join(words)} ")
            or not runs.isdisjoint(_runs(words))
            or any(map(repeated, (sentence, *_QUOTED.findall(sentence))))
        )

    def redact(text: str) -> str:
        sentences = _SENTENCE.findall(text)
        kept = [sentence for sentence in sentences if not theirs(sentence)]
        return text if len(kept) == len(sentences) else "".join(kept).strip() or GONE

    return redact


def redact_shown(value: Any, redact: Redact, *, shown: bool = False) -> Any:  # noqa: ANN401 (JSON)
    """A message's JSON with everything that is shown to people redacted."""
    if isinstance(value, str):
        return redact(value) if shown else value
    if isinstance(value, list):
        return [redact_shown(each, redact, shown=shown) for each in value]
    if isinstance(value, dict):
        return {key: redact_shown(each, redact, shown=key in _SHOWN) for key, each in value.items()}
    return value


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterable[str]:
    return (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
