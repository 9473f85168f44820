"""What a host is told about: one thing that was looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at and what was found; if that is not `fine`, with what to do."""

    name: str
    said: str
    fine: bool = True

    def __str__(self) -> str:
        return f"{'ok     ' if self.fine else 'PROBLEM'}  {self.name}: {self.said}"
