"""A person who left traces wherever a person can."""

from dataclasses import replace

from bot.app.messages import Message, MessageKind, to_person
from bot.app.ports import Sending, SpeechState, Tx, Undo
from bot.core.ballot import Clash
from bot.core.reading import Reading
from bot.store.store import SqlStore
from tests.store.sample import CLASS, NOW, ballot, debate, marks, sending, settle, speech, spoken

# Ana's name and words, every one of which must be gone from the file afterwards.
NAME = "Anastasiya Zelenko"
OPENING = "Patriot batteries around Odesa would keep the grain ships sailing. Порти годують людей."
DRAFT = "Remember that radar crews need ninety days."
SOLO = "Nobody hears this practice speech except you, dear machine."
REASON = "The judge overlooked my convoy argument entirely."
PENDING = "This line was typed a moment before the crash."
TRACES = (
    NAME, "Zelenko", "Patriot batteries", "Odesa", "grain ships", "Порти",
    "radar crews", "ninety days", "practice speech", "dear machine", "convoy", "before the crash",
    '"ana"', "discord-4711",
)  # fmt: skip
BENS = "Escalation is a real risk, and nobody has answered it yet."
DECISION = "Hawk led. Its case, “Patriot batteries around Odesa would keep…”, stood. Ben was clear."

SHARED = replace(
    debate("shared", "ana", "ben"),
    terms=replace(debate("shared", "ana", "ben").terms, invited=("ana", "ben")),
)
ALONE = debate("alone", "ana")
BENS_OWN = debate("own", "ben")


async def leave_traces(store: SqlStore) -> None:
    """Ana debates Ben, practises alone, and leaves traces wherever a person can."""
    for part in (_meet, _debate, _judge, _queue):
        await store.write(part)


async def _meet(tx: Tx) -> None:
    await settle(tx, "discord-4711")  # somebody whose id is in no other row
    for each in (SHARED, ALONE, BENS_OWN):
        await tx.rounds.add(each, NOW)
    people = await tx.people.get(["ana"])
    await tx.people.save(replace(people["ana"], name=NAME, excluded=frozenset({"moscow"})))


async def _debate(tx: Tx) -> None:
    opening = speech("s1", SHARED, 0, OPENING)
    await tx.speeches.put(opening)
    await tx.speeches.put(speech("s2", SHARED, 1, BENS))
    draft = replace(speech("s3", SHARED, 2, DRAFT), state=SpeechState.DRAFT)
    await tx.speeches.put(draft)
    await tx.speeches.put(speech("s4", ALONE, 0, SOLO))
    echo = "You said that Patriot batteries around Odesa help. What does it cost?"
    await tx.speeches.put(speech("s5", ALONE, 1, echo))
    for each in ("s1", "s2", "s4"):
        await tx.speeches.put_reading(each, "k", Reading(reader="r", words=9))
    undo = Undo(person="ana", action="speak", at=NOW, before=SHARED, speech="s1")
    await tx.rounds.save(SHARED, spoken(SHARED, "s1", NOW), undo=undo, now=NOW)


async def _judge(tx: Tx) -> None:
    mine = marks(speech("s1", SHARED, 0), 80, quote="Patriot batteries around Odesa")
    bens = marks(speech("s2", SHARED, 1), 60, quote="Escalation is a real risk")
    reasons = "It answers “the grain ships sailing”. It is clear."
    bens = replace(bens, marks=(replace(bens.marks[0], reason=reasons),))
    await tx.ballots.put_marks(mine)
    await tx.ballots.put_marks(bens)
    given = replace(
        ballot(SHARED, mine, bens, decision=DECISION),
        clash=Clash(
            argument="Patriot batteries around Odesa would keep the grain ships sailing.",
            side="hawk", answer="Escalation is a real risk", answering_side="moscow",
            decided_for="hawk", argument_by="s1", answer_by="s2",
        ),
    )  # fmt: skip
    await tx.ballots.add(given, NOW)
    await tx.ballots.add(replace(given, judge="ana", decision="As Ana I liked Ana."), NOW)
    differing = replace(mine, total=1), replace(bens, words=1)
    await tx.ballots.add(replace(given, judge="bot-2", speeches=differing, decision=""), NOW)
    await tx.ballots.appeal("shared", "ana", REASON, NOW)
    await tx.standings.put_ratings(CLASS, "shared", {"ana": (27.0, 7.0), "ben": (23.0, 7.0)}, NOW)


async def _queue(tx: Tx) -> None:
    await tx.inbox.arrive("e1", PENDING, NOW, person="ana")
    say = [
        sending("m1", f"{NAME}: {OPENING}", to="shared", owner="ana"),
        sending("m2", f"{NAME} has the floor. Ben waits.", to="shared"),
        sending("m3", BENS, to="shared", owner="ben"),
    ]
    note = Message(kind=MessageKind.NOTICE, to=to_person("ana"), text="It is your slot.")
    to_her = Sending(id="m4", message=note, platform="console")
    await tx.outbox.add([*say, to_her], NOW)
