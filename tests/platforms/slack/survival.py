"""Games on Slack: short rounds whose people do again what was not taken."""

import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.platforms.forking import Forked, Parent
from tests.platforms.lives import PATIENCE, Shape, Shown
from tests.platforms.short import ANSWER, DRILL, DUEL, REPLY
from tests.platforms.slack.playing import ballots, headed, result
from tests.platforms.slack.scenes import Class, lesson, mine, said, start
from tests.standins.slack.answers import Answer
from tests.standins.slack.courier import Envelope
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen


@dataclass
class Round:
    """People who play a round whatever happens. `asked`: what each did last, by what it was for."""

    there: Class
    form: str
    asked: dict[str, Answer] = field(default_factory=dict)
    written: Envelope | None = None

    @property
    def bot(self) -> Forked:
        return self.there.bot

    @property
    def violations(self) -> list[str]:
        return self.there.slack.violations

    @property
    def place(self) -> Room | None:
        """Where it is talked about; there must never be a second one."""
        if self.form == "drill":
            return self.there.ana.dm
        tables = self.there.tables
        assert len(tables) <= 1, tables
        return self.there.room.thread(tables[0]) if tables else None

    @property
    def players(self) -> list[tuple[Person, str]]:
        ana, ben = self.there.ana, self.there.ben
        return [(ana, ANSWER)] if self.form == "drill" else [(ana, ANSWER), (ben, REPLY)]

    def over(self) -> bool:
        """Whether everybody has their ballot, and everybody the result."""
        there = self.place is not None and result(self.place) is not None
        return there and all(ballots(person.dm) for person, _ in self.players)

    async def act(self) -> None:
        """Whatever somebody can do now."""
        there = self.there
        if there.slack.sockets:
            there.slack.retries_now()  # of a connection that is there again
        status = there.bot.rows("SELECT status FROM rounds")
        if not status:
            line = start(DRILL if self.form == "drill" else DUEL)
            await self._does("start", lambda: there.ana.types(there.room, line))
        elif self.form == "duel" and status == [("lobby",)]:
            await self._begin()
        elif self.place is not None:
            for person, text in self.players:
                await self._speak(person, self.place, text)

    async def _does(self, name: str, doing: Callable[[], Awaitable[Answer]]) -> Answer:
        """Do something, once; again where Slack said that the app did not respond."""
        last = self.asked.get(name)
        if last is None or (last.failed and not self._works()):
            last = self.asked[name] = await doing()
        return last

    def _works(self) -> bool:
        """Whether it has heard of something that it has not done yet."""
        return self.bot.rows("SELECT 1 FROM events WHERE state = 'received'") != []

    async def _begin(self) -> None:
        """Ben sits down; then Ana begins."""
        there = self.there
        lobby = next((m for m in there.tables if "Begin" in m.buttons), None)
        seated = there.bot.rows("SELECT count(*) FROM seats WHERE person IS NOT NULL")
        if seated == [(1,)]:
            line = "/debate join side:limit"
            await self._does("join", lambda: there.ben.types(there.room, line))
        elif lobby is not None:
            await self._does("begin", lambda: there.ana.presses(lobby, "Begin"))

    async def _speak(self, person: Person, place: Room, text: str) -> None:
        if self.bot.rows("SELECT 1 FROM speeches WHERE text = ?", text):
            return
        for call in mine(place, person)[-1:]:
            if self.form == "drill":
                await self._write(person, text)
            else:
                await self._fill(person, call, text)

    async def _write(self, person: Person, text: str) -> None:
        """By talking; again if Slack gave up telling it, and it was never heard."""
        if self.written is None or (self.written.over and not self.written.acknowledged):
            if self.written is not None and self._works():
                return
            seen = await person.writes_directly(text)
            told = reversed(self.there.slack.deliveries)
            self.written = next(e for e in told if seen.ts in str(e.payload))

    async def _fill(self, person: Person, call: Seen, text: str) -> None:
        """By button and form; a form that never came is asked for again."""
        name = f"form of {person.name}"
        pressed = await self._does(name, lambda: person.presses(call, "Speak"))
        form = pressed.modal
        if form is not None:
            await self._does(f"speech of {person.name}", lambda: person.fills(form, text=text))
        elif pressed.acknowledged and not self._works() and pressed.modal is None:
            del self.asked[name]

    async def until(self, true: Callable[[], object], of: str) -> None:
        """Wait for something that is true of Slack or of the bot's database."""
        await self.there.until(true, of)

    def spoken(self) -> list[str]:
        """The speeches that its place shows, in order."""
        assert self.place is not None
        return said(self.place)

    def posted(self) -> Shown:
        """The shapes of all that was posted, room by room; confirmations aside."""
        me = self.there.team.bot.name
        rooms = [self.there.room, *(person.dm for person, _ in self.players)]
        every = [
            [m for m in room.everything if m.author == me and not m.ephemeral] for room in rooms
        ]
        parted = [[one for seen in listed for one in seen.sections] for listed in every]
        return [[shape(one) for one in listed if not _passes(one)] for listed in parted]


@contextlib.asynccontextmanager
async def game(form: str, parent: Parent, short: Path, folder: Path) -> AsyncIterator[Round]:
    """A game whose bot is not started yet; ended in any case."""
    async with lesson(parent, folder, short, patience=PATIENCE) as there:
        yield Round(there, form)


def shape(seen: Seen) -> Shape:
    """A message without what chance decides in it: sides, marks, the bot's words."""
    words = re.sub(r"^\W+", "", headed(seen) or seen.text)
    kind = "" if words.startswith("Assigned role") else words.split(":")[0][:16]
    where = "thread" if seen.message.thread else ""
    pings = "" if _directly(seen) else " ".join(sorted(seen.pings))
    return where, kind, " ".join(seen.buttons), pings


def _passes(seen: Seen) -> bool:
    """Whether it need not be there: a confirmation; directly a call, once the speech took its place
    or a crash made the speech a new message.
    """
    confirms = " is saved: " in seen.text or seen.text.startswith("Done.")
    return confirms or (_directly(seen) and "Speak" in seen.buttons)


def _directly(seen: Seen) -> bool:
    """Whether it stands in direct messages, where what comes together may be one message or two."""
    return seen.message.channel.startswith("D")
