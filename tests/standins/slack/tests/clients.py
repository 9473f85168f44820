"""Bare clients that try the stand-in: requests, a socket, a place where signed HTTP comes in."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web

from tests.standins.slack.ids import now_s
from tests.standins.slack.manifest import usual
from tests.standins.slack.server import Slack
from tests.standins.slack.state import Body

MANIFEST = usual(
    {"command": "/debate", "description": "Debate", "should_escape": True},
    {"command": "/raw", "description": "As it stands"},
    shortcuts=(
        {"type": "message", "name": "Practise", "callback_id": "practise", "description": "Argue"},
        {"type": "global", "name": "Begin", "callback_id": "begin", "description": "Begin"},
    ),
)
Answering = Callable[[Body], Body | None]


def text(words: str, kind: str = "mrkdwn") -> Body:
    return {"type": kind, "text": words}


def section(words: str) -> Body:
    return {"type": "section", "text": text(words)}


def button(words: str, action: str, **more: object) -> Body:
    return {"type": "button", "text": text(words, "plain_text"), "action_id": action, **more}


def actions(*parts: Body) -> Body:
    return {"type": "actions", "elements": list(parts)}


def speech(**more: object) -> Body:
    element = {"type": "plain_text_input", "action_id": "text", "multiline": True, **more}
    label = text("Your speech", "plain_text")
    return {"type": "input", "block_id": "speech", "label": label, "element": element}


def modal(*blocks: Body, **more: object) -> Body:
    view = {"type": "modal", "title": text("Speak", "plain_text"), "blocks": list(blocks)}
    return view | {"submit": text("Send", "plain_text"), "callback_id": "speak", **more}


class Bare:
    """Requests as they are, with a token."""

    def __init__(self, slack: Slack, token: str) -> None:
        self.slack = slack
        self.headers = {"Authorization": f"Bearer {token}"}

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()

    async def ask(self, method: str, **arguments: object) -> Body:
        """The JSON of an answer."""
        url = self.slack.api_base + method
        async with self.session.post(url, json=arguments, headers=self.headers) as response:
            answer: Body = await response.json()
            return answer

    async def error(self, method: str, **arguments: object) -> str:
        """Slack's error code; empty if it went well."""
        return str((await self.ask(method, **arguments)).get("error", ""))

    async def status(self, method: str, **arguments: object) -> tuple[int, str | None]:
        """Status of HTTP and Retry-After."""
        url = self.slack.api_base + method
        async with self.session.post(url, json=arguments, headers=self.headers) as response:
            return response.status, response.headers.get("Retry-After")

    async def answers(self, url: str, **body: object) -> tuple[int, str]:
        """Status and words of a response_url."""
        async with self.session.post(url, json=body) as response:
            return response.status, await response.text()

    @asynccontextmanager
    async def socket(self, answering: Answering = lambda _: None) -> AsyncIterator["Socket"]:
        """A socket that acknowledges with what `answering` gives for a payload."""
        headers = {"Authorization": f"Bearer {self.slack.app_token}"}
        async with self.session.post(
            self.slack.api_base + "apps.connections.open", headers=headers
        ) as response:
            url = (await response.json())["url"]
        async with self.session.ws_connect(url) as connection:
            made = Socket(self.slack, connection, answering)
            self.slack.stage.begin(made.listen())
            await self.slack.until(lambda: made.heard)
            yield made


class Socket:
    """A socket of an app. `silent`: it takes everything and acknowledges nothing."""

    def __init__(
        self, slack: Slack, connection: aiohttp.ClientWebSocketResponse, answering: Answering
    ) -> None:
        self.slack = slack
        self.heard: list[Body] = []
        self.silent = False
        self._connection = connection
        self._answering = answering

    async def listen(self) -> None:
        """Take what comes, until the end."""
        async for message in self._connection:
            body = json.loads(message.data)
            self.heard.append(body)
            if "envelope_id" in body and not self.silent:
                payload = self._answering(body["payload"])
                answer = {"envelope_id": body["envelope_id"]}
                await self._connection.send_json(answer | ({"payload": payload} if payload else {}))
            self.slack.stage.changes.happened()

    def payloads(self, kind: str) -> list[Body]:
        """What came of one kind."""
        return [one["payload"] for one in self.heard if one["type"] == kind]

    def events(self) -> list[Body]:
        """The events that came."""
        return [one["event"] for one in self.payloads("events_api")]


class Place:
    """Where signed HTTP comes in: it checks signatures as Slack's documentation says."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        self.heard: list[tuple[Body, dict[str, str]]] = []
        self.statuses: list[int] = []  # to answer with, before all is well
        self.reply: Body | None = None

    async def take(self, request: web.Request) -> web.Response:
        """One delivery."""
        body = await request.read()
        stamp = request.headers.get("X-Slack-Request-Timestamp", "0")
        base = b"v0:" + stamp.encode() + b":" + body
        digest = hmac.new(self.slack.app.signing_secret.encode(), base, hashlib.sha256)
        good = "v0=" + digest.hexdigest() == request.headers.get("X-Slack-Signature")
        if not good or abs(now_s() - int(stamp)) > 300:
            return web.Response(status=401)
        self.heard.append((_unpacked(body), dict(request.headers)))
        self.slack.stage.changes.happened()
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        found = self.heard[-1][0]
        if found.get("type") == "url_verification":
            return web.Response(text=str(found["challenge"]))
        return web.json_response(self.reply) if self.reply else web.Response()


def _unpacked(body: bytes) -> Body:
    if body.startswith(b"{"):
        found: Body = json.loads(body)
        return found
    fields = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    if "payload" in fields:
        return dict[str, Any](json.loads(fields["payload"]))
    return dict(fields)


@asynccontextmanager
async def listening(slack: Slack) -> AsyncIterator[Place]:
    """A place that the stand-in sends to."""
    place = Place(slack)
    app = web.Application()
    app.router.add_post("/slack/events", place.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.sends_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield place
    finally:
        await runner.cleanup()
