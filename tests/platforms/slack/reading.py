"""Slack's side of blocks: what a student reads, and who is notified.

Text in rich text is literal; in every other text `& < >` are escaped and `<…>` means something.
What a person typed in Slack's own client comes back that way, as recorded in slackdump's samples.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Block = Mapping[str, Any]

JOINER = "\u2060"
CLOCK = re.compile(r"<!date\^[^<>|]*\|([^<>]*)>")
TOKEN = re.compile(r"<([^<>]*)>")


def read(text: str) -> str:
    """What is shown of an escaped text; clocks as their fallback."""
    plain = CLOCK.sub(r"\1", text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def shown(blocks: Iterable[Block]) -> list[str]:
    """What is read in blocks: a text for each, one for each button."""
    return [text for block in blocks for text in _shown(block)]


def _shown(block: Block) -> Iterator[str]:
    if block["type"] == "rich_text":
        yield "\n".join(
            "".join(run["text"] for run in part["elements"]).replace(JOINER, "")
            for part in block["elements"]
        )
    elif block["type"] in ("header", "section"):
        yield read(block["text"]["text"])
    elif block["type"] == "context":
        yield from (read(element["text"]) for element in block["elements"])
    elif block["type"] == "actions":
        yield from (read(element["text"]["text"]) for element in block["elements"])
    else:
        assert block["type"] in ("image", "divider")


def notified(body: Block) -> set[str]:
    """Whatever a message's text or blocks mention: `@U0ANA`, `!here`; also where rich text might be
    read like other texts.
    """
    texts = [body["text"]]
    for block in body["blocks"]:
        if block["type"] == "rich_text":
            runs = [run for part in block["elements"] for run in part["elements"]]
            assert {run["type"] for run in runs} == {"text"}
            texts += [run["text"] for run in runs]
        elif block["type"] in ("header", "section"):
            texts.append(block["text"]["text"])
        elif block["type"] == "context":
            texts += [element["text"] for element in block["elements"]]
    tokens = {token for text in texts for token in TOKEN.findall(CLOCK.sub("", text))}
    return {token for token in tokens if token[:1] in tuple("@#!")}
