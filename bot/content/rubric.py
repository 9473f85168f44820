"""The rubric from `rubric.yaml`: what is marked, and how much it counts."""

from dataclasses import replace
from pathlib import Path

from bot.content.cache import remembered
from bot.content.frozen import thaw
from bot.content.packs import Pack, read_files
from bot.core.rubric import Rubric

FILE = "rubric.yaml"


def load_rubric(prompts: Path, cache: Path | None = None) -> Rubric:
    """The rubric of a prompts folder. Raises BadContent with every mistake.

    Its version is the file's own with eight digits of the file's hash: a ballot that names it was
    marked by exactly these words and weights.
    """
    pack = read_files(prompts, FILE)
    plain = remembered(cache, "rubric", pack.hash(), lambda: _read(pack))
    rubric = thaw(Rubric, plain)
    return replace(rubric, version=f"{rubric.version}-{pack.hash()[:8]}")


def _read(pack: Pack) -> dict[str, object]:
    from bot.content.rubric_reading import plain_rubric  # pydantic and yaml: 100 ms

    return plain_rubric(pack)
