"""Use cases about figures: leaderboards, one's own stats and history."""

from contextlib import suppress

from bot.app.kit import Call
from bot.app.messages import Button, Field, Message, MessageKind, Table, to_person
from bot.app.ports import Kept, Standing
from bot.app.say.ballot import average_bars
from bot.core.ballot import focus, side_totals
from bot.core.errors import BadContent, NotFound
from bot.core.rating import ordinal

TOP = 10


async def board(call: Call) -> list[Message]:
    """The ten best of a classroom and one's own place. Ratings are shown with their uncertainty."""
    kit = call.kit
    rows = await call.tx.standings.board(call.classroom, limit=10_000)
    top = tuple(_row(place, row) for place, row in enumerate(rows[:TOP], start=1))
    headings = tuple(kit.say(f"board.{name}") for name in ("place", "name", "rating", "rounds"))
    mine = [place for place, row in enumerate(rows, start=1) if row.person == call.person.id]
    own = kit.say("board.own", place=mine[0], count=len(rows)) if mine else kit.say("board.unrated")
    return [
        Message(
            kind=MessageKind.BOARD,
            to=to_person(call.person.id),
            private=True,
            title=kit.say("board.title"),
            text=own if rows else kit.say("board.empty"),
            table=Table(headings=headings, rows=top) if rows else None,
        )
    ]


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
