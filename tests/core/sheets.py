"""Small topics and speeches as read, for tests of the flow."""

from collections.abc import Sequence

from bot.core.flow import Argument, Flow, Heard, State, flow
from bot.core.format import Kind, Slot
from bot.core.reading import ClaimHeard, Reading, Span, Stance
from bot.core.topic import Claim, Origin, Side, Source, Topic

SIDES = ("hawk", "caution", "moscow")
SOURCE = Source(title="Title", publisher="Publisher", date="2024-04-22")


def claim(name: str, side: str, strength: int = 2, hits: tuple[str, ...] = ()) -> Claim:
    """A claim whose texts all say its name."""
    return Claim(
        id=name,
        side=side,
        statement=name,
        warrant=name,
        impact=name,
        opening=name,
        probe=name,
        heard_as=(),
        origin=Origin.ARTICLE,
        strength=strength,
        hits=hits,
    )


def topic(*claims: Claim) -> Topic:
    """A topic of three sides with these claims."""
    return Topic(
        id="topic",
        title="Topic",
        motion="Motion",
        date="2024-04-22",
        proposer="hawk",
        background="",
        source=SOURCE,
        sides=tuple(
            Side(id=side, name=side.title(), role="", stance="", brief="") for side in SIDES
        ),
        claims=claims,
        rebuttals=(),
        facts=(),
        questions=(),
    )


OWNERS = {"h": "hawk", "c": "caution", "m": "moscow"}


def owner(name: str) -> str:
    """The side of a claim called h1, c2, m3 and so on."""
    return OWNERS[name[0]]


class Script:
    """A round written down: each call is one speech, in the order in which they are given.

    A claim's name says whose it is and how strong: `h3a` is hawk's, of strength 3. A speech is a
    list of names: `h3a` raises it, `>h3a` answers it, `~h3a` grants it, and `*sun` is an argument
    from outside the pack.
    """

    def __init__(self, *sides: str) -> None:
        self._sides = sides or SIDES
        self._heard: list[Heard] = []
        self._names: set[str] = set()

    def __call__(self, side: str, kind: Kind, says: str = "", *, phase: int | None = None) -> None:
        """A speech; each is a phase of its own unless one is given."""
        number = len(self._heard)
        self._names |= {name.lstrip(">~") for name in says.split() if not name.startswith("*")}
        slot = Slot(
            number=number,
            phase=number if phase is None else phase,
            kind=kind,
            side=side,
            member=0,
            seconds=60,
            words=100,
        )
        self._heard.append(
            Heard(speech=f"speech-{number}", slot=slot, text=says, reading=_read(says))
        )

    def sheet(self) -> Flow:
        """The flow of what was said so far."""
        claims = [claim(name, owner(name), int(name[1])) for name in sorted(self._names)]
        return flow(topic(*claims), self._sides, self._heard)

    def state(self, name: str, side: str) -> State:
        """How a claim stands towards a side."""
        return row(self.sheet(), name).towards[side]

    def dropped(self, side: str) -> list[str]:
        """What a side dropped, by name."""
        return names(self.sheet().dropped_by(side))

    def pressing(self, side: str) -> dict[str, list[str]]:
        """What is named to a side, by opponent."""
        return {other: names(found) for other, found in self.sheet().pressing(side).items()}


def names(arguments: Sequence[Argument]) -> list[str]:
    """The claims of some arguments; those from outside the pack by their words."""
    return [argument.claim or argument.words for argument in arguments]


def row(sheet: Flow, name: str) -> Argument:
    """The row of a claim."""
    (found,) = (argument for argument in sheet.arguments if argument.claim == name)
    return found


def _read(says: str) -> Reading:
    spans = [(word, _span(says, word)) for word in says.split()]
    return Reading(
        reader="script",
        words=len(spans),
        claims=tuple(
            _claim_heard(word.lstrip("~"), span, Stance.CONCEDES if "~" in word else Stance.ASSERTS)
            for word, span in spans
            if word[0] not in ">*"
        ),
        answers=tuple(word[1:] for word, _ in spans if word.startswith(">")),
        beyond=tuple(span for word, span in spans if word.startswith("*")),
    )


def _span(text: str, word: str) -> Span:
    start = text.index(word)
    return start, start + len(word)


def _claim_heard(name: str, span: Span, stance: Stance) -> ClaimHeard:
    return ClaimHeard(claim=name, side=owner(name), stance=stance, confidence=1.0, span=span)
