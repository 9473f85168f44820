"""A slot as a speaker sees it: what the bot may look at when it speaks or gives a hint."""

import asyncio

from bot.app.kit import Kit
from bot.app.ports import Level, Occasion, Reply, Speech, SpeechState, Tx
from bot.app.understanding import Understood
from bot.core import words
from bot.core.errors import IllegalMove
from bot.core.plans import named
from bot.core.round import Open, Round


async def occasion_of(tx: Tx, understood: Understood, slot: int) -> Occasion:
    """What a speaker for a slot may look at."""
    debate = understood.debate
    plan = named(understood.topic, understood.heard)
    people = [str(seat.person) for seat in debate.seats if seat.person]
    spoken = [s for s in await tx.speeches.of_round(debate.id) if s.state is SpeechState.DELIVERED]
    return Occasion(
        topic=understood.topic,
        sides=debate.sides,
        slot=debate.slots[slot],
        level=Level(debate.terms.level),
        seed=debate.seed,
        speeches=understood.heard,
        flow=understood.flow,
        plan=plan.id if plan else None,
        used=frozenset(line for speech in spoken for line in speech.lines),
        met=await tx.speeches.lines_met(people),
    )


async def composed(kit: Kit, occasion: Occasion) -> Reply:
    """What the bot says, made in a worker thread."""
    return await asyncio.to_thread(kit.opponent.speak, occasion)


def bot_speech(kit: Kit, debate: Round, slot: int, reply: Reply) -> Speech:
    """A reply as the speech of a slot. Raises IllegalMove if the slot is over."""
    waiting = waiting_at(debate, slot)
    return Speech(
        id=kit.new_id(),
        round=debate.id,
        seat=waiting.seat,
        slot=slot,
        person=None,
        text=reply.text,
        heard=words.heard(reply.text, debate.slots[slot].words),
        state=SpeechState.DELIVERED,
        at=kit.clock.now(),
        lines=reply.lines,
    )


def waiting_at(debate: Round, slot: int) -> Open:
    """A slot that is still open. Raises IllegalMove if it is over."""
    for waiting in debate.open:
        if waiting.slot == slot:
            return waiting
    raise IllegalMove("error.slot_over")
