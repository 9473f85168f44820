"""Use cases about figures: leaderboards, one's own stats and history."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from bot.app.kit import Call
from bot.app.messages import Button, Field, Message, MessageKind, Table, to_person
from bot.app.ports import Kept, Standing
from bot.app.say.ballot import average_bars
from bot.core.ballot import focus, side_totals
from bot.core.errors import BadContent, NotFound
from bot.core.rating import ordinal

TOP = 10
DECIMALS = 6  # to which two ratings are the same


async def board(call: Call) -> list[Message]:
    """The best of a classroom for all to see, then for oneself one's own place and who stands just
    above and below. Ratings are shown with their uncertainty; who has the same shares a place.
    """
    kit, me = call.kit, call.person.id
    rows = await call.tx.standings.board(call.classroom, limit=10_000)
    places = _places(rows)
    top = Message(
        kind=MessageKind.BOARD,
        to=to_person(me),
        title=kit.say("board.title"),
        text=kit.say("board.text" if rows else "board.empty"),
        table=_table(call, rows[:TOP], places),
    )
    if not rows:
        return [top]
    at = next((number for number, row in enumerate(rows) if row.person == me), None)
    near = [] if at is None else rows[max(0, at - 1) : at + 2]
    text = (
        kit.say("board.unrated")
        if at is None
        else kit.say("board.own", place=places[me], count=len(rows))
    )
    table = _table(call, near, places)
    own = Message(kind=MessageKind.BOARD, to=to_person(me), private=True, text=text, table=table)
    return [top, own]


def _places(rows: Sequence[Standing]) -> dict[str, int]:
    """Each person's place; equals share one, and the next is as many further down."""
    places: dict[str, int] = {}
    before, place = None, 0
    for number, row in enumerate(rows, start=1):
        worth = round(ordinal((row.mu, row.sigma)), DECIMALS)
        place = place if worth == before else number
        places[row.person], before = place, worth
    return places


def _table(call: Call, rows: Sequence[Standing], places: Mapping[str, int]) -> Table | None:
    if not rows:
        return None
    say = call.kit.say
    headings = tuple(say(f"board.{name}") for name in ("place", "name", "rating", "rounds"))
    return Table(headings=headings, rows=tuple(_row(places[row.person], row) for row in rows))


def _row(place: int, row: Standing) -> tuple[str, ...]:
    settled = f"{ordinal((row.mu, row.sigma)):.0f}–{row.mu + 3 * row.sigma:.0f}"
    return str(place), row.name, settled, str(row.rounds)


async def stats(call: Call) -> list[Message]:
    """Rounds per side, marks over the last rounds as bands, and the next thing to practise."""
    kit = call.kit
    history = await call.tx.ballots.history(call.person.id)
    mine = [[s for s in kept.ballot.speeches if s.seat == kept.seat] for kept in history]
    step = next((step for speeches in mine if (step := focus(kit.rubric, speeches))), None)
    fields = [
        Field(name=kit.say("stats.rounds"), value=str(len(history))),
        Field(name=kit.say("stats.sides"), value=_sides(call, history) or "–"),
    ]
    if step is not None:
        fields.append(Field(name=kit.say("stats.next"), value=step.next_step))
    recent = [speech for speeches in mine[:5] for speech in speeches]
    return [
        Message(
            kind=MessageKind.STATS,
            to=to_person(call.person.id),
            private=True,
            title=kit.say("stats.title", name=call.person.name),
            text=kit.say("stats.text" if history else "stats.empty"),
            fields=tuple(fields) if history else (),
            bars=average_bars(kit.rubric, recent),
            buttons=(Button(label="Practise", command="/debate start"),),
        )
    ]


def _sides(call: Call, history: list[Kept]) -> str:
    count: dict[str, int] = {}
    for kept in history:
        _, name = _names(call, kept)
        count[name] = count.get(name, 0) + 1
    return ", ".join(f"{name} {rounds}" for name, rounds in sorted(count.items()))


def _names(call: Call, kept: Kept) -> tuple[str, str]:
    """The topic's title and the side's name; their ids where the pack is gone or being edited."""
    with suppress(NotFound, BadContent):
        topic = call.kit.packs.topic(kept.topic)
        side = topic.side_by_id.get(kept.side)
        return topic.title, side.name if side else kept.side
    return kept.topic, kept.side


async def history(call: Call) -> list[Message]:
    """One's finished rounds, newest first, each with its band and id."""
    kit = call.kit
    finished = await call.tx.ballots.history(call.person.id)
    rows = tuple(
        (kept.round, topic, kept.format, side, _band(call, kept))
        for kept in finished
        for topic, side in (_names(call, kept),)
    )
    headings = tuple(kit.say(f"list.{n}") for n in ("id", "topic", "format", "side", "band"))
    return [
        Message(
            kind=MessageKind.STATS,
            to=to_person(call.person.id),
            private=True,
            title=kit.say("history.title"),
            text=kit.say("history.text", count=len(rows)) if rows else kit.say("stats.empty"),
            table=Table(headings=headings, rows=rows) if rows else None,
        )
    ]


def _band(call: Call, kept: Kept) -> str:
    mine = [speech for speech in kept.ballot.speeches if speech.seat == kept.seat]
    totals = side_totals(call.kit.rubric, mine)
    return call.kit.rubric.band(next(iter(totals.values()))).value if totals else "–"
