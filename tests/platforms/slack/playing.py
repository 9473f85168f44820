"""People who play a whole round by pressing what they are shown, and what came of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.platforms.slack.serving import School, speak, with_button
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

SPOKEN = re.compile(r"(?:\W+ )?Assigned role: (?P<role>.+?) · (?P<who>.+) · (?P<slot>[a-z -]+)")
BALLOT, RESULT = "Your ballot", "The round is over"

T = TypeVar("T")
Turn = tuple[Person, Seen, str]
"""Somebody's, at a message with a button of this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A speech as the thread shows it."""

    role: str
    who: str
    slot: str


async def play(
    school: School, thread: Room, people: Sequence[Person], within: float = 30.0
) -> list[float]:
    """Take every side and speak in every slot until each has a ballot and the thread the result;
    how long the acknowledgements took, in seconds. Nothing may take longer than `within` to come.
    """
    done: set[str] = set()
    waits: list[float] = []
    direct = {person.name: person.dm for person in people}

    def next_one() -> Turn | bool:
        for person in people:
            card = with_button(direct[person.name], person, "OK")
            if card is not None and card.ts not in done:
                return person, card, "OK"
        for seen in calls(thread):
            if seen.ts not in done:
                [person] = [each for each in people if each.name in seen.pings]
                return person, seen, "Speak"
        return all(ballots(direct[p.name]) for p in people) and result(thread) is not None

    looked = afresh(next_one, [thread, *direct.values()])
    while (found := await school.hall.slack.until(looked, within, "a slot")) is not True:
        assert isinstance(found, tuple)
        person, seen, label = found
        done.add(seen.ts)
        answer = await (person.presses(seen, "OK") if label == "OK" else speak(person, seen))
        assert answer.acknowledged, (person, seen)
        waits.append(answer.seconds)
    return waits


def afresh(look: Callable[[], T], rooms: Sequence[Room]) -> Callable[[], T | None]:
    """What looks only where something was posted or changed since it found nothing: in a crowd the
    stand-in changes all the time.
    """
    before: list[tuple[int, int]] = []

    def looked() -> T | None:
        messages = [room.channel.messages.values() for room in rooms]
        now = [(len(each), sum(one.edits for one in each)) for each in messages]
        if now == before:
            return None
        found = look()
        if not found:
            before[:] = now
        return found

    return looked


def calls(room: Room) -> list[Seen]:
    """The calls to speak that stand in a room, oldest first, whoever they are for."""
    return [m for m in room.messages if "Speak" in m.buttons and m.pings]


def ballots(room: Room) -> list[Seen]:
    """The ballots in a room."""
    return [m for m in room.messages if BALLOT in m.text]


def result(room: Room) -> Seen | None:
    """The public result."""
    return next((m for m in room.messages if RESULT in m.text), None)


def headed(seen: Seen) -> str:
    """A message's heading; empty if it has none."""
    return next(iter(headings(seen)), "")


def headings(seen: Seen) -> list[str]:
    """All headings in a message, in order: in direct messages several things may be one."""
    return [str(block["text"]["text"]) for block in seen.blocks if block["type"] == "header"]


def speeches(room: Room) -> list[Said]:
    """The speeches that a room shows, in order."""
    found = (SPOKEN.fullmatch(heading) for m in room.messages for heading in headings(m))
    return [Said(role=m["role"], who=m["who"], slot=m["slot"]) for m in found if m]


def each_once(room: Room) -> None:
    """Nothing stands there twice, by outbox id and part, and nothing addresses everybody."""
    known = [str(m.metadata) for m in room.everything if m.metadata]
    assert len(set(known)) == len(known)
    for message in room.everything:
        assert not message.broadcasts, message


def round_of(seen: Seen, label: str) -> str:
    """The id of the round that a message's button is about."""
    found = re.search(r"round:(\S+)", str(seen.button(label)[1]["action_id"]))
    assert found is not None, seen
    return found[1]
