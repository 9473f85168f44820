"""Use cases for instructors: what goes on in their classroom, ending a round of it, and the welcome
with which a class begins. Moving a round is in whereabouts.py.
"""

from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.moves import made
from bot.app.say import classroom as say
from bot.app.say import talk
from bot.core import ending


async def rounds(call: Call) -> list[Message]:
    """Every open round of the classroom: who debates what with whom, and whose slot it is; and who
    asked for a second look at their ballot lately.
    """
    found = await call.tx.listings.open_in(call.classroom)
    talkers = [await talk.talker(call.kit, call.tx, debate) for debate in found]
    asked = []
    for appeal in await call.tx.listings.appealed_in(call.classroom, say.MOST_APPEALS):
        debate = await call.tx.rounds.get(appeal.round)
        asked.append((await talk.talker(call.kit, call.tx, debate), appeal))
    return [say.listing(call, talkers, asked)]


async def cancel(call: Call) -> list[Message]:
    """End a round without ballots, whoever opened it; everybody in it is told who did.

    Raises IllegalMove for one that is over, or whose ballots are being written.
    """
    after = ending.cancel(call.round, call.now)
    said = say.cancelled(await talk.talker(call.kit, call.tx, after), call.person)
    return await made(call, after, said, undo="cancel", by_instructor=True)


async def welcome(call: Call) -> list[Message]:
    """What a class reads first, for all to see."""
    return [say.welcome(call)]
