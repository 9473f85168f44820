"""People who play a whole round by pressing what they are shown, and what came of it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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
    done: set[tuple[str, str]] = set()
    waits: list[float] = []
    direct = {person.name: person.dm for person in people}

    def next_one() -> Turn | bool:
        for person in people:
            card = with_button(direct[person.name], person, "OK")
            if card is not None and (card.ts, "OK") not in done:
                return person, card, "OK"
        for seen in calls(thread):
            if (seen.ts, "Speak") not in done:
                [person] = [each for each in people if each.name in seen.pings]
                return person, seen, "Speak"
        return all(ballots(direct[p.name]) for p in people) and result(thread) is not None

    looked = afresh(next_one, [thread, *direct.values()])
    while (found := await school.hall.slack.until(looked, within, "a slot")) is not True:
        assert isinstance(found, tuple)
        person, seen, label = found
        done.add((seen.ts, label))
        answer = await (person.presses(seen, "OK") if label == "OK" else speak(person, seen))
        assert answer.acknowledged, (person, seen)
        waits.append(answer.seconds)
    return waits


def afresh(look: Callable[[], T], rooms: Sequence[Room]) -> Callable[[], T | None]:
    """What looks only where something was posted or changed since it found nothing: in a crowd the
    stand-in changes all the time.
    """
    before: list[int] = []

    def looked() -> T | None:
        now = [_size(room) for room in rooms]
        if now == before:
            return None
        found = look()
        if not found:
            before[:] = now
        return found

    return looked


def _size(room: Room) -> int:
    """What grows with every message and every change."""
    return sum(1 + message.edits for message in room.channel.messages.values())


def calls(room: Room) -> list[Seen]:
    """The calls to speak that stand in a room, oldest first, whoever they are for."""
    return [m for m in room.messages if "Speak" in m.buttons and m.pings]


def told(room: Room) -> list[Seen]:
    """What a room shows, oldest first; what was joined in one message, each by itself."""
    return [section for m in room.messages for section in m.sections]


def ballots(room: Room) -> list[Seen]:
    """The ballots in a room."""
    return [m for m in told(room) if BALLOT in headed(m)]


def result(room: Room) -> Seen | None:
    """The public result."""
    return next((m for m in room.messages if RESULT in m.text), None)


def headed(seen: Seen) -> str:
    """A message's heading; empty if it has none."""
    texts = (block["text"]["text"] for block in seen.blocks if block["type"] == "header")
    return str(next(texts, ""))


def speeches(room: Room) -> list[Said]:
    """The speeches that a room shows, in order."""
    found = (SPOKEN.fullmatch(headed(m)) for m in told(room))
    return [Said(role=m["role"], who=m["who"], slot=m["slot"]) for m in found if m]


def each_once(room: Room) -> None:
    """Nothing stands there twice, by outbox id and part, and nothing addresses everybody."""
    known = [one for m in room.everything if m.metadata for one in _ids(m.metadata)]
    assert len(set(known)) == len(known)
    for message in room.everything:
        assert not message.broadcasts, message


def _ids(metadata: Mapping[str, Any]) -> list[str]:
    """The outbox ids in a message's metadata, with the numbers of parts."""
    about = metadata["event_payload"]
    return [
        f"{about['id']}.{about['part']}",
        *(f"{one}.0" for one in about.get("also", "").split()),
    ]


def round_of(seen: Seen, label: str) -> str:
    """The id of the round that a message's button is about."""
    found = re.search(r"round:(\S+)", str(seen.button(label)[1]["action_id"]))
    assert found is not None, seen
    return found[1]
