"""Putting a speech together from whole parts, within its word limit and without repeating anything.

A *part* is one move of a speech (an answer, a question, a point pressed) in several wordings. Parts
are offered in order of importance and stand in the order of their place; a part that does not fit,
or that says a line or a sentence again, is left out whole, so a sentence is never cut.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.app.ports import Level, Occasion, Reply
from bot.core import words

SENTENCE = 6  # words from which a sentence must not be heard twice in a round
_SHARE = {Level.PLAIN: 0.6, Level.SHARP: 0.7, Level.EXPERT: 0.8}
_MOST = {Level.PLAIN: 110, Level.SHARP: 140, Level.EXPERT: 150}
_STRETCH = 1.2  # how far beyond the aim what matters most may go
_END = re.compile(r"(?<=[.!?…])[”’\"')]*\s+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One move: `wordings` best first, the ids of its `lines`, and what it rests on."""

    wordings: tuple[str, ...]
    lines: tuple[str, ...] = ()
    answers: str | None = None
    claim: str | None = None
    facts: tuple[str, ...] = ()


def sentences(text: str, *, short: bool = False) -> tuple[str, ...]:
    """The sentences of `SENTENCE` words or more, as bare lower-case words to compare; or the
    `short` ones, which may come again but had better not.
    """
    plain = (" ".join(_WORD.findall(sentence.lower())) for sentence in _END.split(text))
    return tuple(s for s in plain if s and (len(s.split()) < SENTENCE) is short)


def length(text: str) -> int:
    """How many words a text has, counted the stricter of two ways, to keep any limit."""
    return max(len(text.split()), words.count(text))


class Script:
    """A speech being put together."""

    def __init__(self, occasion: Occasion) -> None:
        self.limit = occasion.slot.words
        self.aim = min(_MOST[occasion.level], int(self.limit * _SHARE[occasion.level]))
        self.lines = set(occasion.used)
        self.said = {s for heard in occasion.speeches for s in sentences(heard.text)}
        self.frames = {s for h in occasion.speeches for s in sentences(h.text, short=True)}
        self.words = 0
        self._parts: list[tuple[int, str, Part]] = []

    def add(
        self, place: int, part: Part, *, beyond_aim: bool = False, leaving: int | None = None
    ) -> bool:
        """Take a part in at its place if it fits and repeats nothing; whether it was taken.

        Parts keep to the aim; those that matter most may stretch it, the first may fill the limit.
        `leaving` words of the aim are kept free for what must still come.
        """
        if self.lines.intersection(part.lines):
            return False
        room = self._room(beyond_aim=beyond_aim) if leaving is None else self.aim - leaving
        room -= self.words
        fitting = [t for t in part.wordings if length(t) <= room and self._fresh(t)]
        if not fitting:
            return False
        unheard = (t for t in fitting if self.frames.isdisjoint(sentences(t, short=True)))
        text = next(unheard, fitting[0])
        self._parts.append((place, text, part))
        self.words += length(text)
        self.lines.update(part.lines)
        self.said.update(sentences(text))
        self.frames.update(sentences(text, short=True))
        return True

    @property
    def claims(self) -> tuple[str, ...]:
        """This side's claims on which the speech rests so far, the most important first."""
        return tuple(dict.fromkeys(part.claim for _, _, part in self._parts if part.claim))

    def holds(self, words: str) -> bool:
        """Whether these words are in the speech already."""
        return any(words in text for _, text, _ in self._parts)

    def add_first(self, place: int, parts: Iterable[Part], *, beyond_aim: bool = False) -> bool:
        """Take in the first of several parts that can be taken; whether there was one."""
        return any(self.add(place, part, beyond_aim=beyond_aim) for part in parts)

    def reply(self, *, recognised: bool = True) -> Reply:
        """The speech; it rests on the most important part that says so."""
        parts = [part for _, _, part in self._parts]
        in_order = sorted(self._parts, key=lambda placed: placed[0])
        return Reply(
            text=" ".join(text for _, text, _ in in_order),
            answers=next((part.answers for part in parts if part.answers), None),
            claim=next((part.claim for part in parts if part.claim), None),
            facts=tuple(dict.fromkeys(fact for part in parts for fact in part.facts)),
            recognised=recognised,
            lines=tuple(line for _, _, part in in_order for line in part.lines),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing was taken in yet."""
        return not self._parts

    def _room(self, *, beyond_aim: bool) -> int:
        if self.empty:
            return self.limit
        return min(self.limit, int(self.aim * _STRETCH)) if beyond_aim else self.aim

    def _fresh(self, text: str) -> bool:
        found = sentences(text)
        return len(set(found)) == len(found) and self.said.isdisjoint(found)
