"""The place of a message's side among the sides of its topic: platforms colour it by that."""

from bot.app.kit import Kit, topic_of
from bot.app.messages import Message
from bot.app.ports import Tx
from bot.core.errors import NotFound


class Hues:
    """Remembers what it has looked up: the sides of a round do not change."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._sides: dict[str, tuple[str, ...]] = {}

    async def of(self, message: Message) -> int | None:
        """From 0; None for a message without a side or a round, and for a round that is gone."""
        side, round_id = message.side, message.to.round
        if side is None or round_id is None:
            return None
        if round_id not in self._sides:
            self._sides[round_id] = await self._kit.store.read(lambda tx: self._found(tx, round_id))
        sides = self._sides[round_id]
        return sides.index(side) if side in sides else None

    async def _found(self, tx: Tx, round_id: str) -> tuple[str, ...]:
        try:
            topic = await topic_of(self._kit, tx, await tx.rounds.get(round_id))
        except NotFound:  # deleted meanwhile: only its colour is lost
            return ()
        return tuple(topic.side_by_id)
