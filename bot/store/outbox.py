"""Messages to be sent, in order. A row goes when its message has arrived."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.app.messages import Message
from bot.app.ports import Sending
from bot.store.change import Change
from bot.store.session import Part, short
from bot.store.tables import outbox
from bot.store.values import dump, load

WAITING, SENDING, HELD = "waiting", "sending", "held"

_COLUMNS = (
    "id",
    "state",
    "platform",
    "kind",
    "scope",
    "recipient",
    "round",
    "person",
    "body",
    "added_at",
)
_add = Change(
    insert(outbox)
    .values({name: bindparam(name) for name in _COLUMNS})
    .on_conflict_do_nothing(index_elements=["id"])  # a step that runs again says nothing twice
)
_OLDEST = (
    select(outbox.c.seq)
    .where(outbox.c.state == WAITING, outbox.c.platform == bindparam("on"))
    .order_by(outbox.c.seq)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_ROW = (outbox.c.seq, outbox.c.id, outbox.c.body, outbox.c.platform, outbox.c.added_at)
_TAKE = update(outbox).where(outbox.c.seq.in_(_OLDEST)).values(state=SENDING).returning(*_ROW)
_THIS = select(*_ROW).where(outbox.c.id == bindparam("id"))
_SENT = delete(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
_HOLD = update(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True))).values(state=HELD)
_HELD = (
    update(outbox)
    .where(outbox.c.state == HELD, outbox.c.platform == bindparam("on"))
    .where(outbox.c.recipient == bindparam("whom"))
    .values(state=SENDING)
    .returning(*_ROW)
)
_INTERRUPTED = (
    select(*_ROW)
    .where(outbox.c.state == SENDING, outbox.c.platform == bindparam("on"))
    .order_by(outbox.c.seq)
)


class SqlOutbox(Part):
    """`Outbox` of a transaction."""

    @short
    def add(
        self, db: Connection, messages: Sequence[Sending], now: int, *, at_once: bool = False
    ) -> None:
        """Put messages at the end; one whose id is there already is left as it is."""
        state = SENDING if at_once else WAITING
        if messages:
            _add(db, [_row(sending, now) | {"state": state} for sending in messages])

    @short
    def take(self, db: Connection, platform: str, limit: int) -> list[Sending]:
        """Mark the oldest that wait for a platform as being sent and return them."""
        return _in_order(db.execute(_TAKE, {"most": limit, "on": platform}))

    @short
    def sent(self, db: Connection, ids: Collection[str]) -> None:
        """They arrived."""
        db.execute(_SENT, {"ids": list(ids)})

    @short
    def interrupted(self, db: Connection, platform: str) -> list[Sending]:
        """Rows left half-sent by a crash, oldest first."""
        return [_sending(row) for row in db.execute(_INTERRUPTED, {"on": platform})]

    @short
    def hold(self, db: Connection, ids: Collection[str]) -> None:
        """They cannot arrive as things stand: keep them until somebody asks."""
        db.execute(_HOLD, {"ids": list(ids)})

    @short
    def held(self, db: Connection, platform: str, recipient: str) -> list[Sending]:
        """What is kept for a person or a round, oldest first; then it is being sent."""
        return _in_order(db.execute(_HELD, {"on": platform, "whom": recipient}))


def standing(db: Connection, sending: str) -> Sending | None:
    """A message as it stands now."""
    row = db.execute(_THIS, {"id": sending}).one_or_none()
    return None if row is None else _sending(row)


def _in_order(rows: Iterable[Row[Any, Any, Any, Any, Any]]) -> list[Sending]:
    return [_sending(row) for row in sorted(rows, key=lambda row: row.seq)]


def _row(sending: Sending, now: int) -> dict[str, object]:
    message = sending.message
    return {
        "id": sending.id, "platform": sending.platform, "kind": message.kind.value,
        "scope": message.to.scope.value,
        "recipient": message.to.id, "round": message.to.round, "person": message.owner,
        "body": dump(message), "added_at": now,
    }  # fmt: skip


def _sending(row: Row[Any, Any, Any, Any, Any]) -> Sending:
    message = load(Message, row.body)
    return Sending(id=row.id, message=message, platform=row.platform, at=row.added_at)
