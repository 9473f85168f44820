"""Everything can be done by typing alone: as slash commands, and as messages to the bot."""

from typing import Any

import pytest

from bot.app.commands import COMMANDS
from bot.platforms.discord.definitions import NOT_SLASH
from tests.platforms.discord.hall import SPEECH, Hall, called
from tests.platforms.discord.typist import Typist, Way, Where
from tests.standins.discord.people import Person
from tests.standins.discord.refusals import CannotDo

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAYS = [(way, where) for way in Way for where in Where]


async def a_lobby(typist: Typist, ana: Person, ben: Person) -> None:
    room = typist.school.room
    await typist.types(ana, "debate start", "A table is open", at=room, format="pair")
    await typist.thread(1)
    await typist.types(ben, "debate join", "Ana, Ben")
    table = next(m for m in room.messages if "Join" in m.buttons)
    await typist.types(ben, "debate leave", "Ana")
    await typist.school.until(lambda: "Ben" not in table.text, "a table without Ben")
    await typist.types(ben, "debate join", "Ana, Ben (Ban)", side="ban")
    await typist.types(ana, "debate begin", "Your side for this round:")
    await typist.types(ana, "debate decline", "Another side is drawn for you.")
    await typist.types(ana, "debate agree", "Good. Here we go.")


async def a_slot(typist: Typist, ben: Person) -> None:
    """Ben argues the side that opens."""
    thread = typist.school.room.threads[-1]
    await typist.school.asked(thread, ben)
    await typist.types(ben, "debate status", "(round ")
    await typist.types(ben, "debate brief", "Your brief: Head teacher")
    await typist.types(ben, "debate hint", "A question to think about")
    await typist.types(ben, "debate flow", "Flow sheet")
    await typist.types(ben, "debate draft", "Draft saved (3 words)", text="Phones break attention")
    await typist.types(ben, "debate undo", "What you saved last is gone")
    await typist.types(ben, "debate extend", "That was your one extension")
    await typist.types(ben, "debate speak", "Kept (2 words", more=True, text="Phones distract")
    if typist.way is Way.MENTION:
        await typist.types(ben, "debate done", "Your opening is saved: 2 words.")
        await typist.types(ben, "debate undo", "Ben takes back: a speech.")
    await typist.types(ben, "debate speak", "saved: ", text=SPEECH)


async def an_end(typist: Typist, ana: Person, ben: Person) -> None:
    await typist.types(ana, "debate end", "Ana would like to end here.")
    await typist.types(ben, "debate decline", "Ben would rather go on")
    await typist.types(ana, "debate end", "Ana would like to end here.")
    await typist.types(ben, "debate agree", "You agreed to end here.")
    await typist.school.until(
        lambda: any("Appeal" in m.buttons for m in ben.direct), "Ben's ballot"
    )
    await typist.types(ben, "debate ballot", "Your ballot")
    await typist.types(ben, "debate ballot", "Your opening in detail", details=True)
    await typist.types(ben, "debate transcript", "The transcript, 1 speech.")
    await typist.types(ben, "debate appeal", "Your appeal is recorded", reason="My best point.")
    await typist.types(ben, "debate list", "You have 1 round")
    await typist.types(ben, "debate rematch", "A table is open")
    await typist.thread(2)
    await typist.types(ben, "debate cancel", "This table is closed.")


async def a_short_one(typist: Typist, ana: Person, ben: Person) -> None:
    """Whoever opens passes, and whoever comes then concedes."""
    room = typist.school.room
    await typist.types(ana, "debate start", "A table is open", at=room, format="pair", side="ban")
    await typist.thread(3)
    await typist.types(ben, "debate join", "Ana (Ban), Ben (Free)", side="free")
    await typist.types(ana, "debate begin", "Who argues what")
    await typist.school.asked(room.threads[-1], ana)
    await typist.types(ana, "debate pass", "Ana passes the opening.")
    await typist.types(ben, "debate concede", "Ben concedes for Free.")


async def ones_own(typist: Typist, ana: Person, ben: Person) -> None:
    await typist.types(ana, "debate help", "How this works")
    await typist.types(ana, "leaderboard show", "Leaderboard")
    await typist.types(ben, "my stats", "How Ben is doing")
    await typist.types(ben, "my history", "Your rounds")
    await typist.types(ana, "my privacy", "What is stored about you")
    await typist.types(ana, "my export", "Everything stored about you.")
    await typist.types(ana, "my sides", "You will not be given: Free.", exclude="free")
    await typist.types(ana, "my name", "Others now see you as Anna.", name="Anna")


async def a_teacher(typist: Typist, ana: Person, teacher: Person) -> None:
    room = typist.school.room
    await typist.types(ana, "debate start", "Anna", at=room, format="pair")
    await typist.types(teacher, "class list", "1 round is open.")
    await typist.types(teacher, "class move", "This round goes on here", at=room)
    await typist.types(teacher, "class cancel", "is ended, and everybody in it was told")
    await typist.types(teacher, "class welcome", "Welcome to debating")
    whom: dict[str, Any] = {"with": teacher}
    for change in ("class appoint", "class dismiss"):  # the server's role decides
        await typist.types(teacher, change, "Here nobody has to be named", **whom)


async def a_leave_taking(typist: Typist, ana: Person) -> None:
    room = typist.school.room
    await typist.types(ana, "debate start", "A table is open", at=room, format="pair")
    await typist.types(ana, "debate move", "This round goes on here", at=room)
    await typist.types(ana, "my delete", "This deletes your speeches")
    await typist.types(ana, "my delete", "Deleted.", sure=True)


@pytest.mark.parametrize(("way", "where"), WAYS)
async def test_every_command_is_typed_in_every_way_and_place(
    hall: Hall, way: Way, where: Where
) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    typist = Typist(school, way, where)
    await a_lobby(typist, ana, ben)
    await a_slot(typist, ben)
    await an_end(typist, ana, ben)
    await a_short_one(typist, ana, ben)
    await ones_own(typist, ana, ben)
    if (way, where) == (Way.SLASH, Where.DIRECT):
        with pytest.raises(CannotDo):  # instructors' commands are of a server
            await school.server.owner.types(school.server.owner.dm, "/class list")
    if where is Where.DIRECT:  # nobody can say there who is one
        teacher = school.server.owner
        await teacher.writes_directly("/class list")
        await hall.discord.until_message(teacher.dm, "Here I cannot see whether you are one")
        typist = Typist(school, way, Where.CHANNEL, used=typist.used)
    await a_teacher(typist, ana, school.server.owner)
    await a_leave_taking(typist, ana)
    assert typist.used | (NOT_SLASH if way is Way.SLASH else set()) == set(COMMANDS)
    for person in (ana, ben):
        for seen in person.notifications():
            assert seen in person.direct or seen in called_somewhere(typist, person), seen


def called_somewhere(typist: Typist, person: Person) -> list[object]:
    """The calls to speak that somebody got in any thread."""
    return [seen for thread in typist.school.room.threads for seen in called(person, thread)]
