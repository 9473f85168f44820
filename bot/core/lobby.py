"""Before the first slot: opening a round, coming and going, drawing sides, accepting them.

Rules: debate.md, "Who speaks when" and "People".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from bot.core import draw
from bot.core.errors import BadInput, IllegalMove, NotYours
from bot.core.format import Format, Pace, plan
from bot.core.phases import open_next
from bot.core.quiet import out_of_quiet
from bot.core.round import Move, Round, Seat, Status, Terms, check, moved, with_seat
from bot.core.seats import Applicant, assign


@dataclass(frozen=True, slots=True, kw_only=True)
class Comer:
    """Somebody who joins: their wish for this round and what they keep private."""

    person: str
    wish: str | None = None
    excluded: frozenset[str] = frozenset()
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a round is played by: its format and pace, and the topic's sides, proposer first."""

    format: Format
    pace: Pace
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What drawing sides needs from outside: past rounds per person and side, and ids for bots."""

    argued: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    bot_seats: Sequence[str] = ()


def open_round(
    round_id: str, host: str, terms: Terms, rules: Rules, *, seed: int, now: int
) -> Round:
    """A new, empty round in its lobby. Raises BadInput for sides its format cannot seat.

    Quiet hours bind only a relaxed pace (one that is `together`): a timed round is played now.
    """
    for side in terms.sides:
        if side not in rules.sides:
            raise BadInput("error.no_such_side", side=side, sides=", ".join(rules.sides))
    if terms.sides and len(set(terms.sides)) != rules.format.sides:
        raise BadInput("error.sides_count", needed=rules.format.sides, format=rules.format.id)
    return Round(
        id=round_id,
        host=host,
        terms=terms if rules.pace.together else replace(terms, quiet=None),
        seed=seed,
        status=Status.LOBBY,
        version=0,
        moved_at=now,
    )


def join(debate: Round, comer: Comer, seat_id: str, rules: Rules, now: int) -> Round:
    """Somebody takes a place. Raises IllegalMove if the table is full or they sit there already,
    BadInput for a wish that cannot be met by this round or that they exclude themselves.
    """
    check(debate, Move.JOIN)
    if debate.seat_of(comer.person):
        raise IllegalMove("error.already_in")
    if len(debate.people) >= rules.format.people[1]:
        raise IllegalMove("error.full", most=rules.format.people[1])
    offered = debate.terms.sides or rules.sides
    if comer.wish is not None and comer.wish not in offered:
        raise BadInput("error.no_such_side", side=comer.wish, sides=", ".join(offered))
    if comer.wish in comer.excluded:
        raise BadInput("error.side_excluded", side=comer.wish)
    if comer.excluded.issuperset(offered):
        raise BadInput("error.all_excluded")
    seat = Seat(
        id=seat_id,
        person=comer.person,
        wish=comer.wish,
        excluded=comer.excluded,
        factor=comer.factor,
    )
    return moved(debate, Move.JOIN, now, seats=(*debate.seats, seat))


def leave(debate: Round, person: str, rules: Rules, now: int) -> Round:
    """Somebody goes before the first slot. A round that nobody is left in is cancelled.

    Raises IllegalMove from the first slot on: there it is `ending.leave`.
    """
    seat = debate.seat_of(person)
    if seat is None:
        raise NotYours("error.not_in")
    if debate.status not in (Status.LOBBY, Status.SEATING):
        raise IllegalMove(f"error.illegal.{debate.status.value}", move=Move.LEAVE.value)
    stay = tuple(s for s in debate.seats if s.id != seat.id)
    after = moved(debate, Move.LEAVE, now, seats=stay)
    if not after.people:
        return moved(after, Move.CANCEL, now)
    if after.status is Status.SEATING:
        # The place falls to the bot; nobody else's accepted side changes.
        empty = Seat(id=seat.id, person=None, side=seat.side, member=seat.member, accepted=True)
        return _start_if_agreed(replace(after, seats=(*after.seats, empty)), rules, now)
    return after


def offer(debate: Round, now: int) -> Round:
    """Nobody came for a while: bots may fill the empty seats."""
    return moved(debate, Move.OFFER, now, offered=True)


def begin(debate: Round, rules: Rules, lots: Draw, now: int) -> Round:
    """Close the lobby and draw sides; starts at once if nobody has a card to accept.

    Raises IllegalMove if people are missing whom no bot may replace yet.
    """
    check(debate, Move.BEGIN)
    needed = max(rules.format.people[0], rules.format.sides if not debate.terms.bots else 1)
    if len(debate.people) < needed and not debate.offered:
        raise IllegalMove("error.too_few", needed=needed, here=len(debate.people))
    applicants = [_applicant(seat, lots) for seat in debate.people]
    sides = _in_play(debate, applicants, rules)
    given = assign(applicants, sides, debate.seed, capacity=_capacity(rules))
    missing = [a.person for a in applicants if a.person not in given]
    if missing:
        raise IllegalMove("error.cannot_seat", people=len(missing))
    seats = _numbered([_seated(seat, given[str(seat.person)]) for seat in debate.people], sides)
    seated = _with_bots(seats, sides, lots.bot_seats)
    after = moved(debate, Move.BEGIN, now, sides=sides, seats=seated)
    return _start_if_agreed(after, rules, now)


def agree(debate: Round, person: str, rules: Rules, now: int) -> Round:
    """Somebody accepts the side they drew; the last to accept starts the round."""
    seat = _waiting(debate, person)
    after = moved(debate, Move.AGREE, now, seats=with_seat(debate, replace(seat, accepted=True)))
    return _start_if_agreed(after, rules, now)


def redraw(debate: Round, person: str, rules: Rules, lots: Draw, now: int) -> Round:
    """Somebody asks for another side than the one they drew. Accepted sides stay as they are.

    It is drawn among the sides in play; where none of them is left, and nobody asked for these
    sides, others may come into play. Raises IllegalMove if no other side can be given.
    """
    seat = _waiting(debate, person)
    refused = replace(seat, refused=seat.refused | {str(seat.side)})
    asking = replace(debate, seats=with_seat(debate, refused))
    applicants = [
        _held(s, rules.sides) if s.accepted else _applicant(s, lots) for s in asking.people
    ]
    lot = draw.number(debate.seed, "redraw", debate.draws)
    for sides in (asking.sides, _in_play(asking, applicants, rules)):
        given = assign(applicants, sides, lot, capacity=_capacity(rules))
        if len(given) == len(applicants):
            break
    else:
        raise IllegalMove("error.no_other_side")
    seats = [s if s.accepted else _seated(s, given[str(s.person)]) for s in asking.people]
    bots = [s.id for s in asking.seats if s.person is None]
    after = moved(
        asking,
        Move.REDRAW,
        now,
        draws=debate.draws + 1,
        sides=sides,
        seats=_with_bots(_numbered(seats, sides), sides, [*bots, *lots.bot_seats]),
    )
    return _start_if_agreed(after, rules, now)


def rematch_wishes(debate: Round) -> dict[str, str]:
    """Sides switched: everybody gets the next side in play that they accept, the last the first.

    Who accepts no other side is missing.
    """
    wishes: dict[str, str] = {}
    for seat in debate.seats:
        if seat.person and seat.side:
            place = debate.sides.index(seat.side)
            others = (*debate.sides[place + 1 :], *debate.sides[:place])
            accepted = [side for side in others if side not in seat.excluded]
            wishes |= {seat.person: accepted[0]} if accepted else {}
    return wishes


def _waiting(debate: Round, person: str) -> Seat:
    seat = debate.seat_of(person)
    if seat is None:
        raise NotYours("error.not_in")
    if debate.status is not Status.SEATING or seat.accepted:
        raise IllegalMove("error.nothing_to_agree")
    return seat


def _capacity(rules: Rules) -> int | None:
    return None if rules.format.team else 1


def _applicant(seat: Seat, lots: Draw) -> Applicant:
    return Applicant(
        person=str(seat.person),
        wish=seat.wish,
        excluded=seat.excluded | seat.refused,
        argued=lots.argued.get(str(seat.person), {}),
    )


def _held(seat: Seat, sides: Sequence[str]) -> Applicant:
    return Applicant(person=str(seat.person), excluded=frozenset(sides) - {str(seat.side)})


def _in_play(debate: Round, applicants: Sequence[Applicant], rules: Rules) -> tuple[str, ...]:
    """Which sides are debated, in position order: those asked for; else those that seat most people
    and meet most wishes, with the proposer among them where possible, then those its people have
    argued least, drawn from what is left.
    """
    if debate.terms.sides:
        return tuple(side for side in rules.sides if side in debate.terms.sides)
    capacity = _capacity(rules)

    def fitness(sides: tuple[str, ...]) -> tuple[int, int, bool, int, int]:
        given = assign(applicants, sides, debate.seed, capacity=capacity)
        wishes = sum(given.get(a.person) == a.wish for a in applicants if a.wish)
        argued = sum(a.argued.get(given.get(a.person, ""), 0) for a in applicants)
        lot = draw.number(debate.seed, "sides:" + ",".join(sides))
        return len(given), wishes, rules.sides[0] in sides, -argued, lot

    return max(combinations(rules.sides, rules.format.sides), key=fitness)


def _seated(seat: Seat, side: str) -> Seat:
    wished = seat.wish == side
    return replace(seat, side=side, drawn=not wished, accepted=wished)


def _numbered(seats: Sequence[Seat], sides: Sequence[str]) -> list[Seat]:
    """Members counted from 0 within each side, in the order people came."""
    count = dict.fromkeys(sides, 0)
    numbered = []
    for seat in seats:
        numbered.append(replace(seat, member=count[str(seat.side)]))
        count[str(seat.side)] += 1
    return numbered


def _with_bots(
    seats: Sequence[Seat], sides: Sequence[str], bot_seats: Sequence[str]
) -> tuple[Seat, ...]:
    """A bot for each side that nobody argues."""
    empty = [side for side in sides if all(seat.side != side for seat in seats)]
    bots = [
        Seat(id=bot_id, person=None, side=side, accepted=True)
        for bot_id, side in zip(bot_seats, empty, strict=False)
    ]
    return (*seats, *bots)


def _start_if_agreed(debate: Round, rules: Rules, now: int) -> Round:
    if not all(seat.accepted for seat in debate.seats):
        return debate
    if rules.format.people_first:
        argued = {seat.side for seat in debate.people}
        debate = replace(debate, sides=tuple(sorted(debate.sides, key=lambda s: s not in argued)))
    members = {side: sum(s.side == side for s in debate.seats) for side in debate.sides}
    order = draw.number(debate.seed, "order") % len(rules.format.orders)
    ends_at = None if rules.pace.total is None else now + rules.pace.total * 1000
    started = moved(
        debate,
        Move.START,
        now,
        slots=plan(rules.format, rules.pace, debate.sides, members, order),
        warning=rules.pace.warning,
        extension=rules.pace.extension,
        ends_at=None if ends_at is None else out_of_quiet(ends_at, debate.terms.quiet),
    )
    return open_next(started, now)
