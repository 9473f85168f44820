"""Messages to be sent, in order. A row goes when its message has arrived."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.app.messages import Message
from bot.app.ports import Sending
from bot.store.change import Change
from bot.store.session import Part, short
from bot.store.tables import outbox
from bot.store.values import dump, load

WAITING, SENDING = "waiting", "sending"

_COLUMNS = ("id", "kind", "scope", "recipient", "round", "person", "body", "added_at")
_add = Change(
    insert(outbox)
    .values({name: bindparam(name) for name in _COLUMNS} | {"state": WAITING})
    .on_conflict_do_nothing(index_elements=["id"])  # a step that runs again says nothing twice
)
_OLDEST = (
    select(outbox.c.seq)
    .where(outbox.c.state == WAITING)
    .order_by(outbox.c.seq)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_ROW = (outbox.c.seq, outbox.c.id, outbox.c.body)
_TAKE = update(outbox).where(outbox.c.seq.in_(_OLDEST)).values(state=SENDING).returning(*_ROW)
_SENT = delete(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
_INTERRUPTED = select(*_ROW).where(outbox.c.state == SENDING).order_by(outbox.c.seq)


class SqlOutbox(Part):
    """`Outbox` of a transaction."""

    @short
    def add(self, db: Connection, messages: Sequence[Sending], now: int) -> None:
        """Put messages at the end; one whose id is there already is left as it is."""
        if messages:
            _add(db, [_row(sending, now) for sending in messages])

    @short
    def take(self, db: Connection, limit: int) -> list[Sending]:
        """Mark the oldest waiting ones as being sent and return them."""
        taken = sorted(db.execute(_TAKE, {"most": limit}), key=lambda row: row.seq)
        return [_sending(row) for row in taken]

    @short
    def sent(self, db: Connection, ids: Collection[str]) -> None:
        """They arrived."""
        db.execute(_SENT, {"ids": list(ids)})

    @short
    def interrupted(self, db: Connection) -> list[Sending]:
        """Rows left half-sent by a crash, oldest first."""
        return [_sending(row) for row in db.execute(_INTERRUPTED)]


def _row(sending: Sending, now: int) -> dict[str, object]:
    message = sending.message
    return {
        "id": sending.id, "kind": message.kind.value, "scope": message.to.scope.value,
        "recipient": message.to.id, "round": message.to.round, "person": message.owner,
        "body": dump(message), "added_at": now,
    }  # fmt: skip


def _sending(row: Row[Any, Any, Any]) -> Sending:
    return Sending(id=row.id, message=load(Message, row.body))
