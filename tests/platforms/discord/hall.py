"""A hall: the stand-in and one running bot, in which each test has a *class* (a server) of its own.

Its prompts are small, so that rounds are quick: topics `school-phones` and `homework`; formats
`alone` (one speech of one person), `pair` (two people with one speech each) and `trio` (three with
two each); the pace `hurry` gives a few seconds for a speech.
"""

import contextlib
import re
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.parents import ROOT
from tests.platforms.discord.serving import Bot, serving
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room, Server
from tests.standins.discord.seen import Seen
from tests.standins.discord.server import Discord

PACK = ROOT / "tests" / "data" / "packs" / "school-phones"
PATIENT = 20.0  # seconds that people wait for an answer: Discord's three are for the bench
TOPICS = {PACK.name: "Phones at school", "homework": "Homework"}
ROLE = "Tutors"  # whose members are instructors
NEVER = 3_600.0  # seconds between heartbeats: the stand-in rests while other tests run
SHORT = """
  alone:
    name: Alone
    sides: 2
    people: [1, 1]
    ranked: false
    team: false
    lobby: false
    people_first: true
    orders:
      - - opening: [1, 2]
  pair:
    name: Pair
    sides: 2
    people: [1, 2]
    ranked: true
    team: false
    lobby: true
    orders:
      - - opening: [1, 2]
  trio:
    name: Trio
    sides: 3
    people: [1, 3]
    ranked: true
    team: false
    lobby: true
    orders:
      - - opening: [1, 2, 3]
        - closing: [2, 3, 1]
"""
HURRY = """
  hurry:
    name: Hurry
    seconds: {opening: 3, question: 3, answer: 3, rebuttal: 3, closing: 3}
    words: {opening: 120, question: 40, answer: 60, rebuttal: 120, closing: 90}
    warning: 1
    extension: 1
    follow_ups: 0
"""
# Enough words for a round to count, in sentences that the small topic knows.
SPEECH = (
    "Phones break attention in class, because every message pulls the mind out of the lesson and"
    " coming back takes minutes. That matters most for weak pupils, who fall behind first. Look at"
    " any back row and count the screens under the desks: nobody listens when a screen lights up."
    " A cruel picture needs one second to travel, and it reaches everybody before a teacher can"
    " act. So a clear rule from the first bell to the last helps those who cannot help themselves,"
    " and it costs nobody anything that a school day needs."
)


def content(folder: Path) -> Path:
    """Fill a folder with the small prompts."""
    original = ROOT / "prompts"
    shutil.copytree(original, folder, ignore=shutil.ignore_patterns("topics"), dirs_exist_ok=True)
    for name, title in TOPICS.items():
        shutil.copytree(PACK, folder / "topics" / name)
        topic = folder / "topics" / name / "topic.yaml"
        text = topic.read_text(encoding="utf-8").replace(f"id: {PACK.name}", f"id: {name}", 1)
        topic.write_text(text.replace(f"title: {TOPICS[PACK.name]}", f"title: {title}", 1), "utf-8")
    formats = folder / "formats.yaml"
    text = formats.read_text(encoding="utf-8").replace("\nformats:\n", f"{HURRY}\nformats:{SHORT}")
    formats.write_text(text, "utf-8")
    return folder


@dataclass
class Class:
    """A server of its own with one channel, `room`, and students."""

    hall: "Hall"
    server: Server
    room: Room
    people: list[Person] = field(default_factory=list)

    async def begins(self, form: str, *joining: Person, **options: Any) -> Room:  # noqa: ANN401 (of slash commands)
        """A round of the first student and those who join, begun; the thread it is in."""
        discord, host = self.hall.discord, self.people[0]
        before = len(self.room.threads)
        await host.types(self.room, "/debate start", format=form, **options)
        [thread] = await discord.until(lambda: self.room.threads[before:], of="a thread")
        table = next((m for m in self.room.messages if self.room.thread_of(m) == thread), None)
        if table is not None:  # the format has a lobby
            for person in joining:
                await person.presses(table, "Join")
            await host.presses(table, "Begin")
        return thread

    async def accept(self, thread: Room, *people: Person) -> None:
        """Everybody takes the side they drew, with OK on their card."""
        for person in people or tuple(self.people):
            card = await self.card(thread, person)
            await person.presses(card, "OK")

    async def card(self, thread: Room, person: Person) -> Seen:
        """Somebody's card before a drawn seat, once it is there."""
        found = await self.until(lambda: with_button(person, thread, "OK"), "a card")
        assert isinstance(found, Seen)
        return found

    async def asked(self, thread: Room, person: Person, number: int = 1) -> Seen:
        """The number-th call to speak that somebody gets in a thread, once it is there."""
        calls = await self.until(
            lambda: (got := called(person, thread))[number - 1 :] and got, f"{person}'s slot"
        )
        assert isinstance(calls, list)
        found = calls[number - 1]
        assert isinstance(found, Seen)
        return found

    async def until(self, true: Callable[[], object], of: str, within: float = 15.0) -> object:
        """As the stand-in's `until`, with the bot's log where it was in vain."""
        try:
            return await self.hall.discord.until(true, within, of)
        except AssertionError as error:
            raise AssertionError(f"{error}\nlog: {self.hall.bot.log[-3000:]}") from None


@dataclass
class Hall:
    """The stand-in, the bot, and classes that have nothing to do with each other."""

    discord: Discord
    bot: Bot
    classes: int = 0

    def school(self, *names: str, **options: Any) -> Class:  # noqa: ANN401 (of a server)
        """A new class with students of these names."""
        self.classes += 1
        server = self.discord.server(f"Class {self.classes}", f"Teacher{self.classes}", **options)
        made = Class(hall=self, server=server, room=server.channel("debates"))
        made.people = [server.member(name) for name in names]
        return made


@contextlib.asynccontextmanager
async def opened(
    folder: Path, prompts: Path, *, content: bool = False, **environ: str
) -> AsyncIterator[Hall]:
    """A hall with its bot running; `content`: it may read plain messages."""
    async with Discord.start(heartbeat=NEVER, content=content, patience=PATIENT) as discord:
        server = discord.server("Elsewhere", "Nobody")  # a bot is in some server when it starts
        server.channel("general")
        more = {"DEBATE_BOT_PROMPTS": str(prompts), "XDG_CACHE_HOME": str(prompts.parent / "cache")}
        more |= {"DEBATE_BOT_DISCORD__INSTRUCTOR_ROLE": ROLE}
        more |= {"DEBATE_BOT_DISCORD__MESSAGE_CONTENT": "true"} if content else {}
        async with serving(discord, folder, **more, **environ) as bot:
            yield Hall(discord=discord, bot=bot)


def called(person: Person, room: Room) -> list[Seen]:
    """The calls to speak that somebody got in a thread or directly, oldest first."""
    return [m for m in person.sees(room) if "Speak" in m.buttons and person.name in m.pings]


def with_button(person: Person, room: Room, label: str) -> Seen | None:
    """The latest message with a button that somebody sees, in a thread or directly."""
    seen = (m for m in (*person.sees(room), *person.direct) if label in m.buttons)
    return max(seen, key=lambda m: int(m.id), default=None)


def round_of(seen: Seen, label: str) -> str:
    """The id of the round that a message's button is about."""
    found = re.search(r"round:(\S+)", str(seen.button(label)["custom_id"]))
    assert found is not None, seen
    return found[1]
