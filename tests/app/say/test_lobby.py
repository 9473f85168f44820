"""Before the first slot, in words: the table, cards, seats, briefs."""

from bot.app.say import lobby as say
from bot.app.say.talk import talker
from tests.app.house import DUEL, House, fields


async def test_the_table_shows_the_sides_that_were_asked_for(home: House) -> None:
    [lobby] = (await home.type("Ana", f"{DUEL} sides:ban,free")).all
    assert fields(lobby)[home.say("lobby.sides")] == "Ban, Free"


async def test_a_brief_leaves_out_burdens_against_sides_that_are_not_there(home: House) -> None:
    debate = await home.seat("Ana", "Ben", sides=("ban", "free"))
    on = await home.kit.store.read(lambda tx: talker(home.kit, tx, debate))
    brief = say.brief(on, debate.people[0])
    assert home.say("brief.against", side="Free") in fields(brief)
    assert home.say("brief.against", side="Limit") not in fields(brief)
