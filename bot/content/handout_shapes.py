"""The shape of handout.yaml: what students may read around a round, and a note for instructors."""

from typing import Annotated

from pydantic import Field

from bot.content.source_shapes import PARAGRAPHS, PUBLISHED, DefinitionShape, SourceShape
from bot.content.wording import ListOf, MaybeText, Numbers, Shape, Text, YearOrDay


class MomentShape(Shape):
    """A line of the timeline."""

    date: YearOrDay = Field(description='A year, month or day, in quotes: "2014", "2024-04".')
    event: Text = Field(description="What happened, in a sentence.")
    paragraphs: Numbers = Field((), description=PARAGRAPHS)
    source: SourceShape | None = Field(None, description="Where it is from, if not the article.")


class RecommendationShape(Shape):
    """Something to read after the round."""

    title: Text = Field(description="Its title.")
    publisher: Text = Field(description="The newspaper, journal or body that published it.")
    date: Text = Field(description=PUBLISHED)
    authors: MaybeText = Field("", description="Who wrote it.")
    about: Text = Field(description="What it is about and for whom, in a sentence.")


class HandoutShape(Shape):
    """handout.yaml: what students may read around a round. Every key may be left out."""

    background_expert: MaybeText = Field(
        "", description="The background for those who know the subject well."
    )
    timeline: Annotated[tuple[MomentShape, ...], ListOf("events")] = Field(
        (), description="What happened when, the earliest first, nothing after the topic's date."
    )
    glossary: Annotated[tuple[DefinitionShape, ...], ListOf("words")] = Field(
        (), description="Words that a newcomer to the subject may not know."
    )
    content_note: MaybeText = Field(
        "", description="For instructors: what may be hard for some, and how to handle it."
    )
    further_reading: Annotated[tuple[RecommendationShape, ...], ListOf("publications")] = Field(
        (), description="What to read after the round."
    )
