"""How people install the app in workspaces of theirs, with a browser each."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import aiohttp

from bot.platforms.slack.manifest import INSTALL
from tests.platforms.slack.serving import OUTSIDE, Inside
from tests.standins.slack.people import Person


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a browser shows."""

    status: int
    text: str


@dataclass
class Browser:
    """One person's browser: it keeps the cookie. `secrets` are the states and codes it saw."""

    hall: Inside
    person: Person
    cookie: str = ""
    secrets: list[str] = field(default_factory=list)

    async def begins(self) -> str:
        """Open our page; where it leads at Slack."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(self.hall.inside.address + INSTALL, allow_redirects=False) as answer,
        ):
            assert answer.status == 302
            [cookie] = answer.cookies.values()
            assert cookie["secure"]
            assert cookie["httponly"]
            self.cookie = f"{cookie.key}={cookie.value}"
            where = answer.headers["Location"]
        assert where.startswith(self.hall.slack.authorize_url)
        self.secrets += parse_qs(urlsplit(where).query)["state"]
        return where

    async def allows(self, where: str) -> str:
        """Say yes at Slack; where it leads back at our address."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{where}&as={self.person.id}", allow_redirects=False) as answer,
        ):
            assert answer.status == 302, await answer.text()
            back = answer.headers["Location"]
        assert back.startswith(OUTSIDE)
        self.secrets += parse_qs(urlsplit(back).query)["code"]
        return back

    async def comes_back(self, back: str) -> Page:
        """Open where Slack sent it; what it shows."""
        address = self.hall.inside.address + back.removeprefix(OUTSIDE)
        async with (
            aiohttp.ClientSession() as session,
            session.get(address, headers={"Cookie": self.cookie} if self.cookie else {}) as answer,
        ):
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            return Page(status=answer.status, text=await answer.text())

    async def installs(self) -> Page:
        """All of it."""
        return await self.comes_back(await self.allows(await self.begins()))
