"""Whom a new round is for: who is invited to it, where others can come, and that nobody is pressed.

To be named enrols nobody in a classroom: who comes then belongs to it.
"""

import re
from collections.abc import Sequence

from bot.app.kit import Call
from bot.app.names import as_shown
from bot.app.ports import Account, Person
from bot.core.errors import BadInput, IllegalMove, NotFound

INVITATIONS = 3  # of one person by the same one, within …
INVITED_WITHIN = 10 * 60_000  # … so many ms
_MENTION = re.compile(r"<@[^>]*>")  # somebody of a platform whom it did not tell us about


def check_company(call: Call) -> None:
    """Raises BadInput for a round with others that is asked for where nobody else can come."""
    values, usual = call.values, call.kit.habits.format
    others = values.get("with") or values.get("opponent") == "people"
    direct = call.place is not None and call.place.direct
    if direct and (others or call.kit.form(values.get("format") or usual).lobby):
        raise BadInput("error.table_direct", format=usual)


async def check_patience(call: Call, invited: Sequence[str]) -> None:
    """Raises IllegalMove for whoever has invited the same person a few times just now."""
    lately = await call.tx.listings.hosted(call.person.id, call.now - INVITED_WITHIN)
    for person in invited:
        if sum(person in debate.terms.invited for debate in lately) >= INVITATIONS:
            raise IllegalMove("error.invited_often", most=INVITATIONS)


async def invited(call: Call) -> list[Person]:
    """Whom `with:` names: nobody or one. Raises BadInput or NotFound for anybody else."""
    name = call.values.get("with", "").lstrip("@")
    if not name:
        return []
    if is_stranger(call, name):
        raise BadInput("error.cannot_invite")
    people = await known_as(call, name)
    others = [person for person in people if person.id != call.person.id]
    if not others:
        raise NotFound("error.no_such_person", name=name)
    if call.values.get("opponent") == "bot":
        raise BadInput("error.with_bot")
    if len(others) > 1:
        raise BadInput("error.which_person", name=name)
    return others


def is_stranger(call: Call, name: str) -> bool:
    """Whether a name stands for an account that the platform did not tell us about."""
    return _account(call, name) is None and _MENTION.fullmatch(name) is not None


async def known_as(call: Call, name: str) -> list[Person]:
    """People of the classroom by a name, or the one whose account it stands for."""
    account = _account(call, name)
    if account is None:
        return await call.tx.people.named(call.classroom, name)
    # Only the one who comes belongs here: to be named enrols nobody.
    return [await call.tx.people.known(as_shown(call.kit, account), "", call.kit.new_id())]


def _account(call: Call, name: str) -> Account | None:
    return call.named.get(name) or call.named.get(f"@{name}")
