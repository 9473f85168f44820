"""Prompts for short rounds, for tests of what goes wrong: a drill and a duel of two slots, a small
topic; and what is said in them.
"""

import shutil
from pathlib import Path

from tests.parents import ROOT

SMALL_TOPIC = ROOT / "tests" / "data" / "packs" / "school-phones"
ANSWER = (
    "You say that pupils must learn to use a phone. But nobody learns that during a lesson, because"
    " the screen wins each time; so first the lesson, then the phone."
)
REPLY = "Rules in class work better than a ban, because pupils learn a habit that they need later."
DRILL = {"format": "drill", "side": "ban"}
DUEL = {"format": "duel", "side": "ban"}

_SHORTER = (  # of formats.yaml
    ("""        - opening: [1, 2]
        - question: [[1, 2], [2, 1]]
        - rebuttal: [1, 2]
        - closing: [2, 1]
""", "        - opening: [1, 2]\n"),
    ("""        - rebuttal: [1]
        - opening: [2]
        - rebuttal: [1]
        - opening: [2]
        - rebuttal: [1]
""", "        - rebuttal: [1]\n"),
)  # fmt: skip


def short_prompts(folder: Path) -> Path:
    """A prompts folder in which a drill and a duel have two slots."""
    shutil.copytree(
        ROOT / "prompts", folder, ignore=shutil.ignore_patterns("topics"), dirs_exist_ok=True
    )
    shutil.copytree(SMALL_TOPIC, folder / "topics" / SMALL_TOPIC.name)
    formats = folder / "formats.yaml"
    text = formats.read_text(encoding="utf-8")
    for long, short in _SHORTER:
        assert long in text
        text = text.replace(long, short)
    formats.write_text(text, encoding="utf-8")
    return folder
