"""What the bot understood of one speech. Judge, flow sheet and opponent all work from this value.

Spans are `(start, end)` character offsets into the speech's text, so a reading never copies a
student's words; `quote` cuts them out.
"""

from dataclasses import dataclass
from enum import Enum

Span = tuple[int, int]


class Stance(Enum):
    """What the speaker does with a claim."""

    ASSERTS = "asserts"
    ATTACKS = "attacks"
    CONCEDES = "concedes"
    QUOTES = "quotes"


class FactStatus(Enum):
    """How a stated fact compares with the topic's."""

    RIGHT = "right"
    WRONG = "wrong"


class Flag(Enum):
    """Warning signs; the published enum (contracts). A flag never comes without its words."""

    KEYWORD_LIST = "keyword_list"
    REPETITION = "repetition"
    PADDING = "padding"
    COPIED = "copied"
    OFF_TOPIC = "off_topic"
    OTHER_SIDE = "other_side"
    CONTRADICTION = "contradiction"
    INSULT = "insult"
    INVENTED_SOURCE = "invented_source"
    JUDGE_INSTRUCTIONS = "judge_instructions"
    NO_TEXT = "no_text"
    OTHER_LANGUAGE = "other_language"
    MASS_MENTION = "mass_mention"
    WALL_OF_TEXT = "wall_of_text"
    PERSONAL_DISCLOSURE = "personal_disclosure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHeard:
    """A claim of the topic recognised in the speech. `confidence` is in 0..1."""

    claim: str
    side: str
    stance: Stance
    confidence: float
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FactHeard:
    """A fact stated rightly or wrongly; `correction` is empty when right."""

    fact: str
    status: FactStatus
    span: Span
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A flag and the words that raised it (an empty span where the whole speech did)."""

    flag: Flag
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The sentences that do some of an argument's work, as spans in the order they were said."""

    sentences: tuple[Span, ...] = ()
    reasons: tuple[Span, ...] = ()  # why: "because", "this means that"
    evidence: tuple[Span, ...] = ()  # examples, figures, names put to use
    impacts: tuple[Span, ...] = ()  # so what: consequences, who is affected
    weighing: tuple[Span, ...] = ()  # comparison: "matters more than", "even if"
    signposts: tuple[Span, ...] = ()  # structure: "first", "my opponent said"
    on_topic: tuple[Span, ...] = ()  # sentences that speak of this topic at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One speech as understood.

    `claims` best first; `answers` are ids of opponents' claims that it engages, best first, each
    with the words that do it in `answer_spans` (same length); `beyond` are on-topic arguments that
    the pack does not hold; `quality` in 0..1 is how well it argues, topic aside, `substance` how
    much it says on this topic, `engagement` how much of what opponents said it takes up; `reader`
    names the reader and its version; `language` is an ISO 639-1 code or `und`.
    """

    reader: str
    words: int
    language: str = "en"
    quality: float = 0.0
    substance: float = 0.0
    engagement: float = 0.0
    claims: tuple[ClaimHeard, ...] = ()
    answers: tuple[str, ...] = ()
    answer_spans: tuple[Span, ...] = ()
    beyond: tuple[Span, ...] = ()
    facts: tuple[FactHeard, ...] = ()
    flags: tuple[Warned, ...] = ()
    moves: Moves = Moves()

    def asserted(self, side: str) -> tuple[ClaimHeard, ...]:
        """The claims of `side` that the speech makes, best first."""
        return tuple(c for c in self.claims if c.side == side and c.stance is Stance.ASSERTS)

    def flagged(self, flag: Flag) -> bool:
        """Whether that warning sign was found."""
        return any(warned.flag is flag for warned in self.flags)


def quote(text: str, span: Span, limit: int = 160) -> str:
    """The words of a span on one line, cut at a word's end to at most `limit` characters."""
    words = " ".join(text[span[0] : span[1]].split())
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0] + "…"
