"""A round as a value, and the one table of what may happen to it.

Laws
- A move is legal exactly if `TABLE[status]` lists it; it leads to the status given there.
- An illegal move raises `IllegalMove` and changes nothing: rounds are values.
- `START`, `FINISH` are not anybody's to make: they follow from other moves (all cards accepted, no
  slot left), and go through the same table.
- A pause that began in judging (`ending` is set) leads back there: `RESUME`, then `FINISH` again.
- Taking back one's last action (`floor.rewind`) restores an earlier value, and time given after a
  crash (`floor.give_grace`) changes no status; neither is a move.

`lobby.py` holds the moves before the first slot, `floor.py` and `ending.py` those after it. Times
are UTC milliseconds. A round holds no student's words: speeches are kept elsewhere, by id.
"""

from dataclasses import dataclass, replace
from enum import Enum

from bot.core.errors import IllegalMove
from bot.core.format import Slot
from bot.core.quiet import Quiet


class Status(Enum):
    """Where a round stands."""

    LOBBY = "lobby"  # people join and leave
    SEATING = "seating"  # sides are drawn; each drawn person is shown their card
    RUNNING = "running"  # speeches are given
    PAUSED = "paused"  # the clock stands still for somebody
    JUDGING = "judging"  # all speeches are in
    DONE = "done"  # ballots are out
    CANCELLED = "cancelled"  # ended without ballots


class Move(Enum):
    """What can happen to a round."""

    JOIN = "join"
    LEAVE = "leave"
    OFFER = "offer"  # nobody came for a while: bot seats are offered
    BEGIN = "begin"
    AGREE = "agree"  # accept the drawn side
    REDRAW = "redraw"  # ask for another side
    START = "start"  # every card is accepted
    SPEAK = "speak"
    PASS = "pass"
    EXTEND = "extend"
    CALL = "call"  # tell somebody that their slot is open
    WARN = "warn"  # time is nearly up
    EXPIRE = "expire"  # time is up
    PROPOSE = "propose"  # to end now
    CONSENT = "consent"
    OBJECT = "object"
    CONCEDE = "concede"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"  # no slot is left
    DECIDE = "decide"  # the ballots are in
    CANCEL = "cancel"


_L, _S, _R, _P = Status.LOBBY, Status.SEATING, Status.RUNNING, Status.PAUSED

TABLE: dict[Status, dict[Move, Status]] = {
    Status.LOBBY: {
        Move.JOIN: _L,
        Move.LEAVE: _L,
        Move.OFFER: _L,
        Move.BEGIN: _S,
        Move.CANCEL: Status.CANCELLED,
    },
    Status.SEATING: {
        Move.AGREE: _S,
        Move.REDRAW: _S,
        Move.LEAVE: _S,
        Move.START: _R,
        Move.CANCEL: Status.CANCELLED,
    },
    Status.RUNNING: {
        Move.SPEAK: _R,
        Move.PASS: _R,
        Move.EXTEND: _R,
        Move.CALL: _R,
        Move.WARN: _R,
        Move.EXPIRE: _R,
        Move.PROPOSE: _R,
        Move.CONSENT: _R,
        Move.OBJECT: _R,
        Move.CONCEDE: _R,
        Move.LEAVE: _R,
        Move.PAUSE: _P,
        Move.FINISH: Status.JUDGING,
        Move.CANCEL: Status.CANCELLED,
    },
    Status.PAUSED: {Move.RESUME: _R, Move.LEAVE: _P, Move.CANCEL: Status.CANCELLED},
    Status.JUDGING: {Move.PAUSE: _P, Move.DECIDE: Status.DONE},
    Status.DONE: {},
    Status.CANCELLED: {},
}

OPEN = frozenset(Status) - {Status.DONE, Status.CANCELLED}


class How(Enum):
    """What became of a slot."""

    SPOKEN = "spoken"
    PASSED = "passed"
    STOOD_IN = "stood in"  # its person missed it; the bot spoke
    VOID = "void"  # nobody is left to speak or to be answered


class Ending(Enum):
    """Why a round finished."""

    FULL = "full"
    AGREED = "agreed"
    CONCEDED = "conceded"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place on a side. `person` None is the bot.

    `drawn` says that the side was not wished for, so that its card must be accepted; `refused` are
    sides asked away in this round; `factor` stretches this person's time, privately;
    `counted` says, once the round is over, that it counts for boards and for assigning sides.
    """

    id: str
    person: str | None
    side: str | None = None
    member: int = 0
    wish: str | None = None
    drawn: bool = False
    accepted: bool = False
    refused: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    factor: float = 1.0
    extended: bool = False
    left: bool = False
    conceded: bool = False
    counted: bool = False

    @property
    def active(self) -> bool:
        """Whether a person speaks from this seat."""
        return self.person is not None and not self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a slot; `speech` is None where nothing was said."""

    slot: int
    seat: str
    how: How
    at: int
    speech: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A slot that waits. `deadline` is None where the bot is to speak.

    `latest` is what no deadline of this slot goes beyond, extended or not (None: no bound);
    `writing` says that its person opened a form in time.
    """

    slot: int
    seat: str
    deadline: int | None
    stand_in: bool = False
    called: bool = False
    warned: bool = False
    graced: bool = False
    latest: int | None = None
    writing: bool = False

    @property
    def bot(self) -> bool:
        """Whether the bot is to speak here."""
        return self.deadline is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed when the round was opened; `sides` is what was asked for, maybe nothing.

    `offer_after` ms after the last person came, the lobby offers bot seats.
    """

    classroom: str
    topic: str
    pack: str
    format: str
    pace: str
    level: str
    bots: bool = True
    sides: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    quiet: Quiet | None = None
    offer_after: int = 5 * 60_000
    rematch_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One debate. `sides` are those in play, in position order; empty until they are drawn.

    `open` are the slots of the current phase that wait; `delivered` what became of earlier ones;
    `agreed` the seats that want to end now; `ends_at` bounds the whole round where its pace does;
    `cared` are speeches about a personal loss that were seen to.
    """

    id: str
    host: str
    terms: Terms
    seed: int
    status: Status
    version: int
    moved_at: int
    seats: tuple[Seat, ...] = ()
    sides: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    phase: int = -1
    open: tuple[Open, ...] = ()
    delivered: tuple[Delivery, ...] = ()
    agreed: frozenset[str] = frozenset()
    warning: int = 0
    extension: int = 0
    draws: int = 0
    offered: bool = False
    ends_at: int | None = None
    paused_at: int | None = None
    ending: Ending | None = None
    cared: frozenset[str] = frozenset()

    @property
    def people(self) -> tuple[Seat, ...]:
        """Seats from which a person speaks."""
        return tuple(seat for seat in self.seats if seat.active)

    def seat(self, seat_id: str) -> Seat:
        """A seat by id. Raises IllegalMove if this round has no such seat."""
        for seat in self.seats:
            if seat.id == seat_id:
                return seat
        raise IllegalMove("error.no_seat")

    def seat_of(self, person: str) -> Seat | None:
        """The seat a person holds now, if any."""
        return next((seat for seat in self.people if seat.person == person), None)

    def open_for(self, seat_id: str) -> Open | None:
        """The slot that waits for a seat's person, if any."""
        return next((o for o in self.open if o.seat == seat_id and not o.bot), None)

    def delivery(self, slot: int) -> Delivery | None:
        """What became of a slot, if it is over."""
        return next((d for d in self.delivered if d.slot == slot), None)

    @property
    def standing_sides(self) -> tuple[str, ...]:
        """Sides in play that have not conceded: all their people did, and there was one."""
        return tuple(side for side in self.sides if not self.has_conceded(side))

    def has_conceded(self, side: str) -> bool:
        """Whether somebody conceded for a side and nobody of it still speaks."""
        people = [seat for seat in self.seats if seat.side == side and seat.person]
        return any(s.conceded for s in people) and all(s.conceded for s in people if s.active)


def check(debate: Round, move: Move) -> Status:
    """Where a move leads. Raises IllegalMove if the table does not list it."""
    target = TABLE[debate.status].get(move)
    if target is None:
        raise IllegalMove(f"error.illegal.{debate.status.value}", move=move.value)
    return target


def moved(before: Round, move: Move, now: int, **changes: object) -> Round:
    """The round after a legal move, which alone sets a status. Raises IllegalMove otherwise."""
    changes |= {"status": check(before, move), "version": before.version + 1, "moved_at": now}
    return replace(before, **changes)  # type: ignore[arg-type]  # field names are checked by replace


def with_seat(debate: Round, seat: Seat) -> tuple[Seat, ...]:
    """The round's seats with one replaced by id."""
    return tuple(seat if s.id == seat.id else s for s in debate.seats)
