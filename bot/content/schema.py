"""JSON Schema of a topic's files, for editors: made from the shapes, so it cannot differ from them.

A teacher's editor checks and completes a file that begins with, for instance,
`# yaml-language-server: $schema=topic.schema.json`.
"""

from pydantic import BaseModel

from bot.content.handout_shapes import HandoutShape
from bot.content.topic_shapes import (
    FactsShape,
    QuestionsShape,
    RebuttalsShape,
    SideShape,
    TopicShape,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SHAPES: dict[str, type[BaseModel]] = {
    "topic": TopicShape,
    "side": SideShape,
    "rebuttals": RebuttalsShape,
    "facts": FactsShape,
    "questions": QuestionsShape,
    "handout": HandoutShape,
}


def topic_schema(file: str = "topic") -> dict[str, object]:
    """The schema of one kind of file: `topic` (topic.yaml, or a whole topic in one file), `side`,
    `rebuttals`, `facts`, `questions` or `handout`. Raises KeyError for any other.
    """
    return {"$schema": DIALECT, **SHAPES[file].model_json_schema()}
