"""What must agree across rows, beyond what the database itself enforces; for `db check`."""

from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy import Connection, select

from bot.core.jobs import JobKind, due
from bot.core.round import Round, Status
from bot.store.inbox import DONE
from bot.store.rounds import load_rounds
from bot.store.tables import ballots, events, jobs, rounds, speeches


def inconsistencies(db: Connection) -> list[str]:
    """What does not agree, one sentence each, naming rows by id and quoting nobody."""
    problems = [
        f"event {event}: it is done and its payload is still there"
        for event in db.execute(
            select(events.c.id).where(events.c.state == DONE, events.c.payload.is_not(None))
        ).scalars()
    ]
    known = set(db.execute(select(speeches.c.id)).scalars())
    decided = set(db.execute(select(ballots.c.round)).scalars())
    planned = {(row.round, row.key) for row in db.execute(select(jobs.c.round, jobs.c.key))}
    for round_id in db.execute(select(rounds.c.id).order_by(rounds.c.id)).scalars().all():
        try:
            [debate] = load_rounds(db, [round_id])
        except ValidationError:
            problems.append(f"round {round_id}: its state cannot be read")
        else:
            problems += _of_round(debate, known, decided, planned)
    return problems


def _of_round(
    debate: Round, known: set[str], decided: set[str], planned: set[tuple[str, str]]
) -> Iterator[str]:
    for delivery in debate.delivered:
        if delivery.speech is not None and delivery.speech not in known:
            yield f"round {debate.id}: speech {delivery.speech} of slot {delivery.slot} is missing"
    if debate.status is Status.DONE and debate.id not in decided:
        yield f"round {debate.id}: it is done and has no ballot"
    for job in due(debate):
        forgettable = job.kind in (JobKind.OFFER, JobKind.WARNING)
        if not forgettable and (debate.id, job.key) not in planned:
            yield f"round {debate.id}: nothing is planned for {job.key}"
