"""Discord's side of Markdown: what a student reads where escaped text was sent.

The rules are those of Discord's own parser as far as plain text needs them: a backslash before
anything that is no letter, digit or space hides; whatever else could be a mark is one.
"""

import re

ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
MARKS = re.compile(
    r"[*_~`|<>@#\[\]]|:(?=//)|:[A-Za-z0-9_+-]+:|(?:^|\n)\s*(?:[-+]|[0-9]+[.)])|discord\.gg/"
)


def read(text: str) -> str:
    """What is shown."""
    return ESCAPE.sub(r"\1", text)


def marks(text: str) -> list[str]:
    """What of an escaped text still means something to Discord."""
    # Each escape becomes a letter, which means nothing and is in no emoji's name.
    return [found[0] for found in MARKS.finditer(ESCAPE.sub("é", text))]


def shown(embed: dict[str, object]) -> str:
    """Everything written in an embed, in order."""
    fields = embed.get("fields", [])
    assert isinstance(fields, list)
    parts = [embed.get("title", ""), embed.get("description", "")]
    parts += [part for field in fields for part in (field["name"], field["value"])]
    return read("\n".join(str(part) for part in parts if part))
