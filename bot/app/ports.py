"""What use cases need from outside, a small Protocol per use.

Implementations: `store/` for everything under *kept*, `reading/`, `judges/` and `opponents/` for
everything under *understood*, `wiring.py` for the clock and ids.

Times are UTC milliseconds. Every `Tx` method raises only what its docstring says, or
`core.errors.Fault` when the database itself fails.
"""

# long: design.md keeps all ports in one file, where a newcomer finds them.
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeVar

from bot.app.messages import Address, Message
from bot.core.ballot import Ballot, Mark, SpeechMarks
from bot.core.flow import Flow, Heard
from bot.core.format import Kind, Slot
from bot.core.jobs import Job
from bot.core.reading import Reading
from bot.core.round import Round
from bot.core.rubric import Rubric
from bot.core.topic import Topic

T = TypeVar("T")


# ── understood ──────────────────────────────────────────────────────────────────────────────────


class Level(Enum):
    """How the bot speaks: in simple words, sharply, or as an expert would."""

    PLAIN = "plain"
    SHARP = "sharp"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A speech to be read: its text, who said it in what kind of slot, and what it may answer.

    `opponents` holds `(side, text)` of the opponents' last speeches, latest last.
    """

    text: str
    side: str
    kind: Kind
    opponents: tuple[tuple[str, str], ...] = ()


class Reader(Protocol):
    """Understands a speech. Synchronous and deterministic; runs outside the event loop."""

    version: str

    def read(self, topic: Topic, said: Said) -> Reading:
        """The reading of one speech. Never raises on any text."""


class Judge(Protocol):
    """Marks speeches and decides rounds. Synchronous and deterministic."""

    version: str

    def mark(self, topic: Topic, rubric: Rubric, heard: Heard, before: Flow) -> tuple[Mark, ...]:
        """Marks for each criterion that applies; empty if the speech is too short to mark.

        `before` is the flow as it stood when the speech began.
        """

    def notes(self, heard: Heard, rubric: Rubric) -> tuple[str, ...]:
        """Calm sentences for the speaker alone: why there are no marks, corrections, warnings."""

    def decide(self, case: "Case") -> Ballot:
        """The ballot of a finished round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A finished round as a judge sees it. `ranked` is whether sides are ranked at all.

    `sides` are those argued by people; `speeches` are all delivered ones; `marks` those of people.
    """

    round: str
    topic: Topic
    rubric: Rubric
    sides: tuple[str, ...]
    ranked: bool
    speeches: tuple[Heard, ...]
    flow: Flow
    marks: tuple[SpeechMarks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A bot seat's slot: everything the opponent may look at.

    `used` are ids of lines already spoken in this round, by anyone; `met` those that the people in
    this round have met before; `seed` is the round's, and `slot.number` the counter for draws;
    `plan` is the id of the plan level named, if any.
    """

    topic: Topic
    sides: tuple[str, ...]
    slot: Slot
    level: Level
    seed: int
    speeches: tuple[Heard, ...]
    flow: Flow
    plan: str | None = None
    used: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the bot says and what it rests on.

    `answers` is the opponents' claim it meets, `claim` its own claim it rests on; `lines` are ids
    of the lines spoken; `recognised` is False when it honestly had no prepared answer.
    """

    text: str
    answers: str | None
    claim: str | None
    facts: tuple[str, ...]
    recognised: bool
    lines: tuple[str, ...]


class Opponent(Protocol):
    """Speaks for a bot seat. Synchronous and deterministic."""

    version: str

    def speak(self, occasion: Occasion) -> Reply:
        """The bot's speech for a slot, within its word limit."""

    def hint(self, occasion: Occasion) -> str:
        """A nudging question for the *person* whose slot it is; never an argument to copy."""


# ── kept ────────────────────────────────────────────────────────────────────────────────────────


class SpeechState(Enum):
    """What a stored text is. Of what is yet to be delivered for a slot, the newest counts."""

    DRAFT = "draft"
    PARTS = "parts"  # of a speech to come
    RETURNED = "returned"  # a speech that was taken back: a draft again
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


TO_COME = (SpeechState.DRAFT, SpeechState.PARTS, SpeechState.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A stored speech. `person` is None for the bot; `lines` are the bot's line ids.

    `heard` is how many characters of `text` count (word limits bind); the rest is kept, not heard.
    """

    id: str
    round: str
    seat: str
    slot: int
    person: str | None
    text: str
    heard: int
    state: SpeechState
    at: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human. `name` is what others see; the rest is private to them. `instructor` is whether they
    are one in the classroom in which they were met.
    """

    id: str
    name: str
    excluded: frozenset[str] = frozenset()
    factor: float = 1.0
    instructor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A row of a leaderboard. `mu` and `sigma` are openskill's; `rounds` those that counted."""

    person: str
    name: str
    mu: float
    sigma: float
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A finished round as a person's history shows it; `seat` is theirs in it."""

    round: str
    seat: str
    topic: str
    format: str
    side: str
    ended: int
    total: float | None
    ballot: Ballot


class Rounds(Protocol):
    """Rounds as values."""

    async def get(self, round_id: str) -> Round:
        """A round. Raises NotFound."""

    async def add(self, debate: Round, now: int, undo: "Undo | None" = None) -> None:
        """Store a new round of its `terms.classroom`, its seats, and its jobs."""

    async def save(self, before: Round, after: Round, *, undo: "Undo | None", now: int) -> None:
        """Compare and set on `before.version`; seats and jobs follow. Raises Conflict."""

    async def undo(self, round_id: str) -> "Undo | None":
        """The last action that can be taken back, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appealed:
    """Somebody asked for a second look at their ballot of a round; `at` is when they first did, and
    `reason` what they wrote then.
    """

    round: str
    person: str
    at: int
    reason: str = ""


class Listings(Protocol):
    """Rounds by what they have in common, and what waits in a classroom."""

    async def of_person(self, person: str, *, open_only: bool) -> list[Round]:
        """Rounds in which a person holds or held a seat, newest first."""

    async def lobbies(self, classroom: str) -> list[Round]:
        """Rounds of a classroom that can be joined, newest first."""

    async def open_in(self, classroom: str) -> list[Round]:
        """Every open round of a classroom, newest first."""

    async def appealed_in(self, classroom: str, limit: int) -> list[Appealed]:
        """Who asked for a second look in a classroom's rounds, each once, newest first."""

    async def hosted(self, person: str, since: int) -> list[Round]:
        """Rounds that a person opened at a moment or after it, newest first."""

    async def due_at_start(self, now: int) -> list[Round]:
        """Running rounds with a deadline before `now`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The round as it was before a person's last action; `speech` is what that action delivered."""

    person: str
    action: str
    at: int
    before: Round
    speech: str | None = None


class Speeches(Protocol):
    """Speeches, drafts and readings."""

    async def put(self, speech: Speech) -> None:
        """Store or replace by id."""

    async def of_round(self, round_id: str) -> list[Speech]:
        """All texts of a round in order of slot, withdrawn ones left out."""

    async def draft(self, round_id: str, seat: str, slot: int) -> Speech | None:
        """The saved draft for a seat's slot."""

    async def put_reading(self, speech: str, key: str, reading: Reading) -> None:
        """Store a reading under its key; an equal key is left as it is."""

    async def readings(self, round_id: str) -> dict[tuple[str, str], Reading]:
        """Readings of a round by (speech, key)."""

    async def lines_met(self, people: Collection[str]) -> frozenset[str]:
        """Ids of bot lines that were spoken in earlier rounds of these people."""


class Ballots(Protocol):
    """Marks, ballots and ratings."""

    async def put_marks(self, marks: SpeechMarks) -> None:
        """Store a speech's marks; marks that stand already are left as they are."""

    async def marks_of(self, round_id: str) -> list[SpeechMarks]:
        """The marks of a round's speeches in order of slot."""

    async def add(self, ballot: Ballot, now: int) -> None:
        """Store a ballot; the same judge's second ballot for a round changes nothing."""

    async def of_round(self, round_id: str) -> list[Ballot]:
        """A round's ballots, the bot's first."""

    async def history(self, person: str) -> list[Kept]:
        """A person's finished rounds, newest first."""

    async def appeal(self, round_id: str, person: str, reason: str, now: int) -> bool:
        """Record an appeal beside the ballot, never over it; whether it is their first there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One platform identity of a person; `name` as that platform shows it."""

    platform: str
    external: str
    name: str


class People(Protocol):
    """People, their accounts and what they prefer."""

    async def known(
        self, account: Account, classroom: str, new_id: str, *, instructor: bool | None = None
    ) -> Person:
        """The person behind an account, made with `new_id` and enrolled at the first meeting;
        with an empty classroom, where somebody only names them, enrolled nowhere.

        `instructor` is what their platform says of them there; None where it does not say.
        """

    async def enrol(self, person: str, classroom: str) -> None:
        """Somebody belongs to a classroom now, if they did not before."""

    async def get(self, ids: Collection[str]) -> dict[str, Person]:
        """People by id; unknown ids are missing."""

    async def save(self, person: Person) -> None:
        """Store name, exclusions and time factor."""

    async def argued(self, person: str, topic: str) -> dict[str, int]:
        """Finished rounds per side in a topic that counted."""

    async def named(self, classroom: str, name: str) -> list[Person]:
        """People of a classroom with a name, case forgiven."""


class Privacy(Protocol):
    """What is theirs."""

    async def erase(self, person: str) -> int:
        """Remove a person and every row that holds their words; how many rows went."""

    async def export(self, person: str) -> dict[str, object]:
        """Everything stored about a person, as JSON values."""

    async def stands(self, sending: str) -> "Sending | None":
        """A message of the outbox as it stands now, without what was erased; None if it all was."""


class Standings(Protocol):
    """Ratings by classroom and topic."""

    async def ratings(
        self, classroom: str, people: Collection[str]
    ) -> dict[str, tuple[float, float]]:
        """(mu, sigma) by person; those never rated are missing."""

    async def put_ratings(
        self, classroom: str, round_id: str, ratings: Mapping[str, tuple[float, float]], now: int
    ) -> None:
        """Store the ratings after a round, once per round."""

    async def board(self, classroom: str, limit: int) -> list[Standing]:
        """The best by openskill's ordinal (mu − 3 sigma), best first."""


class Inbox(Protocol):
    """Incoming events, each once."""

    async def arrive(self, event: str, payload: str, now: int, person: str | None = None) -> bool:
        """Record an event as received; False if its id was seen before.

        `person` is whose words the payload holds, where that is known already.
        """

    async def finish(self, event: str) -> bool:
        """Mark it done and erase its payload; whether it was received and not done before."""

    async def unfinished(self) -> list[tuple[str, str]]:
        """(id, payload) of events received and not done, oldest first."""


class Classrooms(Protocol):
    """Who belongs where."""

    async def at_home(self, account: Account) -> str | None:
        """The classroom of somebody who writes from nowhere in particular: that of the round they
        were in last, else one they are enrolled in, rather as an instructor; None for a stranger.
        """

    async def of_home(self, home: str) -> str:
        """The classroom of a place where a class chats, as a platform names it: that to which it is
        bound, else one of its own. To be asked each time: the binding may change at any moment.
        """

    async def person_of(self, account: Account) -> Person | None:
        """The person behind an account, as somebody of no classroom; None for a stranger."""

    async def instructors(self, classroom: str) -> list[Person]:
        """Its instructors, by name."""

    async def appoint(self, person: str, classroom: str, *, instructor: bool) -> None:
        """Somebody belongs to it, as an instructor or as a student, whatever they were before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a round is talked about on a platform: a channel and, once there is one, its thread.

    A channel that is `@` and an external id is a direct message with that account.
    """

    platform: str
    channel: str
    thread: str = ""

    @property
    def direct(self) -> bool:
        """Whether it is a direct message, which one person sees."""
        return self.channel.startswith("@")


class Places(Protocol):
    """Where rounds are talked about, and people reached."""

    async def of_round(self, round_id: str, platform: str) -> list[Place]:
        """A round's places on a platform."""

    async def put(self, round_id: str, platform: str, places: Sequence[Place]) -> None:
        """These are a round's places on a platform now, in place of those before."""

    async def round_at(self, platform: str, thread: str) -> str | None:
        """The round that a thread is about."""

    async def rounds_in(self, platform: str, channel: str) -> list[str]:
        """Ids of the open rounds whose place is in a channel or is that thread."""

    async def platforms(self, to: Address) -> tuple[str, ...]:
        """Where an address is reached: a round on each of its platforms, a person on one."""

    async def account(self, person: str, platform: str) -> str | None:
        """A person's external id on a platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """An outgoing message with its id in the outbox, in the order in which it must arrive.

    `at` is when it was put there, UTC ms.
    """

    id: str
    message: Message
    platform: str
    at: int = 0


class Outbox(Protocol):
    """Messages to be sent on each platform, in order."""

    async def add(self, messages: Sequence[Sending], now: int, *, at_once: bool = False) -> None:
        """Put messages at the end; those sent `at_once` count as being sent already."""

    async def take(self, platform: str, limit: int) -> list[Sending]:
        """Mark the oldest that wait for a platform as being sent and return them."""

    async def sent(self, ids: Collection[str]) -> None:
        """They arrived."""

    async def interrupted(self, platform: str) -> list[Sending]:
        """Rows left half-sent by a crash, oldest first."""

    async def hold(self, ids: Collection[str]) -> None:
        """They cannot arrive as things stand: keep them until somebody asks."""

    async def held(self, platform: str, recipient: str) -> list[Sending]:
        """What is kept for a person or a round, by id, oldest first; then it is being sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A job under a lease."""

    job: Job
    round: str
    attempts: int


class Jobs(Protocol):
    """What is due when."""

    async def claim(self, now: int, lease: int) -> Claimed | None:
        """The most overdue job, leased until `now + lease`; None if nothing is due."""

    async def finish(self, round_id: str, key: str) -> None:
        """It is done; gone if it is still the same job."""

    async def free(self) -> None:
        """Free every claimed job to be claimed again."""

    async def next_due(self) -> int | None:
        """When the next job is due or its lease ends."""

    async def add(self, round_id: str, jobs: Sequence[Job]) -> None:
        """Add or move jobs, by round and key."""


class Shelf(Protocol):
    """Packs that rounds began with, so that an edited topic does not change a running round."""

    async def keep(self, topic: Topic) -> None:
        """Store a pack under its hash; a known hash is left as it is."""

    async def pack(self, pack_hash: str) -> Topic:
        """The topic as it was. Raises NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The app in one workspace (`team`) of a platform. `sealed` is what opens with the host's key
    alone: its token above all; `installer` the external id of who installed it; `at` is UTC ms.
    """

    platform: str
    team: str
    sealed: str = field(repr=False)
    installer: str
    at: int


class Installations(Protocol):
    """Where the app is installed, for a platform on which each workspace has a token of its own."""

    async def put(self, installation: Installation) -> None:
        """Store it in place of the one that its workspace had."""

    async def get(self, platform: str, team: str) -> Installation | None:
        """That of a workspace; None where we are not installed."""

    async def remove(self, platform: str, team: str) -> bool:
        """Erase that of a workspace; whether there was one."""

    async def all(self, platform: str) -> list[Installation]:
        """Those of a platform, by workspace."""


class Tx(Protocol):
    """One transaction: everything in it is kept, or nothing is."""

    shelf: Shelf
    rounds: Rounds
    listings: Listings
    speeches: Speeches
    ballots: Ballots
    people: People
    privacy: Privacy
    standings: Standings
    inbox: Inbox
    outbox: Outbox
    jobs: Jobs
    places: Places
    classrooms: Classrooms
    installations: Installations


class Store(Protocol):
    """Where everything is kept."""

    async def write(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Run `work` in a transaction and commit; what it raises rolls back its part alone.

        Work that waits together commits together. `work` may be run again from its start.
        """

    async def read(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Run `work` on a consistent snapshot; it must not write."""

    async def close(self) -> None:
        """Finish what is waiting and let go of the database."""


# ── surroundings ────────────────────────────────────────────────────────────────────────────────


class Clock(Protocol):
    """Time from outside."""

    def now(self) -> int:
        """UTC milliseconds."""


class Packs(Protocol):
    """Topics that can be debated, as they are on disk now."""

    def ids(self) -> tuple[str, ...]:
        """Topic ids in order of name."""

    def topic(self, topic_id: str) -> Topic:
        """A topic. Raises NotFound with the nearest id, or BadContent."""
