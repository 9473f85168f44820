"""Somebody who types: each command in one way and one kind of place, and what they see of it.

A *way* is a slash command or a message that mentions the bot (none is needed in direct messages).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from bot.platforms.discord.definitions import NOT_SLASH
from tests.platforms.discord.hall import Class
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen
from tests.standins.discord.slash import Value

PATIENCE = 8.0
FIRST_ANSWER = 3.0  # seconds; platforms.md


class Way(Enum):
    """How a command is typed."""

    SLASH = "slash"
    MENTION = "mention"


class Where(Enum):
    """The kind of place it is typed in."""

    THREAD = "thread"
    CHANNEL = "channel"
    DIRECT = "direct"


@dataclass
class Typist:
    """Types for everybody in a class; `used` are the paths of the commands so far."""

    school: Class
    way: Way
    where: Where
    used: set[str] = field(default_factory=set)

    def place(self, person: Person) -> Room:
        """Where a person types: in the latest thread that they see, the channel, or directly."""
        room = self.school.room
        if self.where is Where.DIRECT:
            return person.dm
        seen = [t for t in room.threads if not t.private or person.name in t.members]
        return seen[-1] if self.where is Where.THREAD and seen else room

    async def thread(self, number: int) -> None:
        """Wait for the number-th thread of the class; the bot has noted it when it has answered
        something else since.
        """
        await self.school.until(lambda: self.school.room.threads[number - 1 :], "a thread")
        for person in self.school.people:
            await person.types(self.school.room, "/debate help")

    async def types(
        self, person: Person, path: str, shows: str, *, at: Room | None = None, **options: Value
    ) -> Seen:
        """Type a command and wait until something that this person sees newly shows a text."""
        self.used.add(path)
        room = at or self.place(person)
        before = {message.id: message.text for message in self._visible(person)}
        ephemeral = await self._type(person, room, path, options)

        def new() -> Seen | None:
            answers = ephemeral()
            seen = [*answers, *(m for m in self._visible(person) if before.get(m.id) != m.text)]
            return next((m for m in seen if shows in m.text and m.author != person.name), None)

        try:
            found = await self.school.until(new, f"{shows!r} after {path} of {person}", PATIENCE)
        except AssertionError as error:
            seen = [m.text for m in self._visible(person) if before.get(m.id) != m.text]
            raise AssertionError(f"instead: {seen}\n{error}") from None
        assert isinstance(found, Seen)
        return found

    async def _type(
        self, person: Person, room: Room, path: str, options: dict[str, Value]
    ) -> Callable[[], list[Seen]]:
        if self.way is Way.SLASH and path not in NOT_SLASH:
            answer = await person.types(room, f"/{path}", **options)
            assert answer.seconds < FIRST_ANSWER
            return lambda: [m for m in (answer.message, *answer.follow_ups) if m]
        given = " ".join(f"{name}:{_typed(value)}" for name, value in options.items())
        line = f"/{path} {given}" if given else path.removeprefix("debate ")
        if room == person.dm:
            await person.writes_directly(line)
        else:
            await person.says(room, f"{self.school.hall.discord.bot.mention} {line}")
        return list

    def _visible(self, person: Person) -> list[Seen]:
        rooms = [self.school.room, *self.school.room.threads]
        return [*person.direct, *(message for room in rooms for message in person.sees(room))]


def _typed(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.mention if isinstance(value, Person) else str(value)
