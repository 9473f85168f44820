r"""Text that cannot do anything in Discord but be read.

Discord takes marks in a text for layout (Markdown), for mentions that notify people, and for links
that unfold into pictures. *Escaped* text has a backslash before each mark that could do so, and so
is shown exactly as it was written: Discord hides a backslash before anything that is no letter, no
digit and no space. What cannot be shown at all stands as a visible sign. *Units* are UTF-16 code
units: nothing that Discord may count is more.

Escaped text is for content and embeds. Labels of buttons, names of files, descriptions of pictures
and everything in forms know no Markdown: they take `visible` text.
"""

import re
import unicodedata

from bot.app import visible as signs

# Everywhere; and `http` or a name before `://`, an emoji's `:name:`, the dot of `discord.gg/…`:
# without them nothing links, unfolds or turns into a picture.
_MARKS = re.compile(
    r"[\\*_~`|<>@#\[\]]"
    r"|:(?=//)|:(?=[^\s:]+:)"
    r"|\.(?=[\w-]+/)"
)
# At the start of a line: a list's `-`, `+` or number, whatever space stands before it.
_STARTS = re.compile(r"^(\s*)(?:([-+])|([0-9]+)([.)]))", re.MULTILINE)
_RIGHT_TO_LEFT = ("R", "AL")
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def escaped(text: str) -> str:
    """The text as Discord shows it letter for letter; at most twice its units."""
    return opening(_MARKS.sub(r"\\\g<0>", visible(text)))


def opening(text: str) -> str:
    """Escaped text none of whose lines begins a list: for what was cut from a longer one."""
    return _STARTS.sub(_started, text)


def line(text: str) -> str:
    """Escaped text on one line: a name, a cell, a title."""
    return escaped(one_line(text))


def one_line(text: str) -> str:
    """Visible text on one line, runs of white space as one space."""
    return " ".join(visible(text).split())


def apart(text: str) -> str:
    """A name or a cell between others on a line: one that runs from right to left keeps its place
    there, and the others theirs.
    """
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return f"{_ISOLATE}{text}{_END}"
    return text


def visible(text: str) -> str:
    """The text with a sign for each character that cannot be seen; line feeds stay."""
    return signs.visible(text.replace("\r\n", "\n").replace("\r", "\n"), tab=" ")


def units(text: str) -> int:
    """How long Discord may find a text: its UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def _started(found: re.Match[str]) -> str:
    space, sign, number, stop = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{stop}"
