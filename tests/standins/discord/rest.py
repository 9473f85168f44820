"""The REST server: every request is let in, met by faults, counted, read, checked, answered."""

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

from tests.standins.discord import (
    openapi,
    rest_channels,
    rest_commands,
    rest_guilds,
    rest_interactions,
    rest_messages,
)
from tests.standins.discord.call import Call, Handler, Routes, read_body
from tests.standins.discord.rates import Rate
from tests.standins.discord.refusals import Refused, refused
from tests.standins.discord.stage import Asked, Stage
from tests.standins.discord.state import File
from tests.standins.faults import Does, Fault

API = "/api/v10"
ROUTES: Routes = [
    *rest_interactions.ROUTES,
    *rest_messages.ROUTES,
    *rest_channels.ROUTES,
    *rest_guilds.ROUTES,
    *rest_commands.ROUTES,
]
_VIA = {"Via": "1.1 google"}  # discord.py takes a 429 without it for a ban by Cloudflare
_WITH_TOKEN_IN_PATH = ("/interactions/", "/webhooks/")
_BANNED, _WINDOW = 10_000, 600.0  # invalid requests in 10 min (platforms.md)
_INVALID = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


def application(stage: Stage) -> web.Application:
    """The server: REST, gateway, uploads."""
    app = web.Application(client_max_size=128 * 1024 * 1024)
    for method, path, handler in ROUTES:
        app.router.add_route(method, API + path, _served(stage, path, handler))
    app.router.add_get("/gateway", stage.gateway.answer)
    app.router.add_get("/gateway/", stage.gateway.answer)
    app.router.add_get("/attachments/{file}/{name}", _download(stage))
    app.router.add_route("*", "/{path:.*}", _unknown(stage))
    return app


def _json(
    body: object, *, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    """discord.py takes for JSON only what says `application/json` and no more."""
    packed = json.dumps(body).encode()
    return web.Response(
        body=packed, content_type="application/json", status=status, headers=headers
    )


def _download(stage: Stage) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        file = stage.world.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404)
        return web.Response(body=file.data, content_type=file.kind.partition(";")[0])

    return serve


def _unknown(stage: Stage) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        stage.violations.append(f"the stand-in does not know {request.method} {request.path}")
        return _json({"message": "404: Not Found", "code": 0}, status=404)

    return serve


class _Exchange:
    """One request from its arrival to its answer."""

    def __init__(self, stage: Stage, route: str, request: web.Request) -> None:
        self.stage = stage
        self.route = route
        self.request = request
        self.path = request.path.removeprefix(API)
        self.payload: Any = None
        self.files: list[File] = []
        self.arrived = time.monotonic()

    async def read(self) -> None:
        """Take the body in. Raises Refused."""
        self.payload, self.files = await read_body(self.request)

    def call(self) -> Call:
        """The request for its handler. Raises Refused 0 or 40333; notes a breach of the
        specification.
        """
        self._admit()
        settings = self.stage.settings
        if settings.validate and self.request.method != "GET" and self.payload is not None:
            found = openapi.violation(self.request.method, self.route, self.payload)
            if found is not None:
                self.stage.violations.append(found)
        mapping = self.payload if isinstance(self.payload, Mapping) else {}
        return Call(
            stage=self.stage,
            path=self.request.match_info,
            query=self.request.query,
            arrived=self.arrived,
            body=dict(mapping),
            listed=self.payload if isinstance(self.payload, list) else [],
            files=self.files,
        )

    def _admit(self) -> None:
        if self.path.startswith(_WITH_TOKEN_IN_PATH):
            return
        if not self.request.headers.get("User-Agent", "").startswith("DiscordBot ("):
            raise refused(40333)
        if self.request.headers.get("Authorization") != f"Bot {self.stage.settings.token}":
            raise refused(0)

    def rate(self) -> Rate:
        """What the rate limits say."""
        major = self.path.split("/")[2] if self.path.count("/") > 1 else ""
        bucket = f"{self.request.method} {self.route} {major}"
        sends = self.route.endswith(("/messages", "/messages/{message_id}"))
        counted = sends and self.request.method in ("POST", "PATCH")
        app = not self.path.startswith(_WITH_TOKEN_IN_PATH)
        return self.stage.rates.take(bucket, counted=counted and app, app=app)

    def note(self, status: int) -> None:
        """Remember the request."""
        self.stage.requests.append(
            Asked(
                method=self.request.method,
                path=self.path,
                body=self.payload,
                files=len(self.files),
                status=status,
                at=time.monotonic(),
            )
        )
        if status in _INVALID:
            self.stage.invalid.append(time.monotonic())
        self.stage.changes.happened()


def _served(
    stage: Stage, route: str, handler: Handler
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        exchange = _Exchange(stage, route, request)
        fault = stage.faults.meet(request.method, exchange.path)
        response = await _answered(exchange, handler, fault)
        lost = fault is not None and (fault.does is Does.LOSES or fault.abandoned)
        exchange.note(0 if lost else response.status)
        if fault is not None and fault.does is Does.HOLDS_AFTER:
            await fault.released()
            lost = fault.abandoned
        if lost and request.transport is not None:
            request.transport.abort()
        return response

    return serve


async def _answered(exchange: _Exchange, handler: Handler, fault: Fault | None) -> web.Response:
    stage = exchange.stage
    recent = [at for at in stage.invalid[-_BANNED:] if time.monotonic() - at < _WINDOW]
    if len(recent) >= _BANNED:
        return web.Response(status=429, text="error code: 1015")
    try:
        await exchange.read()
        stopped = await _met(exchange, fault)
        return stopped if stopped is not None else _worked(exchange, handler)
    except Refused as error:
        return _json(error.body(), status=error.status, headers=_VIA)
    except Exception as error:
        asked = f"{exchange.request.method} {exchange.path}"
        stage.violations.append(f"the stand-in broke at {asked}: {error!r}")
        raise


async def _met(exchange: _Exchange, fault: Fault | None) -> web.Response | None:
    """The answer of a fault that keeps the work from being done."""
    if fault is not None and fault.does is Does.ANSWERS:
        return _failed(fault)
    if fault is not None and fault.does is Does.HOLDS:
        exchange.stage.changes.happened()
        await fault.released()
        exchange.arrived = time.monotonic()  # what hung arrives when it is let go
        if fault.abandoned:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
    return None


def _worked(exchange: _Exchange, handler: Handler) -> web.Response:
    rate = exchange.rate()
    headers = rate.headers(f"{exchange.request.method}:{exchange.route}"[:60]) | _VIA
    if not rate.allowed:
        return _limited(rate, headers)
    status, body = handler(exchange.call())
    if body is None:
        return web.Response(status=status, headers=headers)
    return _json(body, status=status, headers=headers)


def _limited(rate: Rate, headers: dict[str, str]) -> web.Response:
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(rate.reset_after, 3),
        "global": rate.everywhere,
    }
    return _json(body, status=429, headers=headers)


def _failed(fault: Fault) -> web.Response:
    if fault.status == HTTPStatus.TOO_MANY_REQUESTS:
        rate = Rate(
            allowed=False, limit=5, remaining=0, reset_after=fault.retry_after,
            everywhere=fault.everywhere,
        )  # fmt: skip
        headers = rate.headers("") | _VIA
        del headers["X-RateLimit-Bucket"]  # the route keeps its own
        return _limited(rate, headers)
    if fault.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return web.Response(status=fault.status, text="upstream error", headers=_VIA)
    body = {"message": "refused on demand", "code": 0}
    return _json(body, status=fault.status, headers=_VIA)
