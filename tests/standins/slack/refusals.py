"""Slack's error answers: `{"ok": false, "error": code}` with status 200, and what comes with them.

Codes: the reference page of each Web API method; those that platforms.md names are used for what
it says.
"""

from collections.abc import Sequence
from typing import Any

Body = dict[str, Any]


class Refused(Exception):
    """A request that Slack answers with an error. `more`: other fields of the answer."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(f"{error} {more or ''}".rstrip())
        self.error = error
        self.more = more

    def body(self) -> Body:
        """The JSON of the answer."""
        return {"ok": False, "error": self.error, **self.more}


class CannotDo(AssertionError):
    """Something that a real client does not let a person do, such as a command in a thread."""


def refused_for(error: str, faults: Sequence[str]) -> Refused:
    """An error with the faults that were found, each with a JSON pointer to its place."""
    messages = [f"[ERROR] {one}" for one in faults]
    more: Body = {"response_metadata": {"messages": messages}}
    if error == "invalid_blocks":
        more["errors"] = list(faults)
    return Refused(error, **more)
