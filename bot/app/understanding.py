"""From stored speeches to readings and the flow. A speech is read once; everything follows from it.

Three steps, so that no computing happens inside a transaction: `load` inside one, `understand`
outside (in a worker thread), `keep` inside the next.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.app.kit import Kit, topic_of
from bot.app.meant import as_meant
from bot.app.ports import Said, Speech, Tx
from bot.core import flow as sheet
from bot.core.ballot import SpeechMarks, speech_total
from bot.core.flow import Flow, Heard
from bot.core.format import Kind
from bot.core.reading import Flag, Reading
from bot.core.round import Delivery, How, Round
from bot.core.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is needed to understand a round: its speeches and the readings there are already."""

    debate: Round
    topic: Topic
    speeches: tuple[Speech, ...]
    readings: dict[tuple[str, str], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A reading made just now, to be kept under its key."""

    speech: str
    key: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A round as understood. `heard` has one entry per speech, and an empty one per slot that was
    passed, for silence drops arguments too. Speeches about a personal loss are left out and named
    in `personal`, in order.
    """

    debate: Round
    topic: Topic
    heard: tuple[Heard, ...]
    flow: Flow
    fresh: tuple[Fresh, ...]
    personal: tuple[str, ...]

    def unseen_loss(self) -> str | None:
        """The first speech about a personal loss that nobody has seen to yet, of somebody who is
        here: who has left is not waited for, and what they said stays with them.
        """
        debate = self.debate
        here = {d.speech for d in debate.delivered if debate.seat(d.seat).active}
        return next((s for s in self.personal if s in here and s not in debate.cared), None)


async def load(kit: Kit, tx: Tx, debate: Round) -> Material:
    """Everything stored that understanding needs."""
    return Material(
        debate=debate,
        topic=await topic_of(kit, tx, debate),
        speeches=tuple(await tx.speeches.of_round(debate.id)),
        readings=await tx.speeches.readings(debate.id),
    )


async def understand(kit: Kit, material: Material) -> Understood:
    """Read what is unread, in a worker thread."""
    return await asyncio.to_thread(read_up, kit, material)


async def keep(tx: Tx, understood: Understood) -> None:
    """Store the readings that were made; repeating it changes nothing."""
    for fresh in understood.fresh:
        await tx.speeches.put_reading(fresh.speech, fresh.key, fresh.reading)


def read_up(kit: Kit, material: Material) -> Understood:
    """Every slot that is over, in order, with its reading.

    Hidden speeches are read too, though not heard yet: a personal loss told in one cannot wait.
    """
    debate, topic = material.debate, material.topic
    by_id = {speech.id: speech for speech in material.speeches}
    over = sorted(visible(debate), key=_by_slot)
    readings: dict[str, Reading] = {}
    fresh, personal = [], []
    for delivery in sorted(debate.delivered, key=_by_slot):
        given = by_id.get(delivery.speech or "")
        if given is None:
            continue
        earlier = _answerable(debate, delivery.slot, over, by_id)
        key = _key(given, earlier, kit.reader.version, topic.hash)
        reading = material.readings.get((given.id, key))
        if reading is None:
            reading = kit.reader.read(topic, _said(debate, given, earlier))
            fresh.append(Fresh(speech=given.id, key=key, reading=reading))
        readings[given.id] = reading
        if given.person and reading.flagged(Flag.PERSONAL_DISCLOSURE):
            personal.append(by_id.pop(given.id).id)
    heard = tuple(
        _heard(topic, debate, by_id[d.speech], readings[d.speech])
        if d.speech in by_id
        else _silence(debate, d, kit.reader.version)
        for d in over
        if d.speech in by_id or d.how is How.PASSED
    )
    return Understood(
        debate=debate,
        topic=topic,
        heard=heard,
        flow=sheet.flow(topic, debate.sides, heard),
        fresh=tuple(fresh),
        personal=tuple(personal),
    )


def _by_slot(delivery: Delivery) -> int:
    return delivery.slot


def marked(kit: Kit, understood: Understood, *, only: str | None = None) -> list[SpeechMarks]:
    """The marks of every speech a person gave, or of `only` one, by id. A stand-in's speech and the
    bot's get none.
    """
    debate = understood.debate
    spoken = {d.slot: d for d in debate.delivered if d.how is How.SPOKEN}
    marks = []
    for heard in understood.heard:
        delivery = spoken.get(heard.slot.number)
        if delivery is None or not heard.speech or debate.seat(delivery.seat).person is None:
            continue
        if only in (None, heard.speech):
            earlier = [h for h in understood.heard if h.slot.phase < heard.slot.phase]
            before = sheet.flow(understood.topic, debate.sides, earlier)
            marks.append(mark(kit, understood.topic, heard, delivery.seat, before))
    return marks


def mark(kit: Kit, topic: Topic, heard: Heard, seat: str, before: Flow) -> SpeechMarks:
    """One speech's marks and their total."""
    given = kit.judge.mark(topic, kit.rubric, sheet.earning(heard, before), before)
    return SpeechMarks(
        speech=heard.speech,
        slot=heard.slot.number,
        seat=seat,
        side=heard.slot.side,
        kind=heard.slot.kind,
        words=heard.reading.words,
        total=speech_total(kit.rubric, heard.slot.kind, given) if given else None,
        marks=given,
    )


def notes(kit: Kit, understood: Understood) -> dict[str, tuple[str, ...]]:
    """What a speaker alone is told about each speech: warning signs, and why it has no marks."""
    return {
        heard.speech: kit.judge.notes(heard, kit.rubric)
        for heard in understood.heard
        if heard.speech
    }


def visible(debate: Round) -> list[Delivery]:
    """Slots that are over and may be seen: those of an open phase with others in it are not."""
    waiting = {debate.slots[o.slot].phase for o in debate.open}
    return [d for d in debate.delivered if debate.slots[d.slot].phase not in waiting]


def _answerable(
    debate: Round, slot: int, over: Sequence[Delivery], by_id: dict[str, Speech]
) -> list[Speech]:
    """The opponents' speeches of earlier phases, oldest first. A question raises no argument, so
    only an answer has questions to answer.
    """
    this = debate.slots[slot]
    return [
        given
        for delivery in over
        for other in (debate.slots[delivery.slot],)
        if (given := by_id.get(delivery.speech or "")) is not None
        and other.phase < this.phase
        and other.side != this.side
        and (other.kind is not Kind.QUESTION or this.kind is Kind.ANSWER)
    ]


def _said(debate: Round, given: Speech, earlier: Sequence[Speech]) -> Said:
    slot = debate.slots[given.slot]
    return Said(
        text=given.text[: given.heard],
        side=slot.side,
        kind=slot.kind,
        opponents=tuple((debate.slots[s.slot].side, s.text[: s.heard]) for s in earlier),
    )


def _key(given: Speech, earlier: Sequence[Speech], version: str, pack: str) -> str:
    parts = (given.id, *(speech.id for speech in earlier), version, pack)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _heard(topic: Topic, debate: Round, given: Speech, reading: Reading) -> Heard:
    slot, text = debate.slots[given.slot], given.text[: given.heard]
    if given.person is None:
        reading = as_meant(topic, slot.side, text, reading, given.lines)
    return Heard(speech=given.id, slot=slot, text=text, reading=reading)


def _silence(debate: Round, delivery: Delivery, version: str) -> Heard:
    nothing = Reading(reader=version, words=0)
    return Heard(speech="", slot=debate.slots[delivery.slot], text="", reading=nothing)
