"""The workspaces we are in, each with the calls that its token allows.

One workspace is what a token in the environment is for; with several, each has a token of its own
in the store, where installing.py puts it and sealing.py makes it unreadable.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from bot.app.kit import Kit
from bot.app.ports import Installation, Store, Tx
from bot.core.errors import BadInput
from bot.delivery.refusals import Gone
from bot.platforms.slack import PLATFORM
from bot.platforms.slack.hearing import Farewell
from bot.platforms.slack.rest import Identity, Line, Rest
from bot.platforms.slack.sealing import Grant, Seal

log = logging.getLogger(__name__)


class Workspaces(Protocol):
    """Where we are installed."""

    async def rest(self, team: str) -> Rest:
        """The calls of a workspace. Raises Gone where we are not, or no longer; Trouble."""

    async def installer(self, team: str) -> str:
        """The user id of who installed us there; empty if nobody knows."""

    async def left(self, farewell: Farewell) -> bool:
        """We were taken out of a workspace, or our token was taken back: say nothing there any
        more. Whether that was the last one there can be.
        """


class OneWorkspace:
    """The one of a token in the environment, until we are taken out of it. `since` is when the
    token was found to be good, UTC ms.
    """

    def __init__(self, rest: Rest, since: int) -> None:
        self._rest: Rest | None = rest
        self._team, self._since = rest.me.team, since

    async def rest(self, team: str) -> Rest:
        """Its calls. Raises Gone for another one."""
        if self._rest is None or team != self._team:
            raise Gone("not_in_workspace")
        return self._rest

    async def installer(self, team: str) -> str:  # noqa: ARG002 (Slack does not say of a token)
        """Nobody knows."""
        return ""

    async def left(self, farewell: Farewell) -> bool:
        """Say nothing there any more, unless this is about an earlier token."""
        if farewell.team != self._team or farewell.before(self._since):
            return False
        log.warning("slack_uninstalled", extra={"team": self._team})
        self._rest = None
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """A workspace that we are in."""

    grant: Grant
    rest: Rest


class Installed:
    """Those in the store, sealed. `load` first; what another process stores later is found too."""

    def __init__(self, kit: Kit, seal: Seal, line: Line) -> None:
        self._kit, self._seal, self._line = kit, seal, line
        self._there: dict[str, _There] = {}

    async def load(self) -> None:
        """Open them all, and seal anew what an older key sealed.

        Raises BadInput if there is one that the keys do not open.
        """
        kept = await self._kit.store.read(lambda tx: tx.installations.all(PLATFORM))
        if closed := _unreadable(kept, self._seal):
            raise BadInput("slack.check.key_wrong", count=len(closed), teams=", ".join(closed))
        for each in kept:
            self._open(each)
            if self._seal.is_old(each):
                await self._put(self._there[each.team].grant)

    async def rest(self, team: str) -> Rest:
        """The calls of a workspace. Raises Gone where we are not, or no longer."""
        return (await self._in(team)).rest

    async def installer(self, team: str) -> str:
        """Who installed us there last; empty where we are not."""
        try:
            return (await self._in(team)).grant.installer
        except Gone:
            return ""

    async def add(self, grant: Grant) -> None:
        """We were installed. Again while we are there changes the token, not who leads the class:
        any member may be allowed to install.
        """
        kept = await self._kit.store.read(lambda tx: tx.installations.get(PLATFORM, grant.team))
        if kept is not None:
            grant = replace(grant, installer=kept.installer)
        await self._put(grant)
        self._begin(grant)
        log.info("slack_installed", extra={"team": grant.team})

    async def left(self, farewell: Farewell) -> bool:
        """Erase a workspace's token, unless this is about an earlier one; others may come yet.

        Slack tells of it until we acknowledge: told again after a new installation it is old news.
        """
        team, now = farewell.team, self._kit.clock.now()

        async def work(tx: Tx) -> bool:
            if not await tx.inbox.arrive(farewell.event, "", now):
                return False
            await tx.inbox.finish(farewell.event)
            kept = await tx.installations.get(PLATFORM, team)
            if kept is None or farewell.before(kept.at):
                return False
            return await tx.installations.remove(PLATFORM, team)

        if await self._kit.store.write(work):
            self._there.pop(team, None)
            log.warning("slack_uninstalled", extra={"team": team})
        return False

    async def _in(self, team: str) -> _There:
        if team not in self._there:
            kept = await self._kit.store.read(lambda tx: tx.installations.get(PLATFORM, team))
            if kept is None:
                raise Gone("not_in_workspace")
            self._open(kept)
        return self._there[team]

    def _open(self, kept: Installation) -> None:
        grant = self._seal.opened(kept)
        if grant is None:
            log.error("slack_wrong_key", extra={"team": kept.team})
            raise Gone("wrong_key")
        self._begin(grant)

    def _begin(self, grant: Grant) -> None:
        me = Identity(user=grant.bot, team=grant.team)
        rest = Rest(me, grant.token, self._line, ended=self._forgetting(grant))
        self._there[grant.team] = _There(grant=grant, rest=rest)

    def _forgetting(self, grant: Grant) -> Callable[[], Awaitable[None]]:
        """What to do when Slack says that a token has ended and nobody had told us."""

        async def work(tx: Tx) -> None:
            kept = await tx.installations.get(PLATFORM, grant.team)
            if kept is not None and kept.at == grant.at:
                await tx.installations.remove(PLATFORM, grant.team)

        async def forget() -> None:
            there = self._there.get(grant.team)
            if there is not None and there.grant == grant:
                del self._there[grant.team]
            log.warning("slack_token_ended", extra={"team": grant.team})
            await self._kit.store.write(work)

        return forget

    async def _put(self, grant: Grant) -> None:
        closed = self._seal.closed(grant)
        await self._kit.store.write(lambda tx: tx.installations.put(closed))


async def forget_unreadable(store: Store, seal: Seal) -> list[str]:
    """Erase the installations that no key opens: their key is lost, and they have to be made
    anew. The workspaces they were in.
    """
    kept = await store.read(lambda tx: tx.installations.all(PLATFORM))
    closed = _unreadable(kept, seal)

    async def work(tx: Tx) -> None:
        for team in closed:
            await tx.installations.remove(PLATFORM, team)

    await store.write(work)
    return closed


def _unreadable(kept: list[Installation], seal: Seal) -> list[str]:
    return [each.team for each in kept if seal.opened(each) is None]
