"""Topics from `prompts/topics/`: one pack into one `Topic`, checked, hashed and cached.

A pack that has been read before costs neither PyYAML nor pydantic: both are imported only when it
must be read anew.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.content.cache import remembered
from bot.content.frozen import thaw
from bot.content.packs import Pack, Stamp, read_pack, stamp
from bot.content.places import topic_place, topics
from bot.core.errors import BadContent
from bot.core.topic import Topic


def load_topic(path: Path, cache: Path | None = None) -> Topic:
    """The topic in a folder or a single file; `cache` is the folder to keep it in.

    Raises BadContent with every structural mistake.
    """
    return _made(read_pack(path), cache)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """A topic with the place it was read from and what that looked like just before."""

    path: Path
    stamp: Stamp
    topic: Topic


class Topics:
    """The topics of one prompts folder, read when first asked for and again when files change.

    While a file is being edited and has mistakes, the topic stays as it was: rounds go on.
    """

    def __init__(self, prompts: Path, cache: Path | None = None) -> None:
        self._prompts = prompts
        self._cache = cache
        self._loaded: dict[str, _Loaded] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids of all topics, in alphabetical order."""
        return tuple(topics(self._prompts))

    def topic(self, topic_id: str) -> Topic:
        """The topic of that id. Raises NotFound, or BadContent with every structural mistake."""
        known = self._loaded.get(topic_id)
        if known is not None and known.stamp == stamp(known.path):
            return known.topic
        path = topic_place(self._prompts, topic_id)
        now = stamp(path)
        try:
            topic = self._read(path, topic_id)
        except BadContent:
            if known is None:
                raise
            topic = known.topic
        self._loaded[topic_id] = _Loaded(path=path, stamp=now, topic=topic)
        return topic

    def _read(self, path: Path, topic_id: str) -> Topic:
        pack = read_pack(path)
        topic = _made(pack, self._cache)
        if topic.id != topic_id:
            raise BadContent((_misnamed(pack, topic_id),))
        return topic


def _made(pack: Pack, cache: Path | None) -> Topic:
    files_hash = pack.hash()
    plain = remembered(cache, "topic", files_hash, lambda: _read(pack))
    assert isinstance(plain, dict)  # noqa: S101 (what _read makes and the cache's digest vouches for)
    return thaw(Topic, {**plain, "hash": files_hash})


def _misnamed(pack: Pack, topic_id: str) -> str:
    """A stored round knows its topic by the id, and the file's name is how it is found again."""
    from bot.content.documents import read_document  # yaml: only for mistakes

    document, _ = read_document(pack.shown(pack.main), pack.files[pack.main])
    assert document is not None  # noqa: S101 (the topic has been read from it)
    return str(document.problem(("id",), f'must be "{topic_id}", like the name of the topic'))


def _read(pack: Pack) -> dict[str, object]:
    from bot.content.topic_reading import plain_topic  # pydantic and yaml: 100 ms

    return plain_topic(pack)
