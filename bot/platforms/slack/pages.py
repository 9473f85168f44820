"""Everybody's own page, put before them when they open it and after what they did on it.

Nothing is stored for that, and nothing is lost with it: whoever opens the page again sees it as
things stand then.
"""

import asyncio
import logging

from bot.app.kit import Kit
from bot.app.ownpage import own_page
from bot.app.ports import Account
from bot.delivery.outcomes import outcome
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.logs import described
from bot.platforms.slack import PLATFORM, hearing
from bot.platforms.slack.addresses import Address
from bot.platforms.slack.home import home
from bot.platforms.slack.workspaces import Workspaces

SOON = 0.2  # seconds in which several wishes for one page become one

log = logging.getLogger(__name__)

Whose = tuple[str, str]
"""A workspace and a user of it."""


class Pages:
    """Puts pages before people, in the background. `soon` is in seconds."""

    def __init__(self, kit: Kit, workspaces: Workspaces, soon: float = SOON) -> None:
        self._kit, self._workspaces, self._soon = kit, workspaces, soon
        self._wanted: set[Whose] = set()
        self._under_way: dict[Whose, asyncio.Task[None]] = {}

    def show(self, team: str, user: str) -> None:
        """Somebody looks at their page, or it may have changed before them."""
        whose = (team, user)
        self._wanted.add(whose)
        if whose not in self._under_way:
            self._under_way[whose] = asyncio.create_task(self._work(whose))

    async def finish(self) -> None:
        """No more: whoever opens their page at the next start sees it."""
        left = list(self._under_way.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _work(self, whose: Whose) -> None:
        while whose in self._wanted:
            await asyncio.sleep(self._soon)
            await self._kit.calm.comes()
            self._wanted.discard(whose)
            _, error = await outcome(self._publish(*whose))
            if isinstance(error, Gone | Refused | TooLate | Trouble):
                log.warning("slack_no_page", extra={"what": str(error)})
            elif error is not None:
                log.error("slack_page_failed %s", described(error))
        del self._under_way[whose]  # at once: whoever wants it from now on begins anew

    async def _publish(self, team: str, user: str) -> None:
        rest = await self._workspaces.rest(team)
        external = str(Address(team=team, id=user))
        account = Account(platform=PLATFORM, external=external, name=hearing.UNNAMED)
        page = await own_page(self._kit, account, hearing.classroom(team))
        await rest.show_home(user, home(page, self._kit.say))
