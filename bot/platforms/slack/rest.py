"""Slack's Web API as far as we use it, and the addresses at which an interaction is answered.

Errors come back as what they mean to us (meaning.py). A message is named by its channel and its
*ts*; a thread by the ts of its first message.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.refusals import Gone, TooLate, Trouble
from bot.drawing.attached import Attached
from bot.platforms.slack.meaning import SERVERS_FAULT, WAIT, Ended, meaning
from bot.platforms.slack.parts import Json

PAUSE = 1.0  # seconds between messages in one channel; platforms.md
LOOK_BACK = 200  # messages of a place in which a lost one is looked for
_EDITED = ("text", "blocks", "metadata", "parse", "link_names")
_ANSWERED = ("text", "blocks", "parse", "link_names")

Ending = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in a workspace."""

    user: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What all workspaces share: the connections, where Slack is, and the pause (seconds) between
    messages in one channel.
    """

    session: ClientSession
    api_base: str
    pause: float = PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person as Slack knows them. `leads`: they own or administer the workspace."""

    name: str
    leads: bool = False


class Rest:
    """The calls we make in one workspace, as `me`. One client tries again what a server's fault
    kept from being done; the one that posts does not: what it posts would stand there twice if only
    the response had been lost. `ended` is called when Slack says that the token is no more.
    """

    def __init__(self, me: Identity, token: str, line: Line, ended: Ending | None = None) -> None:
        self.me, self._ended = me, ended
        self._client, self._posting = clients(token, line)
        self._session, self._pace = line.session, Pace(line.pause)
        self._direct: dict[str, str] = {}

    # ── messages ────────────────────────────────────────────────────────────────────────────────

    async def post(self, channel: str, body: Mapping[str, object], thread: str = "") -> str:
        """Post a message in a channel or a thread of it; its ts."""
        under = {"thread_ts": thread} if thread else {}
        given = {"channel": channel, **under, **body}
        async with self._pace.kept(channel), self._meaning():
            made = await self._posting.api_call("chat.postMessage", json=given)
        return str(made["ts"])

    async def edit(self, channel: str, ts: str, body: Mapping[str, object]) -> None:
        """Put a body in the place of a message of ours."""
        given = {"channel": channel, "ts": ts, **_some(body, _EDITED)}
        async with self._pace.kept(channel), self._meaning():
            await self._client.api_call("chat.update", json=given)

    async def whisper(
        self, channel: str, user: str, body: Mapping[str, object], thread: str = ""
    ) -> None:
        """Show something to one person alone, until their client starts anew."""
        under = {"thread_ts": thread} if thread else {}
        given = {"channel": channel, "user": user, **under, **_some(body, _ANSWERED)}
        async with self._meaning():
            await self._posting.api_call("chat.postEphemeral", json=given)

    async def respond(self, url: str, body: Mapping[str, object]) -> None:
        """Answer an interaction for the person alone, at the address that came with it."""
        given = {"response_type": "ephemeral", "replace_original": False, **_some(body, _ANSWERED)}
        async with meaning(), self._session.post(url, json=given) as answer:
            if answer.status >= SERVERS_FAULT or answer.status == WAIT:
                raise Trouble(f"Slack answered {answer.status}")
            if not answer.ok:
                raise TooLate(f"Slack answered {answer.status}")

    async def latest(
        self, channel: str, since: int | None, thread: str = ""
    ) -> list[dict[str, Any]]:
        """The messages of a channel, or of a thread, since a time in ms, or without one the last;
        with their metadata.
        """
        oldest = None if since is None else f"{since / 1000:.6f}"
        async with self._meaning():
            if thread:
                found = await self._client.conversations_replies(
                    channel=channel, ts=thread, oldest=oldest, limit=LOOK_BACK,
                    include_all_metadata=True,
                )  # fmt: skip
            else:
                found = await self._client.conversations_history(
                    channel=channel, oldest=oldest, limit=LOOK_BACK, include_all_metadata=True
                )
        return list(found["messages"])

    # ── places and people ───────────────────────────────────────────────────────────────────────

    async def direct(self, user: str) -> str:
        """The channel of direct messages with a person."""
        if user not in self._direct:
            async with self._meaning():
                found = await self._client.conversations_open(users=user)
            self._direct[user] = str(found["channel"]["id"])
        return self._direct[user]

    async def may_write(self, channel: str) -> bool:
        """Whether we are in a channel."""
        try:
            async with self._meaning():
                found = await self._client.conversations_info(channel=channel)
        except Gone:
            return False
        return bool(found["channel"].get("is_member") and not found["channel"].get("is_archived"))

    async def profile(self, user: str) -> Profile:
        """A person; their name is what others read."""
        async with self._meaning():
            found = (await self._client.users_info(user=user))["user"]
        profile = found.get("profile") or {}
        names = (profile.get("display_name"), profile.get("real_name"), found.get("name"))
        name = next((str(name) for name in names if name), "")
        return Profile(name=name, leads=bool(found.get("is_owner") or found.get("is_admin")))

    # ── forms and files ─────────────────────────────────────────────────────────────────────────

    async def open_form(self, trigger: str, view: Json) -> None:
        """Show a form, within three seconds of what somebody did. Raises TooLate."""
        async with self._meaning():
            await self._client.views_open(trigger_id=trigger, view=view)

    async def change_form(self, view_id: str, kept: str, view: Json) -> None:
        """Show a form anew, unless it is another one than that of this hash by now."""
        async with self._meaning():
            await self._client.views_update(view_id=view_id, hash=kept, view=view)

    async def show_home(self, user: str, view: Json) -> None:
        """Put a view on somebody's page."""
        async with self._meaning():
            await self._client.views_publish(user_id=user, view=view)

    async def upload(self, file: Attached, channel: str = "", thread: str = "") -> str:
        """Upload a file and share it in a channel, or in none; its id."""
        alt = {"alt_txt": file.alt} if file.alt else {}
        async with self._meaning():
            given = await self._client.files_getUploadURLExternal(
                filename=file.name, length=len(file.data), **alt
            )
            async with self._session.post(str(given["upload_url"]), data=file.data) as answer:
                if not answer.ok:
                    raise Trouble(f"Slack took no file: {answer.status}")
            listed: list[dict[str, str | None]] = [
                {"id": str(given["file_id"]), "title": file.name}
            ]
            async with self._pace.kept(channel):
                await self._posting.files_completeUploadExternal(
                    files=listed, channel_id=channel or None, thread_ts=thread or None
                )
        return str(given["file_id"])

    @asynccontextmanager
    async def _meaning(self) -> AsyncIterator[None]:
        try:
            async with meaning():
                yield
        except Ended:
            if self._ended is not None:
                await self._ended()
            raise


class Pace:
    """One thing after the other in a channel, with a pause between them."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._locks: dict[str, asyncio.Lock] = {}
        self._free: dict[str, float] = {}

    @asynccontextmanager
    async def kept(self, channel: str) -> AsyncIterator[None]:
        """Alone there, once the pause is over; no channel at all keeps nobody waiting."""
        if not channel:
            yield
            return
        clock = asyncio.get_running_loop().time
        async with self._locks.setdefault(channel, asyncio.Lock()):
            if (wait := self._free.get(channel, 0.0) - clock()) > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                self._free[channel] = clock() + self._pause


async def identity(token: str, line: Line) -> Identity:
    """Whom a token is for. Raises NotAllowed, Trouble."""
    async with meaning():
        found = await clients(token, line)[0].auth_test()
    return Identity(user=str(found["user_id"]), team=str(found["team_id"]))


def clients(token: str, line: Line) -> tuple[AsyncWebClient, AsyncWebClient]:
    """A client that tries again what is harmless to do twice, and one that only waits when it is
    asked to. Neither sends anew what a lost connection may have brought there.
    """
    wait, retry = AsyncRateLimitErrorRetryHandler, AsyncServerErrorRetryHandler
    made = [
        AsyncWebClient(
            token=token, base_url=line.api_base, session=line.session,
            retry_handlers=[handler() for handler in handlers],
        )
        for handlers in ((wait, retry), (wait,))
    ]  # fmt: skip
    return made[0], made[1]


def _some(body: Mapping[str, object], names: tuple[str, ...]) -> Json:
    return {name: body[name] for name in names if name in body}
