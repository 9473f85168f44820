"""A topic: what is debated, by which sides, with which claims, rebuttals, facts and questions.

Values only. `content/` builds them from YAML; everything else reads them. Ids are unique in a
topic. Paragraph numbers are 1-based and refer to the topic's source article.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Origin(Enum):
    """Where a claim comes from; shown beside it so that nothing is passed off as the article's."""

    ARTICLE = "article"
    IMPLIED = "implied"
    BEYOND = "beyond"


class Answering(Enum):
    """What a rebuttal does to the claim it answers: the four standard kinds of refutation."""

    DENY = "deny"
    MITIGATE = "mitigate"
    OUTWEIGH = "outweigh"
    TURN = "turn"


class QuestionKind(Enum):
    """How a quiz question is asked. All but `short` offer choices.

    *Reasoning* kinds ask about the debate (who would say this, which fact supports it, what was
    dropped, what answers it, which fallacy, what would change if); the others ask what was read.
    """

    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    WHO = "who"
    FACT = "fact"
    DROPPED = "dropped"
    REBUTTAL = "rebuttal"
    FALLACY = "fallacy"
    CHANGE = "change"
    SHORT = "short"

    @property
    def reasoning(self) -> bool:
        """Whether it asks for reasoning rather than recall."""
        return self not in (QuestionKind.CHOICE, QuestionKind.TRUE_FALSE, QuestionKind.SHORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that was published: `date` as printed, for instance `2024-04-22`.

    `paragraphs` is how many numbered paragraphs it has, told of a topic's own source only.
    """

    title: str
    publisher: str
    date: str
    authors: str = ""
    paragraphs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One level of what the proposing side may propose."""

    id: str
    name: str
    text: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A word of the motion and what it means in this round."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something a side asserts: statement, warrant (why), facts (evidence), impact (so what).

    `probe` is a question that its side asks others from it, `probes` what it asks one of them
    instead, as (side, question). `heard_as` holds wordings students use;
    `strength` is 1 to 3; `contested` is empty or what the source says against the claim, told after
    the ballot under *Stepping out of role*; `hits` names the sides that must answer it (empty:
    every other side).
    """

    id: str
    side: str
    statement: str
    warrant: str
    impact: str
    opening: str
    probe: str
    heard_as: tuple[str, ...]
    origin: Origin
    strength: int
    facts: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    source: Source | None = None
    contested: str = ""
    hits: tuple[str, ...] = ()
    probes: tuple[tuple[str, str], ...] = ()

    def probe_to(self, side: str) -> str:
        """The question that its side asks another side from it."""
        return dict(self.probes).get(side, self.probe)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuttal:
    """An edge of the argument graph: what `side` says against the claim `answers`.

    `claim` is the side's own claim that it rests on, if any. `line` is the sharp version; `plain`
    and `expert` are used at those levels where they are written.
    """

    id: str
    side: str
    answers: str
    kind: Answering
    line: str
    claim: str | None = None
    plain: str = ""
    expert: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A wrong value that people give for a fact, and the sentence that puts it right."""

    said: str
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A checkable statement. `cues` must all be present for a sentence to be about it.

    A cue may list alternatives separated by ` | `. `values` are the forms in which the right
    figure, date or name is given; `near_misses` are wrong ones with their correction.
    """

    id: str
    statement: str
    cues: tuple[str, ...]
    values: tuple[str, ...]
    near_misses: tuple[NearMiss, ...] = ()
    paragraphs: tuple[int, ...] = ()
    attribution: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A quiz question. `answer` is one of `choices`, or, for `short`, one accepted wording."""

    id: str
    kind: QuestionKind
    prompt: str
    answer: str
    explanation: str
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A position of the debate. `role` is how an assigned speaker is labelled.

    `closings` are frames for its last speech; a pack that was stored before there were several has
    none. `burdens` maps each opposing side to what this side must show against it.
    """

    id: str
    name: str
    role: str
    stance: str
    brief: str
    closings: tuple[str, ...] = ()
    burdens: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A line of the timeline: `date` is a year, a month (`2024-04`) or a day (`2024-04-22`)."""

    date: str
    event: str
    paragraphs: tuple[int, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """Something to read after the round, and what it is about."""

    title: str
    publisher: str
    date: str
    about: str
    authors: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What students may read around a round; any part may be empty.

    `background_expert` is the background for those who know the subject, the topic's own
    `background` is for newcomers. `timeline` is in order of time. `content_note` is for
    instructors: what may be hard for some students, and how to handle it.
    """

    background_expert: str = ""
    timeline: tuple[Moment, ...] = ()
    glossary: tuple[Definition, ...] = ()
    content_note: str = ""
    further_reading: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One YAML pack. `hash` is the SHA-256 of its files: a round keeps the pack it began with."""

    id: str
    title: str
    motion: str
    date: str
    proposer: str
    background: str
    source: Source
    sides: tuple[Side, ...]
    claims: tuple[Claim, ...]
    rebuttals: tuple[Rebuttal, ...]
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    plans: tuple[Plan, ...] = ()
    definitions: tuple[Definition, ...] = ()
    handout: Handout = Handout()
    hash: str = field(default="", compare=False)

    @cached_property
    def side_by_id(self) -> dict[str, Side]:
        """Sides by id, in the topic's order."""
        return {side.id: side for side in self.sides}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def words(self) -> tuple[Definition, ...]:
        """The words of the motion, then those of the glossary; of two for one term the first."""
        found = (*self.definitions, *self.handout.glossary)
        by_term = {word.term.casefold(): word for word in reversed(found)}
        return tuple(word for word in found if by_term[word.term.casefold()] is word)

    @cached_property
    def rebuttals_to(self) -> dict[str, tuple[Rebuttal, ...]]:
        """Rebuttals by the id of the claim they answer."""
        edges: dict[str, list[Rebuttal]] = {claim.id: [] for claim in self.claims}
        for rebuttal in self.rebuttals:
            edges[rebuttal.answers].append(rebuttal)
        return {claim: tuple(found) for claim, found in edges.items()}

    def hit_by(self, claim_id: str) -> tuple[str, ...]:
        """The sides that must answer a claim, in the topic's order."""
        claim = self.claim_by_id[claim_id]
        return claim.hits or tuple(side.id for side in self.sides if side.id != claim.side)
