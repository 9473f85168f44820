"""The shape of rubric.yaml: every key, its type, and what it is for."""

from typing import Annotated

from pydantic import Field

from bot.content.format_shapes import LimitsShape
from bot.content.wording import ListOf, Number, NumberOrZero, Shape, Text, one_of, whole
from bot.core.rubric import Aspect

ALL = 100

Share = Annotated[int, Field(ge=0, le=ALL), whole(0, ALL)]


class CriterionShape(Shape):
    """One line of the rubric."""

    aspect: Annotated[Aspect, one_of(Aspect)] = Field(description="What the judge looks at.")
    name: Text = Field(description="What students see.")
    asks: Text = Field(description="The question a judge asks of the speech.")
    weight: Annotated[int, Field(ge=1, le=ALL), whole(1, ALL)] = Field(
        description="Its percentage; those of one kind of speech sum to 100."
    )


Criteria = Annotated[tuple[CriterionShape, ...], ListOf("criteria", least=1)]


class CriteriaShape(Shape):
    """The criteria of each kind of speech."""

    opening: Criteria = Field(description="For openings.")
    question: Criteria = Field(description="For questions in cross-examination.")
    answer: Criteria = Field(description="For answers in cross-examination.")
    rebuttal: Criteria = Field(description="For rebuttals.")
    closing: Criteria = Field(description="For closings.")


class BandsShape(Shape):
    """The least points of each band, from the lowest up."""

    developing: Share = Field(description="Always 0: every speech has a band.")
    sound: Share = Field(description="From how many points.")
    strong: Share = Field(description="From how many points.")
    excellent: Share = Field(description="From how many points.")


class RubricShape(Shape):
    """rubric.yaml: how speeches are marked."""

    version: Text = Field(description="Shown with each ballot; change it when you change the rest.")
    criteria: CriteriaShape = Field(description="What is marked, for each kind of speech.")
    bands: BandsShape = Field(description="What students see instead of points.")
    weights: LimitsShape = Field(description="Percentages of a side's total; they sum to 100.")
    margin: NumberOrZero = Field(description="Totals nearer than this tie.")
    least_words: Number = Field(description="Shorter speeches are not marked.")
    least_words_round: Number = Field(description="Who wrote less in a round is on no board.")
