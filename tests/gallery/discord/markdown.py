"""Text as Discord reads it, made into HTML: exactly the words that a student would see.

Only what Discord's clients do is done here: a backslash before a mark is taken away, a mention
becomes a name, a timestamp becomes time left. Every space and line end stays: runs of spaces become
spaces that a browser does not fold. Blocks are the components'; within a line plain HTML serves,
because the components for bold and italic text set spaces around it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby

MINUTE, HOUR, DAY = 60, 3600, 86400
SENT = 10 * HOUR + 2 * MINUTE  # payload.py says when

_INSIDE = r"((?:\\.|[^\\])+?)"  # what a pair of marks holds; an escaped mark does not close it
_INLINE = re.compile(
    "|".join(
        [
            r"(?P<escape>\\[^0-9A-Za-z\s])",
            r"(?P<code>(?P<ticks>`+)(?P<literal>.+?)(?<!`)(?P=ticks)(?!`))",
            r"(?P<user><@!?\d+>)",
            r"(?P<role><@&\d+>|@everyone|@here)",
            r"(?P<channel><#\d+>)",
            r"(?P<slash></(?P<command>[\w -]+):\d+>)",
            r"(?P<time><t:(?P<unix>-?\d+)(?::(?P<style>[tTdDfFR]))?>)",
            r"(?P<emoji><a?:\w+:\d+>)",
            r"(?P<link>\[(?P<label>[^\]\n]+)\]\((?P<target>https?://[^\s)]+)\))",
            r"(?P<url>https?://[^\s<>]+)",
            rf"(?P<bold>\*\*{_INSIDE}\*\*(?!\*))",
            rf"(?P<underline>__{_INSIDE}__(?!_))",
            rf"(?P<strike>~~{_INSIDE}~~)",
            rf"(?P<spoiler>\|\|{_INSIDE}\|\|)",
            rf"(?P<italic>\*(?![\s*]){_INSIDE}(?<![\s\\])\*(?!\*)|\b_{_INSIDE}_\b)",
        ]
    ),
    re.DOTALL,
)
_PAIRS = {
    "bold": "strong",
    "underline": "u",
    "strike": "s",
    "spoiler": "discord-spoiler",
    "italic": "em",
}
_HEADING, _NUMBERED = re.compile(r"(#{1,3}) +(.+)"), re.compile(r"(\d+)[.)] +(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What Discord's client knows beside the text: the name of whom it mentions, and the time.

    `left` is how many seconds each moment is away; where `now` (UNIX seconds) is given, that rules.
    """

    name: str = "Ana"
    left: int = MINUTE
    now: int | None = None

    def relative(self, unix: int) -> str:
        """How Discord words a moment of style R: `in 5 minutes`, `2 hours ago`."""
        gap = self.left if self.now is None else unix - self.now
        size, word = next(
            (size, word)
            for size, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second"))
            if abs(gap) >= size or size == 1
        )
        count = round(abs(gap) / size)
        amount = f"{count} {word}" + "s" * (count != 1)
        return f"in {amount}" if gap >= 0 else f"{amount} ago"

    def hour(self, unix: int) -> str:
        """How Discord words a moment of style t, for a message that was sent at two past ten."""
        moment = SENT + self.left if self.now is None else unix
        return f"{moment // HOUR % 24:02}:{moment // MINUTE % 60:02}"


def to_html(text: str, seen: Seen) -> str:
    """A text with all of Discord's markdown, as HTML; blocks (headings, lists, quotes) too."""
    pieces = re.split(r"```(?:\w*\n)?(.*?)\n?```", _spaced(text), flags=re.DOTALL)
    return "".join(
        f"<discord-code multiline>{escape(piece)}</discord-code>"
        if number % 2
        else "".join(_blocks(piece.split("\n"), seen))
        for number, piece in enumerate(pieces)
        if piece
    )


def to_text(text: str) -> str:
    """The same without marks, for titles that a component takes as plain text."""
    html = inline(text, Seen()).replace("<br>", "\n")
    return unescape(re.sub(r"<[^>]+>", "", html))


def inline(text: str, seen: Seen) -> str:
    """Marks within a line, as HTML."""
    html, end = [], 0
    for found in _INLINE.finditer(text):
        html += [_broken(text[end : found.start()]), _mark(found, seen)]
        end = found.end()
    return "".join([*html, _broken(text[end:])])


def plain(text: str) -> str:
    """Text that Discord shows without reading markdown, as HTML."""
    return _broken(_spaced(text))


def _spaced(text: str) -> str:
    return re.sub(r"^ | (?= )", "\N{NO-BREAK SPACE}", text, flags=re.MULTILINE)


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _mark(found: re.Match[str], seen: Seen) -> str:
    kind = next(name for name, value in found.groupdict().items() if value is not None)
    if kind in _PAIRS:
        inner = next(value for value in found.groups()[found.re.groupindex[kind] :] if value)
        return f"<{_PAIRS[kind]}>{inline(inner, seen)}</{_PAIRS[kind]}>"
    return _MARKS[kind](found, seen)


def _link(found: re.Match[str], seen: Seen) -> str:
    return f'<a class="link" href="{escape(found["target"])}">{inline(found["label"], seen)}</a>'


def _time(found: re.Match[str], seen: Seen) -> str:
    style, unix = found["style"], int(found["unix"])
    shown = {"R": seen.relative, "t": seen.hour}.get(style, str)(unix)
    return f"<discord-time>{shown}</discord-time>"


_MARKS: dict[str, Callable[[re.Match[str], Seen], str]] = {
    "escape": lambda found, _: escape(found["escape"][1:]),
    "code": lambda found, _: f"<discord-code>{escape(found['literal'])}</discord-code>",
    "user": lambda _, seen: f'<discord-mention type="user">{escape(seen.name)}</discord-mention>',
    "role": lambda found, _: f'<discord-mention type="role">{escape(found[0])}</discord-mention>',
    "channel": lambda *_: '<discord-mention type="channel">class</discord-mention>',
    "slash": lambda found, _: (
        f'<discord-mention type="slash">{escape(found["command"])}</discord-mention>'
    ),
    "time": _time,
    "emoji": lambda found, _: escape(found[0]),
    "link": _link,
    "url": lambda found, _: f'<a class="link" href="{escape(found[0])}">{escape(found[0])}</a>',
}


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────


def _blocks(lines: list[str], seen: Seen) -> Iterator[str]:
    for kind, group in groupby(lines, key=_kind):
        texts = list(group)
        if kind == "text":
            yield inline("\n".join(texts), seen)
        elif kind == "quote":
            quoted = inline("\n".join(text[2:] for text in texts), seen)
            yield f"<discord-quote>{quoted}</discord-quote>"
        elif kind in ("ul", "ol"):
            yield _listed(kind, texts, seen)
        else:
            yield from (_line(text, seen) for text in texts)


def _kind(line: str) -> str:
    if line.startswith("> "):
        return "quote"
    if line.startswith(("- ", "* ")):
        return "ul"
    if _NUMBERED.match(line):
        return "ol"
    return "line" if line.startswith("-# ") or _HEADING.match(line) else "text"


def _line(text: str, seen: Seen) -> str:
    if text.startswith("-# "):
        return f"<discord-subscript>{inline(text[3:], seen)}</discord-subscript>"
    heading = _HEADING.match(text)
    assert heading is not None
    level = len(heading[1])
    return f'<discord-header level="{level}">{inline(heading[2], seen)}</discord-header>'


def _listed(kind: str, texts: list[str], seen: Seen) -> str:
    name, start = ("discord-unordered-list", "") if kind == "ul" else ("discord-ordered-list", "")
    if kind == "ol" and (number := _NUMBERED.match(texts[0])):
        start = f' start="{number[1]}"'
    items = (re.sub(r"^(?:[-*]|\d+[.)]) +", "", text) for text in texts)
    shown = "".join(
        f"<discord-list-item>{inline(item, seen)}</discord-list-item>" for item in items
    )
    return f"<{name}{start}>{shown}</{name}>"
