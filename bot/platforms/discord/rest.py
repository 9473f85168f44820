"""Discord's REST as far as we use it, through discord.py's client, which obeys the rate limits.

Errors come back as what they mean to us: `Gone` (nothing can be written there), `TooLate` (an
interaction that can no longer be answered), `Refused` (our request is wrong), `Trouble` (later,
perhaps). Ids are Discord's, as text.
"""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp
import discord
from discord.http import HTTPClient, Route

from bot.core.errors import Fault
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.platforms.discord.rendering import Payload

Json = dict[str, Any]
T = TypeVar("T")

PUBLIC_THREAD, PRIVATE_THREAD = 11, 12
ARCHIVE_AFTER = 10_080  # minutes without a word, the longest that Discord takes: a week
LONGEST_THREAD_NAME = 100
PAUSES = (0.1, 0.4)  # seconds before what somebody waits for is tried again

# Codes of Discord's documentation ("JSON error codes").
_GONE = frozenset({
    10003,  # unknown channel
    10004,  # unknown server
    10008,  # unknown message
    50001,  # missing access
    50007,  # this person takes no direct messages
    50008,  # not a text channel
    50013,  # missing permissions
    50024,  # cannot do that in a channel of this kind
    50083,  # the thread is archived
    50278,  # no server in common with this person any more
    160005,  # the thread is locked
    160006,  # too many active threads
})  # fmt: skip
_TOO_LATE = frozenset({10062, 10015, 50027})  # unknown interaction or webhook, expired token
_ANSWERED = 40060
_THREAD_IS_THERE = 160004


class Rest:
    """The calls we make."""

    def __init__(self, http: HTTPClient, application: str) -> None:
        self._http, self.application = http, application

    async def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 (JSON)
        """What stands at a path such as `/users/@me`."""
        async with _meaning():
            return await self._http.request(Route("GET", path), params=query)

    async def send(self, channel: str, payload: Payload, nonce: str) -> str:
        """Post a message; its id. The same nonce posts nothing twice within some minutes."""
        body = {**payload.body, "nonce": nonce, "enforce_nonce": True}
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        return str((await self._with_files(route, body, payload))["id"])

    async def edit(self, channel: str, message: str, payload: Payload) -> None:
        """Put a payload in the place of a message of ours."""
        path = "/channels/{channel_id}/messages/{message_id}"
        route = Route("PATCH", path, channel_id=channel, message_id=message)
        await self._with_files(route, _whole(payload.body), payload)

    async def latest(self, channel: str, count: int) -> list[Json]:
        """The latest messages of a channel, newest first."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
        async with _meaning():
            found: list[Json] = await self._http.request(route, params={"limit": count})
        return found

    async def thread_from(self, channel: str, message: str, name: str) -> str:
        """The thread of a message, made if there is none yet; its id is the message's."""
        path = "/channels/{channel_id}/messages/{message_id}/threads"
        route = Route("POST", path, channel_id=channel, message_id=message)
        body = {"name": name[:LONGEST_THREAD_NAME], "auto_archive_duration": ARCHIVE_AFTER}
        try:
            async with _meaning():
                return str((await self._http.request(route, json=body))["id"])
        except Refused as refused:
            if refused.args == (str(_THREAD_IS_THERE),):
                return message
            raise

    async def private_thread(self, channel: str, name: str) -> str:
        """A new thread that only those see who are put into it."""
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=channel)
        body = {
            "name": name[:LONGEST_THREAD_NAME],
            "type": PRIVATE_THREAD,
            "invitable": False,
            "auto_archive_duration": ARCHIVE_AFTER,
        }
        async with _meaning():
            return str((await self._http.request(route, json=body))["id"])

    async def put_into(self, thread: str, user: str) -> None:
        """Add a person to a thread."""
        path = "/channels/{channel_id}/thread-members/{user_id}"
        async with _meaning():
            await self._http.request(Route("PUT", path, channel_id=thread, user_id=user))

    async def direct(self, user: str) -> str:
        """The channel of direct messages with a person."""
        async with _meaning():
            body = {"recipient_id": user}
            found = await self._http.request(Route("POST", "/users/@me/channels"), json=body)
            return str(found["id"])

    async def react(self, channel: str, message: str, emoji: str) -> None:
        """Put a reaction under somebody's message."""
        path = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"
        route = Route("PUT", path, channel_id=channel, message_id=message, emoji=emoji)
        async with _meaning():
            await self._http.request(route)

    async def respond(self, event: str, token: str, kind: int, payload: Payload | None) -> None:
        """The one first answer to an interaction. Answered already counts as answered."""
        path = "/interactions/{webhook_id}/{webhook_token}/callback"
        route = Route("POST", path, webhook_id=event, webhook_token=token)
        body: Json = {"type": kind}
        if payload is not None:
            body["data"] = payload.body
        try:
            await self._with_files(route, body, payload or Payload(body={}))
        except Refused as refused:
            if refused.args != (str(_ANSWERED),):
                raise

    async def fulfil(self, token: str, payload: Payload) -> None:
        """Put the answer in the place of the first one, as often as is needed."""
        path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        route = Route("PATCH", path, webhook_id=self.application, webhook_token=token)
        body = {key: value for key, value in payload.body.items() if key != "flags"}
        await self._with_files(route, body, payload)

    async def follow(self, token: str, payload: Payload) -> None:
        """Say something more; a repeated call may say it twice, so nothing that matters."""
        path = "/webhooks/{webhook_id}/{webhook_token}"
        route = Route("POST", path, webhook_id=self.application, webhook_token=token)
        await self._with_files(route, payload.body, payload)

    async def commands(self) -> list[Json]:
        """The commands that Discord knows of us."""
        found: list[Json] = await self.get(
            f"/applications/{self.application}/commands", with_localizations="true"
        )
        return found

    async def put_commands(self, definitions: Sequence[Mapping[str, object]]) -> None:
        """These are our commands now, everywhere."""
        route = Route("PUT", f"/applications/{self.application}/commands")
        async with _meaning():
            await self._http.request(route, json=list(definitions))

    async def _with_files(self, route: Route, body: Json, payload: Payload) -> Json:
        async with _meaning():
            if not payload.files:
                answer = await self._http.request(route, json=body)
            else:
                files = [discord.File(io.BytesIO(f.data), f.name) for f in payload.files]
                form: list[Json] = [{"name": "payload_json", "value": json.dumps(body)}]
                form += [
                    {"name": f"files[{n}]", "value": file.fp, "filename": file.filename}
                    for n, file in enumerate(files)
                ]
                answer = await self._http.request(route, files=files, form=form)
        return answer if isinstance(answer, dict) else {}


async def insist(doing: Callable[[], Awaitable[T]]) -> T:
    """Do what changes nothing when it is done twice, and try again at once where there is trouble:
    somebody waits for it. Raises what the last try raised.
    """
    for pause in PAUSES:
        try:
            return await doing()
        except Trouble:
            await asyncio.sleep(pause)
    return await doing()


def _whole(body: Json) -> Json:
    """A body that leaves nothing of the message before it."""
    return {"content": "", "embeds": [], "components": [], "attachments": []} | body


@asynccontextmanager
async def _meaning() -> AsyncIterator[None]:
    """Whatever goes wrong inside, as what it means to us."""
    try:
        yield
    except discord.LoginFailure:
        raise
    except discord.DiscordServerError as error:
        raise Trouble(f"Discord answered {error.status}") from None
    except discord.HTTPException as error:
        raise _meant(error) from None
    except (aiohttp.ClientError, OSError, TimeoutError, RuntimeError) as error:
        raise Trouble(f"no answer from Discord: {type(error).__name__}") from None


def _meant(error: discord.HTTPException) -> Fault:
    if error.code in _TOO_LATE:
        return TooLate(str(error.code))
    if error.code in _GONE or error.status == 404:  # noqa: PLR2004 (the code of HTTP)
        return Gone(error.code)
    # A token that was reset, and what stands before Discord: not about this message.
    if error.status == 401 or (error.status == 403 and error.code == 0):  # noqa: PLR2004
        return Trouble(f"Discord answered {error.status}")
    if error.status == 429:  # noqa: PLR2004 (as above)
        return Trouble("Discord asks us to wait")
    return Refused(str(error.code))
