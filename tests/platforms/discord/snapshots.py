"""What Discord is sent for real messages: `snapshots/*.json`.

Each file has a message as it was said in a round, how it is viewed, and the payloads made of it.
After a change that is meant, look as a student would at what `make gallery` draws of what
`python -m tests.platforms.discord.snapshots` writes there, and commit it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app.messages import Message
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.drawing import pictures
from bot.platforms.discord.rendering import Payload, View, payloads
from bot.store.values import load

FOLDER = Path(__file__).parent / "snapshots"

PHRASES = load_phrases(prompts_folder({}))
say = PHRASES.say


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One file: what it is, and all of it as JSON values."""

    path: Path
    kept: Mapping[str, Any]

    @property
    def message(self) -> Message:
        """The message as it was said."""
        return load(Message, self.kept["message"])

    @property
    def view(self) -> View:
        """How it is viewed, its pictures drawn."""
        return View(**self.kept["view"], pictures=pictures(self.message, say))

    def made(self) -> list[dict[str, object]]:
        """The payloads that are made of it now; files by name and what they show."""
        return [_plainly(payload) for payload in payloads(self.message, self.view, say)]


def snapshots() -> list[Snapshot]:
    """Every file, in the order of their names."""
    return [
        Snapshot(path=path, kept=json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.json"))
    ]


def write(snapshot: Snapshot) -> None:
    """Keep what is made of it now."""
    kept = {**snapshot.kept, "payloads": snapshot.made()}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    snapshot.path.write_text(f"{text}\n", encoding="utf-8")


def _plainly(payload: Payload) -> dict[str, object]:
    files = [{"name": file.name, "alt": file.alt} for file in payload.files]
    return {"body": payload.body, "files": files}


if __name__ == "__main__":
    for each in snapshots():
        write(each)
