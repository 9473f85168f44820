"""What is wrong with a file that is not YAML, in words for somebody who does not know YAML.

A *fault* is `(line, column, message)`, 1-based. libyaml's wording is for programmers; the table
below says what the writer of a topic most likely did.
"""

import re

import yaml

Fault = tuple[int, int, str]

# YAML 1.2, 5.1: what a file may hold, less the few odd separators that no keyboard writes.
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ADVICE = {
    "mapping values are not allowed": "a colon and a space inside a text: put the text in quotes, "
    "or mend the indentation",
    "cannot start any token": "a text may not start with this character (nor a line with a tab): "
    "put the text in quotes, indent with spaces",
    "tab character": "a tab in the indentation: use spaces",
    "could not find expected ':'": "this line has no key: end the key with a colon and a space, or "
    "indent the line as part of the text above it",
    "did not find expected key": "this line does not fit what is above it: check the indentation, "
    "and that quotes are closed",
    "did not find expected '-' indicator": "a list item was expected here: start it with a hyphen "
    "and a space, indented like the items above",
    "did not find expected ',' or": "a list in [ ] or a mapping in { } is not closed",
    "unexpected end of stream": "a quote is opened and never closed",
    "unknown escape character": r"a backslash in double quotes: write \\, or use single quotes",
    "undefined alias": "a text that starts with * repeats an anchor, and there is none of that "
    "name: put the text in quotes",
    "expected alphabetic or numeric": "a text that starts with & or * must be in quotes",
    "block sequence entries": "a list starts on a line of its own: move the hyphen to the next "
    "line, or put the text in quotes",
    "expected node content": "a value was expected here: check brackets and commas",
    "but found another document": 'a file holds one document: remove the second "---"',
}

# Something was begun and not ended: the mistake is where it began, not where the reader noticed.
_OPENED = ("a simple key", "scanning a quoted scalar", "a flow sequence", "a flow mapping")


def byte_fault(data: bytes) -> Fault | None:
    """The first byte or character that no text file may hold, if there is one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        return *_end(before), "not UTF-8: save the file with the encoding UTF-8"
    odd = _UNPRINTABLE.search(text)
    if odd is None:
        return None
    return *_end(text[: odd.start()]), f"unprintable character U+{ord(odd.group()):04X}: remove it"


def syntax_fault(error: yaml.YAMLError) -> Fault:
    """Where reading stopped, and advice if the reason is a known one."""
    reason = str(getattr(error, "problem", "") or error)
    opened = any(word in str(getattr(error, "context", "")) for word in _OPENED)
    mark = getattr(error, "context_mark" if opened else "problem_mark", None)
    place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    advice = next((advice for found, advice in _ADVICE.items() if found in reason), reason)
    return *place, f"not valid YAML: {advice}"


def _end(text: str) -> tuple[int, int]:
    """The place just after a text."""
    lines = re.split(r"\r\n|\r|\n", text)
    return len(lines), len(lines[-1]) + 1
