"""Somebody who types: each command in one way, and what they see of it.

A *way* is a slash command, a message that mentions the bot, or a direct message to it.
"""

from dataclasses import dataclass, field
from enum import Enum

from bot.app.commands import GRAMMAR
from tests.platforms.slack.serving import School
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

WITHIN = 15.0


class Way(Enum):
    """How and where a command is typed."""

    SLASH = "slash commands in the channel"
    SLASH_DIRECT = "slash commands in direct messages"
    MENTION = "mentions in the thread"
    DIRECT = "direct messages"


@dataclass
class Typist:
    """Types for everybody in a school; `used` are the paths of the commands so far."""

    school: School
    way: Way
    used: set[str] = field(default_factory=set)

    async def types(self, person: Person, line: str, shows: str, *, above: bool = False) -> Seen:
        """Type a command and wait until something new that this person sees shows a text; `above`:
        in the channel, whatever the way, as it is about a new round or a place.
        """
        found = GRAMMAR.path(line.removeprefix("/").split())
        assert found is not None, line
        self.used.add(found[0])
        before = self._visible(person)
        await self._type(person, line, above=above)

        def new() -> Seen | None:
            now = self._visible(person).items()
            seen = [one for one, text in now if before.get(one) != text and shows in text]
            return next((one for one in seen if one.author != person.name), None)

        try:
            return await self.school.until(new, f"{shows!r} after {line} of {person}")
        except AssertionError as error:
            seen = [text for one, text in self._visible(person).items() if one not in before]
            raise AssertionError(f"instead: {seen}\n{error}") from None

    async def _type(self, person: Person, line: str, *, above: bool) -> None:
        room = self.school.room
        if self.way in (Way.SLASH, Way.SLASH_DIRECT):
            direct = self.way is Way.SLASH_DIRECT and not above
            answer = await person.types(person.dm if direct else room, line)
            assert answer.acknowledged
        elif self.way is Way.DIRECT and not above:
            await person.writes_directly(line)
        else:
            await person.mentions(room if above else self.thread, line)

    @property
    def thread(self) -> Room:
        """That of the latest lobby."""
        room = self.school.room
        mine = [m for m in room.messages if m.author == "debate-bot" and m.metadata]
        return room.thread(mine[-1]) if mine else room

    @property
    def about(self) -> str:
        """`round:` with the id of the latest lobby's: the workspace has other open ones."""
        [*_, table] = (m for m in self.school.room.messages if "Join" in m.buttons)
        return str(table.button("Join")[1]["action_id"]).split()[-1]

    def _visible(self, person: Person) -> dict[Seen, str]:
        there = self.school.room.everything
        mine = [one for one in there if one.message.only_for in ("", person.id)]
        return {one: one.text for one in (*mine, *person.direct)}
