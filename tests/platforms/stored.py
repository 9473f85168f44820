"""What the store of a running bot says of rounds."""

import json
from typing import Protocol

_JOBS = "SELECT count(*) FROM jobs WHERE kind IN ('read', 'speak', 'call', 'decide')"
_SENDS = "SELECT count(*) FROM outbox WHERE state <> 'held'"


class Serves(Protocol):
    """A bot, wherever it runs."""

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What its database answers."""


def planned(bot: Serves, round_id: str) -> list[tuple[str, str | None]]:
    """What was delivered in a round: slot and person's name, in order."""
    [(state,)] = bot.rows("SELECT state FROM rounds WHERE id = ?", round_id)
    slots = json.loads(str(state))["slots"]
    spoken = bot.rows(
        "SELECT speeches.slot, people.name FROM speeches LEFT JOIN people"
        " ON people.id = speeches.person WHERE round = ? AND state = 'delivered'"
        " ORDER BY speeches.slot",
        round_id,
    )
    made = []
    for number, name in spoken:
        slot = slots[int(str(number))]
        kind = str(slot["kind"])
        if slot.get("follow_up"):
            kind = {"question": "follow-up question", "answer": "answer to the follow-up"}[kind]
        made.append((kind, None if name is None else str(name)))
    return made


def rated(bot: Serves, round_id: str) -> list[str]:
    """The names of those who were rated in a round, in order."""
    found = bot.rows(
        "SELECT people.name FROM ratings JOIN people ON people.id = ratings.person"
        " WHERE ratings.round = ? ORDER BY people.name",
        round_id,
    )
    return [str(name) for (name,) in found]


def settled(bot: Serves) -> bool:
    """Whether nothing is to be sent or done."""
    return bot.rows(_JOBS) == [(0,)] == bot.rows(_SENDS)
