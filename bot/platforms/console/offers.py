"""What people at this keyboard may press by typing its label: the buttons shown to them lately.

Of each kind of message the latest counts, for the person it was for or, if it was for a round, for
everybody here. What is answered once (a card, a proposal) is no longer offered to who answered it.
"""

from dataclasses import dataclass, field

from bot.app.messages import Button, Message, MessageKind, Scope

ONCE = frozenset({MessageKind.CARD, MessageKind.PROPOSAL, MessageKind.CARE})


@dataclass(slots=True, kw_only=True)
class _Offered:
    kind: MessageKind
    buttons: tuple[Button, ...]
    answered: set[str] = field(default_factory=set)


class Offers:
    """The offers standing at one keyboard."""

    def __init__(self) -> None:
        self._standing: dict[tuple[str | None, MessageKind], _Offered] = {}

    def hear(self, message: Message) -> None:
        """A message was shown; its buttons take the place of those of its kind before it."""
        if not message.buttons:
            return
        whom = message.to.id if message.to.scope is Scope.PERSON else None
        self._standing.pop((whom, message.kind), None)  # the newest is last
        self._standing[whom, message.kind] = _Offered(kind=message.kind, buttons=message.buttons)

    def labels(self, person: str) -> list[str]:
        """The labels a person may type, the newest first."""
        labels = [button.label for offered in self._for(person) for button in offered.buttons]
        return list(dict.fromkeys(labels))

    def press(self, person: str, line: str, *, forgiving: bool) -> str | None:
        """The command of the button that the line names exactly; None if it names none.

        `forgiving` overlooks capitals: for somebody from whom no speech is awaited.
        """
        wanted = line.strip()
        for offered in self._for(person):
            for button in offered.buttons:
                same = button.label == wanted
                if same or (forgiving and button.label.casefold() == wanted.casefold()):
                    if offered.kind in ONCE:
                        offered.answered.add(person)
                    return button.command
        return None

    def _for(self, person: str) -> list[_Offered]:
        return [
            offered
            for (whom, _), offered in reversed(self._standing.items())
            if whom in (None, person) and person not in offered.answered
        ]
