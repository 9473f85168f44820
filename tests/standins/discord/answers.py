"""What a person gets for an interaction: the first answer, what follows, what they see now."""

from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.rest_interactions import OPEN_FORM, SUGGEST
from tests.standins.discord.seen import Form, Seen
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import Body, First, Interaction

PATIENCE = 30.0  # seconds that a test waits by default; machines are shared


class Answer:
    """The answer to one interaction, looked at anew each time."""

    def __init__(self, stage: Stage, given: Interaction) -> None:
        self._stage = stage
        self.interaction = given
        self._form: Form | None = None

    def __repr__(self) -> str:
        if self.first is None:
            return "<no answer: The application did not respond>"
        return f"<answer of type {self.first.type} after {self.seconds:.3f} s: {self.message!r}>"

    @property
    def first(self) -> First | None:
        """The first answer: `type`, `data`, `at`, `seconds`; None if there was none in time."""
        return self.interaction.first

    @property
    def failed(self) -> bool:
        """Whether the person read "The application did not respond"."""
        return self.first is None

    @property
    def seconds(self) -> float:
        """How long the first answer took. Raises CannotDo if there is none."""
        return self._answered().seconds

    def _answered(self) -> First:
        if self.first is None:
            raise CannotDo("The application did not respond")
        return self.first

    @property
    def message(self) -> Seen | None:
        """The message that answers, as it is now; for a press that changed its own, that one."""
        found = self.interaction.original
        return Seen(self._stage, found) if found is not None and not found.deleted else None

    @property
    def text(self) -> str:
        """Its visible text; empty if there is no message."""
        return self.message.text if self.message else ""

    @property
    def modal(self) -> Form | None:
        """The form that opened, the same one each time."""
        if self._form is None and self.first is not None and self.first.type == OPEN_FORM:
            given = self.interaction
            self._form = Form.shown(self.first.data, given.channel, given.source)
        return self._form

    @property
    def suggestions(self) -> list[Body]:
        """Suggestions of an autocompletion: name, value."""
        first = self._answered()
        return list(first.data["choices"]) if first.type == SUGGEST else []

    @property
    def deferred(self) -> bool:
        """Whether it was promised and is still to come."""
        return self.interaction.deferred

    @property
    def edits(self) -> list[Body]:
        """Bodies of the edits of `@original`."""
        return self.interaction.edits

    @property
    def follow_ups(self) -> list[Seen]:
        """Further messages."""
        return [Seen(self._stage, one) for one in self.interaction.follow_ups]

    async def settled(self, within: float = PATIENCE) -> "Answer":
        """Itself, once a deferred answer has come. Raises AssertionError after `within` seconds."""
        self._answered()
        await self._stage.changes.until(
            lambda: not self.deferred, within=within, of="the deferred answer"
        )
        return self
