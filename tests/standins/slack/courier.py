"""Deliveries to the app: by Socket Mode or signed HTTP, again if nobody acknowledges.

An *envelope* is what is delivered: an event, a command, an interaction. Events come again after
the waits of `Settings.retries`, commands and interactions never: the person reads an error.
"""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from tests.standins.slack.ids import new_id, now_s
from tests.standins.slack.manifest import hears
from tests.standins.slack.shapes import authorization
from tests.standins.slack.state import Body, Install

if TYPE_CHECKING:
    from tests.standins.slack.signing import Signing
    from tests.standins.slack.sockets import Sockets
    from tests.standins.slack.stage import Stage

TIMEOUT, FAILED, CUT = "http_timeout", "http_error", "connection_failed"


class Kind(Enum):
    """What an envelope holds, in Socket Mode's words."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTION = "interactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How one attempt ended. `reason`: empty if it was acknowledged; `body`: what came with it."""

    reason: str = ""
    body: Body | None = None
    final: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Envelope:
    """One delivery. `began`: monotonic seconds of the first attempt; `attempts`: made so far;
    `reply`: the acknowledgement; `over`: nothing more will come of it; `then`: done when it is
    acknowledged.
    """

    kind: Kind
    payload: Body
    id: str
    began: float = 0.0
    attempts: int = 0
    reason: str = ""
    reply: Reply | None = None
    seconds: float = 0.0
    over: bool = False
    then: Callable[[], None] | None = None
    raw: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def acknowledged(self) -> bool:
        """Whether the app has said that it has it."""
        return self.reply is not None


class Courier:
    """Sends envelopes. `lost`: so many acknowledgements still to be lost on their way."""

    def __init__(self, sockets: "Sockets", signing: "Signing") -> None:
        self.sockets = sockets
        self.signing = signing
        self.sent: list[Envelope] = []
        self.lost = 0
        self._hurry = asyncio.Event()

    def send(self, stage: "Stage", kind: Kind, payload: Body) -> Envelope:
        """Begin to deliver."""
        made = Envelope(kind=kind, payload=payload, id=secrets.token_hex(16))
        made.began = time.monotonic()
        self.sent.append(made)
        stage.begin(self._deliver(stage, made))
        return made

    def tell(self, stage: "Stage", install: Install | None, name: str, event: Body) -> None:
        """Send an event, if the app is installed and listens to it. `name`: as in the manifest."""
        if install is None or install.ended or not hears(stage.world.app.manifest, name):
            return
        self.send(stage, Kind.EVENT, callback(stage, install, event))

    async def once(self, stage: "Stage", envelope: Envelope) -> Reply:
        """One attempt."""
        number = envelope.attempts
        envelope.attempts += 1
        carrier = self.signing if stage.settings.url else self.sockets
        reply = await carrier.carry(stage, envelope, number)
        if not reply.reason and self.lost > 0 and envelope.kind is Kind.EVENT:
            self.lost -= 1
            reply = Reply(reason=TIMEOUT)
        return reply

    def hurry(self) -> None:
        """All that wait to come again come now."""
        self._hurry.set()
        self._hurry = asyncio.Event()

    async def _deliver(self, stage: "Stage", envelope: Envelope) -> None:
        waits = stage.settings.retries if envelope.kind is Kind.EVENT else ()
        for wait in (0.0, *waits):
            if wait:
                await self._waited(wait)
            reply = await self.once(stage, envelope)
            envelope.reason = reply.reason
            if not reply.reason:
                envelope.reply, envelope.seconds = reply, time.monotonic() - envelope.began
                if envelope.then is not None:
                    envelope.then()
                break
            stage.changes.happened()
            if reply.final:
                break
        envelope.over = True
        stage.changes.happened()

    async def _waited(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurry.wait()

    def find(self, true: Callable[[Envelope], Any]) -> list[Envelope]:
        """Those sent so far of which something is true."""
        return [one for one in self.sent if true(one)]


def callback(stage: "Stage", install: Install, event: Body) -> Body:
    """An event as it is delivered."""
    return {
        "token": "verification-token",
        "team_id": install.team,
        "context_team_id": install.team,
        "context_enterprise_id": None,
        "api_app_id": stage.world.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": now_s(),
        "authorizations": [authorization(install)],
        "is_ext_shared_channel": False,
        "event_context": secrets.token_hex(12),
    }
