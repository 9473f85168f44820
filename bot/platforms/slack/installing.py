"""Being installed: the pages on which somebody lets us into a workspace, and what we keep of it.

The dance is Slack's OAuth, danced by slack-bolt: `/slack/install` sends a browser to Slack with a
*state*, Slack sends it back to `/slack/oauth_redirect` with that state and a *code*, and we change
the code for a token. A state is good once, in the browser that got it, for ten minutes. It lives in
memory: who comes back after a restart begins again.
"""

import html
import logging
import secrets
from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import urljoin

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.app.kit import Kit
from bot.delivery.outcomes import outcome
from bot.logs import described
from bot.platforms.slack.manifest import INSTALL, REDIRECT, SCOPES
from bot.platforms.slack.meaning import meaning
from bot.platforms.slack.rest import Line, clients
from bot.platforms.slack.sealing import Grant
from bot.platforms.slack.terms import OAuth
from bot.platforms.slack.workspaces import Installed

STATE_LIFE = 600  # seconds that somebody has to decide
MOST_STATES = 1_000  # people who decide at a time; the oldest has to begin again

# What can go wrong, in bolt's words and Slack's, as keys below `slack.install`. Anything else that
# an address may say of itself is `refused`, and is not repeated.
_REASONS = {
    "access_denied": "cancelled",
    "invalid_browser": "stale",
    "invalid_state": "stale",
    "missing_code": "stale",
    "trouble": "trouble",
}
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",  # the address of the page holds a code
}

log = logging.getLogger(__name__)
# The library writes codes into what it logs.
_silent = logging.getLogger("slack_bolt.oauth.silent")
_silent.disabled = True


class Installing:
    """The two pages."""

    def __init__(self, kit: Kit, oauth: OAuth) -> None:
        self._kit, self._oauth = kit, oauth
        self._flow: AsyncOAuthFlow | None = None
        self._states = States(kit.clock.now)

    @property
    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """What it serves."""
        return [web.get(INSTALL, self._install), web.get(REDIRECT, self._come_back)]

    def open(self, installed: Installed, line: Line) -> None:
        """Let people in; until then they are asked to come again."""
        settings = AsyncOAuthSettings(
            client_id=self._oauth.client_id,
            client_secret=self._oauth.client_secret,
            scopes=list(SCOPES),
            user_scopes=[],
            redirect_uri=f"{self._oauth.address.rstrip('/')}{REDIRECT}",
            install_page_rendering_enabled=False,
            callback_options=AsyncCallbackOptions(success=self._done, failure=self._failed),
            authorization_url=urljoin(line.api_base, "/oauth/v2/authorize"),
            installation_store=_Keeping(installed, self._kit.clock.now),
            state_store=self._states,
            state_expiration_seconds=STATE_LIFE,
            logger=_silent,
        )
        client = clients("", line)[1]
        self._flow = AsyncOAuthFlow(client=client, logger=_silent, settings=settings)

    def close(self) -> None:
        """Let nobody in any more."""
        self._flow = None

    async def _install(self, request: web.Request) -> web.Response:
        if self._flow is None:
            return await to_aiohttp_response(self._sorry("trouble"))
        # Nothing of the address goes on to Slack.
        asked = AsyncBoltRequest(body="", headers=dict(request.headers))
        return await to_aiohttp_response(await self._flow.handle_installation(asked))

    async def _come_back(self, request: web.Request) -> web.Response:
        if self._flow is None:
            return await to_aiohttp_response(self._sorry("trouble"))
        done, error = await outcome(self._handled(self._flow, await to_bolt_request(request)))
        if done is None:
            log.error("slack_not_installed %s", described(error) if error else "")
            done = self._sorry("trouble")
        return await to_aiohttp_response(done)

    async def _handled(self, flow: AsyncOAuthFlow, asked: AsyncBoltRequest) -> BoltResponse:
        async with meaning():
            return await flow.handle_callback(asked)

    async def _done(self, args: AsyncSuccessArgs) -> BoltResponse:
        name = args.installation.team_name or args.installation.team_id or ""
        return self._page("done", HTTPStatus.OK, name=name)

    async def _failed(self, args: AsyncFailureArgs) -> BoltResponse:
        reason = _REASONS.get(args.reason, "refused")
        if isinstance(args.error, _Unusable):
            reason = args.error.reason
        log.warning("slack_not_installed", extra={"why": reason})
        return self._sorry(reason)

    def _sorry(self, reason: str) -> BoltResponse:
        """A page that says why it did not work, and what to do."""
        status = HTTPStatus.SERVICE_UNAVAILABLE if reason == "trouble" else HTTPStatus.BAD_REQUEST
        return self._page(reason, status)

    def _page(self, key: str, status: HTTPStatus, **variables: object) -> BoltResponse:
        """A page of a title and a paragraph, `slack.install.KEY` and `slack.install.KEY_text`."""
        say, again = self._kit.say, f"{self._oauth.address.rstrip('/')}{INSTALL}"
        title = html.escape(say(f"slack.install.{key}", **variables))
        text = html.escape(say(f"slack.install.{key}_text", address=again))
        return BoltResponse(
            status=status,
            headers=dict(_HEADERS),
            body=(
                '<!doctype html><html lang="en"><meta charset="utf-8">'
                '<meta name="viewport" content="width=device-width">'
                f"<title>{title}</title><h1>{title}</h1><p>{text}</p></html>"
            ),
        )


class States(AsyncOAuthStateStore):
    """States that were given out and have not come back. `now` gives UTC ms."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._ends: dict[str, int] = {}

    async def async_issue(self, *_: object, **__: object) -> str:
        """A new one."""
        while len(self._ends) >= MOST_STATES:
            del self._ends[next(iter(self._ends))]
        state = secrets.token_urlsafe(32)
        self._ends[state] = self._now() + STATE_LIFE * 1000
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether it is good; it is not, from then on."""
        return self._ends.pop(state, 0) > self._now()


class _Unusable(BoltError):
    """An installation that we cannot work with; `reason` is a key below `slack.install`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Keeping(AsyncInstallationStore):
    """Where bolt puts what came of it. `now` gives UTC ms."""

    def __init__(self, installed: Installed, now: Callable[[], int]) -> None:
        self._installed, self._now = installed, now

    async def async_save(self, installation: Installation) -> None:
        """Keep it. Raises _Unusable for a whole organisation, or a token that Slack changes."""
        token, team = installation.bot_token, installation.team_id
        if installation.is_enterprise_install or not team:
            raise _Unusable("organisation")
        if installation.bot_refresh_token or not token:
            raise _Unusable("rotation")
        await self._installed.add(
            Grant(
                team=team,
                token=token,
                bot=installation.bot_user_id or "",
                installer=installation.user_id or "",
                at=self._now(),
            )
        )
