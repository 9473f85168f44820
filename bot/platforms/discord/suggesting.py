"""What is suggested while somebody types a value: topics, sides, rounds.

An *offer* is a value with the label that a person reads. Discord shows at most 25 suggestions of at
most 100 characters and asks again after each letter, so this is quick and never raises.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

from bot.app.commands import COMMANDS
from bot.app.kit import Kit, topic_of
from bot.app.parse import Option, Takes
from bot.app.ports import Account, Tx
from bot.app.visible import units
from bot.app.which import alone
from bot.core.errors import BadContent, NotFound
from bot.core.round import OPEN, Round, Status
from bot.core.topic import Side
from bot.platforms.discord.cutting import short
from bot.platforms.discord.definition_limits import MOST_CHOICES, MOST_SHOWN

AFTER = frozenset({"debate ballot", "debate transcript", "debate appeal", "debate rematch"})
OVER = frozenset({Status.JUDGING, Status.DONE})
MOST_OVER = 10
TITLE = 40  # characters of a topic's title beside a round's state
NONE = "none"  # the value that empties a list; it stands alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One value that may be chosen; the label is empty if the value says it all."""

    value: str
    label: str = ""


def suggestions(option: Option, typed: str, offers: Sequence[Offer]) -> list[dict[str, str]]:
    """The choices to answer an autocomplete interaction with, what fits best first.

    Of a list only the part after the last comma is completed, with what is not in it yet.
    """
    before, _, last = typed.rpartition(",") if option.takes is Takes.LIST else ("", "", typed)
    kept = [part.strip() for part in before.split(",") if part.strip()]
    taken = {part.casefold() for part in kept} | ({NONE} if kept else set())
    left = [offer for offer in offers if offer.value.casefold() not in taken]
    found = (_choice(kept, offer) for offer in _fitting(last.strip().casefold(), left))
    # A value cannot be shortened, for it is what would be chosen.
    return [choice for choice in found if units(choice["value"]) <= MOST_SHOWN][:MOST_CHOICES]


def topics(kit: Kit) -> Iterator[Offer]:
    """Every topic, by its title; one that somebody is editing just now by its id."""
    for topic_id in kit.packs.ids():
        title = ""
        with suppress(BadContent, NotFound):
            title = kit.packs.topic(topic_id).title
        yield Offer(value=topic_id, label=title)


def sides(kit: Kit, values: Iterable[str], topic_id: str) -> Iterator[Offer]:
    """Sides of a topic, by their names; other values, such as none, as they are."""
    known: Mapping[str, Side] = {}
    with suppress(BadContent, NotFound):
        known = kit.packs.topic(topic_id).side_by_id
    for value in values:
        yield Offer(value=value, label=known[value].name if value in known else "")


async def rounds(kit: Kit, tx: Tx, asker: Account, classroom: str, path: str) -> list[Offer]:
    """The rounds that a command may be about: for what follows a round, the asker's latest that
    are over; else the open ones of a classroom, of which those that somebody plays alone with the
    bot are for them, and for commands of instructors. `classroom` is the server's, if it is one.
    """
    at = tx.classrooms
    room = await (at.of_home(classroom) if classroom else at.at_home(asker))
    if room is None:
        return []  # nobody we know
    if path in AFTER:
        me = await tx.people.known(asker, "", "")
        held = await tx.listings.of_person(me.id, open_only=False)
        mine = [d for d in held if not classroom or d.terms.classroom == room]
        over = [d for d in mine if d.status in OVER][:MOST_OVER]
        still = [d for d in mine if d.status in OPEN and path == "debate transcript"]
        return [await _offer(kit, tx, debate) for debate in (*still, *over)]
    return [
        await _offer(kit, tx, debate)
        for debate in await tx.listings.open_in(room)
        if COMMANDS[path].instructors
        or not alone(kit, debate)
        or await tx.places.account(debate.host, asker.platform) == asker.external
    ]


async def _offer(kit: Kit, tx: Tx, debate: Round) -> Offer:
    """A round by its topic, its state and who is in it; the id last, for it may be cut off."""
    title = debate.terms.topic
    with suppress(BadContent, NotFound):
        title = (await topic_of(kit, tx, debate)).title
    people = await tx.people.get({str(seat.person) for seat in debate.people})
    who = ", ".join(people[str(seat.person)].name for seat in debate.people)
    state = kit.say(f"status.{debate.status.value}")
    parts = (short(title, TITLE), state, debate.terms.format, who, debate.id)
    return Offer(value=debate.id, label=" · ".join(filter(None, parts)))


def _fitting(word: str, offers: Sequence[Offer]) -> list[Offer]:
    """Offers that begin with a word, then those that hold it, else those that are near it."""
    begin = [offer for offer in offers if any(t.startswith(word) for t in _texts(offer))]
    hold = [o for o in offers if o not in begin and any(word in text for text in _texts(o))]
    if begin or hold:
        return [*begin, *hold]
    near = {text: offer for offer in offers for text in _texts(offer)}
    return list(dict.fromkeys(near[text] for text in get_close_matches(word, near)))


def _texts(offer: Offer) -> tuple[str, str]:
    return offer.value.casefold(), (offer.label or offer.value).casefold()


def _choice(kept: list[str], offer: Offer) -> dict[str, str]:
    value = ",".join([*kept, offer.value])
    shown = ", ".join([*kept, offer.label or offer.value])
    return {"name": short(shown, MOST_SHOWN), "value": value}
