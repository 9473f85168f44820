"""A drawn picture and the text that says the same, ready to be sent on any platform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A PNG file by its name, e.g. `marks.png`; `alt` says the same in at most 1,000 characters."""

    name: str
    alt: str
    png: bytes
