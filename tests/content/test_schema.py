"""The JSON Schema that editors use says what the loader says."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.content.places import prompts_folder
from bot.content.schema import SHAPES, topic_schema
from tests.content.planting import PACKS, SMALL

EUROPE = prompts_folder({}) / "topics" / "european-troops"
LISTS = {key: key for key in SHAPES if key != "side"}


def mistakes(schema: str, value: object) -> list[str]:
    validator = Draft202012Validator(topic_schema(schema))
    return [error.json_path for error in validator.iter_errors(value)]


def content(path: Path) -> dict[str, object]:
    value: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return value


@pytest.mark.parametrize("kind", SHAPES)
def test_each_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(topic_schema(kind))


@pytest.mark.parametrize(
    "path",
    [*SMALL.glob("*.yaml"), *EUROPE.glob("*.yaml"), PACKS / "homework.yaml"],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_a_valid_pack_is_valid_by_its_schema(path: Path) -> None:
    name = "topic" if path.stem == "homework" else path.stem.rpartition(".")[2]
    kind = LISTS.get(name, "side")
    assert mistakes(kind, content(path)) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"motoin": "x"}, ["$"]),
        ({"title": 7}, ["$.title"]),
        ({"title": ""}, ["$.title"]),
        ({"proposer": "Not An Id"}, ["$.proposer"]),
        ({"date": "2024"}, ["$.date"]),
        ({"sides": ["ban"]}, ["$.sides"]),
        ({"plans": [{"id": "x"}]}, ["$.plans[0]", "$.plans[0]"]),
        ({"facts": [{**content(SMALL / "facts.yaml"), "id": "x"}]}, ["$.facts"]),
    ],
)
def test_an_editor_marks_what_the_loader_refuses(
    change: dict[str, object], where: list[str]
) -> None:
    assert mistakes("topic", content(SMALL / "topic.yaml") | change) == where


@pytest.mark.parametrize("kind", SHAPES)
def test_every_key_says_what_it_is_for(kind: str) -> None:
    nameless = [path for path, field in _fields(topic_schema(kind)) if not field.get("description")]
    assert nameless == []


def _fields(schema: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    shapes = {"top": schema, **_mapping(schema.get("$defs"))}
    for name, shape in shapes.items():
        for key, field in _mapping(_mapping(shape).get("properties")).items():
            yield f"{name}.{key}", _mapping(field)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
