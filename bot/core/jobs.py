"""What is due when, as values. `due` derives a round's jobs from the round alone, so that after any
move, and after any crash, the right jobs are simply computed again: no deadline is forgotten.

Times are UTC milliseconds. A job's `key` is unique within its round.
"""

from dataclasses import dataclass
from enum import Enum

from bot.core.quiet import out_of_quiet
from bot.core.round import Open, Round, Status

CLOSE_AFTER = 24 * 60 * 60_000  # a lobby, card or pause that nobody touches for a day is over
LATE = 60_000  # contracts.md: a form opened in time is accepted up to 60 s late
STOPPED_FOR = 15 * 60_000  # how long others wait for one person; then the bot takes that seat


class JobKind(Enum):
    """What is to be done."""

    OFFER = "offer"  # offer bot seats
    CLOSE = "close"  # cancel what nobody touched
    CALL = "call"  # tell somebody that their slot is open
    WARNING = "warning"  # say that time is nearly up
    DEADLINE = "deadline"  # close a slot
    SPEAK = "speak"  # the bot is to speak
    READ = "read"  # read and mark a speech
    DECIDE = "decide"  # write the ballots


DERIVED = frozenset(JobKind) - {JobKind.READ}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing due. `slot` or `speech` says what it is about."""

    kind: JobKind
    key: str
    due_at: int
    slot: int | None = None
    speech: str | None = None


def due(debate: Round) -> tuple[Job, ...]:
    """Every job a round needs as it stands, reading apart."""
    if debate.status is Status.LOBBY:
        close = _plain(JobKind.CLOSE, debate.moved_at + CLOSE_AFTER)
        if debate.offered:
            return (close,)
        return (_plain(JobKind.OFFER, debate.moved_at + debate.terms.offer_after), close)
    if debate.status in (Status.SEATING, Status.PAUSED):
        waited_for = debate.status is Status.PAUSED and len(debate.people) > 1
        length = STOPPED_FOR if waited_for else CLOSE_AFTER
        return (_plain(JobKind.CLOSE, debate.moved_at + length),)
    if debate.status is Status.RUNNING:
        return tuple(job for waiting in debate.open for job in _for_slot(debate, waiting))
    if debate.status is Status.JUDGING:
        return (_plain(JobKind.DECIDE, debate.moved_at),)
    return ()


def closes(waiting: Open) -> int | None:
    """When a slot closes: at its deadline, or a little later for somebody who is writing in a form.

    None where the bot is to speak.
    """
    if waiting.deadline is None or not waiting.writing:
        return waiting.deadline
    return waiting.deadline + LATE


def read(speech: str, now: int) -> Job:
    """The job to read one delivered speech."""
    return Job(kind=JobKind.READ, key=f"read:{speech}", due_at=now, speech=speech)


def wanted(job: Job, debate: Round, now: int) -> bool:
    """Whether a round as it stands wants a job done by now. A warning of time that has run out is
    not wanted: it fell due while the program or its machine stood still, as the deadline did.
    """
    if job.kind not in DERIVED:
        return True
    late = {o.slot for o in debate.open if o.deadline is not None and o.deadline <= now}
    if job.kind is JobKind.WARNING and job.slot in late:
        return False
    return any(other.key == job.key and other.due_at <= now for other in due(debate))


def _plain(kind: JobKind, due_at: int) -> Job:
    return Job(kind=kind, key=kind.value, due_at=due_at)


def _for_slot(debate: Round, waiting: Open) -> tuple[Job, ...]:
    end = closes(waiting)
    if waiting.deadline is None or end is None:
        return (_at(JobKind.SPEAK, debate.moved_at, waiting.slot),)
    jobs = [_at(JobKind.DEADLINE, end, waiting.slot)]
    if not waiting.called:
        jobs.append(_at(JobKind.CALL, debate.moved_at, waiting.slot))
    if not waiting.warned and debate.slots[waiting.slot].seconds >= 2 * debate.warning:
        wanted = waiting.deadline - debate.warning * 1000
        warn = out_of_quiet(wanted, debate.terms.quiet)
        # One put before the last move would be said at once, within the quiet hours.
        if warn == wanted or warn >= debate.moved_at:
            jobs.append(_at(JobKind.WARNING, warn, waiting.slot))
    return tuple(jobs)


def _at(kind: JobKind, due_at: int, slot: int) -> Job:
    return Job(kind=kind, key=f"{kind.value}:{slot}", due_at=due_at, slot=slot)
