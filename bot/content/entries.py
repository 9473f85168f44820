"""Entries: one mapping in a file (a claim, a pace, a side), for checks that outlive other mistakes.

A check asks an entry for what it needs; whatever is missing or has the wrong type is passed over,
for the shape has reported it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from bot.content.checking import checked
from bot.content.documents import Document, Loc, read_document
from bot.content.problems import Problem

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mapping at `loc` of a document."""

    document: Document
    loc: Loc
    plain: dict[str, object] = field(repr=False)

    def text(self, key: str) -> str:
        """The text under a key, stripped; empty if there is none."""
        value = self.plain.get(key)
        return value.strip() if isinstance(value, str) else ""

    def items(self, key: str) -> Iterator[tuple[Loc, object]]:
        """The items of the list under a key, each with its loc."""
        value = self.plain.get(key)
        if isinstance(value, tuple):
            yield from (((*self.loc, key, i), item) for i, item in enumerate(value))

    def number(self, key: str) -> int | None:
        """The whole number under a key, if there is one."""
        value = self.plain.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, key: str) -> list[tuple[Loc, str]]:
        """The texts in the list under a key, stripped, each with its loc."""
        return [(loc, item.strip()) for loc, item in self.items(key) if isinstance(item, str)]

    def entries(self, key: str) -> list["Entry"]:
        """The mappings in the list under a key."""
        return [
            Entry(document=self.document, loc=loc, plain=item)
            for loc, item in self.items(key)
            if isinstance(item, dict)
        ]

    def inner(self, key: str) -> "Entry":
        """The mapping under a key; empty if there is none."""
        value = self.plain.get(key)
        plain = value if isinstance(value, dict) else {}
        return Entry(document=self.document, loc=(*self.loc, key), plain=plain)

    def inners(self) -> Iterator[tuple[str, "Entry"]]:
        """The mappings under all keys, with their keys."""
        for key, value in self.plain.items():
            if isinstance(value, dict):
                yield key, self.inner(key)

    def problem(self, message: str, *path: str | int) -> Problem:
        """A problem with the value at `path` inside this entry."""
        return self.document.problem((*self.loc, *path), message)


def read_entry(
    shown: str, data: bytes, shape: type[S]
) -> tuple[Entry | None, S | None, list[Problem]]:
    """A whole file as one entry, its contents if they fit the shape, and what is wrong.

    The entry is None if the file cannot be read at all. `shown` is its name in messages.
    """
    document, unread = read_document(shown, data)
    if document is None:
        return None, None, unread
    document, fitting, problems = checked(document, shape)
    told = {(problem.line, problem.column) for problem in unread}
    problems = [found for found in problems if (found.line, found.column) not in told]
    plain = document.plain if isinstance(document.plain, dict) else {}
    return Entry(document=document, loc=(), plain=plain), fitting, unread + problems
