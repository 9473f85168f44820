"""What goes when a person goes.

- Rounds in which nobody else sat go whole.
- In rounds with others their seats become `ERASED`'s, their speeches empty, their marks, drafts,
  readings and messages go, and whatever quotes them elsewhere is redacted (redaction.py).
- Everything else that names them goes, found by its column `person`.

What others said themselves stays as they said it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    cast,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import SpeechState
from bot.core.round import Seat
from bot.store.inbox import DONE
from bot.store.redaction import GONE, Redact, redact_shown, redactor
from bot.store.sqlite import SCRUB
from bot.store.tables import (
    ERASED,
    accounts,
    ballot_parts,
    ballot_words,
    events,
    jobs,
    marked,
    marks,
    metadata,
    outbox,
    people,
    places,
    readings,
    rounds,
    seats,
    speeches,
)
from bot.store.values import as_json, seat_row

SOMEONE = "someone who left"
"""What `ERASED` is called where a name must stand."""


def erase_person(db: Connection, person: str) -> int:
    """Remove a person and every row that holds their words; how many rows went or were emptied."""
    name = db.execute(select(people.c.name).where(people.c.id == person)).scalar()
    if name is None or person == ERASED:
        return 0
    db.info[SCRUB] = True
    nobody = {"id": ERASED, "name": SOMEONE, "prefs": {}}
    db.execute(insert(people).on_conflict_do_nothing(), nobody)
    said = select(speeches.c.text).where(speeches.c.person == person)
    redact = redactor(name, db.execute(said).scalars().all())
    alone, shared = _rounds_of(db, person)
    removed = _drop_rounds(db, alone)
    removed += _empty_speeches(db, person)
    _leave_rounds(db, shared, person)
    removed += _gone(db, ballot_parts, ballot_parts.c.judge == person)
    removed += _gone(db, ballot_words, ballot_words.c.judge == person)
    removed += _empty_words(db, person)
    removed += _gone(db, outbox, outbox.c.recipient == person)
    removed += _gone(db, places, _direct_with(person))
    _forget_events(db, person)
    for table in reversed(metadata.sorted_tables):  # those that refer to others first
        if "person" in table.c:
            removed += _gone(db, table, table.c.person == person)
    _redact(db, shared, redact)
    return removed + _gone(db, people, people.c.id == person)


def _gone(db: Connection, table: Table, where: ColumnElement[bool]) -> int:
    return db.execute(delete(table).where(where)).rowcount


def _direct_with(person: str) -> ColumnElement[bool]:
    """Whether a place is a direct message with one of a person's accounts."""
    return exists().where(
        accounts.c.person == person,
        accounts.c.platform == places.c.platform,
        places.c.channel == "@" + accounts.c.external,
    )


def _rounds_of(db: Connection, person: str) -> tuple[list[str], list[str]]:
    """Ids of the rounds that concern a person: those without anybody else, and the others.

    A round concerns whoever sits in it, opened it, or is named in its state: invited, for instance.
    """
    own = select(seats.c.round).where(seats.c.person == person)
    named = as_json(person)
    concerned = or_(
        rounds.c.id.in_(own),
        rounds.c.host == person,
        cast(rounds.c.state, Text).contains(named, autoescape=True),
        cast(rounds.c.undo, Text).contains(named, autoescape=True),
    )
    nobody = [person, ERASED]
    others = exists().where(seats.c.round == rounds.c.id, seats.c.person.not_in(nobody))
    kept = or_(others, rounds.c.host.not_in(nobody))
    found = db.execute(select(rounds.c.id, kept).where(concerned)).all()
    return [r for r, stays in found if not stays], [r for r, stays in found if stays]


def _drop_rounds(db: Connection, ids: Sequence[str]) -> int:
    """Remove whole rounds with all that hangs on them."""
    theirs = select(speeches.c.id).where(speeches.c.round.in_(ids))
    removed = _gone(db, marks, marks.c.speech.in_(theirs))
    removed += _gone(db, readings, readings.c.speech.in_(theirs))
    for table in reversed(metadata.sorted_tables):
        if "round" in table.c:
            removed += _gone(db, table, table.c.round.in_(ids))
    return removed + _gone(db, rounds, rounds.c.id.in_(ids))


def _empty_speeches(db: Connection, person: str) -> int:
    """Empty what was delivered, remove drafts, and with both the readings, marks and jobs."""
    own = select(speeches.c.id).where(speeches.c.person == person)
    removed = _gone(db, readings, readings.c.speech.in_(own))
    removed += _gone(db, marks, marks.c.speech.in_(own))
    removed += _gone(db, ballot_parts, ballot_parts.c.speech.in_(own))
    removed += _gone(db, marked, marked.c.speech.in_(own))
    removed += _gone(db, jobs, jobs.c.speech.in_(own))
    delivered = speeches.c.state == SpeechState.DELIVERED.value
    removed += _gone(db, speeches, (speeches.c.person == person) & ~delivered)
    emptied = update(speeches).where(speeches.c.person == person)
    return removed + db.execute(emptied.values(person=ERASED, text="", heard=0)).rowcount


def _empty_words(db: Connection, person: str) -> int:
    """Take a person's quoted words off ballots that stay, for they are others' results too.

    A decision is redacted with the rest: of it only the sentence that quotes them goes.
    """
    theirs = ballot_words.c.person == person
    quoted = update(ballot_words).where(theirs, ballot_words.c.part != "decision")
    removed = db.execute(quoted.values(person=None, text=GONE)).rowcount
    db.execute(update(ballot_words).where(theirs).values(person=None))
    return removed


def _leave_rounds(db: Connection, ids: Sequence[str], person: str) -> None:
    """Give a person's seats to `ERASED`, keeping only what the round needs: side and member.

    The version moves, so that whoever has the round in hand loads it again.
    """
    mine = select(seats).where(seats.c.person == person)
    for row in db.execute(mine).mappings().all():
        detail = row["detail"]
        seat = Seat(
            id=row["id"], person=ERASED, side=row["side"], member=row["member"], left=True,
            accepted=detail["accepted"], conceded=detail["conceded"],
        )  # fmt: skip
        here = (seats.c.round == row["round"]) & (seats.c.id == row["id"])
        db.execute(update(seats).where(here), seat_row(row["round"], row["position"], seat))
    for row in db.execute(select(rounds).where(rounds.c.id.in_(ids))).mappings().all():
        values = {name: _without(row[name], person) for name in ("host", "state")}
        if _without(row["undo"], person) == row["undo"]:
            values["undo"] = row["undo"]
        changed = update(rounds).where(rounds.c.id == row["id"])
        db.execute(changed.values(**{"version": row["version"] + 1, "undo": None} | values))


def _forget_events(db: Connection, person: str) -> None:
    """Erase payloads that wait; the ids stay, so that a second arrival still changes nothing."""
    forgotten = update(events).where(events.c.person == person)
    db.execute(forgotten.values(person=None, payload=None, state=DONE))


def _redact(db: Connection, ids: Sequence[str], redact: Redact) -> None:
    """Take a person's words and name out of what others keep of these rounds."""
    of = marks.c.speech.in_(select(marked.c.speech).where(marked.c.round.in_(ids)))
    bots = speeches.c.person.is_(None) & speeches.c.round.in_(ids)
    _rewrite(db, marks, of, {"reason": redact, "next_step": redact})
    _rewrite(db, ballot_words, ballot_words.c.round.in_(ids), {"text": redact})
    _rewrite(db, ballot_parts, ballot_parts.c.round.in_(ids), {
        "marks": lambda part: part and {**part, "marks": [
            {**mark, **{key: redact(mark[key]) for key in ("reason", "next_step")}}
            for mark in part["marks"]
        ]},
    })  # fmt: skip
    _rewrite(db, speeches, bots, {"text": redact})
    _rewrite(db, outbox, outbox.c.seq.is_not(None), {"body": lambda b: redact_shown(b, redact)})


def _rewrite(
    db: Connection,
    table: Table,
    where: ColumnElement[bool],
    columns: Mapping[str, Callable[[Any], Any]],
) -> None:
    """Put every value of these columns through its function; rows that stay as they are, stay."""
    for row in db.execute(select(table).where(where)).mappings().all():
        values = {name: rewritten(row[name]) for name, rewritten in columns.items()}
        if any(values[name] != row[name] for name in columns):
            key = [column == row[column.name] for column in table.primary_key]
            db.execute(update(table).where(*key).values(values))


def _without(value: Any, person: str) -> Any:  # noqa: ANN401 (JSON)
    """JSON with a person's id replaced by `ERASED`."""
    if isinstance(value, list):
        return [_without(each, person) for each in value]
    if isinstance(value, dict):
        return {key: _without(each, person) for key, each in value.items()}
    return ERASED if value == person else value
