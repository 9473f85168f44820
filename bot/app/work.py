"""Jobs: what happens because time passes or a speech wants reading. Each can be run again.

A job is claimed under a lease, does its computing outside any transaction, and saves its effect and
its own end in one. If the round has moved on meanwhile so that nobody needs the job any more, it
has nothing to do and ends; if it has moved on otherwise, what was computed is computed again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.app import judging, understanding
from bot.app.kit import Kit
from bot.app.messages import Message
from bot.app.moves import forget_drafts, together, told, withheld
from bot.app.occasions import bot_speech, composed, occasion_of, waiting_at
from bot.app.ports import Claimed, Speech, SpeechState, Tx
from bot.app.posting import post
from bot.app.say import drafts, talk
from bot.app.say import lobby as say_lobby
from bot.app.understanding import Understood
from bot.core import ending, floor, lobby
from bot.core.errors import Conflict, Fault, NotFound
from bot.core.jobs import JobKind, read, wanted
from bot.core.round import How, Round, Status

TRIES = 5  # a job whose round others move at the same moment is tried again this often

log = logging.getLogger(__name__)


async def work_off(kit: Kit) -> int:
    """Run every job that is due now, also those that come up meanwhile; how many there were."""
    count = 0
    while (claimed := await claim(kit)) is not None:
        await run(kit, claimed)
        count += 1
    return count


async def claim(kit: Kit) -> Claimed | None:
    """Take the most overdue job under a lease."""
    now = kit.clock.now()
    claimed = await kit.store.write(lambda tx: tx.jobs.claim(now, kit.habits.lease))
    if claimed is not None:
        kit.step(f"claimed:{claimed.job.kind.value}")
    return claimed


async def next_due(kit: Kit) -> int | None:
    """When there is next something to do, UTC ms."""
    return await kit.store.read(lambda tx: tx.jobs.next_due())


async def recover(kit: Kit) -> None:
    """Once at the start: slots that ran out while no process ran get a little time, and jobs that a
    killed process had claimed are free again. If another process is at one of them just then, it is
    done twice and has its effect once, like any job.
    """
    now = kit.clock.now()

    async def grace(tx: Tx) -> None:
        await tx.jobs.free()
        for debate in await tx.listings.due_at_start(now):
            after = floor.give_grace(debate, now)
            if after is not debate:
                undo = await tx.rounds.undo(debate.id)
                await tx.rounds.save(debate, after, undo=undo, now=now)

    await kit.store.write(grace)


async def run(kit: Kit, claimed: Claimed) -> None:
    """Do one claimed job. After many conflicts it is left until its lease ends."""
    kind = claimed.job.kind
    for _ in range(TRIES):
        try:
            await _HANDLERS[kind](kit, claimed)
        except Conflict:
            log.info("job met a moved round", extra={"kind": kind.value, "round": claimed.round})
        except NotFound:
            log.info("job met no round", extra={"kind": kind.value, "round": claimed.round})
            break  # somebody has deleted what was theirs, and the round and its jobs with it
        else:
            break
    kit.step(f"done:{kind.value}")


Moves = Callable[[Tx, Round], Awaitable[tuple[Round, list[Message]]]]


async def _moving(
    kit: Kit, claimed: Claimed, move: Moves, understood: Understood | None = None
) -> None:
    """One transaction: load the round, move it if it still needs that, save, tell, and end the job.

    Raises Conflict if the round is not what was understood any more.
    """

    async def work(tx: Tx) -> None:
        now = kit.clock.now()
        debate = await tx.rounds.get(claimed.round)
        if understood is not None:
            if understood.debate.version != debate.version:
                raise Conflict(f"round {debate.id} moved while {claimed.job.key} was computed")
            await understanding.keep(tx, understood)
        if wanted(claimed.job, debate, now):
            after, messages = await move(tx, debate)
            if after is not debate:
                undo = None if _settled(debate, after) else await tx.rounds.undo(debate.id)
                await tx.rounds.save(debate, after, undo=undo, now=now)
                messages += await told(kit, tx, debate, after)
            await post(kit, tx, messages, now)
        await tx.jobs.finish(claimed.round, claimed.job.key)
        kit.step(f"saving:{claimed.job.kind.value}")

    await kit.store.write(work)


def _settled(before: Round, after: Round) -> bool:
    """Whether nothing before can be taken back any more: a person's words were delivered, or
    nobody came back and the round is over.
    """
    if after.status is Status.CANCELLED:
        return True
    fresh = after.delivered[len(before.delivered) :]
    return any(d.how is How.SPOKEN and before.seat(d.seat).person for d in fresh)


async def _offer(kit: Kit, claimed: Claimed) -> None:
    async def move(tx: Tx, debate: Round) -> tuple[Round, list[Message]]:
        after = lobby.offer(debate, kit.clock.now())
        talker = await talk.talker(kit, tx, after)
        most = kit.form(debate.terms.format).people[1]
        return after, [say_lobby.offer(talker)] if len(debate.people) < most else []

    await _moving(kit, claimed, move)


async def _close(kit: Kit, claimed: Claimed) -> None:
    """Nobody touched it for long, so it is over; but where people wait for one whose clock stands
    still, they go on without them.
    """

    async def move(_: Tx, debate: Round) -> tuple[Round, list[Message]]:
        now, seat = kit.clock.now(), talk.stopped_for(debate)
        if seat is not None and len(debate.people) > 1:
            return ending.leave(debate, str(debate.seat(seat).person), now), []
        return ending.cancel(debate, now), []

    await _moving(kit, claimed, move)


async def _warning(kit: Kit, claimed: Claimed) -> None:
    async def move(tx: Tx, debate: Round) -> tuple[Round, list[Message]]:
        now, slot = kit.clock.now(), _slot(claimed)
        after = floor.warn(debate, slot, now)
        talker = await talk.talker(kit, tx, after)
        return after, [talk.warning(talker, waiting_at(after, slot), now)]

    await _moving(kit, claimed, move)


async def _deadline(kit: Kit, claimed: Claimed) -> None:
    async def move(tx: Tx, debate: Round) -> tuple[Round, list[Message]]:
        now, number = kit.clock.now(), _slot(claimed)
        waiting = waiting_at(debate, number)
        kept = await tx.speeches.draft(debate.id, waiting.seat, number)
        if kept is not None and kept.state is SpeechState.RETURNED and kit.personal(kept.text):
            kept = None  # they took it back
        after = floor.expire(debate, number, kept.id if kept else None, now)
        talker = await talk.talker(kit, tx, after)
        seat, slot = debate.seat(waiting.seat), debate.slots[number]
        if kept is None:
            return after, [talk.missed(talker, seat, slot)]
        await forget_drafts(tx, debate, number, waiting.seat)
        given = replace(kept, state=SpeechState.DELIVERED, at=now)
        await tx.speeches.put(given)
        await tx.jobs.add(debate.id, [read(given.id, now)])
        return after, [drafts.draft_delivered(talker, given), *_shown(talker, debate, given)]

    await _moving(kit, claimed, move)


def _shown(talker: talk.Talker, debate: Round, given: Speech) -> list[Message]:
    """The speech for everybody, unless its phase is still hidden or it is kept back."""
    kept_back = together(debate, given.slot) or withheld(talker.kit, debate, given)
    return [] if kept_back else [talk.speech(talker, given)]


async def _understood(kit: Kit, claimed: Claimed) -> Understood:
    """The round as understood now, computed outside any transaction."""

    async def load(tx: Tx) -> understanding.Material:
        return await understanding.load(kit, tx, await tx.rounds.get(claimed.round))

    understood = await understanding.understand(kit, await kit.store.read(load))
    kit.step(f"computed:{claimed.job.kind.value}")
    return understood


async def _caring(
    kit: Kit, tx: Tx, understood: Understood, debate: Round
) -> tuple[Round, list[Message]] | None:
    """Stop the clock for somebody who spoke of a personal loss, before anything else is said."""
    loss = understood.unseen_loss()
    if loss is None or debate.status not in (Status.RUNNING, Status.JUDGING):
        return None
    after = floor.pause(debate, loss, kit.clock.now())
    [seat] = [d.seat for d in debate.delivered if d.speech == loss]
    talker = await talk.talker(kit, tx, after)
    others = [talk.paused(talker)] if len(debate.people) > 1 else []
    return after, [talk.care(talker, str(debate.seat(seat).person)), *others]


async def _read(kit: Kit, claimed: Claimed) -> None:
    """Read a speech and mark it."""
    understood = await _understood(kit, claimed)
    only = claimed.job.speech
    marks = await asyncio.to_thread(understanding.marked, kit, understood, only=only)

    async def move(tx: Tx, debate: Round) -> tuple[Round, list[Message]]:
        for speech in marks:
            await tx.ballots.put_marks(speech)
        return await _caring(kit, tx, understood, debate) or (debate, [])

    await _moving(kit, claimed, move, understood)


async def _call(kit: Kit, claimed: Claimed) -> None:
    """Tell somebody that their slot is open, with the arguments they have to answer."""
    understood = await _understood(kit, claimed)

    async def move(tx: Tx, debate: Round) -> tuple[Round, list[Message]]:
        caring = await _caring(kit, tx, understood, debate)
        if caring is not None:
            return caring
        now, slot = kit.clock.now(), _slot(claimed)
        after = floor.call(debate, slot, now)
        talker = await talk.talker(kit, tx, after)
        return after, [talk.call(talker, waiting_at(after, slot), understood, now)]

    await _moving(kit, claimed, move, understood)


async def _speak(kit: Kit, claimed: Claimed) -> None:
    """The bot's speech: composed outside, delivered if the slot still waits for it."""
    understood = await _understood(kit, claimed)
    number = _slot(claimed)
    occasion = await kit.store.read(lambda tx: occasion_of(tx, understood, number))
    reply = await composed(kit, occasion)

    async def move(tx: Tx, debate: Round) -> tuple[Round, list[Message]]:
        caring = await _caring(kit, tx, understood, debate)
        if caring is not None:
            return caring
        given = bot_speech(kit, debate, number, reply)
        after = floor.bot_speaks(debate, number, given.id, kit.clock.now())
        await tx.speeches.put(given)
        return after, _shown(await talk.talker(kit, tx, after), debate, given)

    await _moving(kit, claimed, move, understood)


async def _decide(kit: Kit, claimed: Claimed) -> None:
    """Write the ballots, rate, and tell everybody theirs."""
    understood = await _understood(kit, claimed)
    ballot = await asyncio.to_thread(judging.decided, kit, understood)

    async def move(tx: Tx, debate: Round) -> tuple[Round, list[Message]]:
        caring = await _caring(kit, tx, understood, debate)
        if caring is not None:
            return caring
        counted = judging.counted(kit.rubric, debate, ballot)
        after = ending.finish(debate, counted, kit.clock.now())
        return after, await judging.kept(kit, tx, after, understood, ballot)

    await _moving(kit, claimed, move, understood)


def _slot(claimed: Claimed) -> int:
    if claimed.job.slot is None:
        raise Fault("a job about a slot names none")
    return claimed.job.slot


_HANDLERS: dict[JobKind, Callable[[Kit, Claimed], Awaitable[None]]] = {
    JobKind.OFFER: _offer,
    JobKind.CLOSE: _close,
    JobKind.CALL: _call,
    JobKind.WARNING: _warning,
    JobKind.DEADLINE: _deadline,
    JobKind.SPEAK: _speak,
    JobKind.READ: _read,
    JobKind.DECIDE: _decide,
}
