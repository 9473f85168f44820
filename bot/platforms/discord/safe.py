r"""Text that cannot do anything in Discord but be read.

Discord takes marks in a text for layout (Markdown), for mentions that notify people, and for links
that unfold into pictures. *Escaped* text has a backslash before each mark that could do so, and so
is shown exactly as it was written: Discord hides a backslash before anything that is no letter, no
digit and no space. What cannot be shown at all stands as a visible sign (bot/app/visible.py).

Escaped text is for content and embeds. Labels of buttons, names of files, descriptions of pictures
and everything in forms know no Markdown: they take text as it is `in_chat`.
"""

import re

from bot.app.visible import in_chat, one_line

# Everywhere; and `http` or a name before `://`, an emoji's `:name:`, the dot of `discord.gg/…`:
# without them nothing links, unfolds or turns into a picture.
_MARKS = re.compile(
    r"[\\*_~`|<>@#\[\]]"
    r"|:(?=//)|:(?=[^\s:]+:)"
    r"|\.(?=[\w-]+/)"
)
# At the start of a line: a list's `-`, `+` or number, whatever space stands before it.
_STARTS = re.compile(r"^(\s*)(?:([-+])|([0-9]+)([.)]))", re.MULTILINE)


def escaped(text: str) -> str:
    """The text as Discord shows it letter for letter; at most twice its units."""
    return opening(_MARKS.sub(r"\\\g<0>", in_chat(text)))


def opening(text: str) -> str:
    """Escaped text none of whose lines begins a list: for what was cut from a longer one."""
    return _STARTS.sub(_started, text)


def line(text: str) -> str:
    """Escaped text on one line: a name, a cell, a title."""
    return escaped(one_line(text))


def _started(found: re.Match[str]) -> str:
    space, sign, number, stop = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{stop}"
