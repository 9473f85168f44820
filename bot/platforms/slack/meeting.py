"""Who did something: their account, their name, and whether they are an instructor there.

Slack has no role for instructors. They are those whom the host names in the settings; where none
are, who installed us in the workspace, or, where nobody knows that, its owners and admins. Each can
appoint others (`/class appoint`), so for anybody else it is what the store says.
"""

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from bot.app.commands import named
from bot.app.front import Incoming
from bot.app.names import as_shown
from bot.app.ports import Account, Person, Tx
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.platforms.slack import PLATFORM, hearing
from bot.platforms.slack.hearing import Deed, Kind
from bot.platforms.slack.reception import Reception
from bot.platforms.slack.rest import Profile

MOST_ASKED = 3  # people whom a command names and whose names are looked up: it needs one
LOOKING_UP = 2.0  # seconds; then the name that came with the deed is good enough


_MENTION = re.compile(r"(?<![<\w])@\w+")  # as `typed` leaves it where Slack sends no name


class Meeting:
    """Says of a deed what the front door wants to know."""

    def __init__(self, at: Reception) -> None:
        self._at = at
        self._leads: dict[str, bool] = {}  # by address, as long as we run

    async def incoming(self, deed: Deed) -> Incoming:
        """What the front door takes. What is done directly is about a round of theirs, wherever
        that is.
        """
        accounts, homes = await self._accounts(deed)
        return Incoming(
            event=deed.event,
            account=accounts[deed.user],
            classroom="" if deed.direct and homes[deed.user] else hearing.classroom(deed.team),
            text=_naming(deed, accounts),
            place=deed.place,
            named={word: accounts[user] for word, user in deed.people.items()},
            instructor=await self._instructor(deed),
            direct=True,
            filled=deed.kind is Kind.FILLED,
            recorded=True,
        )

    async def _accounts(self, deed: Deed) -> tuple[Mapping[str, Account], Mapping[str, str | None]]:
        """Those whom a deed is about, by user id, and where they were last. The store has the name
        of whoever was met; a stranger's is looked up, unless they are only spoken of.
        """
        users = dict.fromkeys([deed.user, *deed.people.values()])
        accounts = {
            user: Account(platform=PLATFORM, external=deed.address(user), name=hearing.UNNAMED)
            for user in users
        }

        async def met(tx: Tx) -> tuple[dict[str, Person | None], dict[str, str | None]]:
            people = {user: await tx.classrooms.person_of(each) for user, each in accounts.items()}
            homes = {user: await tx.classrooms.at_home(each) for user, each in accounts.items()}
            return people, homes

        people, homes = await self._at.kit.store.read(met)
        names = {user: each.name for user, each in people.items() if each}
        about = list(deed.people.values())[:MOST_ASKED] if named(deed.text) else []
        for user in dict.fromkeys([deed.user, *about]):
            if names.get(user, hearing.UNNAMED) == hearing.UNNAMED:
                names[user] = hearing.usable_name((await self._profile(deed, user)).name)
                await self._keep_name(people[user], names[user])
        return {u: replace(a, name=names.get(u, a.name)) for u, a in accounts.items()}, homes

    async def _keep_name(self, person: Person | None, name: str) -> None:
        """A name that Slack would not tell at the first meeting."""
        if person is not None and name != hearing.UNNAMED:
            shown = as_shown(self._at.kit, Account(platform=PLATFORM, external="", name=name)).name
            await self._at.kit.store.write(lambda tx: tx.people.save(replace(person, name=shown)))

    async def _profile(self, deed: Deed, user: str) -> Profile:
        with suppress(Gone, Refused, TooLate, Trouble, TimeoutError):
            async with asyncio.timeout(LOOKING_UP):
                rest = await self._at.workspaces.rest(deed.team)
                found = await rest.profile(user)
                self._leads[deed.address(user)] = found.leads
                return found
        return Profile(name=deed.name if user == deed.user else "")

    async def _instructor(self, deed: Deed) -> bool | None:
        """Whether they are an instructor; None for what the store says."""
        if self._at.instructors:
            return True if deed.user in self._at.instructors else None
        if installer := await self._at.workspaces.installer(deed.team):
            return True if deed.user == installer else None
        asked, address = named(deed.text), deed.address(deed.user)
        if asked is not None and asked.instructors and address not in self._leads:
            await self._profile(deed, deed.user)
        return True if self._leads.get(address) else None


def _naming(deed: Deed, accounts: Mapping[str, Account]) -> str:
    """What was said, with the names of those it is about: Slack sends their ids. A command says
    `with:` whom in Slack's own words.
    """
    if named(deed.text) is not None:
        return deed.text

    def name(found: re.Match[str]) -> str:
        user = deed.people.get(found[0], "")
        shown = accounts[user].name if user else hearing.UNNAMED
        return found[0] if shown == hearing.UNNAMED else f"@{shown}"

    return _MENTION.sub(name, deed.text)
