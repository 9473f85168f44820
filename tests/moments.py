"""Where a round is killed, in `test_killed.py`.

A *moment* is what was typed before, how long nobody touched the round, and what is typed after.
"""

from dataclasses import dataclass

from bot.core.jobs import JobKind

SPEECHES = tuple(
    " ".join(speech.split())
    for speech in """
European mechanics behind the Dnieper should repair vehicles, because every Ukrainian who does it
today is missing at the front. That matters, since the front is short of people.

Which of your fears has ever come true when help was sent?

So what would you do instead on the day the front breaks?

No, a workshop behind the river is not an attack, because nobody there fires at a Russian.

We would stop at the river, because the plan says so.

You say that Moscow would answer with a bigger war. But Russia has lost most of its prewar army, so
it has little left to escalate with, and it avoided every NATO soldier until now.

Compare the two risks: theirs is possible, ours is already happening. So help must come now.
""".strip().split("\n\n")
)
OPENING = (
    "Phones should be banned, because every message pulls pupils out of the lesson and coming back"
    " takes minutes. So the weakest fall behind first."
)
ANSWER = (
    "You say that pupils must learn to use a phone. But nobody learns that during a lesson, because"
    " the screen wins each time; so first the lesson, then the phone."
)
CLOSING = "Compare the two: a habit can be learned at home, but a lost lesson never comes back."
LIMITED = (
    "Rules in class work better than a ban, because pupils learn a habit that they need after"
    " school. So allow phones where a teacher asks for them."
)
LOSS = "My brother died last year. So phones should stay out, because one message can hurt so much."

DRILL = "/debate start format:drill side:ban pace:blitz"
PASS, CONCEDE = "/debate pass", "/debate concede"
DAY = 24 * 60 * 60  # seconds


def duel(pace: str) -> tuple[str, ...]:
    """Two people with the sides they wished for."""
    start = f"/debate start format:duel side:ban pace:{pace}"
    return (start, "/as Ben", "/debate join side:limit", "/debate begin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """A job that is killed. What it posts, of kind `says` at least, goes out in delivery `batch`,
    counted from the start that is killed.
    """

    job: JobKind
    says: str
    batch: int = 1

    @property
    def steps(self) -> tuple[str, ...]:
        """The labels of its steps, in order."""
        computes = self.job in (JobKind.CALL, JobKind.SPEAK, JobKind.READ, JobKind.DECIDE)
        names = ("claimed", *(("computed",) if computes else ()), "saving", "done")
        sent = (f"{name}#{self.batch}" for name in ("sending", "shown"))
        return (*(f"{name}:{self.job.value}" for name in names), *sent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """`idle` are seconds; the program is started after each of them, and killed after the last.

    `small` moments are played with a small topic, so that a start costs little to read.
    """

    jobs: tuple[Killed, ...] = ()
    before: tuple[str, ...] = ()
    idle: tuple[int, ...] = ()
    after: tuple[str, ...] = ()
    more_steps: tuple[str, ...] = ()
    small: bool = True

    @property
    def steps(self) -> tuple[str, ...]:
        """Where it is killed."""
        return (*(step for job in self.jobs for step in job.steps), *self.more_steps)


MOMENTS = {
    "a whole round": Moment(
        small=False,
        after=("/debate start format:solo side:hawk pace:blitz", *SPEECHES),
        more_steps=(
            *("received#3", "moved#3", "committed#3", "received", "moved", "committed#2"),
            *("claimed:speak#3", "saving:read#4", "done:speak#2", "saving:speak#2"),
            *("sending", "shown", "sending#4", "shown#5", "sending#9", "shown#9"),
        ),
    ),
    "a drill": Moment(
        jobs=(
            Killed(job=JobKind.CALL, says="prompt", batch=2),
            Killed(job=JobKind.SPEAK, says="speech", batch=4),
            Killed(job=JobKind.DECIDE, says="ballot", batch=8),
        ),
        after=(DRILL, ANSWER, OPENING, CLOSING),
        more_steps=tuple(f"{step}:read" for step in ("claimed", "computed", "saving", "done")),
    ),
    "a loss told in a hidden speech": Moment(
        jobs=(Killed(job=JobKind.READ, says="care", batch=2),),
        before=duel("relaxed"),
        after=(LOSS, "/debate agree", "/as Ben", LIMITED, CONCEDE),
    ),
    "a lonely table": Moment(
        jobs=(Killed(job=JobKind.OFFER, says="lobby"),),
        before=duel("blitz")[:1],
        idle=(301,),
        after=("/debate begin", OPENING, CONCEDE),
    ),
    "a forgotten table": Moment(
        jobs=(Killed(job=JobKind.CLOSE, says="notice"),),
        before=duel("blitz")[:1],
        idle=(301, DAY),
    ),
    "somebody who stays away": Moment(
        jobs=(Killed(job=JobKind.CLOSE, says="prompt"),),
        before=(*duel("blitz"), "/as Ana", LOSS),
        idle=(15 * 60,),
        after=("/as Ben", LIMITED, CONCEDE),
    ),
    "little time left": Moment(
        jobs=(Killed(job=JobKind.WARNING, says="warning"),),
        before=(DRILL,),
        idle=(155,),
        after=(ANSWER, PASS, PASS),
    ),
    "time up with a draft": Moment(
        jobs=(Killed(job=JobKind.DEADLINE, says="confirmation"),),
        before=(DRILL, f"/debate draft text: {ANSWER}"),
        idle=(200, 40, 30),  # the first start gives a minute more
        after=(PASS, PASS),
    ),
    "time up with nothing said": Moment(
        jobs=(Killed(job=JobKind.DEADLINE, says="notice"),),
        before=(DRILL,),
        idle=(200, 70),
        after=(ANSWER, PASS),
    ),
    "time up where speeches are hidden": Moment(
        jobs=(Killed(job=JobKind.DEADLINE, says="confirmation"),),
        before=(
            "/debate start format:solo side:ban pace:relaxed",
            f"/debate draft text: {OPENING}",
        ),
        idle=(DAY + 1, 70),
        after=(CONCEDE,),
    ),
}
