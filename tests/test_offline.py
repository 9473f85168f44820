"""Records to a line: every line is answered in its place, whatever it holds."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import offline
from bot.content.topics import Topics
from bot.core.errors import BadInput, Mendable, NotFound
from bot.offline import Line, Record, answered
from tests.app.building import PACKS, copy_of_prompts
from tests.app.house import PHONES


def echo(record: Record) -> Record:
    """An answer that only names the record, and refuses one text."""
    if record.get("text") == "refused":
        raise BadInput("error.empty")
    return {"id": record["id"]} if "id" in record else {}


def explain(error: Mendable) -> str:
    return f"says {error}"


def answers(*lines: bytes) -> list[Line]:
    """What comes out for these lines."""
    return list(answered(lines, echo, explain))


EACH = "; each line must be one JSON object"
SHAPE = 'must be a JSON object such as {"id": "1"}'
LINES = [
    (b'{"id": 1}\n', {"id": 1}),
    (b'{"id": "x"}', {"id": "x"}),
    (b'\xef\xbb\xbf{"id": 1}\r\n', {"id": 1}),
    (b'{"id": "Zo\xc3\xab \\ud800"}', {"id": "Zoë \ud800"}),
    (b"\n", {"line": 1, "error": f"an empty line{EACH}"}),
    (b"", {"line": 1, "error": f"an empty line{EACH}"}),
    (b"[1]", {"line": 1, "error": SHAPE}),
    (b"1", {"line": 1, "error": SHAPE}),
    (b"null", {"line": 1, "error": SHAPE}),
    (b"caf\xe9", {"line": 1, "error": "not UTF-8 text"}),
    (b'{"id": 1', {"line": 1, "error": f"not JSON: Expecting ',' delimiter at column 9{EACH}"}),
    (
        b"[" * 100_000,
        {"line": 1, "error": "not JSON we can read: nested too deeply, or a number too long"},
    ),
    (
        b'{"id": ' + b"9" * 10_000 + b"}",
        {"line": 1, "error": "not JSON we can read: nested too deeply, or a number too long"},
    ),
    (b'{"text": "refused"}', {"line": 1, "error": "says error.empty"}),
]


@pytest.mark.parametrize(("line", "answer"), LINES, ids=range(len(LINES)))
def test_a_line_is_answered(line: bytes, answer: Record) -> None:
    [found] = answers(line)
    assert json.loads(found.text) == answer
    assert found.fine == ("error" not in answer)


def test_a_bad_line_is_told_in_its_place_and_stops_nothing() -> None:
    found = answers(b'{"id": 1}', b"\n", b'{"id": 3}', b"x", b'{"id": 5}')
    assert [json.loads(line.text).get("id", "bad") for line in found] == [1, "bad", 3, "bad", 5]
    assert [json.loads(line.text).get("line") for line in found] == [None, 2, None, 4, None]


def test_each_answer_is_there_before_the_next_line_is_read() -> None:
    def lines() -> Iterator[bytes]:
        yield b'{"id": 1}'
        raise AssertionError("read too far")

    assert next(answered(lines(), echo, explain)).text == '{"id": 1}'


@given(st.lists(st.binary().filter(lambda line: b"\n" not in line)))
def test_any_bytes_get_one_answer_to_a_line(lines: list[bytes]) -> None:
    found = answers(*lines)
    assert len(found) == len(lines)
    assert all(isinstance(json.loads(line.text), dict) for line in found)


# ── topics ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def topics(tmp_path_factory: pytest.TempPathFactory) -> Topics:
    return Topics(copy_of_prompts(tmp_path_factory.mktemp("prompts")))


def test_topics_are_listed_with_their_motions(topics: Topics) -> None:
    texts = [line.text for line in offline.listed(topics)]
    assert [text.partition(": ")[0] for text in texts] == list(topics.ids())
    assert topics.topic(PHONES).motion in texts[1]


def test_a_topic_as_json_has_everything(topics: Topics) -> None:
    topic = topics.topic(PHONES)
    [line] = offline.as_json(topic)
    whole = json.loads(line.text)
    for part in ("sides", "claims", "rebuttals", "facts", "questions"):
        assert [item["id"] for item in whole[part]] == [item.id for item in getattr(topic, part)]
    first = whole["sides"][0]
    assert first["burdens"] == dict(topic.sides[0].burdens)
    assert whole["claims"][0]["origin"] == topic.claims[0].origin.value


def test_a_topic_for_people_names_every_claim(topics: Topics) -> None:
    topic = topics.topic(PHONES)
    text = "\n".join(line.text for line in offline.shown(topic))
    assert all(f"  {claim.id} (" in text for claim in topic.claims)
    assert text.startswith(f"{topic.title} ({PHONES})\n{topic.motion}\n")


def test_a_topic_is_named_by_path_or_id(tmp_path: Path) -> None:
    prompts = copy_of_prompts(tmp_path)
    assert offline.place(str(PACKS / PHONES), prompts) == PACKS / PHONES
    assert offline.place(PHONES, prompts) == prompts / "topics" / PHONES
    with pytest.raises(NotFound):
        offline.place("nothing-like-it", prompts)


def test_a_sound_topic_has_no_problems() -> None:
    lines = list(offline.checked(PACKS / PHONES, strict=False))
    assert all(line.fine for line in lines)
    assert lines[-1].text == "no problems"


def test_every_mistake_of_a_topic_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: broken\nmotoin: x\n")
    lines = list(offline.checked(broken, strict=True))
    assert lines[0].text.startswith("broken.yaml:")
    assert not lines[0].fine
    assert lines[-1].text == f"{len(lines) - 1} problems"


def test_strictness_tells_what_an_editor_would_say() -> None:
    plain = [line.text for line in offline.checked(PACKS / PHONES, strict=False)]
    strict = [line.text for line in offline.checked(PACKS / PHONES, strict=True)]
    assert len(strict) > len(plain)


@pytest.mark.parametrize("file", ["topic", "side", "facts", "questions"])
def test_every_kind_of_file_has_a_schema(file: str) -> None:
    [line] = offline.schema(file)
    assert json.loads(line.text)["type"] == "object"
