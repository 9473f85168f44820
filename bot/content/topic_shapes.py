"""The shapes of a topic's files: every key, its type, and what it is for.

The descriptions become the JSON Schema that editors show to whoever writes a topic. What the values
mean to the program is said in `core/topic.py`; what must agree across them, in `topic_checks.py`.
"""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from bot.content.handout_shapes import HandoutShape
from bot.content.source_shapes import PARAGRAPHS, ArticleShape, DefinitionShape, SourceShape
from bot.content.wording import (
    BY_NAME,
    WRITTEN_OUT,
    Date,
    Id,
    Ids,
    ListOf,
    MaybeText,
    Number,
    NumberOrZero,
    Numbers,
    Shape,
    SomeTexts,
    Text,
    Texts,
    mapping_of,
    one_of,
    whole,
)
from bot.core.topic import Answering, Origin, QuestionKind

STRONGEST = 3
FEWEST_SIDES = 2


class PlanShape(Shape):
    """One level of what the proposing side may propose."""

    id: Id = Field(description="Short name, unique in the topic.")
    name: Text = Field(description="What speakers call this plan.")
    text: Text = Field(description="What exactly would be done.")
    paragraphs: Numbers = Field((), description=PARAGRAPHS)


class ClaimShape(Shape):
    """Something a side asserts."""

    id: Id = Field(description="Short name, unique in the topic, for instance side-first-claim.")
    statement: Text = Field(description="The claim in one sentence.")
    warrant: Text = Field(description="Why it is so.")
    impact: Text = Field(description="Why it matters, and to whom.")
    opening: Text = Field(description="A line the bot speaks to open with this claim.")
    probe: Text = Field(description="A question that its side may ask an opponent.")
    probes: Annotated[dict[str, Text], mapping_of("other sides to questions")] = Field(
        default_factory=dict, description="What it asks one opponent instead, by side."
    )
    heard_as: SomeTexts = Field(description="Six or more ways students put it, in their words.")
    origin: Annotated[Origin, one_of(Origin)] = Field(
        description="article: the source says it; implied: it follows from the source; "
        "beyond: it comes from elsewhere (then give a source)."
    )
    strength: Annotated[int, Field(ge=1, le=STRONGEST), whole(1, STRONGEST)] = Field(
        description="How hard it is to answer: 1 weak, 2 solid, 3 strong."
    )
    facts: Ids = Field((), description="Ids of the facts that support it.")
    paragraphs: Numbers = Field((), description=PARAGRAPHS)
    source: SourceShape | None = Field(None, description="Required if origin is beyond, else none.")
    contested: MaybeText = Field(
        "", description="What the source says against it; told to students after the ballot."
    )
    hits: Ids = Field((), description="Sides that must answer it; left out, every other side.")


class RebuttalShape(Shape):
    """What this side says against a claim of another side."""

    id: Id = Field(description="Short name, unique in the topic.")
    answers: Id = Field(description="Id of the other side's claim that it answers.")
    kind: Annotated[Answering, one_of(Answering)] = Field(
        description="deny: it is not so; mitigate: it is less than they say; outweigh: something "
        "matters more; turn: it speaks for our side."
    )
    line: Text = Field(description="What the bot says, 25 to 60 words.")
    claim: Id | None = Field(None, description="Id of this side's own claim that it rests on.")
    plain: MaybeText = Field("", description="A simpler version, for the level plain.")
    expert: MaybeText = Field("", description="A harder version, for the level expert.")
    facts: Ids = Field((), description="Ids of the facts it uses.")


class NearMissShape(Shape):
    """A wrong value that people give for a fact."""

    said: Text = Field(description='The wrong value as people say it, in quotes: "50 percent".')
    correction: MaybeText = Field("", description="The sentence that puts it right.")


class FactShape(Shape):
    """A statement that can be checked."""

    id: Id = Field(description="Short name, unique in the topic.")
    statement: Text = Field(description="The fact in one sentence.")
    cues: SomeTexts = Field(
        description="Words that must all be present in a sentence about this fact; alternatives "
        'are separated by " | ".'
    )
    values: SomeTexts = Field(
        description="The right figure, date or name in every form people use, in quotes."
    )
    near_misses: Annotated[tuple[NearMissShape, ...], ListOf("near-misses")] = Field(
        (), description="Wrong values that people give, each with its correction."
    )
    paragraphs: Numbers = Field((), description=PARAGRAPHS)
    attribution: MaybeText = Field("", description="Whose estimate it is, if it is contested.")
    source: SourceShape | None = Field(None, description="Where it is from, if not the article.")


class QuestionShape(Shape):
    """A quiz question."""

    id: Id = Field(description="Short name, unique in the topic.")
    kind: Annotated[QuestionKind, one_of(QuestionKind)] = Field(
        description="How it is asked; every kind but short offers choices."
    )
    prompt: Text = Field(description="The question.")
    answer: Text = Field(description="The right choice word for word; for short, one wording.")
    explanation: Text = Field(description="Why that is right; shown after answering.")
    choices: Texts = Field((), description="Two or more answers to choose from; none for short.")
    also: Texts = Field((), description="Other accepted wordings, for short only.")
    paragraphs: Numbers = Field((), description=PARAGRAPHS)
    claims: Ids = Field((), description="Ids of the claims it is about.")


Facts = Annotated[tuple[FactShape, ...], ListOf("facts")]
Questions = Annotated[tuple[QuestionShape, ...], ListOf("questions")]
Rebuttals = Annotated[tuple[RebuttalShape, ...], ListOf("rebuttals")]


class SideShape(Shape):
    """A side of the debate: a file of its own, or written out in topic.yaml."""

    id: Id = Field(description="Short name; the file is called <id>.yaml.")
    name: Text = Field(description="What the side is called.")
    role: Text = Field(description="How a speaker is labelled: Assigned role: <role>.")
    stance: Text = Field(description="What the side holds, in one or two sentences.")
    brief: Text = Field(description="Half a page that prepares a student to argue this side.")
    closings: SomeTexts = Field(
        description="Frames for the bot's closing; it draws one it has not used."
    )
    burdens: Annotated[dict[str, Text], mapping_of("other sides to texts")] = Field(
        default_factory=dict, description="For each other side: what must be shown against it."
    )
    claims: Annotated[tuple[ClaimShape, ...], ListOf("claims", least=1)] = Field(
        description="What this side asserts."
    )
    rebuttals: Rebuttals = Field(
        (),
        description="What this side says against claims of the others, if not in a file <id>"
        ".rebuttals.yaml.",
    )


class RebuttalsShape(Shape):
    """<side>.rebuttals.yaml: a side's rebuttals, where its own file would grow too long."""

    rebuttals: Rebuttals = Field(description="What the side says against claims of the others.")


class FactsShape(Shape):
    """facts.yaml: the topic's facts."""

    facts: Facts = Field(description="Everything that can be checked in a speech.")


class QuestionsShape(Shape):
    """questions.yaml: the topic's quiz questions."""

    questions: Questions = Field(description="The quiz.")


class MinimumsShape(Shape):
    """How much a finished topic holds; checked by `topic check --strict` only."""

    claims: Annotated[dict[str, Number], mapping_of("sides to numbers")] = Field(
        default_factory=dict, description="Claims of each side."
    )
    facts: NumberOrZero = Field(0, description="Facts.")
    questions: NumberOrZero = Field(0, description="Questions.")
    heard_as: NumberOrZero = Field(0, description="Wordings in each claim's heard_as.")
    rebuttals: NumberOrZero = Field(
        0, description="Rebuttals of each claim from each side that must answer it."
    )
    levels: NumberOrZero = Field(0, description="Rebuttals that are both plain and expert too.")
    closings: NumberOrZero = Field(0, description="Frames in each side's closings.")
    timeline: NumberOrZero = Field(0, description="Events of the timeline.")
    glossary: NumberOrZero = Field(0, description="Words of the glossary.")
    further_reading: NumberOrZero = Field(0, description="Publications to read afterwards.")


def _side_tag(value: object) -> str:
    return WRITTEN_OUT if isinstance(value, dict) else BY_NAME


SideEntry = Annotated[
    Annotated[Id, Tag(BY_NAME)] | Annotated[SideShape, Tag(WRITTEN_OUT)], Discriminator(_side_tag)
]


class TopicShape(Shape):
    """topic.yaml: what is debated. A small topic may hold everything in this one file."""

    id: Id = Field(description="Short name; the folder (or file) has the same name.")
    title: Text = Field(description="What lists of topics show.")
    motion: Text = Field(description="The exact sentence debated.")
    date: Date = Field(description="The date of the source: what came later is unknown here.")
    proposer: Id = Field(description="Id of the side that opens a debate and names its plan.")
    background: Text = Field(description="What everybody should know before the round.")
    source: ArticleShape = Field(description="The source that the topic is drawn from.")
    sides: Annotated[
        tuple[SideEntry, ...],
        ListOf("sides", least=FEWEST_SIDES),
    ] = Field(description="Ids of the sides, each with a file of that name, or whole sides.")
    plans: Annotated[tuple[PlanShape, ...], ListOf("plans")] = Field(
        (), description="What the proposing side may propose; it chooses one when it opens."
    )
    definitions: Annotated[tuple[DefinitionShape, ...], ListOf("definitions")] = Field(
        (), description="What the words of the motion mean."
    )
    facts: Facts | None = Field(None, description="The facts, if there is no facts.yaml.")
    questions: Questions | None = Field(None, description="The quiz, if no questions.yaml.")
    handout: HandoutShape | None = Field(
        None, description="What students may read, if there is no handout.yaml."
    )
    minimums: MinimumsShape | None = Field(
        None, description="How much a finished topic should hold."
    )
