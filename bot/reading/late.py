"""The reader as a program starts with it: what it stands on (numpy, bm25s) takes long to import, so
that waits until something is read.
"""

from functools import cache
from typing import TYPE_CHECKING

from bot.app.ports import Said
from bot.core.reading import Reading
from bot.core.topic import Topic

if TYPE_CHECKING:
    from bot.reading.reader import OfflineReader

VERSION = "offline-1"


class LateReader:
    """`OfflineReader`, imported at the first reading."""

    version = VERSION

    def read(self, topic: Topic, said: Said) -> Reading:
        """The reading of one speech. Never raises on any text; spans lie inside it."""
        return _reader().read(topic, said)


def seemly(text: str) -> str:
    """The text without the words that insult somebody; each run of them leaves a mark."""
    from bot.reading import seemly as rules

    return rules.seemly(text)


def personal(text: str) -> bool:
    """Whether a text tells of a personal loss: what raises `Flag.PERSONAL_DISCLOSURE`."""
    from bot.reading import seemly as rules

    return rules.personal(text)


@cache
def _reader() -> "OfflineReader":
    from bot.reading.reader import OfflineReader

    return OfflineReader()
