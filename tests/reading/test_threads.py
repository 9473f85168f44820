"""Speeches are read in several threads at once, and each is read as if it were alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.app.ports import Said
from bot.content.topics import load_topic
from bot.core.format import Kind
from bot.reading.reader import OfflineReader
from bot.reading.tokens import stem

PACKS = Path(__file__).parents[1] / "data" / "packs"


def test_threads_do_not_disturb_each_other() -> None:
    topic = load_topic(PACKS / "school-phones")
    speeches = [
        Said(
            text=f"{claim.statement} {claim.warrant} Besides, running{n}ing is wandering{n}ly.",
            side=claim.side,
            kind=Kind.REBUTTAL,
        )
        for n, claim in enumerate(topic.claims * 4)
    ]
    alone = [OfflineReader().read(topic, speech) for speech in speeches]
    for _ in range(3):
        stem.cache_clear()
        reader = OfflineReader()
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda said: reader.read(topic, said), speeches))  # noqa: B023 (used up here)
        assert together == alone
