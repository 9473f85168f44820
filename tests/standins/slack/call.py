"""One request to the Web API as its method takes it; who may do what where."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.standins.slack.rates import Tier
from tests.standins.slack.refusals import Refused
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import CHANNEL, DIRECT, PRIVATE, Body, Channel, Install

# Arguments that are JSON within a form or a query.
_NESTED = ("blocks", "attachments", "metadata", "view", "files", "users")
READS = {CHANNEL: "channels", PRIVATE: "groups", DIRECT: "im"}


@dataclass(slots=True, kw_only=True)
class Call:
    """A request. `install`: whose token came with it; None for methods that take none."""

    stage: Stage
    method: str
    body: Body
    install: Install | None = None
    basic: str = ""

    @property
    def who(self) -> Install:
        """The installation that asks."""
        assert self.install is not None
        return self.install

    @property
    def bot(self) -> str:
        """The bot user's id."""
        return self.who.bot.id

    def text(self, name: str) -> str:
        """An argument as text; empty if it is missing."""
        value = self.body.get(name)
        return "" if value is None else str(value)

    def wanted(self, name: str, error: str = "invalid_arguments") -> str:
        """An argument that has to be there. Raises Refused."""
        value = self.text(name)
        if not value:
            raise Refused(error)
        return value

    def yes(self, name: str) -> bool:
        """Whether a flag is set."""
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, usual: int, most: int) -> int:
        """A number from 1 to `most`. Raises Refused invalid_limit."""
        text = self.text(name) or str(usual)
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise Refused("invalid_limit")
        return int(text)

    def scoped(self, scope: str) -> None:
        """Raises Refused missing_scope."""
        if scope and scope not in self.who.scopes:
            provided = ",".join(sorted(self.who.scopes))
            raise Refused("missing_scope", needed=scope, provided=provided)

    def channel(self, name: str = "channel") -> Channel:
        """A channel that the bot can know of. Raises Refused channel_not_found."""
        found = self.stage.world.channels.get(self.text(name))
        if found is None or found.team != self.who.team:
            raise Refused("channel_not_found")
        if found.kind != CHANNEL and self.bot not in self.stage.world.members(found):
            raise Refused("channel_not_found")
        return found

    def inside(self, channel: Channel) -> None:
        """Raises Refused not_in_channel, is_archived."""
        if channel.archived:
            raise Refused("is_archived")
        if self.bot not in self.stage.world.members(channel):
            raise Refused("not_in_channel")

    def parent(self, channel: Channel) -> None:
        """Raises Refused cannot_reply_to_message for a thread of what takes no replies."""
        thread = self.text("thread_ts")
        found = channel.messages.get(thread)
        wrong = found is None or found.deleted or found.thread not in ("", found.ts)
        if thread and wrong:
            raise Refused("cannot_reply_to_message")


Handler = Callable[[Call], Body]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of the Web API. `scopes`: all that its token needs; `app`: it takes the app's own
    token; `open`: it takes none.
    """

    name: str
    handler: Handler
    tier: Tier
    scopes: tuple[str, ...] = field(default=())
    app: bool = False
    open: bool = False


async def read_body(request: web.Request) -> Body:
    """All arguments of a request: query, form and JSON, what is JSON within them taken apart.

    Raises Refused invalid_json, invalid_form_data.
    """
    found: Body = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        found |= body
    else:
        found |= {name: str(value) for name, value in (await request.post()).items()}
    for name in _NESTED:
        if isinstance(found.get(name), str):
            found[name] = _nested(name, found[name])
    return found


def _nested(name: str, text: str) -> Any:  # noqa: ANN401 - any JSON
    if name == "users":  # conversations.open takes ids with commas between them
        return text
    try:
        return json.loads(text)
    except ValueError:
        errors = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
        raise Refused(errors.get(name, "invalid_arguments")) from None
