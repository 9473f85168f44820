"""The outbox to a platform: the messages of a round one after the other, rounds beside each other.

A *lane* holds what is to be sent of one round, or to one person. A message is struck off when it
has arrived. What a crash left half-sent is sent `again`: its carrier looks for it first. Trouble on
the way holds a lane up until it is over; what a platform will never take is kept for its reader to
ask for.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from bot.app.kit import Kit
from bot.app.messages import Message, MessageKind, Scope
from bot.app.ports import Sending, Tx
from bot.core.errors import NotFound
from bot.delivery.outcomes import outcome
from bot.delivery.refusals import Gone, Refused, Trouble
from bot.delivery.whereabouts import CALLS, Target, Whereabouts
from bot.logs import described

BATCH = 100  # rows taken from the outbox at a time
MOST = 500  # waiting in lanes; the rest stays in the store
PATIENCE = 1.0  # seconds until we look again by ourselves: another process may have added some
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between tries while there is trouble
AFTER_FAULT = 5.0  # seconds, where the store has trouble
TO_FINISH = 5.0  # seconds for what is under way when we are told to stop
FAILURES = 5  # of ours at one message, before it is kept for its reader to ask for
TRIES = 3  # places that are lost one after the other before we give a message up for now

# Private messages that nobody has to act on: they are there when one looks. A round notifies a
# person twice a slot at most, by its calls and warnings.
QUIET = frozenset({
    MessageKind.BALLOT, MessageKind.BRIEF, MessageKind.CONFIRMATION, MessageKind.DEBRIEF,
    MessageKind.DETAILS,
})  # fmt: skip

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Item:
    """A message in its lane; `again` if it may have arrived already. `failures` of ours so far."""

    sending: Sending
    again: bool = False
    failures: int = 0


def notifies(message: Message, target: Target) -> bool:
    """Whether its reader hears of a message at once: twice a slot at most, by calls and warnings,
    and by what they have to act on. In a round's own direct messages only by those.
    """
    if message.private:
        return message.kind not in QUIET
    direct = target.place is not None and target.place.direct
    return message.kind in CALLS or not direct


class Carrier(Protocol):
    """Puts a message in a place of one platform."""

    async def carry(self, item: Item, target: Target, number: int) -> None:
        """Send a message to its target of this number, unless it is there. Raises Gone, Trouble."""

    async def tell_that_something_waits(self, item: Item, target: Target) -> bool:
        """A person cannot be written to directly: say so where their round is. Whether that was
        possible.
        """


class Sender:
    """Sends what waits for a platform until it is told to stop."""

    def __init__(self, kit: Kit, platform: str, whereabouts: Whereabouts, carrier: Carrier) -> None:
        self._kit, self._platform = kit, platform
        self._whereabouts, self._carrier = whereabouts, carrier
        self._lanes: dict[str, deque[Item]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: set[str] = set()  # users who know that something waits for them
        self._news, self._stop = asyncio.Event(), asyncio.Event()

    def wake(self) -> None:
        """There may be something new to send."""
        self._news.set()

    async def run(self) -> None:
        """Send until `stop`; first what a crash left half-sent."""
        begun = False
        while not self._stop.is_set():
            self._news.clear()
            taken, error = await outcome(self._take() if begun else self._begin())
            begun = begun or error is None
            if error is not None:
                log.error("outbox_not_taken %s", described(error))
                await _either(self._stop, self._stop, AFTER_FAULT)
            elif not taken:
                await _either(self._news, self._stop, PATIENCE)

    async def stop(self) -> None:
        """Nothing new; what is under way is finished, the rest stays in the store."""
        self._stop.set()
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=TO_FINISH)
            for task in unfinished:
                task.cancel()

    async def rescue(self, ids: Iterable[str]) -> None:
        """Answers that could not be shown where they were asked for: send them like the others."""
        wanted = set(ids)
        left = await self._kit.store.read(lambda tx: tx.outbox.interrupted(self._platform))
        self._put([sending for sending in left if sending.id in wanted])

    def asked_for(self, user: str) -> None:
        """Somebody looked at what waited for them: they are told of what comes after that."""
        self._told.discard(user)

    async def _begin(self) -> bool:
        """Put into lanes what a crash left half-sent."""
        left = await self._kit.store.read(lambda tx: tx.outbox.interrupted(self._platform))
        self._put(left, again=True)
        return True

    async def _take(self) -> bool:
        """Put into lanes what waits; whether there was anything."""
        if sum(map(len, self._lanes.values())) >= MOST:
            return False
        await self._kit.calm.comes()
        taken = await self._kit.store.write(lambda tx: tx.outbox.take(self._platform, BATCH))
        self._put(taken)
        return bool(taken)

    async def _release(self, round_id: str) -> None:
        """A round was reached: what was kept for it and its people comes next in its lane."""

        async def work(tx: Tx) -> list[Sending]:
            debate = await tx.rounds.get(round_id)
            whom = [round_id, *(str(seat.person) for seat in debate.people)]
            kept = [one for each in whom for one in await tx.outbox.held(self._platform, each)]
            return sorted(kept, key=lambda sending: sending.at)

        with suppress(NotFound):  # erased meanwhile
            self._put(await self._kit.store.write(work), behind=round_id)

    def _put(
        self, sendings: Iterable[Sending], *, again: bool = False, behind: str | None = None
    ) -> None:
        """Into their lanes, at the end; or in the lane `behind`, behind what is just being sent."""
        for number, sending in enumerate(sendings, start=1):
            key = sending.message.to.round or sending.message.to.id
            lane = self._lanes.setdefault(key, deque())
            place = number if key == behind else len(lane)
            lane.insert(place, Item(sending=sending, again=again))
            if len(lane) == 1:
                task = asyncio.create_task(self._work(key, lane))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _work(self, key: str, lane: deque[Item]) -> None:
        pause = FIRST_PAUSE
        while lane and not self._stop.is_set():
            await self._kit.calm.comes()
            if self._stop.is_set():
                break
            item = lane[0]
            delivering = self._deliver(item, superseded=_superseded(item, lane))
            arrived, error = await outcome(delivering)
            if error is not None and self._tries_again(item, error, pause):
                await _either(self._stop, self._stop, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            _, error = await outcome(self._settle(item.sending, arrived=bool(arrived)))
            if error is not None:
                log.error("unsettled %s", described(error), extra={"sending": item.sending.id})
            pause = FIRST_PAUSE
            lane.popleft()
            self._news.set()
        if not lane:
            self._lanes.pop(key, None)

    def _tries_again(self, item: Item, error: BaseException, pause: float) -> bool:
        """Whether a message is tried again after a while: in trouble always; where it is our own
        mistake a few times; what they will not take, never.
        """
        item.again = True
        if isinstance(error, Trouble):
            log.warning("sending_trouble", extra={"what": str(error), "again_in": pause})
            return True
        log.error("unsent %s", described(error), extra={"sending": item.sending.id})
        item.failures += 1
        return not isinstance(error, Refused) and item.failures < FAILURES

    async def _settle(self, sending: Sending, *, arrived: bool) -> None:
        """Strike it off; what cannot arrive as things stand is kept."""
        ids, message = [sending.id], sending.message
        done = arrived or self._whereabouts.tells_of_loss(message)  # no news in a new place
        await self._kit.store.write(lambda tx: tx.outbox.sent(ids) if done else tx.outbox.hold(ids))
        # Where a round was lost, a notice is the first that arrives: that it goes on there.
        told = message.kind is MessageKind.NOTICE and message.said_in is None
        if arrived and told and message.to.scope is Scope.ROUND:
            await self._release(message.to.id)

    async def _deliver(self, item: Item, *, superseded: bool) -> bool:
        """Send a message to every place it belongs; whether there is nothing left to do.

        False: nobody can be reached with it, but somebody may ask for it. Raises Trouble.
        """
        stands = await self._kit.store.read(lambda tx: tx.privacy.stands(item.sending.id))
        if superseded or stands is None:  # erased meanwhile
            return True
        item.sending = stands
        message = stands.message
        for _ in range(TRIES):
            targets = await self._whereabouts.targets(message)
            if not targets and message.to.scope is Scope.ROUND:
                return not await self._whereabouts.is_open(message)
            lost = [t for n, t in enumerate(targets) if not await self._arrives(item, t, n)]
            if not lost or message.said_in is not None:  # nobody is left to be told there
                return True
            item.again = True  # those that did arrive must not arrive twice
            if not any([await self._lose(item, target) for target in lost]):
                break
        return False

    async def _arrives(self, item: Item, target: Target, number: int) -> bool:
        """Whether it is there now; False if nothing can be written there."""
        try:
            await self._carrier.carry(item, target, number)
        except Gone as gone:
            log.info("place_gone", extra={"code": gone.code})
            return False
        return True

    async def _lose(self, item: Item, target: Target) -> bool:
        """A target is gone; whether there is another way to the reader."""
        message = item.sending.message
        if target.place is not None and message.to.round is not None:
            return await self._whereabouts.lost(message.to.round, target.place)
        note = await self._whereabouts.in_public(message)
        if note is None or note.mention in self._told:
            return False
        if await self._carrier.tell_that_something_waits(item, note):
            self._told.add(note.mention)
        return False


def _superseded(item: Item, lane: Iterable[Item]) -> bool:
    """Whether a later message in the lane takes the place of this one anyway.

    One that may have arrived is looked for all the same: the later one has to know where it is.
    """
    mine = item.sending.message
    return (
        mine.replaces
        and not item.again
        and any(other is not item and other.sending.message.replaces for other in lane)
    )


async def _either(one: asyncio.Event, other: asyncio.Event, seconds: float) -> None:
    """Wait until one of two things happens, or so long."""
    waits = [asyncio.ensure_future(event.wait()) for event in {one, other}]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
