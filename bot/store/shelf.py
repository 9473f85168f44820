"""Packs that rounds began with, by hash. A pack never changes, so it is read from the file once."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.core.errors import NotFound
from bot.core.topic import Topic
from bot.store.session import Part, Session, short
from bot.store.tables import packs
from bot.store.values import dump, load

_KNOWN = select(packs.c.hash).where(packs.c.hash == bindparam("hash"))
_KEEP = insert(packs).on_conflict_do_nothing()
_PACK = select(packs.c.body).where(packs.c.hash == bindparam("hash"))


class SqlShelf(Part):
    """`Shelf` of a transaction; `read` is shared by all of a store's transactions."""

    def __init__(self, session: Session, read: dict[str, Topic]) -> None:
        super().__init__(session)
        self._read = read

    @short
    def keep(self, db: Connection, topic: Topic) -> None:
        """Store a pack under its hash; a known hash is left as it is."""
        if db.execute(_KNOWN, {"hash": topic.hash}).one_or_none() is None:
            db.execute(_KEEP, {"hash": topic.hash, "topic": topic.id, "body": dump(topic)})

    @short
    def pack(self, db: Connection, pack_hash: str) -> Topic:
        """The topic as it was. Raises NotFound."""
        if pack_hash not in self._read:
            body = db.execute(_PACK, {"hash": pack_hash}).scalar()
            if body is None:
                raise NotFound("error.no_pack", pack=pack_hash)
            self._read[pack_hash] = load(Topic, body)
        return self._read[pack_hash]
