"""The composition root: the only module that sees everything, and puts it together once."""

import os
import secrets
import signal
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app.kit import Habits, Kit
from bot.app.phrases import Phrases
from bot.content.formats import load_formats
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.content.problems import did_you_mean
from bot.content.rubric import load_rubric
from bot.content.topics import Topics
from bot.core.errors import BadContent
from bot.core.format import Formats
from bot.core.rubric import Rubric
from bot.judges.offline import OfflineJudge
from bot.opponents.offline import OfflineOpponent
from bot.reading.late import LateReader, personal, seemly
from bot.settings import Settings

KILL_AT = "DEBATE_BOT_KILL_AT"  # `step` or `step#n`: die there, the n-th time; for crash tests only

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's, without i, l, o and u
_ID_BITS = 65  # five to a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything under `prompts/`, loaded."""

    topics: Topics
    formats: Formats
    rubric: Rubric
    phrases: Phrases


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """UTC milliseconds."""
        return time.time_ns() // 1_000_000


def content(folder: Path | None = None, environ: Mapping[str, str] = os.environ) -> Content:
    """The prompts in a folder, by default those that came with the program.

    Raises BadContent with every mistake in them.
    """
    prompts, cache = folder or prompts_folder(environ), cache_folder()
    return Content(
        topics=Topics(prompts, cache),
        formats=load_formats(prompts, cache),
        rubric=load_rubric(prompts, cache),
        phrases=load_phrases(prompts, cache),
    )


def cache_folder() -> Path:
    """Where loaded topics are kept between starts."""
    from platformdirs import user_cache_path  # 20 ms, needed once

    return user_cache_path("debate-bot", appauthor=False)


@asynccontextmanager
async def build(
    settings: Settings, *, seed: int | None = None, environ: Mapping[str, str] = os.environ
) -> AsyncIterator[Kit]:
    """Everything a use case works with, over an open store. `seed` fixes every round's seed."""
    from bot.store.store import SqlStore  # SQLAlchemy: only who needs a store waits for it

    loaded = content(settings.prompts.folder, environ)
    habits = _habits(settings, loaded)
    store = await SqlStore.open(settings.database.url)
    try:
        yield Kit(
            store=store,
            packs=loaded.topics,
            formats=loaded.formats,
            rubric=loaded.rubric,
            phrases=loaded.phrases,
            reader=LateReader(),
            seemly=seemly,
            personal=personal,
            judge=OfflineJudge(loaded.phrases),
            opponent=OfflineOpponent(loaded.phrases),
            clock=SystemClock(),
            new_id=new_id,
            new_seed=(lambda: secrets.randbits(53)) if seed is None else (lambda: seed),
            habits=habits,
            step=_step(environ.get(KILL_AT, "")),
        )
    finally:
        await store.close()


def new_id() -> str:
    """A fresh id that is easy to read out: 13 letters and digits, never two alike."""
    drawn = secrets.randbits(_ID_BITS)
    return "".join(_ALPHABET[drawn >> shift & 31] for shift in range(0, _ID_BITS, 5))


def _habits(settings: Settings, loaded: Content) -> Habits:
    """What holds where nobody says otherwise. Raises for names that the prompts do not know."""
    rounds, ids = settings.rounds, loaded.topics.ids()
    if not ids:
        raise BadContent(("prompts/topics: there is no topic; `debate-bot doctor` says more",))
    named = (("format", rounds.format, loaded.formats.formats),
             ("pace", rounds.pace, loaded.formats.paces))  # fmt: skip
    problems = tuple(
        f'rounds.{key}: there is no {key} "{name}"{did_you_mean(name, known)}'
        for key, name, known in named
        if name not in known
    )
    if problems:
        raise BadContent(problems)
    return Habits(
        topic=loaded.topics.topic(rounds.topic or ids[0]).id,
        format=rounds.format,
        pace=rounds.pace,
        level=rounds.level.value,
        open_rounds=rounds.open_rounds_per_person,
        offer_after=rounds.lobby_offer_after,
        lease=settings.jobs.lease,
        quiet=rounds.quiet,
    )


def _step(kill_at: str) -> Callable[[str], None]:
    """Nothing; or, in a crash test, death at a named step, as if the power had gone."""
    if not kill_at:
        return lambda _: None
    name, _, times = kill_at.partition("#")
    left = int(times or 1)

    def step(passed: str) -> None:
        nonlocal left
        if passed == name:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return step
