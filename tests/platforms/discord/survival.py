"""Games on Discord: short rounds whose people do again what had no answer."""

import contextlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from tests.platforms.discord.scenes import Class, ended, lesson, speeches
from tests.platforms.discord.serving import prompts
from tests.platforms.forking import Forked, Parent
from tests.platforms.lives import PATIENCE, Shape, Shown
from tests.platforms.short import ANSWER, DRILL, DUEL, REPLY
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen


@dataclass
class Round:
    """People who play a round whatever happens: they do again what had no answer."""

    there: Class
    form: str

    @property
    def bot(self) -> Forked:
        return self.there.bot

    @property
    def violations(self) -> list[str]:
        return self.there.discord.violations

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

    async def until(self, true: Callable[[], object], of: str) -> None:
        """Wait for something that is true of Discord or of the bot's database."""
        await self.there.until(true, of)

    def spoken(self) -> list[str]:
        """The speeches that its thread shows, in order."""
        assert self.thread is not None
        return speeches(self.thread)

    def posted(self) -> Shown:
        """The shapes of all that was posted, room by room; confirmations aside."""
        there = self.there
        rooms = [there.room, *there.room.threads, there.ana.dm]
        rooms += [there.ben.dm] if self.form == "duel" else []
        return [[shape(seen) for seen in room.messages if not _confirms(seen)] for room in rooms]


@contextlib.asynccontextmanager
async def game(form: str, parent: Parent, short: Path, folder: Path) -> AsyncIterator[Round]:
    """A game whose bot is not started yet; ended in any case."""
    async with lesson(parent, folder, short, patience=PATIENCE) as there:
        yield Round(there, form)


def shape(seen: Seen) -> Shape:
    """A message without what chance decides in it: sides, marks, the bot's words."""
    titles = [str(embed.get("title", "")) for embed in seen.embeds]
    first = re.sub(r"<.*?>|:.*? · |Head teacher|Class council|Pupil", "…", (seen.text)[:60])
    known = titles[0] if titles and titles[0] and "role" not in titles[0] else ""
    return (known.split(":")[0], " ".join(seen.buttons), "" if known else first.split("\n")[0][:20])


def _confirms(seen: Seen) -> bool:
    return " is saved: " in seen.text or seen.text.startswith("Done.")
