"""Everything that can happen to a round, legal or not, so that hypothesis can drive one.

A *step* names a deed, who does it, and how much later. `Driver` tries it: a legal one gives the
next round, an illegal one must raise and change nothing.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from bot.core import ending, floor, lobby
from bot.core.errors import IllegalMove, Mendable
from bot.core.jobs import Job, JobKind, due
from bot.core.lobby import Comer, Draw, Rules
from bot.core.round import OPEN, Round
from tests.core.play import BOTS, SIDES, START

NAMES = ("Ana", "Ben", "Cyd", "Dan", "Eve", "Flo", "Gus")
WHOSE = "whoever's slot it is"
LOTS = Draw(bot_seats=BOTS, argued={"Ana": {"hawk": 2}, "Ben": {"moscow": 1}})
COMERS = {
    name: Comer(
        person=name,
        wish=(*SIDES, None)[place % 4],
        excluded=frozenset({"moscow"} if place == 4 else ()),
        factor=1.5 if place == 2 else 1.0,
    )
    for place, name in enumerate(NAMES)
}


@dataclass
class Driver:
    """A round in play, its clock, and what can be taken back."""

    rules: Rules
    debate: Round
    now: int = START
    said: int = 0
    back: tuple[Round, int] | None = None
    tried: dict[str, list[str]] = field(default_factory=dict)

    def new_speech(self) -> str:
        """An id nobody had before."""
        self.said += 1
        return f"speech-{self.said}"

    def slot(self, place: int) -> int:
        """One of the open slots; any number where none is open."""
        return self.debate.open[place % len(self.debate.open)].slot if self.debate.open else place

    def whose(self, place: int) -> str:
        """Somebody whose slot is open; anybody where none is."""
        seats = [o.seat for o in self.debate.open if not o.bot] or [f"seat-{NAMES[place]}"]
        return seats[place % len(seats)].removeprefix("seat-")

    def step(self, deed: str, who: str, place: int, later: int) -> bool:
        """Try something. Whether it was legal; if not, nothing changed."""
        self.now += later
        who = self.whose(place) if who == WHOSE else who
        before, copy = self.debate, deepcopy(self.debate)
        try:
            self.debate = DEEDS[deed](self, who, place)
        except Mendable as refused:
            self.tried.setdefault(deed, []).append(refused.phrase)
            legal = False
        else:
            self.tried.setdefault(deed, []).append("")
            legal = True
            if deed in UNDOABLE:
                self.back = before, self.now
            elif deed == "rewind":
                self.back = None
        assert before == copy
        return legal

    def taken_back(self) -> Round:
        """The round before the last deed that somebody may take back."""
        if self.back is None:
            raise IllegalMove("error.nothing_to_undo")
        before, _ = self.back
        return floor.rewind(self.debate, before, self.now)

    def run_next_job(self) -> None:
        """Do what is due first, when it is due."""
        job = min(due(self.debate), key=lambda job: (job.due_at, job.key))
        self.now = max(self.now, job.due_at)
        self.debate = self._done(job)

    def _done(self, job: Job) -> Round:
        debate, now, slot = self.debate, self.now, job.slot if job.slot is not None else -1
        deeds: dict[JobKind, Callable[[], Round]] = {
            JobKind.OFFER: lambda: lobby.offer(debate, now),
            JobKind.CLOSE: lambda: ending.cancel(debate, now),
            JobKind.CALL: lambda: floor.call(debate, slot, now),
            JobKind.WARNING: lambda: floor.warn(debate, slot, now),
            JobKind.DEADLINE: lambda: floor.expire(debate, slot, None, now),
            JobKind.SPEAK: lambda: floor.bot_speaks(debate, slot, self.new_speech(), now),
            JobKind.DECIDE: lambda: ending.finish(debate, (), now),
        }
        return deeds[job.kind]()

    def play_jobs_out(self) -> int:
        """Let nothing happen but jobs until the round is over; how many that took."""
        count = 0
        most = 20 + 5 * (len(self.debate.slots) or 40)
        while self.debate.status in OPEN:
            count += 1
            assert count <= most, "a round that never ends"
            self.run_next_job()
        return count


Deed = Callable[[Driver, str, int], Round]
DEEDS: dict[str, Deed] = {
    "join": lambda d, who, _: lobby.join(d.debate, COMERS[who], f"seat-{who}", d.rules, d.now),
    "leave early": lambda d, who, _: lobby.leave(d.debate, who, d.rules, d.now),
    "offer": lambda d, *_: lobby.offer(d.debate, d.now),
    "begin": lambda d, *_: lobby.begin(d.debate, d.rules, LOTS, d.now),
    "agree": lambda d, who, _: lobby.agree(d.debate, who, d.rules, d.now),
    "redraw": lambda d, who, _: lobby.redraw(d.debate, who, d.rules, LOTS, d.now),
    "speak": lambda d, who, _: floor.speak(d.debate, f"seat-{who}", d.new_speech(), d.now),
    "bot speaks": lambda d, _, place: floor.bot_speaks(
        d.debate, d.slot(place), d.new_speech(), d.now
    ),
    "skip": lambda d, who, _: floor.skip(d.debate, f"seat-{who}", d.now),
    "extend": lambda d, who, _: floor.extend(d.debate, f"seat-{who}", d.now),
    "call": lambda d, _, place: floor.call(d.debate, d.slot(place), d.now),
    "warn": lambda d, _, place: floor.warn(d.debate, d.slot(place), d.now),
    "expire": lambda d, _, place: floor.expire(d.debate, d.slot(place), None, d.now),
    "deliver draft": lambda d, _, place: floor.expire(
        d.debate, d.slot(place), d.new_speech(), d.now
    ),
    "propose": lambda d, who, _: ending.propose_end(d.debate, who, d.now),
    "consent": lambda d, who, _: ending.agree_end(d.debate, who, d.now),
    "object": lambda d, who, _: ending.decline_end(d.debate, who, d.now),
    "concede": lambda d, who, _: ending.concede(d.debate, who, d.now),
    "leave": lambda d, who, _: ending.leave(d.debate, who, d.now),
    "pause": lambda d, *_: floor.pause(d.debate, f"speech-{d.said}", d.now),
    "resume": lambda d, *_: floor.resume(d.debate, d.now),
    "write": lambda d, who, _: floor.writing(d.debate, f"seat-{who}", d.now),
    "call again": lambda d, *_: floor.call_again(d.debate),
    "grace": lambda d, *_: floor.give_grace(d.debate, d.now),
    "rewind": lambda d, *_: d.taken_back(),
    "finish": lambda d, *_: ending.finish(d.debate, (), d.now),
    "cancel": lambda d, *_: ending.cancel(d.debate, d.now),
}
UNDOABLE = {"speak", "skip", "extend", "propose", "consent", "object", "concede", "leave"}
