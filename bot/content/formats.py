"""Formats and paces from `formats.yaml`: who speaks when, for how long."""

from pathlib import Path

from bot.content.cache import remembered
from bot.content.frozen import thaw
from bot.content.packs import Pack, read_files
from bot.core.format import Formats

FILE = "formats.yaml"


def load_formats(prompts: Path, cache: Path | None = None) -> Formats:
    """All formats and paces of a prompts folder. Raises BadContent with every mistake."""
    pack = read_files(prompts, FILE)
    return thaw(Formats, remembered(cache, "formats", pack.hash(), lambda: _read(pack)))


def _read(pack: Pack) -> dict[str, object]:
    from bot.content.format_reading import plain_formats  # pydantic and yaml: 100 ms

    return plain_formats(pack)
