"""The shapes that several of a topic's files share: publications, words and what they mean."""

from pydantic import Field

from bot.content.wording import MaybeText, Number, Shape, Text

PARAGRAPHS = "Paragraph numbers of the source article, from 1."
PUBLISHED = 'When, as printed, in quotes: "2024-04-22", or just "2023".'


class SourceShape(Shape):
    """Something that was published."""

    title: Text = Field(description="Its title.")
    publisher: Text = Field(description="The newspaper, journal or body that published it.")
    date: Text = Field(description=PUBLISHED)
    authors: MaybeText = Field("", description="Who wrote it.")


class ArticleShape(SourceShape):
    """The source that a topic is drawn from."""

    paragraphs: Number | None = Field(
        None, description="How many paragraphs it has: no number in the topic may be larger."
    )


class DefinitionShape(Shape):
    """A word of the motion and what it means in this round."""

    term: Text = Field(description="The word or phrase.")
    meaning: Text = Field(description="What it means here, so that nobody argues past it.")
