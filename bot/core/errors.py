"""One error tree: what a person can mend is shown to them; what we must mend is logged.

    BotError
    ├── Mendable            shown as it is; says what to do
    │   ├── IllegalMove     the round does not allow that now
    │   ├── NotYours        another person's slot, seat or round
    │   ├── BadInput        empty, too long, binary, unknown name or value
    │   ├── NotFound        no such round, speech or person
    │   └── BadContent      a topic, rubric, format or phrase file has errors
    └── Fault               logged; the person is told that we know
        └── Conflict        somebody else moved the round first; the caller runs its step again

A mendable error carries a phrase key and its variables rather than a sentence, so that what the bot
says stays in `prompts/phrases/`. `str(error)` is for logs and tests.
"""

from collections.abc import Mapping


class BotError(Exception):
    """Root of every error this program raises on purpose."""


class Mendable(BotError):
    """Something the person can put right; `phrase` names the sentence that says how."""

    def __init__(self, phrase: str, **variables: object) -> None:
        self.phrase = phrase
        self.variables: Mapping[str, object] = variables
        super().__init__(phrase + "".join(f" {name}={value}" for name, value in variables.items()))


class IllegalMove(Mendable):
    """The round's table does not allow this move now; nothing changed."""


class NotYours(Mendable):
    """It belongs to somebody else; nothing changed."""


class BadInput(Mendable):
    """The text or value cannot be used; nothing changed."""


class NotFound(Mendable):
    """There is no such thing; nothing changed."""


class BadContent(Mendable):
    """Content files have errors: `problems` lists them as `file:line:column: message`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("error.content", problems="\n".join(problems))

    def __str__(self) -> str:
        return "\n".join(self.problems)


class Fault(BotError):
    """A mistake of ours; the message is for the log and holds no student's text."""


class Conflict(Fault):
    """The round's version moved between load and save; load again and try again."""
