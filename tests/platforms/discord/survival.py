"""What a short round shows in the end, whatever happens to the bot or to Discord on the way.

A *shape* is a message without what chance decides in it: sides, marks, the bot's own words.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.platforms.discord.scenes import (
    ANSWER,
    DRILL,
    DUEL,
    REPLY,
    Class,
    ended,
    lesson,
    speeches,
)
from tests.platforms.discord.serving import prompts
from tests.platforms.forking import Parent
from tests.platforms.program import moment
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen

PATIENCE = 1.5  # seconds that people wait for an answer
TO_END = 60.0  # seconds for a round

Shown = list[list[tuple[str, ...]]]


@dataclass
class Round:
    """People who play a round whatever happens: they do again what had no answer."""

    there: Class
    form: str

    @property
    def thread(self) -> Room | None:
        """Where it is talked about; there must never be a second one."""
        threads = self.there.room.threads
        assert len(threads) <= 1, threads
        return threads[0] if threads else None

    @property
    def players(self) -> list[tuple[Person, str]]:
        ana, ben = self.there.ana, self.there.ben
        return [(ana, ANSWER)] if self.form == "drill" else [(ana, ANSWER), (ben, REPLY)]

    def over(self) -> bool:
        """Whether everybody has their ballot."""
        rooms = [self.thread] if self.form == "drill" else [p.dm for p, _ in self.players]
        return all(room is not None and ended(room) for room in rooms)

    async def act(self) -> None:
        """Whatever somebody can do now."""
        there, thread = self.there, self.thread
        status = there.bot.rows("SELECT status FROM rounds")
        if not status:
            options = DRILL if self.form == "drill" else DUEL
            await there.ana.types(there.room, "/debate start", **options)
        elif self.form == "duel" and status == [("lobby",)]:
            await self._begin()
        elif thread is not None:
            for person, text in self.players:
                await self._speak(person, thread, text)

    async def _begin(self) -> None:
        """Ben sits down; then Ana begins."""
        lobby = next((m for m in self.there.room.messages if "Begin" in m.buttons), None)
        seated = self.there.bot.rows("SELECT count(*) FROM seats WHERE person IS NOT NULL")
        if seated == [(1,)]:
            await self.there.ben.types(self.there.room, "/debate join", side="limit")
        elif lobby is not None:
            await self.there.ana.presses(lobby, "Begin")

    async def _speak(self, person: Person, thread: Room, text: str) -> None:
        said = self.there.bot.rows("SELECT 1 FROM speeches WHERE text = ?", text)
        called = prompts(thread, person)
        if called and not said:
            pressed = await person.presses(called[-1], "Speak")
            if pressed.modal is not None:
                await person.fills(pressed.modal, text=text)

    async def play(self, until: Callable[[], bool]) -> None:
        """Go on until then."""
        while not until():
            await self.act()
            await moment()


def shape(seen: Seen) -> tuple[str, ...]:
    """A message without what chance decides in it: sides, marks, the bot's words."""
    titles = [str(embed.get("title", "")) for embed in seen.embeds]
    first = re.sub(r"<.*?>|:.*? · |Head teacher|Class council|Pupil", "…", (seen.text)[:60])
    known = titles[0] if titles and titles[0] and "role" not in titles[0] else ""
    return (known.split(":")[0], " ".join(seen.buttons), "" if known else first.split("\n")[0][:20])


def posted(there: Class, form: str) -> list[list[tuple[str, ...]]]:
    """The shapes of all that was posted, room by room; confirmations aside."""
    rooms = [there.room, *there.room.threads, there.ana.dm]
    rooms += [there.ben.dm] if form == "duel" else []
    return [
        [shape(seen) for seen in room.messages if not _confirms(seen)]
        for room in rooms
    ]  # fmt: skip


def _confirms(seen: Seen) -> bool:
    return " is saved: " in seen.text or seen.text.startswith("Done.")


async def finished(there: Class, game: Round) -> Shown:
    """Everything that a round posted, once it is over; nothing is lost, doubled or out of order."""
    await asyncio.wait_for(game.play(game.over), TO_END)
    await there.until(there.settled, "end of it all")
    assert there.bot.rows("SELECT count(*) FROM outbox") == [(0,)]
    thread = game.thread
    assert thread is not None
    told = there.bot.rows("SELECT text FROM speeches WHERE state = 'delivered' ORDER BY slot")
    assert speeches(thread) == [text for (text,) in told]
    assert [text for text in speeches(thread) if text in (ANSWER, REPLY)] == [
        text for _, text in game.players
    ]
    return posted(there, game.form)


_undisturbed: dict[str, Shown] = {}


async def undisturbed(form: str, parent: Parent, short: Path, folder: Path) -> Shown:
    """What a round of a format posts where nothing happens; played when it is first asked for."""
    if form not in _undisturbed:
        folder = folder / "undisturbed"
        folder.mkdir()
        async with lesson(parent, folder, short, patience=PATIENCE) as there:
            await there.bot.start()
            _undisturbed[form] = await finished(there, Round(there, form))
    return _undisturbed[form]
