"""A session at one keyboard: a line comes in, it is acted on, everything it led to is shown.

What is due is worked off after each line and whenever its time comes, never both at once.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Sequence
from datetime import UTC, datetime

from bot.app import front, work
from bot.app.front import Incoming
from bot.app.kit import Kit
from bot.app.messages import Message, MessageKind, to_person
from bot.app.ports import Person, Place, Sending, Tx
from bot.core.round import Round
from bot.logs import described
from bot.platforms.console import keyboard
from bot.platforms.console.keyboard import Keyboard
from bot.platforms.console.offers import Offers
from bot.platforms.console.poster import Poster
from bot.platforms.console.posting import Posting
from bot.platforms.console.screens import Screen
from bot.platforms.console.waiting import Waited, waited_for

CLASSROOM = "console"
BATCH = 50  # messages taken from the outbox at a time
PATIENCE_MS = 60_000  # after which we look again what is due: another process may have added it

log = logging.getLogger(__name__)


class Session:
    """The people at a keyboard, what they may press, and what waits for them."""

    def __init__(self, kit: Kit, screen: Screen) -> None:
        self.kit = kit
        self.keyboard = Keyboard()
        self.offers = Offers()
        self.waits: Sequence[Waited] = ()
        self._screen = screen
        self._poster = Poster(kit, self.keyboard)
        self._saved_at = kit.clock.now()
        self._broken = False
        self._stopping = False
        self._turn = asyncio.Lock()
        self._news = asyncio.Event()

    async def start(self, name: str) -> None:
        """This person types; what happened while no process ran is caught up with.

        Raises Fault if the database fails already.
        """
        async with self._turn:
            await self._sit_down(name)
            await self._guarded(self._catch_up())

    async def typed(self, line: str) -> None:
        """Act on one line of the typist's and show everything it led to."""
        async with self._turn:
            self._broken = False
            await self._guarded(self._act(line))
        self._news.set()

    @contextlib.asynccontextmanager
    async def keeping_time(self) -> AsyncIterator[None]:
        """Meanwhile, what falls due is done when its time comes."""
        self._stopping = False
        task = asyncio.create_task(self._keep_time())
        try:
            yield
        finally:
            # Not cancelled, which could be in the middle of a job: it is told, and soon done.
            self._stopping = True
            self._news.set()
            await task

    async def tell(self, kind: MessageKind, text: str, title: str = "") -> None:
        """Show the typist something of the console's own."""
        typist = self.keyboard.typist
        message = Message(kind=kind, to=to_person(typist), text=text, title=title)
        await self._screen.show([Posting(message=message, to=self.keyboard.name(typist) or "")])

    def time_left(self) -> int | None:
        """Milliseconds until the typist's slot ends; None if none waits for them."""
        mine = [w.deadline for w in self.waits if w.person == self.keyboard.typist and w.deadline]
        return min(mine) - self.kit.clock.now() if mine else None

    async def open_rounds(self) -> int:
        """How many rounds the typist has open."""
        return len(await self._rounds_of(self.keyboard.typist))

    async def _guarded(self, doing: Awaitable[None], *, quiet: bool = False) -> None:
        """Do it; if it breaks, log that and say so, unless `quiet`. It must go on running."""
        try:
            await doing
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001  # the console's boundary: whatever it is
            log.error("console_failed %s", described(error))
            self._broken = True
            if quiet:
                return
            at = datetime.fromtimestamp(self._saved_at / 1000, UTC).astimezone()
            await self.tell(MessageKind.ERROR, self.kit.say("console.fault", time=f"{at:%H:%M:%S}"))
        else:
            self._saved_at = self.kit.clock.now()

    async def _catch_up(self) -> None:
        await self._deliver(
            await self.kit.store.read(lambda tx: tx.outbox.interrupted(keyboard.PLATFORM))
        )
        await work.recover(self.kit)
        await self._work_off()
        for debate in await self._rounds_of(self.keyboard.typist):
            await self._hear("/debate status", debate.id)

    async def _rounds_of(self, person: str) -> list[Round]:
        return await self.kit.store.read(lambda tx: tx.listings.of_person(person, open_only=True))

    async def _act(self, line: str) -> None:
        asked = keyboard.asked_name(line)
        if asked is not None:
            await self._change_typist(asked)
            return
        typist = self.keyboard.typist
        awaited = any(waited.person == typist for waited in self.waits)
        await self._hear(self.offers.press(typist, line, forgiving=not awaited) or line)
        await self._work_off()

    async def _hear(self, text: str, round_id: str | None = None) -> None:
        """Hand an event in, show the answers, then what it put into the outbox."""
        incoming = Incoming(
            event=f"{keyboard.PLATFORM}:{self.kit.new_id()}",
            account=self.keyboard.account,
            classroom=CLASSROOM,
            text=text,
            round=round_id,
            place=Place(platform=keyboard.PLATFORM, channel=CLASSROOM),
            instructor=True,  # a keyboard at home has no class to protect from who sits at it
            by_role=True,
        )
        await self._show(await front.handle(self.kit, incoming))
        await self._empty_outbox()

    async def _change_typist(self, asked: str) -> None:
        name = keyboard.usable_name(asked)
        if name is not None:
            await self._sit_down(name)
            await self.tell(MessageKind.NOTICE, self.kit.say("console.typing_as", name=name))
        elif asked:
            most = keyboard.LONGEST_NAME
            await self.tell(MessageKind.ERROR, self.kit.say("console.as_not", most=most))
        else:
            names = ", ".join(self.keyboard.names)
            mine = self.keyboard.account.name
            said = self.kit.say("console.as_whom", name=mine, names=names)
            await self.tell(MessageKind.NOTICE, said)

    async def _sit_down(self, name: str) -> None:
        who = keyboard.account(name)

        async def met(tx: Tx) -> Person:
            room = await tx.classrooms.of_home(CLASSROOM)
            return await tx.people.known(who, room, self.kit.new_id())

        person = await self.kit.store.write(met)
        self.keyboard.sit_down(person.id, who)
        await self._look_who_is_waited_for()

    async def _work_off(self) -> None:
        """Do what is due and show what came of it."""
        await work.work_off(self.kit)
        await self._empty_outbox()
        await self._look_who_is_waited_for()

    async def _empty_outbox(self) -> None:
        while taken := await self.kit.store.write(
            lambda tx: tx.outbox.take(keyboard.PLATFORM, BATCH)
        ):
            await self._deliver(taken)

    async def _deliver(self, sendings: Sequence[Sending]) -> None:
        """Show messages of the outbox, and only then strike them off."""
        if sendings:
            self.kit.step("sending")
            await self._show([sending.message for sending in sendings])
            self.kit.step("shown")
            await self.kit.store.write(lambda tx: tx.outbox.sent([s.id for s in sendings]))

    async def _show(self, messages: Sequence[Message]) -> None:
        if messages:
            await self._screen.show(await self._poster.postings(messages))
            for message in messages:
                self.offers.hear(message)

    async def _look_who_is_waited_for(self) -> None:
        people = self.keyboard.people
        self.waits = await self.kit.store.read(lambda tx: waited_for(self.kit, tx, people))

    async def _keep_time(self) -> None:
        while not self._stopping:
            wait = await self._until_due()
            try:
                await asyncio.wait_for(self._news.wait(), wait)
                self._news.clear()  # a line was acted on, so something else may be due first
            except TimeoutError:
                async with self._turn:
                    # A job that breaks is tried again and again; one apology is enough.
                    await self._guarded(self._work_off(), quiet=self._broken)

    async def _until_due(self) -> float:
        """Seconds until something falls due; never so few that waiting for it keeps us busy."""
        due, now = await work.next_due(self.kit), self.kit.clock.now()
        left = PATIENCE_MS if due is None else min(due - now, PATIENCE_MS)
        return max(left, 50) / 1000
