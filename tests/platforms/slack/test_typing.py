"""Everything can be done by typing alone: as slash commands, and in messages to the bot."""

import pytest

from bot.app.commands import COMMANDS
from tests.platforms.discord.hall import SPEECH
from tests.platforms.slack.serving import Hall, calls, with_button
from tests.platforms.slack.typist import Typist, Way
from tests.standins.slack.people import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def a_lobby(typist: Typist, ana: Person, ben: Person) -> None:
    await typist.types(ana, "/debate start format:pair", "A table is open", above=True)
    both = f"{ana.name}, {ben.name}"
    await typist.types(ben, f"/debate join {typist.about}", both)
    await typist.types(ben, "/debate leave", ana.name)
    await typist.types(ben, f"/debate join side:ban {typist.about}", f"{both} (Ban)")
    await typist.types(ana, "/debate begin", "Your side for this round:")
    await typist.types(ana, "/debate decline", "Another side is drawn for you.")
    await typist.types(ana, "/debate agree", "Good. Here we go.")


async def a_slot(typist: Typist, ben: Person) -> None:
    """Ben argues the side that opens."""
    await typist.school.until(lambda: with_button(typist.thread, ben, "Speak"), "Ben's slot")
    await typist.types(ben, "/debate status", "(round ")
    await typist.types(ben, "/debate brief", "Your brief: Head teacher")
    await typist.types(ben, "/debate hint", "A question to think about")
    await typist.types(ben, "/debate flow", "Flow sheet")
    await typist.types(ben, "/debate draft text: Phones break attention", "Draft saved (3 words)")
    await typist.types(ben, "/debate undo", "What you saved last is gone")
    await typist.types(ben, "/debate extend", "That was your one extension")
    await typist.types(ben, "/debate speak more:true text: Phones distract", "Kept (2 words")
    await typist.types(ben, "/debate done", "Your opening is saved: 2 words.")
    await typist.types(ben, "/debate undo", f"{ben.name} takes back: a speech.")
    await typist.types(ben, f"/debate speak text: {SPEECH}", "saved: ")


async def an_end(typist: Typist, ana: Person, ben: Person) -> None:
    await typist.types(ana, "/debate end", f"{ana.name} would like to end here.")
    await typist.types(ben, "/debate decline", f"{ben.name} would rather go on")
    await typist.types(ana, "/debate end", f"{ana.name} would like to end here.")
    await typist.types(ben, "/debate agree", "You agreed to end here.")
    await typist.school.until(lambda: with_button(ben.dm, ben, "Appeal"), "Ben's ballot")
    await typist.types(ben, "/debate ballot", "Your ballot")
    await typist.types(ben, "/debate ballot details:true", "Your opening in detail")
    await typist.types(ben, "/debate transcript", "The transcript, 1 speech.")
    await typist.types(ben, "/debate appeal reason: My best point.", "Your appeal is recorded")
    await typist.types(ben, "/debate list", "You have 1 round")
    await typist.types(ben, "/debate rematch", "A table is open", above=True)
    await typist.types(ben, "/debate cancel", "This table is closed.")


async def a_short_one(typist: Typist, ana: Person, ben: Person) -> None:
    """Whoever opens passes, and whoever comes then concedes."""
    await typist.types(ana, "/debate start format:pair side:ban", "A table is open", above=True)
    seats = f"{ana.name} (Ban), {ben.name} (Free)"
    await typist.types(ben, f"/debate join side:free {typist.about}", seats)
    await typist.types(ana, "/debate begin", "Speak")
    await typist.types(ana, "/debate pass", f"{ana.name} passes the opening.")
    await typist.types(ben, "/debate concede", f"{ben.name} concedes for Free.")


async def ones_own(typist: Typist, ana: Person, ben: Person) -> None:
    await typist.types(ana, "/debate help", "How this works")
    await typist.types(ana, "/leaderboard show", "Leaderboard")
    await typist.types(ben, "/my stats", f"How {ben.name} is doing")
    await typist.types(ben, "/my history", "Your rounds")
    await typist.types(ana, "/my privacy", "What is stored about you")
    await typist.types(ana, "/my export", "Everything stored about you.")
    await typist.types(ana, "/my sides exclude:free", "You will not be given: Free.")
    await typist.types(ana, f"/my name name: {ana.name}a", f"Others now see you as {ana.name}a.")


async def a_teacher(typist: Typist, ana: Person) -> None:
    """The bot's installer is an instructor; others are whom an instructor makes one."""
    school = typist.school
    teacher, named = school.hall.team.installer, f"with:@{ana.name}"
    await typist.types(ana, "/class list", "That is for instructors.", above=True)
    await typist.types(ana, "/debate start format:pair", "A table is open", above=True)
    about = typist.about
    await typist.types(teacher, "/class list", "Open rounds of this class", above=True)
    await typist.types(teacher, f"/class appoint {named}", "is an instructor of this", above=True)
    moved, ended = "This round goes on here", "is ended, and everybody in it was told"
    await typist.types(ana, f"/class move {about}", moved, above=True)
    await typist.types(ana, f"/class cancel {about}", ended, above=True)
    await typist.types(teacher, f"/class dismiss {named}", "is not an instructor", above=True)
    await typist.types(teacher, "/class welcome", "Welcome to debating", above=True)


async def a_leave_taking(typist: Typist, ana: Person) -> None:
    await typist.types(ana, "/debate start format:pair", "A table is open", above=True)
    await typist.types(ana, "/debate move", "This round goes on here", above=True)
    await typist.types(ana, "/my delete", "This deletes your speeches")
    await typist.types(ana, "/my delete sure:true", "Deleted.")


@pytest.mark.parametrize("way", Way)
async def test_every_command_is_typed_in_every_way(hall: Hall, way: Way) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    typist = Typist(school, way)
    await a_lobby(typist, ana, ben)
    await a_slot(typist, ben)
    await an_end(typist, ana, ben)
    await a_short_one(typist, ana, ben)
    await ones_own(typist, ana, ben)
    await a_teacher(typist, ana)
    await a_leave_taking(typist, ana)
    assert typist.used == set(COMMANDS)
    for person in (ana, ben):
        called = [call for seen in school.room.messages
                  for call in calls(person, school.room.thread(seen))]  # fmt: skip
        for seen in (one for one in person.notifications() if one.author == "debate-bot"):
            assert seen in person.direct or seen in called, seen
