"""What a person gets for a command, a press, a shortcut or a form, looked at anew each time."""

from tests.standins.slack.api_views import pushed, shown_view
from tests.standins.slack.blocks import check_view
from tests.standins.slack.courier import Envelope
from tests.standins.slack.forms import Form
from tests.standins.slack.refusals import CannotDo, Refused
from tests.standins.slack.response_urls import answer
from tests.standins.slack.seen import Seen
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import MODAL, AnswerUrl, Body, Trigger, View

PATIENCE = 10.0  # seconds that a test waits by default
_ACTIONS = ("errors", "update", "push", "clear")


class Answer:
    """The answer to one interaction."""

    def __init__(
        self, stage: Stage, envelope: Envelope, trigger: Trigger, url: AnswerUrl | None = None
    ) -> None:
        self._stage = stage
        self.envelope = envelope
        self._trigger = trigger
        self._url = url
        self.view: View | None = None  # that was sent, for a form
        self._next: View | None = None  # that came with the acknowledgement
        envelope.then = self._take

    def __repr__(self) -> str:
        if self.failed:
            return "<no answer: the app did not respond>"
        return f"<acknowledged after {self.seconds:.3f} s: {self.messages} {self.modal or ''}>"

    @property
    def acknowledged(self) -> bool:
        """Whether the app took it in time."""
        return self.envelope.acknowledged

    @property
    def failed(self) -> bool:
        """Whether the person read that the app did not respond."""
        return self.envelope.over and not self.envelope.acknowledged

    @property
    def seconds(self) -> float:
        """How long the acknowledgement took. Raises CannotDo if there is none."""
        if not self.acknowledged:
            raise CannotDo("the app did not respond")
        return self.envelope.seconds

    @property
    def body(self) -> Body:
        """What came with the acknowledgement."""
        reply = self.envelope.reply
        return reply.body or {} if reply is not None else {}

    @property
    def messages(self) -> list[Seen]:
        """What came with the acknowledgement or through its response_url."""
        posted = self._url.posted if self._url is not None else []
        return [Seen(self._stage, one) for one in posted if not one.deleted]

    @property
    def message(self) -> Seen | None:
        """The first of them."""
        return next(iter(self.messages), None)

    @property
    def text(self) -> str:
        """Its visible text; empty if there is none."""
        return self.message.text if self.message else ""

    @property
    def modal(self) -> Form | None:
        """The form that opened by this, if it has."""
        found = self._trigger.opened or self._next
        return Form(self._stage, found) if found is not None else None

    @property
    def errors(self) -> dict[str, str]:
        """What the app found wrong in the form that was sent, by label of the input."""
        return Form(self._stage, self.view).errors if self.view is not None else {}

    async def replies(self, within: float = PATIENCE) -> Seen:
        """The first message that answers, once it is there. Raises AssertionError."""
        found = await self._stage.changes.until(
            lambda: self.message, within=within, of="a message that answers"
        )
        assert found is not None
        return found

    async def opens(self, within: float = PATIENCE) -> Form:
        """The form that opens, once it is there. Raises AssertionError."""
        found = await self._stage.changes.until(
            lambda: self.modal, within=within, of="a form to open"
        )
        assert found is not None
        return found

    def _take(self) -> None:
        """Do what the acknowledgement says: show its message, or change the form that was sent."""
        body = self.body
        try:
            if self.view is not None:
                self._change(self.view, body)
            elif self._url is not None and (set(body) & {"text", "blocks"}):
                answer(self._stage, self._url, body)
        except Refused as error:
            self._stage.violations.append(f"an acknowledgement that Slack refuses: {error}")

    def _change(self, view: View, body: Body) -> None:
        action = body.get("response_action")
        if action is None:
            view.open = False
        elif action == "errors":
            self._mark(view, body.get("errors") or {})
        elif action == "update":
            self._next = shown_view(self._stage, view, check_view(body.get("view"), (MODAL,)))
        elif action == "push":
            self._next = pushed(self._stage, view, check_view(body.get("view"), (MODAL,)))
        elif action == "clear":
            for one in self._stage.world.views.values():
                if (one.root or one.id) == (view.root or view.id):
                    one.open = False
        else:
            words = f"response_action {action!r}; there are {_ACTIONS}"
            self._stage.violations.append(words)

    def _mark(self, view: View, errors: Body) -> None:
        known = {b["block_id"] for b in view.shown["blocks"] if b["type"] == "input"}
        if not errors or set(errors) - known:
            words = f"errors beside {sorted(errors)}; inputs are {sorted(known)}"
            self._stage.violations.append(words)
        view.errors = {str(block): str(text) for block, text in errors.items()}
