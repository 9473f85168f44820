"""`debate-bot doctor`: looks at everything a round needs and says what to do about what is wrong.

Nothing is changed: no database is made and no migration is run.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot import config
from bot.app.checks import Check
from bot.content.formats import load_formats
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder, topic_place, topics
from bot.content.rubric import load_rubric
from bot.content.topics import load_topic
from bot.core.errors import Mendable
from bot.settings import Settings

LEAST_PYTHON = (3, 11)
LEAST_FREE = 100_000_000  # bytes: room for some hundred thousand speeches

Explain = Callable[[Mendable], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is looked at: the configuration as it was given. `explain` words an error."""

    file: Path | None
    database: str | None
    environ: Mapping[str, str]
    explain: Explain


def findings(patient: Patient) -> Iterator[Check]:
    """Everything that was looked at, one after the other."""
    yield _python()
    yield _terminal()
    settings = None
    try:
        flags = {"database.url": patient.database}
        settings = config.load(patient.file, environ=patient.environ, flags=flags)
    except Mendable as error:
        yield Check(name="settings", said=patient.explain(error), fine=False)
    else:
        yield Check(name="settings", said="fine")
    yield from _prompts(patient, settings)
    if settings is not None:
        yield from _database(patient, settings)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= LEAST_PYTHON:
        return Check(name="Python", said=version)
    least = ".".join(map(str, LEAST_PYTHON))
    said = f"{version} is too old: install Python {least} or newer and set the bot up again"
    return Check(name="Python", said=said, fine=False)


def _terminal() -> Check:
    encoding = str(getattr(sys.stdout, "encoding", None) or "none")
    if encoding.lower().replace("-", "").startswith("utf"):
        return Check(name="terminal", said=f"writes {encoding}")
    said = f'writes {encoding}, so some letters show as "?": set PYTHONUTF8=1'
    return Check(name="terminal", said=said, fine=False)


def _prompts(patient: Patient, settings: Settings | None) -> Iterator[Check]:
    """The prompts folder and everything in it, each file on its own."""
    folder = settings.prompts.folder if settings else None
    try:
        prompts = folder or prompts_folder(patient.environ)
    except Mendable as error:
        yield Check(name="prompts", said=patient.explain(error), fine=False)
        return
    yield Check(name="prompts", said=str(prompts), fine=prompts.is_dir())
    yield _loaded(patient, "phrases", lambda: f"{len(load_phrases(prompts).phrases)} phrases")
    yield _loaded(patient, "formats", lambda: ", ".join(load_formats(prompts).formats))
    yield _loaded(patient, "rubric", lambda: f"version {load_rubric(prompts).version}")
    for topic_id in topics(prompts):
        yield _loaded(patient, f"topic {topic_id}", partial(_topic, prompts, topic_id))
    if not topics(prompts):
        said = f"there is none in {prompts / 'topics'}: add a folder or set DEBATE_BOT_PROMPTS"
        yield Check(name="topics", said=said, fine=False)


def _topic(prompts: Path, topic_id: str) -> str:
    topic = load_topic(topic_place(prompts, topic_id))
    return f"{len(topic.sides)} sides, {len(topic.claims)} claims, {len(topic.facts)} facts"


def _loaded(patient: Patient, name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, said=look())
    except Mendable as error:
        return Check(name=name, said=patient.explain(error), fine=False)


def _database(patient: Patient, settings: Settings) -> Iterator[Check]:
    from bot.store import upkeep  # SQLAlchemy: a quarter of a second, here alone
    from bot.store.sqlite import path_of

    try:
        path = path_of(settings.database.url)
    except Mendable as error:
        yield Check(name="database", said=patient.explain(error), fine=False)
        return
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    yield _writable(path, folder)
    yield _free(folder)
    if not path.exists():
        yield Check(name="database", said=f"{path} will be made at the first start")
        return
    try:
        problems = upkeep.check(path)
    except Mendable as error:
        problems = [patient.explain(error)]
    if not problems:
        yield Check(name="database", said=f"{path} is sound")
    for problem in problems:
        mend = "run `debate-bot db upgrade`" if problem.startswith("schema") else "restore a backup"
        yield Check(name="database", said=f"{problem}: {mend}", fine=False)


def _writable(path: Path, folder: Path) -> Check:
    """SQLite writes beside the file too, so the folder must be writable as well."""
    for place in (path, folder):
        if place.exists() and not os.access(place, os.W_OK):
            said = f"{place} cannot be written: change its owner or choose another with --db"
            return Check(name="database folder", said=said, fine=False)
    return Check(name="database folder", said=f"{folder} can be written")


def _free(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    said = f"{free // 1_000_000:,} MB free"
    if free >= LEAST_FREE:
        return Check(name="disk", said=said)
    return Check(name="disk", said=f"only {said}: make room before a class starts", fine=False)
