"""Incoming events, each once. The id of an event stays for good, its payload until it is done."""

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.change import Change
from bot.store.session import Part, short
from bot.store.tables import events

RECEIVED, DONE = "received", "done"

_arrive = Change(
    insert(events)
    .values(
        {name: bindparam(name) for name in ("id", "person", "payload", "received_at")}
        | {"state": RECEIVED}
    )
    .on_conflict_do_nothing(index_elements=["id"])
)
_finish = Change(
    update(events)
    .where(events.c.id == bindparam("event"), events.c.state == RECEIVED)
    .values(state=DONE, payload=None)
)
_UNFINISHED = (
    select(events.c.id, events.c.payload).where(events.c.state == RECEIVED).order_by(events.c.seq)
)


class SqlInbox(Part):
    """`Inbox` of a transaction."""

    @short
    def arrive(
        self, db: Connection, event: str, payload: str, now: int, person: str | None = None
    ) -> bool:
        """Record an event as received; False if its id was seen before.

        `person` is whose words the payload holds, where that is known already.
        """
        row = {"id": event, "payload": payload, "received_at": now, "person": person}
        return _arrive(db, row) == 1

    @short
    def finish(self, db: Connection, event: str) -> bool:
        """Mark it done and erase its payload; whether it was received and not done before."""
        return _finish(db, {"event": event}) == 1

    @short
    def unfinished(self, db: Connection) -> list[tuple[str, str]]:
        """(id, payload) of events received and not done, oldest first."""
        return [(event, payload) for event, payload in db.execute(_UNFINISHED)]
