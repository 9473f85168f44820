"""What a person's own page shows: where their rounds stand, their figures, the board of their
class, what is stored.

Looking at it meets nobody: a *stranger*, of whom nothing is stored, sees the board and what would
be stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.app import privacy, sheets, standings
from bot.app.kit import Call, Kit
from bot.app.messages import Message
from bot.app.ports import Account, Person, Tx

_STRANGER = ""  # the id of nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A status message for each open round of theirs, newest first; what `/my stats`,
    `/leaderboard show` and `/my privacy` say. A stranger has no figures.
    """

    rounds: Sequence[Message]
    stats: Message | None
    board: Sequence[Message]
    privacy: Message


async def own_page(kit: Kit, account: Account, home: str) -> OwnPage:
    """The page of whoever has an account, in the classroom of a server or workspace, `home`, as
    things stand at one moment.
    """

    async def looked(tx: Tx) -> OwnPage:
        known = await tx.classrooms.person_of(account)
        call = Call(
            kit=kit,
            tx=tx,
            person=known or Person(id=_STRANGER, name=account.name),
            classroom=await tx.classrooms.of_home(home),
            now=kit.clock.now(),
            values={},
            anywhere=True,
        )
        return await _page(call)

    return await kit.store.read(looked)


async def _page(call: Call) -> OwnPage:
    me = call.person.id
    [stored] = await privacy.privacy(call)
    board = await standings.board(call)
    if me == _STRANGER:
        return OwnPage(rounds=(), stats=None, board=board[:1], privacy=stored)
    held = await call.tx.listings.of_person(me, open_only=True)
    mine = [debate for debate in held if debate.seat_of(me)]
    rounds = [said for debate in mine for said in await sheets.status(replace(call, debate=debate))]
    [figures] = await standings.stats(call)
    return OwnPage(rounds=rounds, stats=figures, board=board, privacy=stored)
