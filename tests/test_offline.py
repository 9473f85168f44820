"""Records to a line: every line is answered in its place, whatever it holds."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import BadInput, Mendable
from bot.offline import Line, Record, answered


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
