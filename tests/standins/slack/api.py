"""The server: every request is met by faults, let in, counted, worked, answered."""

import json
import secrets
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import web

from tests.standins.faults import Does, Fault
from tests.standins.slack import (
    api_chat,
    api_conversations,
    api_files,
    api_teams,
    api_views,
    response_urls,
)
from tests.standins.slack.call import Call, Method, read_body
from tests.standins.slack.manifest import scopes_of
from tests.standins.slack.refusals import Body, Refused
from tests.standins.slack.stage import Asked, Stage
from tests.standins.slack.state import Install

API = "/api/"
METHODS = {
    one.name: one
    for listed in (api_chat, api_conversations, api_files, api_teams, api_views)
    for one in listed.METHODS
}
_WORK = Callable[[web.Request, "Exchange"], Awaitable[web.Response]]


def application(stage: Stage) -> web.Application:
    """The server: Web API, answer URLs, uploads, websockets, the page that installs the app."""
    app = web.Application(client_max_size=64 * 1024 * 1024)

    async def linked(request: web.Request) -> web.StreamResponse:
        return await stage.courier.sockets.answer(request, stage)

    async def authorized(request: web.Request) -> web.Response:
        return authorize(stage, request)

    app.router.add_route("*", API + "{method}", _served(stage, _worked))
    app.router.add_post("/answer/{url}", _served(stage, _answered))
    app.router.add_post(api_files.UPLOAD + "{file}", _served(stage, _uploaded))
    app.router.add_get("/link/", linked)
    app.router.add_get("/oauth/v2/authorize", authorized)
    return app


class Exchange:
    """One request from its arrival to its answer."""

    def __init__(self, stage: Stage, request: web.Request) -> None:
        self.stage = stage
        self.name = request.match_info.get("method") or (
            "response_url" if "url" in request.match_info else "upload"
        )
        self.body: Body = {}
        self.team = ""
        self.error = ""

    def refused(self, error: Refused, status: int = 200) -> web.Response:
        """An error answer."""
        self.error = error.error
        return web.json_response(error.body(), status=status)

    def limited(self, seconds: int) -> web.Response:
        """429 with Retry-After."""
        self.error = "ratelimited"
        headers = {"Retry-After": str(seconds)}
        return web.json_response({"ok": False, "error": self.error}, status=429, headers=headers)

    def note(self, status: int) -> None:
        """Remember the request."""
        asked = Asked(
            method=self.name, body=self.body, team=self.team, status=status, error=self.error,
            at=time.monotonic(),
        )  # fmt: skip
        self.stage.requests.append(asked)
        self.stage.changes.happened()


def _served(stage: Stage, work: _WORK) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        exchange = Exchange(stage, request)
        fault = stage.faults.meet("*", exchange.name)
        response = await _met(request, exchange, fault)
        if response is None:
            try:
                response = await work(request, exchange)
            except Refused as error:
                response = exchange.refused(error)
            except Exception as error:
                stage.violations.append(f"the stand-in broke at {exchange.name}: {error!r}")
                raise
        lost = fault is not None and (fault.does is Does.LOSES or fault.abandoned)
        exchange.note(0 if lost else response.status)
        if fault is not None and fault.does is Does.HOLDS_AFTER:
            await fault.released()
            lost = fault.abandoned
        if lost and request.transport is not None:
            request.transport.abort()
        return response

    return serve


async def _met(
    request: web.Request, exchange: Exchange, fault: Fault | None
) -> web.Response | None:
    """The answer of a fault that keeps the work from being done."""
    if fault is None:
        return None
    if fault.does is Does.ANSWERS:
        exchange.body = await read_body(request) if exchange.name != "upload" else {}
        if fault.status == HTTPStatus.TOO_MANY_REQUESTS:
            return exchange.limited(int(fault.retry_after))
        if fault.error:
            return exchange.refused(Refused(fault.error), fault.status)
        return web.Response(status=fault.status, text="upstream error")
    if fault.does is Does.HOLDS:
        exchange.stage.changes.happened()
        await fault.released()
        if fault.abandoned:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
    return None


async def _worked(request: web.Request, exchange: Exchange) -> web.Response:
    stage, method = exchange.stage, METHODS.get(exchange.name)
    exchange.body = await read_body(request)
    if method is None:
        stage.violations.append(f"the stand-in does not know {exchange.name}")
        return exchange.refused(Refused("unknown_method"))
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    bearer = token if scheme == "Bearer" else str(exchange.body.pop("token", ""))
    install = _let_in(stage, method, bearer)
    exchange.team = install.team if install is not None else ""
    wait = stage.rates.take(exchange.team, method.name, method.tier)
    if not wait and method.name == "chat.postMessage":
        wait = stage.rates.post(str(exchange.body.get("channel")))
    if wait:
        return exchange.limited(wait)
    call = Call(
        stage=stage,
        method=method.name,
        body=dict(exchange.body),
        install=install,
        basic=token if scheme == "Basic" else "",
    )
    for scope in method.scopes:
        call.scoped(scope)
    made = {"ok": True} | method.handler(call)
    scopes = ",".join(sorted(install.scopes)) if install is not None else ""
    return web.json_response(made, headers={"X-OAuth-Scopes": scopes} if scopes else None)


def _let_in(stage: Stage, method: Method, token: str) -> Install | None:
    """Whose token it is. Raises Refused."""
    if method.open:
        return None
    if not token:
        raise Refused("not_authed")
    if method.app or token.startswith("xapp-"):
        if not method.app:
            raise Refused("not_allowed_token_type")
        if token != stage.world.app.token:
            raise Refused("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
        return None
    found = stage.world.installs.get(token)
    if found is None:
        raise Refused("invalid_auth")
    if found.ended:
        raise Refused(found.ended)
    return found


async def _answered(request: web.Request, exchange: Exchange) -> web.Response:
    try:
        exchange.body = json.loads(await request.text())
    except ValueError:
        return exchange.refused(Refused("invalid_payload"), HTTPStatus.BAD_REQUEST)
    url = exchange.stage.world.urls.get(request.match_info["url"])
    exchange.team = url.team if url is not None else ""
    try:
        response_urls.use(exchange.stage, url, exchange.body)
    except Refused as error:
        gone = error.error in ("expired_url", "used_url")
        return exchange.refused(error, HTTPStatus.NOT_FOUND if gone else HTTPStatus.BAD_REQUEST)
    return web.Response(text="ok")


async def _uploaded(request: web.Request, exchange: Exchange) -> web.Response:
    return await api_files.receive(exchange.stage, request)


def authorize(stage: Stage, request: web.Request) -> web.Response:
    """The page on which a person allows the app: back to the app at once, with a code.

    `as`: whose browser it is, a user's id; a real browser knows.
    """
    query, world = request.query, stage.world
    user = world.users.get(query.get("as", ""))
    asked = set(filter(None, query.get("scope", "").split(",")))
    if query.get("client_id") != world.app.client_id or user is None:
        return web.Response(status=HTTPStatus.BAD_REQUEST, text="invalid_client_id")
    if asked - set(scopes_of(world.app.manifest)):
        return web.Response(status=HTTPStatus.BAD_REQUEST, text="invalid_scope")
    code = secrets.token_hex(8)
    world.codes[code] = (user.team, user.id)
    back = {"code": code, "state": query.get("state", "")}
    target = f"{query.get('redirect_uri', '')}?{urlencode(back)}"
    return web.Response(status=HTTPStatus.FOUND, headers={"Location": target})
