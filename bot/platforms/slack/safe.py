r"""Text that cannot do anything in Slack but be read, and text as somebody typed it.

Slack keeps `&`, `<` and `>` as entities and reads `<…>` as a mention, a link or a date. What is
stored is what was typed: `typed` takes Slack's marks off, once, as text comes in, and `escaped`
puts the entities on, once, as it goes out. *Bold* and the like cannot be escaped in Slack's
`mrkdwn`; therefore students' words go only where nothing is read as layout: into plain text, which
is escaped, and into rich text, which Slack takes as it stands and shows so (`literal`).
"""

import re
from collections.abc import Iterator, Mapping

from bot.app.visible import in_chat, units

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = re.compile("[&<>]")
_MENTIONS = re.compile("<(?=[@#!])")
_JOINER = "\N{WORD JOINER}"
_TYPED = re.compile(r"<(?P<token>[^<>\n]+)>|&(?P<entity>amp|lt|gt);")
_PERSON = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
_EMOJI = re.compile(r":[^\s:]+:(?::skin-tone-[2-6]:)?")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


# ── out ─────────────────────────────────────────────────────────────────────────────────────────


def escaped(text: str) -> str:
    """The visible text with entities for what Slack would read; at most five times its units."""
    return entities(in_chat(text))


def entities(text: str) -> str:
    """The same of a text that is visible already."""
    return _MARKS.sub(lambda mark: _ENTITIES[mark[0]], text)


def literal(text: str) -> str:
    """Visible text for rich text. Nothing in it means anything; still no mention stands there whole
    that would notify a class if a client ever read it like other texts: an invisible joiner parts
    its beginning.
    """
    return _MENTIONS.sub(rf"<{_JOINER}", text)


def size(text: str) -> int:
    """How long Slack may find a text once it is escaped."""
    return units(text) + sum(len(_ENTITIES[mark]) - 1 for mark in _MARKS.findall(text))


def names_emoji(text: str) -> bool:
    """Whether a part of a text is an emoji's `:name:`, which plain text would show as a picture."""
    return _EMOJI.search(text) is not None


# ── in ──────────────────────────────────────────────────────────────────────────────────────────


def typed(text: str, emoji: Mapping[str, str] | None = None) -> str:
    """What somebody typed, from the text of a message or of a slash command with `should_escape`.

    People, channels and links stand as they were written: `@ana`, `#debates`, `example.org`; a
    person whose name Slack does not send by their id. `emoji` are those of `emoji_in`. The values
    of a form's inputs come as they were typed already and are not for this.
    """
    plain = _TYPED.sub(_written, text)
    known = emoji or {}
    return _EMOJI.sub(lambda name: known.get(name[0], name[0]), plain) if known else plain


def people_in(text: str) -> dict[str, str]:
    """The ids of people who are named in a text as Slack sends it, by how they stand in what was
    `typed`.
    """
    return {typed(token): re.split(r"[|>]", token[2:])[0] for token in _PERSON.findall(text)}


def emoji_in(blocks: object) -> dict[str, str]:
    """The emoji that somebody typed, by the names that the text has instead: `:+1:`.

    `blocks` are those of a message as Slack sends them; a workspace's own emoji are not in here, as
    they are no characters.
    """
    found = {}
    for element in _elements(blocks):
        codes, name = element.get("unicode"), element.get("name")
        if element.get("type") == "emoji" and isinstance(codes, str) and isinstance(name, str):
            tone = element.get("skin_tone")
            key = f":{name}:" + (f":skin-tone-{tone}:" if tone else "")
            found[key] = "".join(_characters(codes))
    return found


def _written(found: re.Match[str]) -> str:
    if found["entity"]:
        return _CHARACTERS[found["entity"]]
    target, _, label = found["token"].partition("|")
    return _TYPED.sub(_written, _token(target, label))


def _token(target: str, label: str) -> str:
    """How a person writes what Slack has between angle brackets."""
    sign, name = target[0], label or target[1:]
    if sign in "@#":
        return f"{sign}{name.removeprefix(sign)}"
    if target.startswith("!date^"):
        return label
    if sign == "!":
        return f"@{name.removeprefix('@')}"
    if not label:
        return target
    bare = next((target.removeprefix(s) for s in _SCHEMES if target.startswith(s)), target)
    return label if label in (target, bare, bare.rstrip("/")) else f"{label} ({target})"


def _elements(part: object) -> Iterator[Mapping[str, object]]:
    """Every mapping in a tree of blocks."""
    if isinstance(part, list):
        for each in part:
            yield from _elements(each)
    elif isinstance(part, Mapping):
        yield part
        yield from _elements(part.get("elements"))


def _characters(codes: str) -> Iterator[str]:
    """The characters of code points such as `1f44d-1f3fb`; nothing for what is none."""
    for code in codes.split("-"):
        if re.fullmatch(r"[0-9a-fA-F]{2,5}|10[0-9a-fA-F]{4}", code):
            yield chr(int(code, 16))
