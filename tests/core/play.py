"""Small builders for tests of the core: formats and paces as debate.md has them, rounds in play.

No files are read: the core is tested without what a teacher may edit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core import ending, floor, lobby
from bot.core.format import Format, Kind, Pace, Slot, Stage
from bot.core.lobby import Comer, Draw, Rules
from bot.core.quiet import Quiet
from bot.core.round import Open, Round, Status, Terms

HAWK, CAUTION, MOSCOW = SIDES = ("hawk", "caution", "moscow")
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
START = 20_000 * DAY + 12 * HOUR  # a noon, UTC milliseconds
BOTS = ("bot-1", "bot-2", "bot-3")
SEED = 7


def speeches(kind: Kind, *order: int) -> Stage:
    """A stage in which each position of the order speaks once."""
    return Stage(kind=kind, order=order)


def cross(*pairs: tuple[int, int]) -> Stage:
    """Cross-examination: who asks, who answers."""
    return Stage(kind=Kind.QUESTION, pairs=pairs)


def _three(openings: str, rebuttals: str, closings: str) -> tuple[Stage, ...]:
    return (
        speeches(Kind.OPENING, *map(int, openings)),
        cross((1, 2), (2, 3), (3, 1)),
        speeches(Kind.REBUTTAL, *map(int, rebuttals)),
        speeches(Kind.CLOSING, *map(int, closings)),
    )


THREE_ORDERS = (
    _three("123", "231", "312"),
    _three("132", "321", "213"),
    _three("123", "312", "231"),
)
TWO_ORDERS = (
    (
        speeches(Kind.OPENING, 1, 2),
        cross((1, 2), (2, 1)),
        speeches(Kind.REBUTTAL, 1, 2),
        speeches(Kind.CLOSING, 2, 1),
    ),
)
DRILL_ORDERS = ((speeches(Kind.OPENING, 1), speeches(Kind.REBUTTAL, 2), speeches(Kind.CLOSING, 1)),)


def _form(
    name: str,
    sides: int,
    people: tuple[int, int],
    orders: tuple[tuple[Stage, ...], ...],
    *,
    team: bool = False,
) -> Format:
    return Format(
        id=name,
        name=name.title(),
        sides=sides,
        people=people,
        ranked=people[1] > 1,
        team=team,
        lobby=people[1] > 1,
        orders=orders,
    )


SOLO = _form("solo", 2, (1, 1), TWO_ORDERS)
DUEL = _form("duel", 2, (2, 2), TWO_ORDERS)
THREE_WAY = _form("three-way", 3, (2, 3), THREE_ORDERS)
TEAMS = _form("teams", 3, (2, 12), THREE_ORDERS, team=True)
DRILL = _form("drill", 2, (1, 1), DRILL_ORDERS)
FORMATS = (SOLO, DUEL, THREE_WAY, TEAMS, DRILL)

WORDS = {
    Kind.OPENING: 250,
    Kind.QUESTION: 40,
    Kind.ANSWER: 60,
    Kind.REBUTTAL: 250,
    Kind.CLOSING: 150,
}


def _seconds(speech: int, exchange: int) -> dict[Kind, int]:
    return {kind: exchange if kind in (Kind.QUESTION, Kind.ANSWER) else speech for kind in Kind}


STANDARD = Pace(
    id="standard",
    name="Standard",
    seconds=_seconds(240, 90),
    words=WORDS,
    warning=60,
    extension=120,
    follow_ups=1,
)
BLITZ = replace(
    STANDARD, id="blitz", name="Blitz", seconds=_seconds(90, 45), warning=20, extension=30
)
RELAXED = Pace(
    id="relaxed",
    name="Relaxed",
    seconds=_seconds(20 * 3600, 20 * 3600),
    words=WORDS,
    warning=2 * 3600,
    extension=6 * 3600,
    follow_ups=0,
    together=True,
    total=5 * 24 * 3600,
)
PACES = (BLITZ, STANDARD, RELAXED)
NIGHT = Quiet(start=22 * 60, end=7 * 60)


def rules(form: Format = DUEL, pace: Pace = STANDARD) -> Rules:
    """What a round is played by; hawk proposes."""
    return Rules(format=form, pace=pace, sides=SIDES)


def terms(
    played: Rules,
    *,
    sides: Sequence[str] = (),
    bots: bool = True,
    quiet: Quiet | None = None,
) -> Terms:
    """Terms that name the rules."""
    return Terms(
        classroom="class",
        topic="topic",
        pack="pack",
        format=played.format.id,
        pace=played.pace.id,
        level="sharp",
        bots=bots,
        sides=tuple(sides),
        quiet=quiet,
    )


def open_lobby(played: Rules, *comers: Comer, of: Terms | None = None, seed: int = SEED) -> Round:
    """A lobby that these people have joined, in this order; Ana's seat is `seat-Ana`."""
    debate = lobby.open_round("round-1", "Ana", of or terms(played), played, seed=seed, now=START)
    for comer in comers:
        debate = lobby.join(debate, comer, f"seat-{comer.person}", played, START)
    return debate


def seat_all(
    debate: Round, played: Rules, *, argued: Mapping[str, Mapping[str, int]] | None = None
) -> Round:
    """Sides drawn; some cards may wait."""
    offered = debate if debate.offered else lobby.offer(debate, START)
    return lobby.begin(offered, played, Draw(argued=argued or {}, bot_seats=BOTS), START)


def accept_all(debate: Round, played: Rules) -> Round:
    """Every card accepted, so that the round runs."""
    for seat in debate.people:
        if debate.status is Status.SEATING and not seat.accepted:
            debate = lobby.agree(debate, str(seat.person), played, START)
    return debate


def running(played: Rules, *comers: Comer, of: Terms | None = None, seed: int = SEED) -> Round:
    """A round in its first phase, at START."""
    return accept_all(seat_all(open_lobby(played, *comers, of=of, seed=seed), played), played)


def three_way(pace: Pace = STANDARD, *, order: int | None = None) -> Round:
    """Ana argues hawk, Ben caution, Cyd moscow; `order` asks for one of the format's orders."""
    played = rules(THREE_WAY, pace)
    if order is not None:
        form = replace(THREE_WAY, orders=(THREE_ORDERS[order],))
        played = replace(played, format=form)
    return running(played, *wishing(Ana=HAWK, Ben=CAUTION, Cyd=MOSCOW))


def duel(pace: Pace = STANDARD) -> Round:
    """Ana argues hawk against Ben, caution."""
    return running(rules(DUEL, pace), *wishing(Ana=HAWK, Ben=CAUTION))


def wishing(**wishes: str | None) -> tuple[Comer, ...]:
    """People who join with a wish, by name."""
    return tuple(Comer(person=person, wish=wish) for person, wish in wishes.items())


def waiting(debate: Round) -> Open:
    """The one slot that waits."""
    (only,) = debate.open
    return only


def slot_of(debate: Round) -> Slot:
    """The plan of the one slot that waits."""
    return debate.slots[waiting(debate).slot]


def say(debate: Round, now: int = START, slot: int | None = None) -> Round:
    """A speech in an open slot (the first, or the one given), by whoever is to give it."""
    place = next(o for o in debate.open if slot in (None, o.slot))
    speech = f"speech-{place.slot}"
    if place.bot:
        return floor.bot_speaks(debate, place.slot, speech, now)
    return floor.speak(debate, place.seat, speech, now)


def play_to(debate: Round, kind: Kind, now: int = START) -> Round:
    """Everybody speaks until a slot of this kind is the next."""
    while debate.slots[debate.open[0].slot].kind is not kind:
        debate = say(debate, now)
    return debate


def play_out(debate: Round, now: int = START) -> Round:
    """Everybody speaks until no slot is left."""
    while debate.status is Status.RUNNING:
        debate = say(debate, now)
    return debate


def in_status(status: Status) -> Round:
    """A round with two people in each status, as people's moves lead there."""
    played = rules(DUEL)
    here = open_lobby(played, *wishing(Ana=None, Ben=None))
    seated = seat_all(here, played)
    begun = accept_all(seated, played)
    return {
        Status.LOBBY: here,
        Status.SEATING: seated,
        Status.RUNNING: begun,
        Status.PAUSED: floor.pause(say(begun), "speech-0", START),
        Status.JUDGING: play_out(begun),
        Status.DONE: ending.finish(play_out(begun), (), START),
        Status.CANCELLED: ending.cancel(here, START),
    }[status]


def asleep(moment: int, quiet: Quiet) -> bool:
    """Whether a moment lies within quiet hours, their first and last moment apart."""
    start, end = quiet.start * MINUTE, quiet.end * MINUTE
    local = (moment + quiet.offset * MINUTE) % DAY
    if start <= end:
        return start < local < end
    return local > start or local < end
