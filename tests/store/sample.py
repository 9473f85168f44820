"""Small values to be stored: people, a topic, rounds in every state, speeches, marks, ballots."""

from dataclasses import replace

from bot.app.messages import Message, MessageKind, to_round
from bot.app.ports import Account, Sending, Speech, SpeechState, Tx
from bot.core.ballot import Ballot, Clash, Mark, SpeechMarks
from bot.core.format import Kind, Slot
from bot.core.round import Delivery, How, Open, Round, Seat, Status, Terms
from bot.core.rubric import Aspect, Band
from bot.core.topic import Side, Source, Topic

NOW = 1_700_000_000_000
CLASS = "class-1"
SLOTS = tuple(
    Slot(
        number=n, phase=n, kind=Kind.REBUTTAL, side=("hawk", "moscow")[n % 2], member=0,
        seconds=120, words=150,
    )
    for n in range(10)
)  # fmt: skip
TOPIC = Topic(
    id="troops", title="Troops", motion="Troops should go.", date="2024-04-22", proposer="hawk",
    background="Once upon a time.", source=Source(title="A", publisher="B", date="2024-04-22"),
    sides=tuple(
        Side(id=s, name=s.title(), role=f"the {s}", stance="", brief="")
        for s in ("hawk", "caution", "moscow")
    ),
    claims=(), rebuttals=(), facts=(), questions=(), hash="pack-1",
)  # fmt: skip


async def settle(tx: Tx, *people: str) -> None:
    """What rounds refer to: a pack, and people of those ids with accounts of the same name."""
    await tx.shelf.keep(TOPIC)
    for person in people:
        account = Account(platform="console", external=person, name=person.title())
        await tx.people.known(account, CLASS, person)


def debate(round_id: str, *people: str, status: Status = Status.RUNNING) -> Round:
    """A round between people (the first hosts it; one alone meets the bot) in its first slot."""
    sitting: tuple[str | None, ...] = people if len(people) > 1 else (*people, None)
    seats = tuple(
        Seat(id=f"{round_id}-{n}", person=person, side=("hawk", "moscow", "caution")[n])
        for n, person in enumerate(sitting)
    )
    return Round(
        id=round_id, host=people[0], seed=7, status=status, version=1, moved_at=NOW, seats=seats,
        terms=Terms(
            classroom=CLASS, topic="troops", pack="pack-1", format="duel", pace="blitz",
            level="sharp",
        ),
        sides=("hawk", "moscow"), slots=SLOTS, phase=0, warning=30, extension=60,
        open=(Open(slot=0, seat=seats[0].id, deadline=NOW + 120_000),),
    )  # fmt: skip


def spoken(before: Round, speech: str, now: int) -> Round:
    """The round after its open slot was filled; after the last slot it starts again."""
    [waiting] = before.open
    number = (waiting.slot + 1) % len(SLOTS)
    seat = before.seats[number % 2].id
    given = Delivery(slot=waiting.slot, seat=waiting.seat, how=How.SPOKEN, at=now, speech=speech)
    return replace(
        before, version=before.version + 1, moved_at=now, phase=number,
        delivered=(*(before.delivered if waiting.slot else ()), given),
        open=(Open(slot=number, seat=seat, deadline=now + 120_000),),
    )  # fmt: skip


def speech(speech_id: str, of: Round, slot: int, text: str = "Because it works.") -> Speech:
    """A delivered speech by whoever sits where the slot's turn is."""
    seat = of.seats[slot % len(of.seats)]
    return Speech(
        id=speech_id, round=of.id, seat=seat.id, slot=slot, person=seat.person, text=text,
        heard=len(text), state=SpeechState.DELIVERED, at=NOW + slot,
    )  # fmt: skip


def marks(of: Speech, *points: int, quote: str = "Because it works") -> SpeechMarks:
    """A speech's marks, one for each number of points."""
    return SpeechMarks(
        speech=of.id, slot=of.slot, seat=of.seat, side="hawk", kind=Kind.REBUTTAL, words=100,
        total=round(sum(points) / len(points)) if points else None,
        marks=tuple(
            Mark(
                aspect=aspect, points=p, band=Band.SOUND, reason="It gives a reason.",
                quotes=(quote,), next_step="Say why it matters.",
            )
            for aspect, p in zip(Aspect, points, strict=False)
        ),
    )  # fmt: skip


def ballot(of: Round, *speeches: SpeechMarks, judge: str = "bot-1", decision: str = "") -> Ballot:
    """A ballot on which hawk leads."""
    return Ballot(
        round=of.id, judge=judge, rubric="r1", speeches=speeches,
        totals={"hawk": 71.5, "moscow": 64.25}, ranks={"hawk": 1, "moscow": 2}, decision=decision,
        clash=Clash(
            argument="Air defence saves lives", side="hawk", answer="It escalates",
            answering_side="moscow", decided_for="hawk",
        ),
    )  # fmt: skip


def sending(sending_id: str, text: str, *, to: str = "r1", owner: str | None = None) -> Sending:
    """A message to a round."""
    message = Message(kind=MessageKind.NOTICE, to=to_round(to), text=text, owner=owner)
    return Sending(id=sending_id, message=message, platform="console", at=NOW)
