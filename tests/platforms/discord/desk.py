"""A desk for tests of what goes out: opener and sender over a real store, and a fake of Discord's
REST that remembers what was written where and refuses what it is told to.
"""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.app import front
from bot.app.front import Incoming
from bot.app.kit import Kit
from bot.app.messages import Message, MessageKind, to_person, to_round
from bot.app.ports import Account, Place
from bot.app.posting import post
from bot.core.errors import Fault
from bot.delivery.sending import Sender
from bot.delivery.whereabouts import Whereabouts
from bot.platforms.discord import PLATFORM
from bot.platforms.discord.opening import Opener
from bot.platforms.discord.rendering import Payload
from bot.platforms.discord.rest import Rest
from bot.platforms.discord.sending import SILENT, Carrier
from bot.store.store import SqlStore
from tests.app.building import copy_of_prompts, kit_of
from tests.fakes import FakeClock
from tests.platforms.program import moment

ME, ANA, BEN = "1", "11", "22"
ROOM = Place(platform="discord", channel="500")
THREAD = replace(ROOM, thread="600")
SOLO, DUEL = "/debate start format:solo side:ban", "/debate start format:duel side:ban"
CLASS = "discord:300"
WITHIN = 10.0  # seconds


@dataclass
class FakeRest:
    """Channels by id; a direct message with somebody is `dm` and their id, a thread of a message
    has the message's id. `refuses` are raised for a channel, again and again.
    """

    written: list[tuple[str, str]] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    there: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    refuses: dict[str, Fault] = field(default_factory=dict)
    nonces: list[str] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)

    async def send(self, channel: str, payload: Payload, nonce: str) -> str:
        self._check(channel)
        self.written.append((channel, said(payload)))
        self.nonces.append(nonce)
        self.silent.append(payload.body.get("flags") == SILENT)
        return f"9{len(self.written)}"

    async def edit(self, channel: str, message: str, payload: Payload) -> None:
        self._check(channel)
        self.edited.append(message)

    async def latest(self, channel: str, count: int) -> list[dict[str, Any]]:
        return self.there.get(channel, [])

    async def thread_from(self, channel: str, message: str, name: str) -> str:
        self._check(f"threads of {channel}")
        return message

    async def private_thread(self, channel: str, name: str) -> str:
        self._check(f"threads of {channel}")
        return f"private{channel}"

    async def put_into(self, thread: str, user: str) -> None:
        self._check(thread)

    async def direct(self, user: str) -> str:
        return f"dm{user}"

    def _check(self, what: str) -> None:
        if what in self.refuses:
            raise self.refuses[what]


def said(payload: Payload) -> str:
    """A payload's text."""
    embeds: Sequence[Any] = payload.body.get("embeds") or []  # type: ignore[assignment]  # JSON
    return str(payload.body.get("content") or "".join(str(e.get("description")) for e in embeds))


@dataclass
class Desk:
    """Opener and sender; people who type in a channel."""

    kit: Kit
    rest: FakeRest
    whereabouts: Whereabouts
    opener: Opener
    sender: Sender
    database: Path
    events: int = 0

    def left(self) -> dict[str, int]:
        """How many messages are in the outbox, by state."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as db:
            return dict(db.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """The sender runs; a new one each time, as after a start."""
        real: Rest = self.rest  # type: ignore[assignment]  # as much of it as is used
        self.sender = sender_of(self.kit, real, self.opener, self.whereabouts)
        running = asyncio.create_task(self.sender.run())
        try:
            yield
        finally:
            await self.sender.stop()
            await running

    async def until(self, true: Callable[[], bool]) -> None:
        """Let the sender work until then."""
        end = time.monotonic() + WITHIN
        while not true():
            assert time.monotonic() < end, (self.rest.written, self.left())
            self.sender.wake()
            await moment()

    async def types(self, user: str, line: str, place: Place | None = ROOM) -> None:
        """Somebody types a line in a place."""
        self.events += 1
        account = Account(platform="discord", external=user, name={ANA: "Ana", BEN: "Ben"}[user])
        incoming = Incoming(
            event=f"e{self.events}", account=account, classroom=CLASS, text=line, place=place
        )
        await front.handle(self.kit, incoming)

    async def emptied(self) -> None:
        """What the commands posted is of no interest here."""
        taken = await self.kit.store.write(lambda tx: tx.outbox.take("discord", 100))
        ids = [sending.id for sending in taken]
        await self.kit.store.write(lambda tx: tx.outbox.sent(ids))

    async def begun(self, line: str) -> str:
        """A round begun by Ana in the channel; its id."""
        await self.types(ANA, line)
        await self.emptied()
        [place] = await self.kit.store.read(lambda tx: tx.places.rounds_in("discord", "500"))
        return place

    async def places(self, round_id: str) -> list[Place]:
        """Where a round is talked about."""
        return await self.kit.store.read(lambda tx: tx.places.of_round(round_id, "discord"))

    async def put(self, round_id: str, *places: Place) -> None:
        """A round is talked about there."""
        await self.kit.store.write(lambda tx: tx.places.put(round_id, "discord", places))

    async def person(self, user: str) -> str:
        """Somebody's id with us."""
        account = Account(platform="discord", external=user, name="")
        known = await self.kit.store.write(lambda tx: tx.people.known(account, CLASS, "new"))
        return known.id

    async def posts(self, *messages: Message) -> None:
        """Messages come into the outbox."""
        await self.kit.store.write(lambda tx: post(self.kit, tx, messages, self.kit.clock.now()))


def public(round_id: str, text: str, kind: MessageKind = MessageKind.SPEECH) -> Message:
    """A message for everybody in a round."""
    return Message(kind=kind, to=to_round(round_id), text=text)


def private(person: str, round_id: str, text: str) -> Message:
    """A message for one person, about a round."""
    to = to_person(person, round_id)
    return Message(kind=MessageKind.BALLOT, to=to, text=text, private=True)


def sender_of(kit: Kit, rest: Rest, opener: Opener, whereabouts: Whereabouts) -> Sender:
    """What sends to that REST."""
    return Sender(kit, PLATFORM, whereabouts, Carrier(kit, rest, opener, ME))


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[Desk]:
    """A desk over a store in a folder."""
    database = folder / "desk.sqlite3"
    store = await SqlStore.open(database)
    try:
        kit = kit_of(store, copy_of_prompts(folder / "prompts"), FakeClock())
        rest = FakeRest()
        real: Rest = rest  # type: ignore[assignment]  # as much of it as is used
        whereabouts = Whereabouts(kit, PLATFORM)
        opener = Opener(kit, real, whereabouts)
        yield Desk(
            kit=kit,
            rest=rest,
            whereabouts=whereabouts,
            opener=opener,
            sender=sender_of(kit, real, opener, whereabouts),
            database=database,
        )
    finally:
        await store.close()
