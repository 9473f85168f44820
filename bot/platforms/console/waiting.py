"""Whom a round waits for at this keyboard, and the line that says so with a running clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.app.kit import Kit
from bot.app.ports import Tx
from bot.app.say import talk
from bot.core.round import Open, Round
from bot.platforms.console.plain import Say
from bot.platforms.console.safe import visible_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """A slot that waits for a person here; `deadline` is UTC milliseconds, `words` its limit."""

    person: str
    name: str
    side: str
    slot: str
    words: int
    deadline: int | None


async def waited_for(kit: Kit, tx: Tx, people: Collection[str]) -> list[Waited]:
    """The slots that wait for these people, in the order in which time runs out."""
    rounds: dict[str, Round] = {}
    for person in people:
        rounds |= {r.id: r for r in await tx.listings.of_person(person, open_only=True)}
    found = []
    for debate in rounds.values():
        talker = await talk.talker(kit, tx, debate)
        for waiting in debate.open:
            holder = debate.seat(waiting.seat).person
            if holder in people and not waiting.bot:
                found.append(_waited(talker, waiting, str(holder)))
    return sorted(found, key=lambda w: w.deadline or 0)


def _waited(talker: talk.Talker, waiting: Open, person: str) -> Waited:
    slot = talker.debate.slots[waiting.slot]
    return Waited(
        person=person,
        name=talker.name(person),
        side=talker.side(slot.side),
        slot=talker.slot(slot),
        words=slot.words,
        deadline=waiting.deadline,
    )


def clock_line(say: Say, waits: Sequence[Waited], typist: str, now: int, words: int) -> str:
    """What the typist's slot needs, time first; then who else is waited for.

    `words` is how many are typed already.
    """
    mine = [w for w in waits if w.person == typist]
    others = [w for w in waits if w.person != typist]
    said = [
        say("console.clock", left=remaining(w.deadline, now), words=words, most=w.words,
            side=visible_line(w.side), slot=w.slot)
        for w in mine[:1]
    ]  # fmt: skip
    said += [
        say("console.clock_other", left=remaining(w.deadline, now), name=visible_line(w.name))
        for w in others
    ]
    return " · ".join(said) or say("console.clock_none")


def remaining(deadline: int | None, now: int) -> str:
    """`3:07` or `1:02:09`; nothing is less than no time."""
    seconds = max(0, (deadline or now) - now) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
