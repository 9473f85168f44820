"""The shape of formats.yaml: every key, its type, and what it is for."""

from typing import Annotated

from pydantic import Field

from bot.content.wording import Flag, ListOf, Number, NumberOrZero, Shape, Text, mapping_of, whole

PAIR = 2

Order = Annotated[tuple[Number, ...], ListOf("positions", least=1)]
Pair = Annotated[
    tuple[Number, ...],
    ListOf("the position that asks and the one that answers", least=PAIR, most=PAIR),
]


class LimitsShape(Shape):
    """A number for each kind of slot."""

    opening: Number = Field(description="For an opening.")
    question: Number = Field(description="For a question in cross-examination.")
    answer: Number = Field(description="For an answer in cross-examination.")
    rebuttal: Number = Field(description="For a rebuttal.")
    closing: Number = Field(description="For a closing.")


class PaceShape(Shape):
    """How long and how wordy the slots are."""

    name: Text = Field(description="What people see.")
    seconds: LimitsShape = Field(description="Time for each kind of slot, in seconds.")
    words: LimitsShape = Field(description="The most words in each kind of slot.")
    warning: Number = Field(description="Seconds before the end at which a speaker is warned.")
    extension: NumberOrZero = Field(description="Seconds that the one extension of a side adds.")
    follow_ups: NumberOrZero = Field(description="Further questions each side may ask.")
    together: Flag = Field(default=False, description="Whether all sides write at once, unseen.")
    total: Number | None = Field(None, description="The longest a whole round may last, seconds.")


class StageShape(Shape):
    """One stage: exactly one of the five kinds of slot, with the order of positions in it."""

    opening: Order | None = Field(None, description="Positions in the order they open.")
    question: Annotated[tuple[Pair, ...], ListOf("pairs [asks, answers]", least=1)] | None = Field(
        None, description="Cross-examination: pairs [asks, answers], in order."
    )
    rebuttal: Order | None = Field(None, description="Positions in the order they rebut.")
    closing: Order | None = Field(None, description="Positions in the order they close.")


Stages = Annotated[tuple[StageShape, ...], ListOf("stages", least=1)]


class FormatShape(Shape):
    """The plan of a round."""

    name: Text = Field(description="What people see.")
    sides: Annotated[int, Field(ge=PAIR), whole(PAIR)] = Field(description="How many sides debate.")
    people: Annotated[
        tuple[Number, ...],
        ListOf("the least and the most people", least=PAIR, most=PAIR),
    ] = Field(description="The least and the most people; the bot takes what is left.")
    ranked: Flag = Field(description="Whether ballots rank sides and move ratings.")
    team: Flag = Field(description="Whether several people may share a side.")
    lobby: Flag = Field(description="Whether the round waits for people before it begins.")
    people_first: Flag = Field(
        default=False, description="Whether sides argued by people take the first positions."
    )
    orders: Annotated[tuple[Stages, ...], ListOf("orders", least=1)] = Field(
        description="One list of stages, or several of which one is drawn evenly."
    )


class FormatsShape(Shape):
    """formats.yaml: who speaks when, for how long."""

    paces: Annotated[dict[str, PaceShape], Field(min_length=1), mapping_of("names to paces")] = (
        Field(description="Paces by the name used in commands.")
    )
    formats: Annotated[
        dict[str, FormatShape], Field(min_length=1), mapping_of("names to formats")
    ] = Field(description="Formats by the name used in commands.")
