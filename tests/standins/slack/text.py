"""Texts: what a person types as Slack keeps it, what is kept as a person reads it, whom it pings.

Slack keeps `& < >` escaped and mentions in angle brackets: `<@U…>`, `<#C…|name>`, `<!here>`. Text
that an app sends is read the same way, so unescaped words of a student can ping. *Broadcasts* are
`here`, `channel`, `everyone` and user groups.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.standins.slack.elements import BOTH, MRKDWN
from tests.standins.slack.state import CHANNEL, Body, World

_TYPED_LINK = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:!?)])")
_ENTITY = re.compile(r"<([^<>]+)>")
_PLAIN_BROADCAST = re.compile(r"(?<![\w@<!])@(here|channel|everyone)\b")
_BROADCASTS = ("here", "channel", "everyone")


def escaped(text: str) -> str:
    """`& < >` as Slack keeps them; quotes stay."""
    return html.escape(text, quote=False)


def unescaped(text: str) -> str:
    """Back again: these three and no other entity."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(world: World, team: str, text: str, *, named: bool = False) -> str:
    """What a person types as Slack keeps it: escaped, with `@Ana`, `#room`, `@here` and links.

    `named`: mentions carry the name too, as in slash commands with `should_escape`.
    """
    targets = {f"@{name}": f"<!{name}>" for name in _BROADCASTS}
    for user in world.teams[team].users.values():
        mention = f"<@{user.id}{f'|{user.handle}' if named else ''}>"
        targets |= {f"@{user.name}".lower(): mention, f"@{user.handle}": mention}
    for room in world.channels.values():
        if room.team == team and room.kind == CHANNEL:
            targets[f"#{room.name}"] = f"<#{room.id}|{room.name}>"
    known = "|".join(re.escape(name) for name in sorted(targets, key=len, reverse=True))
    names = re.compile(rf"(?<![\w@#])(?:{known})(?!\w)", re.IGNORECASE)

    def piece(number: int, words: str) -> str:
        if number % 2:  # every other piece is a link
            return f"<{escaped(words)}>"
        return names.sub(lambda found: targets[found[0].lower()], escaped(words))

    return "".join(piece(*one) for one in enumerate(_TYPED_LINK.split(text)))


def shown(world: World, text: str) -> str:
    """What a person reads: names for mentions, words for links and dates, `& < >`."""

    def entity(found: re.Match[str]) -> str:
        inner, _, label = found[1].partition("|")
        if inner.startswith("@"):
            user = world.users.get(inner[1:])
            return f"@{user.name if user else label or inner[1:]}"
        if inner.startswith("#"):
            channel = world.channels.get(inner[1:])
            return f"#{label or (channel.name if channel else inner[1:])}"
        if inner.startswith("!date^"):
            return label
        return f"@{label or inner[1:]}" if inner.startswith("!") else label or inner

    return unescaped(_ENTITY.sub(entity, text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Ids of the people whom texts mention, and broadcasts."""

    users: frozenset[str]
    broadcasts: frozenset[str]


def mentions(texts: Iterable[str], *, plain: bool) -> Mentions:
    """What texts mention. `plain`: `@here` without angle brackets counts too (`parse`,
    `link_names`; Slack may also do so in mrkdwn of blocks unless it is `verbatim`).
    """
    users, broadcasts = set(), set()
    for text in texts:
        for inner in _ENTITY.findall(text):
            target = inner.partition("|")[0]
            if target.startswith("@"):
                users.add(target[1:])
            elif target.startswith("!subteam^"):
                broadcasts.add(target.removeprefix("!subteam^"))
            elif target.startswith("!") and target[1:] in _BROADCASTS:
                broadcasts.add(target[1:])
        if plain:
            broadcasts.update(_PLAIN_BROADCAST.findall(text))
    return Mentions(users=frozenset(users), broadcasts=frozenset(broadcasts))


def rich(text: str) -> list[Body]:
    """The block that Slack adds to what a person wrote: one rich text."""
    parts: list[Body] = []
    at = 0
    for found in _ENTITY.finditer(text):
        if before := text[at : found.start()]:
            parts.append({"type": "text", "text": unescaped(before)})
        parts.append(_rich_entity(found[1]))
        at = found.end()
    if text[at:] or not parts:
        parts.append({"type": "text", "text": unescaped(text[at:])})
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}]


def _rich_entity(inner: str) -> Body:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": target} | ({"text": label} if label else {})


def texts(blocks: Sequence[Body]) -> list[tuple[str, bool]]:
    """Every text that blocks show, in order, and whether mentions in it count (mrkdwn, rich text).

    Texts of options, placeholders and confirmations are not shown at once and not given.
    """
    found: list[tuple[str, bool]] = []
    for block in blocks:
        kind = block.get("type")
        if kind == "markdown":
            found.append((str(block.get("text")), True))
        elif kind == "table":
            cells = [cell for row in block.get("rows") or [] for cell in row]
            found += [(_rich_text(cell), True) for cell in cells]
        elif kind == "rich_text":
            found.append((_rich_text(block), True))
        else:
            named = [block.get(name) for name in ("title", "label", "text", "hint")]
            parts = [*named, *(block.get("fields") or []), *(block.get("elements") or [])]
            parts.append(block.get("accessory"))
            found += [one for part in parts for one in _shown(part)]
    return found


def _shown(part: object) -> Iterator[tuple[str, bool]]:
    if not isinstance(part, dict):
        return
    if part.get("type") in BOTH:
        yield str(part.get("text") or ""), part["type"] == MRKDWN
    elif part.get("type") == "button":
        yield str((part.get("text") or {}).get("text") or ""), False


def _rich_text(node: Body) -> str:
    """A rich text as mrkdwn that means the same."""
    kind = node.get("type")
    if kind in ("text", "raw_text"):
        return escaped(str(node.get("text") or ""))
    marks = {"user": ("<@", "user_id"), "channel": ("<#", "channel_id"),
             "usergroup": ("<!subteam^", "usergroup_id"), "broadcast": ("<!", "range"),
             "link": ("<", "url"), "emoji": (":", "name")}  # fmt: skip
    if kind in marks:
        opening, name = marks[kind]
        return f"{opening}{node.get(name)}{':' if opening == ':' else '>'}"
    inner = [_rich_text(one) for one in node.get("elements") or []]
    return ("" if kind == "rich_text_section" else "\n").join(inner)
