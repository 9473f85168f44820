"""Who did something: their account, their name, and whether they are an instructor there.

Slack has no role for instructors. They are those whom the host names in the settings; where none
are, who installed us in the workspace, or, where nobody knows that, its owners and admins. Each can
appoint others (`/class appoint`), so for anybody else it is what the store says.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from bot.app.commands import named
from bot.app.front import Incoming
from bot.app.ports import Account, Tx
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.platforms.slack import PLATFORM, hearing
from bot.platforms.slack.hearing import Deed, Kind
from bot.platforms.slack.reception import Reception
from bot.platforms.slack.rest import Profile

LOOKING_UP = 2.0  # seconds; then the name that came with the deed is good enough


class Meeting:
    """Says of a deed what the front door wants to know."""

    def __init__(self, at: Reception) -> None:
        self._at = at
        self._leads: dict[str, bool] = {}  # by address, as long as we run

    async def incoming(self, deed: Deed) -> Incoming:
        """What the front door takes. What is done directly is about a round of theirs, wherever
        that is.
        """
        accounts, known = await self._accounts(deed)
        return Incoming(
            event=deed.event,
            account=accounts[deed.user],
            classroom="" if deed.direct and known else hearing.classroom(deed.team),
            text=deed.text,
            place=deed.place,
            named={word: accounts[user] for word, user in deed.people.items()},
            instructor=await self._instructor(deed),
            direct=True,
            filled=deed.kind is Kind.FILLED,
            recorded=True,
        )

    async def _accounts(self, deed: Deed) -> tuple[Mapping[str, Account], bool]:
        """Those whom a deed is about, by user id, and whether we know who did it; a name is looked
        up at the first meeting, later the store has it.
        """
        users = dict.fromkeys([deed.user, *deed.people.values()])
        accounts = {
            user: Account(platform=PLATFORM, external=deed.address(user), name=hearing.UNNAMED)
            for user in users
        }

        async def homes(tx: Tx) -> dict[str, str | None]:
            return {user: await tx.classrooms.at_home(each) for user, each in accounts.items()}

        met = await self._at.kit.store.read(homes)
        for user in (user for user, room in met.items() if room is None):
            name = hearing.usable_name((await self._profile(deed, user)).name)
            accounts[user] = replace(accounts[user], name=name)
        return accounts, met[deed.user] is not None

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
