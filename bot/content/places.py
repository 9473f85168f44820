"""Where content lives: the prompts folder, and the topics in it."""

import difflib
from collections.abc import Mapping
from pathlib import Path

from bot.core.errors import BadContent, NotFound

VARIABLE = "DEBATE_BOT_PROMPTS"
_PACKAGE = Path(__file__).parents[1]


def prompts_folder(environ: Mapping[str, str]) -> Path:
    """The folder with everything a teacher may edit.

    `DEBATE_BOT_PROMPTS` if it is set, else the copy in an installed wheel, else the checkout's.
    Raises BadContent if there is no such folder.
    """
    if named := environ.get(VARIABLE, ""):
        folder = Path(named).expanduser()
        if not folder.is_dir():
            raise BadContent((f'{VARIABLE} is "{named}", and there is no such folder',))
        return folder
    for folder in (_PACKAGE / "_prompts", _PACKAGE.parent / "prompts"):
        if folder.is_dir():
            return folder
    raise BadContent((f"no prompts folder: install the bot again, or set {VARIABLE}",))


def topics(prompts: Path) -> list[str]:
    """The ids of the topics in a prompts folder: its sub-folders and its single files, by name."""
    folder = prompts / "topics"
    if not folder.is_dir():
        return []
    visible = [path for path in folder.iterdir() if not path.name.startswith(".")]
    folders = {path.name for path in visible if path.is_dir() and any(path.glob("*.yaml"))}
    return sorted(folders | {path.stem for path in visible if path.suffix == ".yaml"})


def topic_place(prompts: Path, topic_id: str) -> Path:
    """The folder or file of a topic. Raises NotFound, and BadContent if there are both."""
    known = topics(prompts)
    if topic_id not in known:
        near = difflib.get_close_matches(topic_id, known, n=1)
        raise NotFound(
            "error.no_topic", topic=topic_id, near=near[0] if near else "", known=", ".join(known)
        )
    folder, file = prompts / "topics" / topic_id, prompts / "topics" / f"{topic_id}.yaml"
    if folder.is_dir() and file.is_file():
        raise BadContent((f"{file.name}:1:1: there is a folder {topic_id} too: keep one of them",))
    return folder if folder.is_dir() else file


def is_shipped(prompts: Path) -> bool:
    """Whether a prompts folder is the copy in an installed wheel, which an update replaces."""
    return prompts.resolve() == (_PACKAGE / "_prompts").resolve()
