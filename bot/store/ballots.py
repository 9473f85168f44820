"""Marks and ballots.

A ballot repeats the marks that its speeches have. It is stored as its *parts*, one row per speech,
each naming whose speech it is; a part whose marks are those of the speech itself only says so.
What it says in words has a row for each text, naming whose words it quotes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import Kept
from bot.core.ballot import Ballot, Clash, SpeechMarks
from bot.core.round import Status
from bot.store.session import Part, short
from bot.store.tables import (
    appeals,
    ballot_parts,
    ballot_words,
    ballots,
    marked,
    marks,
    people,
    rounds,
    seats,
    speeches,
)
from bot.store.values import dump, load

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_SPEECH = select(speeches.c.round, speeches.c.person).where(speeches.c.id == bindparam("of"))
_WHOSE = select(speeches.c.id, speeches.c.person).where(speeches.c.id.in_(_IDS))
_MARKED = insert(marked).on_conflict_do_nothing().returning(marked.c.speech)
_OF_ROUNDS = select(marked).where(marked.c.round.in_(_IDS)).order_by(marked.c.slot, marked.c.speech)
_MARKS = (
    select(marks)
    .join(marked, marked.c.speech == marks.c.speech)
    .where(marked.c.round.in_(_IDS))
    .order_by(marks.c.speech, marks.c.position)
)
_HUMAN = select(people.c.id).where(people.c.id == bindparam("judge"))
_ADD = insert(ballots).on_conflict_do_nothing().returning(ballots.c.round)
_BALLOTS = (
    select(ballots)
    .where(ballots.c.round.in_(_IDS))
    .order_by(ballots.c.person.is_not(None), ballots.c.at, ballots.c.judge)
)
_PARTS = (
    select(ballot_parts).where(ballot_parts.c.round.in_(_IDS)).order_by(ballot_parts.c.position)
)
_WORDS = select(ballot_words).where(ballot_words.c.round.in_(_IDS))
_APPEALED = (
    select(appeals.c.id)
    .where(appeals.c.round == bindparam("of"), appeals.c.person == bindparam("who"))
    .limit(1)
)
_DECISION, _QUOTING = "decision", ("argument", "answer")  # parts of `ballot_words`
_FINISHED = (
    select(
        rounds.c.id,
        rounds.c.topic,
        rounds.c.format,
        rounds.c.moved_at,
        seats.c.side,
        seats.c.id.label("seat"),
    )
    .join(seats, seats.c.round == rounds.c.id)
    .where(seats.c.person == bindparam("who"), rounds.c.status == Status.DONE.value)
    .order_by(rounds.c.moved_at.desc(), rounds.c.id.desc(), seats.c.position)
)


class SqlBallots(Part):
    """`Ballots` of a transaction."""

    @short
    def put_marks(self, db: Connection, marks: SpeechMarks) -> None:
        """Store a speech's marks; marks that stand already are left as they are."""
        _put_marks(db, marks)

    @short
    def marks_of(self, db: Connection, round_id: str) -> list[SpeechMarks]:
        """The marks of a round's speeches in order of slot."""
        return list(_standing(db, [round_id]).values())

    @short
    def add(self, db: Connection, ballot: Ballot, now: int) -> None:
        """Store a ballot; the same judge's second ballot for a round changes nothing."""
        row = dump(ballot)
        parts, words = row.pop("speeches"), _words_of(row)
        human = db.execute(_HUMAN, {"judge": ballot.judge}).scalar()
        if db.execute(_ADD, row | {"person": human, "at": now}).one_or_none() is None:
            return
        if parts:
            db.execute(insert(ballot_parts), _parts(db, ballot, parts))
        here = {"round": ballot.round, "judge": ballot.judge}
        whose = _whose(db, ballot.clash)
        db.execute(insert(ballot_words), [
            here | {"part": part, "text": text, "person": human or whose.get(part)}
            for part, text in words.items()
        ])  # fmt: skip

    @short
    def of_round(self, db: Connection, round_id: str) -> list[Ballot]:
        """A round's ballots, the bot's first."""
        return _ballots(db, [round_id]).get(round_id, [])

    @short
    def history(self, db: Connection, person: str) -> list[Kept]:
        """A person's finished rounds, newest first."""
        finished = {row.id: row for row in db.execute(_FINISHED, {"who": person})}
        decided = _ballots(db, list(finished))
        return [
            Kept(
                round=row.id, seat=row.seat, topic=row.topic, format=row.format, side=row.side,
                ended=row.moved_at, total=decided[row.id][0].totals.get(row.side),
                ballot=decided[row.id][0],
            )
            for row in finished.values() if row.id in decided
        ]  # fmt: skip

    @short
    def appeal(self, db: Connection, round_id: str, person: str, reason: str, now: int) -> bool:
        """Record an appeal beside the ballot, never over it; whether it is their first there."""
        earlier = db.execute(_APPEALED, {"of": round_id, "who": person}).scalar()
        row = {"round": round_id, "person": person, "reason": reason, "at": now}
        db.execute(insert(appeals), row)
        return earlier is None


def _put_marks(db: Connection, given: SpeechMarks) -> None:
    row = dump(given)
    each = row.pop("marks")
    round_id, person = db.execute(_SPEECH, {"of": given.speech}).one()
    header = row | {"round": round_id, "person": person}
    if db.execute(_MARKED, header).one_or_none() is None or not each:
        return
    for position, mark in enumerate(each):
        mark |= {"criterion": mark.pop("aspect"), "position": position}
        mark |= {"speech": given.speech, "person": person}
    db.execute(insert(marks), each)


def _standing(db: Connection, ids: Sequence[str]) -> dict[str, SpeechMarks]:
    """The marks that speeches of these rounds have, by speech, in order of slot."""
    given: dict[str, list[dict[str, Any]]] = {}
    for row in db.execute(_MARKS, {"ids": ids}).mappings():
        given.setdefault(row["speech"], []).append({**row, "aspect": row["criterion"]})
    return {
        row["speech"]: load(SpeechMarks, {**row, "marks": given.get(row["speech"], ())})
        for row in db.execute(_OF_ROUNDS, {"ids": ids}).mappings()
    }


def _words_of(row: dict[str, Any]) -> dict[str, str]:
    """A ballot's texts by part, taken out of its row."""
    clash = row["clash"]
    texts = {part: clash.pop(part) for part in _QUOTING} if clash else {}
    return {_DECISION: row.pop(_DECISION), **texts}


def _whose(db: Connection, clash: Clash | None) -> dict[str, str | None]:
    """Whose words a ballot's texts quote, by part."""
    if clash is None:
        return {}
    by = {_DECISION: clash.argument_by, "argument": clash.argument_by, "answer": clash.answer_by}
    people = dict(db.execute(_WHOSE, {"ids": [s for s in by.values() if s]}).all())
    return {part: people.get(speech or "") for part, speech in by.items()}


def _parts(
    db: Connection, ballot: Ballot, parts: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    standing = _standing(db, [ballot.round])
    whose = dict(db.execute(_WHOSE, {"ids": [s.speech for s in ballot.speeches]}).all())
    return [
        {
            "round": ballot.round, "judge": ballot.judge, "position": position,
            "speech": speech.speech, "person": whose.get(speech.speech),
            "marks": None if standing.get(speech.speech) == speech else part,
        }
        for position, (speech, part) in enumerate(zip(ballot.speeches, parts, strict=True))
    ]  # fmt: skip


def _ballots(db: Connection, ids: Sequence[str]) -> dict[str, list[Ballot]]:
    """The ballots of these rounds by round, the bot's first."""
    standing = _standing(db, ids)
    parts: dict[tuple[str, str], list[object]] = {}
    for row in db.execute(_PARTS, {"ids": ids}):
        part = standing[row.speech] if row.marks is None else row.marks
        parts.setdefault((row.round, row.judge), []).append(part)
    words: dict[tuple[str, str], dict[str, str]] = {}
    for row in db.execute(_WORDS, {"ids": ids}):
        words.setdefault((row.round, row.judge), {})[row.part] = row.text
    found: dict[str, list[Ballot]] = {}
    for ballot in db.execute(_BALLOTS, {"ids": ids}).mappings():
        key = ballot["round"], ballot["judge"]
        texts = words[key]
        whole = {**ballot, "speeches": parts.get(key, ()), _DECISION: texts.pop(_DECISION)}
        if ballot["clash"] is not None:
            whole["clash"] = {**ballot["clash"], **texts}
        found.setdefault(ballot["round"], []).append(load(Ballot, whole))
    return found
