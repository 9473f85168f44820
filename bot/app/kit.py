"""What every use case works with, put together once in `wiring.py`; and one person's call on it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from bot.app.calm import Calm
from bot.app.phrases import Phrases
from bot.app.ports import (
    Account,
    Clock,
    Judge,
    Opponent,
    Packs,
    Person,
    Place,
    Reader,
    Store,
    Tx,
)
from bot.core.errors import BadContent, NotFound
from bot.core.format import Format, Formats
from bot.core.lobby import Rules
from bot.core.quiet import Quiet
from bot.core.round import Round
from bot.core.rubric import Rubric
from bot.core.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What holds where a person says nothing else; from the configuration.

    `offer_after` and `lease` are ms; `quiet` gives the quiet hours as they are at a moment.
    """

    topic: str
    format: str = "solo"
    pace: str = "standard"
    level: str = "sharp"
    open_rounds: int = 3
    offer_after: int = 5 * 60_000
    lease: int = 30_000
    quiet: Callable[[int], Quiet | None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Ports, content and surroundings.

    `seemly` gives a text as it may be shown to others, insults left out; `personal` says whether it
    tells of a personal loss, quickly enough to be asked before anything is posted. `new_id` and
    `new_seed` come from outside because ids and time are never seeded. `step` is told the name of
    each step from event to messages as it is passed; it does nothing in production. `calm` tells
    what can wait when to let those go first who wait for an answer.
    """

    store: Store
    packs: Packs
    formats: Formats
    rubric: Rubric
    phrases: Phrases
    reader: Reader
    seemly: Callable[[str], str]
    personal: Callable[[str], bool]
    judge: Judge
    opponent: Opponent
    clock: Clock
    new_id: Callable[[], str]
    new_seed: Callable[[], int]
    habits: Habits
    step: Callable[[str], None] = lambda _: None
    calm: Calm = field(default_factory=Calm)

    def say(self, key: str, /, **variables: object) -> str:
        """A phrase, with its variables filled in."""
        return self.phrases.say(key, **variables)

    def form(self, format_id: str) -> Format:
        """A format by id. Raises NotFound if it is no longer in the prompts."""
        found = self.formats.formats.get(format_id)
        if found is None:
            known = ", ".join(self.formats.formats)
            raise NotFound("error.no_format", format=format_id, known=known)
        return found

    def rules(self, topic: Topic, format_id: str, pace_id: str) -> Rules:
        """What a round is played by; the proposing side comes first."""
        others = tuple(side.id for side in topic.sides if side.id != topic.proposer)
        return Rules(
            format=self.form(format_id),
            pace=self.formats.paces[pace_id],
            sides=(topic.proposer, *others),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A person asks for something, inside one transaction.

    `debate` is the round it means, resolved before a handler sees it; handlers of commands that
    need one use `round`. `values` are the options given, by name; `place` is where it was asked;
    `named` are accounts that stand in the values, by how they stand there. `anywhere`: it was asked
    from nowhere in particular, so that it may be about any round of theirs. `by_role`: who is an
    instructor is for the platform to say. `filled`: the words are from a form that held what was
    kept before, so that they stand for all of it.
    """

    kit: Kit
    tx: Tx
    person: Person
    classroom: str
    now: int
    values: Mapping[str, str]
    debate: Round | None = None
    anywhere: bool = False
    place: Place | None = None
    named: Mapping[str, Account] = field(default_factory=dict)
    by_role: bool = False
    filled: bool = False

    @property
    def round(self) -> Round:
        """The round it means. Raises NotFound if there is none."""
        if self.debate is None:
            raise NotFound("error.no_round")
        return self.debate

    async def topic(self) -> Topic:
        """The pack that the call's round began with."""
        return await topic_of(self.kit, self.tx, self.round)

    async def rules(self) -> Rules:
        """What the call's round is played by."""
        terms = self.round.terms
        return self.kit.rules(await self.topic(), terms.format, terms.pace)


async def topic_of(kit: Kit, tx: Tx, debate: Round) -> Topic:
    """The pack a round began with: today's if it is the same, else the one that was kept."""
    terms = debate.terms
    with suppress(
        BadContent, NotFound
    ):  # being edited, or gone: the round keeps what it began with
        today = kit.packs.topic(terms.topic)
        if today.hash == terms.pack:
            return today
    return await tx.shelf.pack(terms.pack)
