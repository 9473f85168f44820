"""Phrases from `prompts/phrases/`: what the bot says, by dotted key.

`en.yaml` holds them all, or shares them with files beside it (`en.opponent.yaml`). Mappings inside
mappings make a key: `round:` with `opened:` inside is `round.opened`. A mapping with the key
`other` is one phrase with several forms (`app/phrases.py`).
"""

from pathlib import Path

from bot.app.phrases import Phrases
from bot.content.cache import remembered
from bot.content.frozen import thaw
from bot.content.packs import Pack, read_files

FOLDER = "phrases"


def load_phrases(prompts: Path, cache: Path | None = None, *, language: str = "en") -> Phrases:
    """All phrases of a language. Raises BadContent with every mistake."""
    more = sorted(path.name for path in (prompts / FOLDER).glob(f"{language}.?*.yaml"))
    names = [f"{FOLDER}/{name}" for name in (f"{language}.yaml", *more)]
    pack = read_files(prompts, *names)
    return thaw(Phrases, remembered(cache, "phrases", pack.hash(), lambda: _read(pack)))


def _read(pack: Pack) -> dict[str, object]:
    from bot.content.phrase_reading import plain_phrases  # yaml: 20 ms

    return plain_phrases(pack)
