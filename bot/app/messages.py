"""What the bot says, platform-neutral. A platform renders these; it never words anything itself.

A message is addressed to a round (everybody in it), a seat or a person: never to a channel; places
say where that is. `owner` names the person whose words it holds, so that deleting them finds it.
"""

from dataclasses import dataclass
from enum import Enum


class MessageKind(Enum):
    """What a message is for; the published enum of `play --json`."""

    LOBBY = "lobby"  # who is here, what will be debated
    CARD = "card"  # before a drawn seat: roles are assigned, what is stored
    SEATS = "seats"  # who argues what
    BRIEF = "brief"  # a side's brief
    PROMPT = "prompt"  # your slot: time, limit, the arguments to answer
    WARNING = "warning"  # time is nearly up
    SPEECH = "speech"  # a speech as posted
    CONFIRMATION = "confirmation"  # what you did is saved
    HINT = "hint"  # a nudging question
    FLOW = "flow"  # the flow sheet
    STATUS = "status"  # where a round stands
    RESULT = "result"  # the public result
    BALLOT = "ballot"  # the private ballot, first screen
    DETAILS = "details"  # the rest of the ballot
    DEBRIEF = "debrief"  # stepping out of role
    CARE = "care"  # the private note after a personal disclosure
    BOARD = "board"  # a leaderboard
    STATS = "stats"  # a person's own figures
    FILE = "file"  # a transcript or export
    HELP = "help"  # what one can do
    PROPOSAL = "proposal"  # somebody proposes to end
    NOTICE = "notice"  # something changed that you should know
    ERROR = "error"  # what went wrong and what to do


class Scope(Enum):
    """Whom an address means."""

    ROUND = "round"
    SEAT = "seat"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A round, a seat or a person, by id; `round` is set where a private message concerns one."""

    scope: Scope
    id: str
    round: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named part of a message, shown as a line, an embed field or a table row."""

    name: str
    value: str

    @property
    def label(self) -> str:
        """The name as it stands before the value on one line; it may be a whole sentence."""
        if ": " in self.name:
            return f"{self.name} –"
        return self.name if self.name.endswith((":", ".", "?", "!")) else f"{self.name}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A label and the command line that pressing it means, e.g. `/debate flow round:ab12`."""

    label: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn picture with the text that says the same."""

    name: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings: the flow sheet, a leaderboard. Cells are text."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart: points 0 to 100 and the band that is shown instead of the number."""

    name: str
    points: int
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A text file handed to the person."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing said. `side` colours it; `deadline` is UTC milliseconds for a live clock.

    `replaces`: a platform that can edit puts it in the place of the earlier one of its kind.
    `said_in`: the channel and the thread where alone it is said, wherever its round is by then.
    """

    kind: MessageKind
    to: Address
    text: str
    private: bool = False
    title: str = ""
    side: str | None = None
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    pictures: tuple[Picture, ...] = ()
    table: Table | None = None
    bars: tuple[Bar, ...] = ()
    file: File | None = None
    deadline: int | None = None
    owner: str | None = None
    replaces: bool = False
    said_in: tuple[str, str] | None = None


def to_person(person: str, round_id: str | None = None) -> Address:
    """One human, wherever they can be reached."""
    return Address(scope=Scope.PERSON, id=person, round=round_id)


def to_round(round_id: str) -> Address:
    """Everybody in a round."""
    return Address(scope=Scope.ROUND, id=round_id, round=round_id)


def to_seat(seat: str, round_id: str) -> Address:
    """Whoever holds a seat."""
    return Address(scope=Scope.SEAT, id=seat, round=round_id)
