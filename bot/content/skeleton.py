"""Makes a new topic's folder: commented files that can be checked at once and wait to be written.

The files are in `blank_topic/`; `$id`, `$today`, `$year` and `$paragraphs` are filled in. What
somebody must write begins with `Write:`, which `topic check --strict` reports while it is there.
"""

import re
import shutil
from pathlib import Path
from string import Template

from bot.content import fingerprints
from bot.content.articles import read_article
from bot.content.places import is_shipped
from bot.content.wording import ID_PATTERN
from bot.core.errors import BadInput

LONGEST_NAME = 60  # characters; every file system takes that

_BLANK = Path(__file__).with_name("blank_topic")
_UNKNOWN = "  # paragraphs: 12  # how many numbered paragraphs it has: then all of them are checked"


def new_place(name: str, prompts: Path, into: Path | None) -> Path:
    """Where a topic of that name will be: in `into`, else among the topics of the prompts folder.

    Raises BadInput for a name that is none or is taken, and where an update would remove the topic.
    """
    if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST_NAME:
        raise BadInput("topic_new.name", name=name, most=LONGEST_NAME)
    if into is None and is_shipped(prompts):
        raise BadInput("topic_new.installed", prompts=str(prompts))
    place = (into or prompts / "topics") / name
    for taken in (place, place.with_name(f"{name}.yaml")):
        if taken.exists():
            raise BadInput("topic_new.exists", place=str(taken))
    return place


def make(place: Path, today: str, article: Path | None = None) -> list[Path]:
    """Write a new topic's files into a folder that is not there yet; their paths.

    `today` is an ISO date, `article` a text from which fingerprints are made. Raises BadInput if
    the article cannot be used or the folder cannot be written.
    """
    paragraphs = read_article(article) if article is not None else {}
    files = _files(place.name, today, max(paragraphs, default=0))
    if paragraphs:
        known = fingerprints.fingerprints(" ".join(paragraphs.values()))
        files[fingerprints.FILE] = fingerprints.written(known)
    try:
        place.mkdir(parents=True)
        _write(place, files)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("topic_new.unwritable", place=str(place), reason=reason) from None
    return [place / name for name in files]


def _write(place: Path, files: dict[str, str]) -> None:
    """All files or none: half a topic would only be in the way of the next try."""
    try:
        for name, text in files.items():
            (place / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _files(name: str, today: str, paragraphs: int) -> dict[str, str]:
    """The skeleton's files by name, `topic.yaml` first."""
    values = {
        "id": name,
        "today": today,
        "year": today[:4],
        "paragraphs": f"  paragraphs: {paragraphs}" if paragraphs else _UNKNOWN,
    }
    paths = sorted(_BLANK.glob("*.yaml"), key=lambda path: (path.stem != "topic", path.name))
    return {path.name: Template(path.read_text("utf-8")).substitute(values) for path in paths}
