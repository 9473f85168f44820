"""Makes postings of messages: looks up the names and the sides' places that showing them takes."""

from collections.abc import Sequence

from bot.app.kit import Kit, topic_of
from bot.app.messages import Message, Scope
from bot.app.ports import Tx
from bot.core.errors import NotFound
from bot.platforms.console.keyboard import Keyboard
from bot.platforms.console.posting import Posting


class Poster:
    """Remembers what it has looked up: neither a round's sides nor who sits where changes often."""

    def __init__(self, kit: Kit, keyboard: Keyboard) -> None:
        self._kit, self._keyboard = kit, keyboard
        self._sides: dict[str, tuple[str, ...]] = {}

    async def postings(self, messages: Sequence[Message]) -> list[Posting]:
        """Each message with its reader's name and its side's place."""

        async def work(tx: Tx) -> list[Posting]:
            names = await self._names(tx, messages)
            mine = await tx.listings.of_person(self._keyboard.typist, open_only=True)
            short = len(mine) <= 1
            return [await self._posting(tx, message, names, short=short) for message in messages]

        return await self._kit.store.read(work)

    async def _names(self, tx: Tx, messages: Sequence[Message]) -> dict[str, str]:
        ids = {m.to.id for m in messages if m.to.scope is Scope.PERSON}
        strangers = ids - set(self._keyboard.people)
        found = await tx.people.get(strangers) if strangers else {}
        return {person.id: person.name for person in found.values()} | {
            person: str(self._keyboard.name(person)) for person in ids - strangers
        }

    async def _posting(
        self, tx: Tx, message: Message, names: dict[str, str], *, short: bool
    ) -> Posting:
        whom = names.get(message.to.id, message.to.id)
        return Posting(
            message=message,
            to=whom,
            only_for=whom if message.private else "",
            hue=await self._hue(tx, message),
            short=short,
        )

    async def _hue(self, tx: Tx, message: Message) -> int | None:
        """The place of the message's side in the topic of its round, if it has both."""
        if message.side is None or message.to.round is None:
            return None
        try:
            sides = await self._sides_of(tx, message.to.round)
        except NotFound:  # deleted meanwhile: only its colour is lost
            return None
        return sides.index(message.side) if message.side in sides else None

    async def _sides_of(self, tx: Tx, round_id: str) -> tuple[str, ...]:
        if round_id not in self._sides:
            topic = await topic_of(self._kit, tx, await tx.rounds.get(round_id))
            self._sides[round_id] = tuple(topic.side_by_id)
        return self._sides[round_id]
