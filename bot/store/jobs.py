"""What is due when, and under whose lease. A job's row goes when the job is done."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's compiler renders it too

from bot.app.ports import Claimed
from bot.core.jobs import Job, JobKind, due
from bot.core.round import Round
from bot.store.change import Change
from bot.store.session import Part, short
from bot.store.tables import jobs

_COLUMNS = ("round", "key", "kind", "due_at", "slot", "speech")
_NEW = insert(jobs).values({name: bindparam(name) for name in _COLUMNS} | {"attempts": 0})
_FRESH = {name: _NEW.excluded[name] for name in ("kind", "due_at", "slot", "speech")} | {
    "lease_until": None, "attempts": 0,
}  # fmt: skip
_put = Change(_NEW.on_conflict_do_update(index_elements=["round", "key"], set_=_FRESH))
_follow = Change(
    _NEW.on_conflict_do_update(
        index_elements=["round", "key"],
        set_=_FRESH,
        where=jobs.c.due_at != _NEW.excluded.due_at,  # a job that did not change keeps its lease
    )
)
_drop = Change(
    delete(jobs).where(jobs.c.round == bindparam("round"), jobs.c.key == bindparam("key"))
)
_FREE = or_(jobs.c.lease_until.is_(None), jobs.c.lease_until <= bindparam("now"))
_MOST_OVERDUE = (
    select(jobs.c.id)
    .where(jobs.c.due_at <= bindparam("now"), _FREE)
    .order_by(jobs.c.due_at, jobs.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(jobs)
    .where(jobs.c.id == _MOST_OVERDUE.scalar_subquery())
    .values(lease_until=bindparam("until"), attempts=jobs.c.attempts + 1)
    .returning(jobs)
)
_finish = Change(
    delete(jobs).where(
        jobs.c.round == bindparam("round"),
        jobs.c.key == bindparam("key"),
        jobs.c.lease_until.is_not(None),  # moved meanwhile, it is another job and has no lease
    )
)
_FREED = update(jobs).values(lease_until=None)
_NEXT = select(func.min(func.coalesce(jobs.c.lease_until, jobs.c.due_at)))


def follow(db: Connection, before: Round | None, after: Round) -> None:
    """Make a round's derived jobs those that are due as it stands now; others are left alone.

    A job whose time changed is another job: it loses its lease.
    """
    wanted = {job.key: _row(after.id, job) for job in due(after)}
    gone = [_row(after.id, job) for job in (due(before) if before else ()) if job.key not in wanted]
    if gone:
        _drop(db, gone)
    if wanted:
        _follow(db, list(wanted.values()))


def _row(round_id: str, job: Job) -> dict[str, object]:
    return {
        "round": round_id, "key": job.key, "kind": job.kind.value, "due_at": job.due_at,
        "slot": job.slot, "speech": job.speech,
    }  # fmt: skip


class SqlJobs(Part):
    """`Jobs` of a transaction."""

    @short
    def claim(self, db: Connection, now: int, lease: int) -> Claimed | None:
        """The most overdue job, leased until `now + lease`; None if nothing is due."""
        row = db.execute(_CLAIM, {"now": now, "until": now + lease}).mappings().one_or_none()
        if row is None:
            return None
        job = Job(
            kind=JobKind(row["kind"]), key=row["key"], due_at=row["due_at"],
            slot=row["slot"], speech=row["speech"],
        )  # fmt: skip
        return Claimed(job=job, round=row["round"], attempts=row["attempts"])

    @short
    def finish(self, db: Connection, round_id: str, key: str) -> None:
        """It is done; gone if it is still the same job."""
        _finish(db, {"round": round_id, "key": key})

    @short
    def free(self, db: Connection) -> None:
        """Free every claimed job."""
        db.execute(_FREED)

    @short
    def next_due(self, db: Connection) -> int | None:
        """When the next job is due or its lease ends."""
        moment: int | None = db.execute(_NEXT).scalar()
        return moment

    @short
    def add(self, db: Connection, round_id: str, jobs: Sequence[Job]) -> None:
        """Add or move jobs, by round and key; free to be claimed, whoever held them."""
        if jobs:
            _put(db, [_row(round_id, job) for job in jobs])
