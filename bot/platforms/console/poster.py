"""Makes postings of messages: looks up the names and the sides' places that showing them takes."""

from collections.abc import Sequence

from bot.app.hues import Hues
from bot.app.kit import Kit
from bot.app.messages import Message, Scope
from bot.app.ports import Tx
from bot.platforms.console.keyboard import Keyboard
from bot.platforms.console.posting import Posting


class Poster:
    """Looks up what showing messages at one keyboard takes."""

    def __init__(self, kit: Kit, keyboard: Keyboard) -> None:
        self._kit, self._keyboard = kit, keyboard
        self._hues = Hues(kit)

    async def postings(self, messages: Sequence[Message]) -> list[Posting]:
        """Each message with its reader's name and its side's place."""
        hues = [await self._hues.of(message) for message in messages]

        async def work(tx: Tx) -> list[Posting]:
            names = await self._names(tx, messages)
            mine = await tx.listings.of_person(self._keyboard.typist, open_only=True)
            short = len(mine) <= 1
            return [
                _posting(message, names, hue=hue, short=short)
                for message, hue in zip(messages, hues, strict=True)
            ]

        return await self._kit.store.read(work)

    async def _names(self, tx: Tx, messages: Sequence[Message]) -> dict[str, str]:
        ids = {m.to.id for m in messages if m.to.scope is Scope.PERSON}
        strangers = ids - set(self._keyboard.people)
        found = await tx.people.get(strangers) if strangers else {}
        return {person.id: person.name for person in found.values()} | {
            person: str(self._keyboard.name(person)) for person in ids - strangers
        }


def _posting(message: Message, names: dict[str, str], *, hue: int | None, short: bool) -> Posting:
    whom = names.get(message.to.id, message.to.id)
    only_for = whom if message.private else ""
    return Posting(message=message, to=whom, only_for=only_for, hue=hue, short=short)
