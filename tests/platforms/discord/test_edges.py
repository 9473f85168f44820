"""Where Discord and a class meet: who is an instructor just now, who can be invited, what of an
answer everybody reads, and what is said where nothing else shows.
"""

import pytest

from tests.platforms.discord.hall import SPEECH, Class, Hall, with_button
from tests.platforms.discord.playing import ballots, play
from tests.standins.discord.people import Person
from tests.standins.discord.seen import Seen
from tests.standins.discord.slash import Value

pytestmark = pytest.mark.asyncio(loop_scope="session")

THANKS = "Thank you for inviting me to "


def invited(person: Person, form: str) -> dict[str, Value]:
    """Options that ask for a round with somebody."""
    return {"with": person, "format": form}


async def told(school: Class, person: Person, text: str) -> Seen:
    """What somebody reads directly that shows a text."""
    found = await school.until(
        lambda: next((m for m in person.direct if text in m.text), None), f"{text!r} for {person}"
    )
    assert isinstance(found, Seen)
    return found


async def test_who_runs_the_server_no_more_posts_no_welcome(hall: Hall) -> None:
    school = hall.school("Ana")
    owner = school.server.owner
    greeting = await told(school, owner, THANKS)
    ina = school.server.member("Ina")
    ina.manages = True
    welcome = str(greeting.button("Post the welcome")["custom_id"])
    helped = await ina.types(ina.dm, "/debate help")
    assert helped.message is not None
    assert "The welcome is posted" in (await ina.forges(helped.message, welcome)).text
    before = len(school.room.messages)
    ina.manages = False
    assert "That is for instructors." in (await ina.forges(helped.message, welcome)).text
    assert len(school.room.messages) == before


async def test_to_invite_the_bot_is_to_ask_for_it(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    await ana.types(school.room, "/debate start", **invited(hall.discord.bot, "alone"))
    await school.until(lambda: school.room.threads, "a round with the bot")
    bot = hall.discord.bot.id
    assert hall.bot.rows("SELECT * FROM accounts WHERE external = ?", bot) == []


async def test_who_is_not_in_the_server_cannot_be_invited(hall: Hall) -> None:
    school, other = hall.school("Ana"), hall.school("Zoe")
    [ana], [zoe] = school.people, other.people
    answer = await ana.types(school.room, "/debate start", **invited(zoe, "pair"))
    assert "I can only invite people of your class." in answer.text
    assert school.room.messages == []
    assert zoe.direct == []


async def test_a_table_is_not_opened_in_a_direct_message(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    answer = await ana.types(ana.dm, "/debate start", format="pair")
    assert "A table needs others" in answer.text
    assert school.room.messages == []


async def test_what_is_wrong_is_read_by_everybody_only_if_it_is_nobodys_secret(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana = school.people[0]
    bot = hall.discord.bot.mention
    await ana.says(school.room, f"{bot} /my sides exclude:ban,limit,free")
    await told(school, ana, "You have ruled out every side here.")
    await ana.says(school.room, f"{bot} /debate status round:nowhere")
    await told(school, ana, "There is no round")
    await ana.says(school.room, f"{bot} /debate flwo")
    await hall.discord.until_message(school.room, "Did you mean /debate flow?")
    said = "".join(m.text for m in school.room.messages)
    assert "ruled out" not in said
    assert "There is no round" not in said


async def test_ones_own_place_on_the_leaderboard_is_told_directly(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    thread = await school.begins("pair", ben)
    await play(school, thread, school.people)
    await school.until(lambda: ballots(ana, thread), "the ballot")
    await ana.says(school.room, f"{hall.discord.bot.mention} /leaderboard show")
    await told(school, ana, "You are number")
    board = await hall.discord.until_message(school.room, "Leaderboard")
    assert "Ana" in board.text
    assert not [m for m in school.room.messages if "You are number" in m.text]


async def test_done_says_where_it_goes_on_only_if_it_does(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    started = await ana.types(school.room, "/debate start", format="pair")
    assert started.text == "Done. It goes on in the round's thread."
    await school.until(lambda: school.room.threads, "the thread")
    assert (await ana.types(school.room, "/debate cancel")).text == "Done."
    assert (await ana.types(ana.dm, "/debate start", format="alone")).text == "Done."


async def test_of_several_rounds_one_is_pressed(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    for _ in range(2):
        thread = await school.begins("alone")
        await school.accept(thread)
        await school.asked(thread, ana)
    await ana.writes_directly(SPEECH)
    asked = await told(school, ana, "You have several rounds")
    assert asked.buttons == ["Speak 1", "Speak 2"]
    assert "alone · running" in asked.text
    form = (await ana.presses(asked, "Speak 2")).modal
    assert form is not None
    await ana.fills(form, text=SPEECH)
    await school.until(lambda: ballots(ana, school.room.threads[0]), "the ballot of the first")
    offered = await ana.completes(school.room, "/debate ballot", "round", "")
    assert [str(one["name"]).split(" · ")[1:4] for one in offered] == [["finished", "alone", "Ana"]]
    assert with_button(ana, school.room.threads[0], "Appeal")
