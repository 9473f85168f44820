"""Signed HTTP deliveries, and the same forged, stale, tampered with, or replayed.

Signature: `v0=` HMAC-SHA256 of `v0:<timestamp>:<body>` with the app's signing secret, in
X-Slack-Signature; the timestamp in X-Slack-Request-Timestamp.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from tests.standins.slack.courier import CUT, FAILED, TIMEOUT, Envelope, Kind, Reply

if TYPE_CHECKING:
    from tests.standins.slack.stage import Stage

_FORM = "application/x-www-form-urlencoded"
_STALE = 310  # seconds: more than platforms.md's "±300 s"


class Wrong(Enum):
    """What is wrong with a delivery that Slack never sent."""

    UNSIGNED = "unsigned"
    FORGED = "signed with another secret"
    STALE = "signed, five minutes too late"
    EARLY = "signed, five minutes too early"
    TAMPERED = "changed after it was signed"


class Signing:
    """Posts envelopes to `Settings.url`."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def carry(self, stage: "Stage", envelope: Envelope, number: int) -> Reply:
        """Deliver an envelope and read its answer."""
        kind, body = packed(envelope)
        headers = signed(stage.world.app.signing_secret, body) | {"Content-Type": kind}
        if number:
            reason = envelope.reason or TIMEOUT
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        envelope.raw, envelope.headers = body, headers
        try:
            async with self.post(stage, body, headers) as response:
                text = await response.text()
        except TimeoutError:
            return Reply(reason=TIMEOUT)
        except (aiohttp.ClientError, OSError):
            return Reply(reason=CUT)
        if not 200 <= response.status < 300:
            final = response.headers.get("X-Slack-No-Retry") == "1"
            return Reply(reason=FAILED, final=final)
        return Reply(body=_answer(text))

    def post(
        self, stage: "Stage", body: bytes, headers: Mapping[str, str]
    ) -> "aiohttp.client._RequestContextManager":
        """One POST as it is."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=stage.settings.patience)
        return self._session.post(
            stage.settings.url, data=body, headers=dict(headers), timeout=limit
        )

    async def status(self, stage: "Stage", body: bytes, headers: Mapping[str, str]) -> int:
        """The status of one POST as it is."""
        async with self.post(stage, body, headers) as response:
            await response.read()
            return response.status

    async def end(self) -> None:
        """Close connections."""
        if self._session is not None:
            await self._session.close()


def packed(envelope: Envelope) -> tuple[str, bytes]:
    """Content type and body, as each kind has them."""
    if envelope.kind is Kind.EVENT:
        return "application/json", json.dumps(envelope.payload).encode()
    if envelope.kind is Kind.COMMAND:
        return _FORM, urlencode(envelope.payload).encode()
    return _FORM, urlencode({"payload": json.dumps(envelope.payload)}).encode()


def signed(secret: str, body: bytes, late: float = 0.0) -> dict[str, str]:
    """The two headers. `late`: seconds by which the timestamp is too old."""
    stamp = str(int(time.time() - late))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": "v0=" + digest.hexdigest(),
    }


def spoiled(secret: str, body: bytes, wrong: Wrong) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a delivery that is wrong in one way."""
    late = {Wrong.STALE: _STALE, Wrong.EARLY: -_STALE}.get(wrong, 0)
    headers = signed("another" if wrong is Wrong.FORGED else secret, body, late)
    if wrong is Wrong.UNSIGNED:
        headers = {}
    return body + b" " if wrong is Wrong.TAMPERED else body, headers


def _answer(text: str) -> dict[str, object] | None:
    """What the app answers: JSON, or words that only the person sees."""
    if not text:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return {"text": text}
    return found if isinstance(found, dict) else {"text": text}
