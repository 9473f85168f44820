"""Discord's error answers: HTTP status, `code`, `message`, and for forms where the fault is.

Codes: developer documentation, "Opcodes and Status Codes"; those that platforms.md names are used
for what it says.
"""

from collections.abc import Sequence
from typing import Any

Body = dict[str, Any]


class Refused(Exception):
    """A request that Discord answers with an error."""

    def __init__(self, status: int, code: int, message: str, errors: Body | None = None) -> None:
        super().__init__(f"{status} {code} {message} {errors or ''}".rstrip())
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Body:
        """The JSON of the answer."""
        made: Body = {"message": self.message, "code": self.code}
        if self.errors:
            made["errors"] = self.errors
        return made


class CannotDo(AssertionError):
    """Something that a real client does not let a person do, such as to press a disabled button."""


_KNOWN = {
    0: (401, "401: Unauthorized"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    40333: (403, "internal network error"),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50083: (400, "Thread is archived"),
    160002: (400, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
}


def refused(code: int) -> Refused:
    """The error with this code."""
    status, message = _KNOWN[code]
    return Refused(status, code, message)


def invalid(where: Sequence[str | int], kind: str, message: str) -> Refused:
    """50035 Invalid Form Body with one fault at a path into the body."""
    return invalid_form([(where, kind, message)])


def invalid_form(faults: Sequence[tuple[Sequence[str | int], str, str]]) -> Refused:
    """50035 Invalid Form Body with all faults that were found."""
    errors: Body = {}
    for where, kind, message in faults:
        node = errors
        for step in where:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": kind, "message": message})
    return Refused(400, 50035, "Invalid Form Body", errors)
