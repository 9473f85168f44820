"""What can go wrong, on demand: with requests of the app, and with deliveries to it."""

import secrets

from tests.standins.faults import Does, Fault
from tests.standins.slack.courier import Envelope, Kind, callback
from tests.standins.slack.rooms import Workspace
from tests.standins.slack.signing import Wrong, packed, spoiled
from tests.standins.slack.sockets import refresh
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import Body


class Trouble:
    """The part of a stand-in that makes trouble."""

    stage: Stage

    # ── faults of requests: the next `times` whose method matches (also response_url, upload) ────

    def limits_rates(self, *, on: bool = True, minute: float = 60.0) -> None:
        """Switch the rate limits on. `minute`: how long their minute is."""
        self.stage.rates.on, self.stage.rates.minute = on, minute

    def fails(self, method: str, status: int, times: int = 1) -> Fault:
        """Answer with an error of HTTP and do nothing."""
        fault = self.stage.faults.add(Does.ANSWERS, "*", method, times)
        fault.status = status
        return fault

    def refuses(self, method: str, error: str, times: int = 1) -> Fault:
        """Answer `{"ok": false}` with a code and do nothing."""
        fault = self.fails(method, 200, times)
        fault.error = error
        return fault

    def slows(self, method: str, retry_after: int = 1, times: int = 1) -> Fault:
        """Answer 429; Slack's Retry-After has whole seconds."""
        fault = self.fails(method, 429, times)
        fault.retry_after = retry_after
        return fault

    def loses(self, method: str, times: int = 1) -> Fault:
        """Do the work, then drop the connection: the response is lost."""
        return self.stage.faults.add(Does.LOSES, "*", method, times)

    def holds(self, method: str, times: int = 1, *, after: bool = False) -> Fault:
        """Hang until `release()`: before the work is done, or `after` it."""
        does = Does.HOLDS_AFTER if after else Does.HOLDS
        return self.stage.faults.add(does, "*", method, times)

    # ── faults of deliveries ─────────────────────────────────────────────────────────────────────

    def loses_acknowledgements(self, times: int = 1) -> None:
        """The next events are taken and acknowledged, and come again all the same."""
        self.stage.courier.lost += times

    def retries_now(self) -> None:
        """Events that wait to come again come at once."""
        self.stage.courier.hurry()

    async def sends_again(self, envelope: Envelope) -> bool:
        """The same delivery once more, with its number of attempts; whether it was taken."""
        return not (await self.stage.courier.once(self.stage, envelope)).reason

    async def replays(self, envelope: Envelope) -> int:
        """The same bytes under the same signature, as a thief of requests does; the status."""
        return await self.stage.courier.signing.status(self.stage, envelope.raw, envelope.headers)

    async def sends_wrong(self, envelope: Envelope, wrong: Wrong) -> int:
        """What a delivery held, sent with something wrong about it; the status."""
        kind, body = packed(envelope)
        body, headers = spoiled(self.stage.world.app.signing_secret, body, wrong)
        return await self.stage.courier.signing.status(
            self.stage, body, headers | {"Content-Type": kind}
        )

    async def verifies_url(self) -> bool:
        """Whether the app answers the challenge with which Slack tries a URL."""
        challenge = secrets.token_hex(8)
        payload = {"type": "url_verification", "challenge": challenge, "token": "t"}
        envelope = Envelope(kind=Kind.EVENT, payload=payload, id=challenge)
        reply = await self.stage.courier.signing.carry(self.stage, envelope, 0)
        return bool(reply.body) and challenge in str(reply.body)

    def tells(self, workspace: Workspace, event: Body) -> Envelope:
        """Any event at all, subscribed to or not."""
        assert workspace.team.install is not None
        payload = callback(self.stage, workspace.team.install, event)
        return self.stage.courier.send(self.stage, Kind.EVENT, payload)

    def cuts_sockets(self, *, down: bool = False) -> None:
        """Break all sockets without a word; `down`: none opens until `opens_sockets`."""
        self.stage.courier.sockets.down = down
        for line in list(self.stage.courier.sockets.lines):
            line.drop()

    def opens_sockets(self) -> None:
        """They open again."""
        self.stage.courier.sockets.down = False

    def refreshes_sockets(self) -> None:
        """Every socket is told that it ends, and closed, as happens every few hours."""
        for line in list(self.stage.courier.sockets.lines):
            refresh(line)

    def stalls_sockets(self) -> None:
        """The sockets stay open, and neither say nor hear anything."""
        for line in self.stage.courier.sockets.lines:
            line.stall()

    def unstalls_sockets(self) -> None:
        """They go on."""
        for line in self.stage.courier.sockets.lines:
            line.flow()
