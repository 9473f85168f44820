"""People who play a whole round by pressing what they are shown, and what came of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.platforms.discord.hall import SPEECH, Class, called, with_button
from tests.platforms.discord.serving import speak
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen

SPOKEN = re.compile(r"^Assigned role: (?P<role>.+?) · (?P<who>.+) · (?P<slot>[a-z -]+)$")
BALLOT, RESULT, CARD = "Your ballot", "The round is over", "Your side for this round: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A speech as the thread shows it."""

    role: str
    who: str
    slot: str


async def play(
    school: Class, thread: Room, people: Sequence[Person], within: float = 30.0
) -> list[float]:
    """Take every side and speak in every slot until each has a ballot; how long the first answers
    took, in seconds. Nothing may take longer than `within` to come.
    """
    done: set[str] = set()
    waits: list[float] = []

    def next_one() -> tuple[Person, Seen, str] | None:
        for person in people:
            for label in ("OK", "Speak"):
                seen = _first(person, thread, label, done)
                if seen is not None:
                    return person, seen, label
        return None

    def over() -> bool:
        return all(ballots(person, thread) for person in people)

    while not over():
        await school.until(lambda: next_one() or over(), "a slot", within)
        found = next_one()
        if found is None:
            continue
        person, seen, label = found
        done.add(seen.id)
        answer = await (
            person.presses(seen, "OK") if label == "OK" else speak(person, seen, SPEECH)
        )
        waits.append(answer.seconds)
    await school.until(lambda: result(person=people[0], thread=thread), "the public result")
    return waits


def _first(person: Person, thread: Room, label: str, done: set[str]) -> Seen | None:
    if label == "OK":
        seen = with_button(person, thread, "OK")
        return seen if seen is not None and seen.id not in done else None
    calls = [*called(person, thread), *(m for m in person.direct if "Speak" in m.buttons)]
    return next((seen for seen in calls if seen.id not in done), None)


def ballots(person: Person, thread: Room) -> list[Seen]:
    """The ballots that somebody sees, in a thread or directly."""
    seen = {m.id: m for m in (*person.sees(thread), *person.direct)}
    return [m for m in seen.values() if m.embeds and m.embeds[0].get("title") == BALLOT]


def result(person: Person, thread: Room) -> Seen | None:
    """The public result as somebody sees it."""
    seen = (*person.sees(thread), *person.direct)
    return next((m for m in seen if m.embeds and m.embeds[0].get("title") == RESULT), None)


def speeches(room: Room) -> list[Said]:
    """The speeches that a room shows, in order."""
    titles = (str(m.embeds[0].get("title") or "") for m in room.messages if m.embeds)
    found = (SPOKEN.match(title.replace("\\", "")) for title in titles)
    return [Said(role=m["role"], who=m["who"], slot=m["slot"]) for m in found if m]
