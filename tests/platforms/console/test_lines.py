"""Standard input without a terminal: one line is one event, whatever bytes it holds."""

import os
import threading

import pytest

from bot.core.errors import BadInput
from bot.core.words import usable
from bot.platforms.console.lines import LONGEST, decoded, lines

READ = [
    (b"", []),
    (b"one\ntwo\n", ["one", "two"]),
    (b"one\ntwo", ["one", "two"]),
    (b"one\r\ntwo\r\n", ["one", "two"]),
    (b"\n\n", ["", ""]),
    (b"\xef\xbb\xbfone\n", ["one"]),
    ("Zoë – “no”\n".encode(), ["Zoë – “no”"]),
    (b"a\rb\n", ["a\rb"]),
    (b"caf\xe9\n", ["caf\udce9"]),
    (b"\x00\x01\n", ["\x00\x01"]),
]


def pipe_with(data: bytes) -> int:
    """The end to read of a pipe that is being filled."""
    read, write = os.pipe()

    def fill() -> None:
        with os.fdopen(write, "wb") as stream:
            stream.write(data)

    threading.Thread(target=fill).start()
    return read


@pytest.mark.parametrize(("data", "expected"), READ)
def test_lines_are_told_apart(data: bytes, expected: list[str]) -> None:
    source = pipe_with(data)
    assert list(decoded(source)) == expected
    os.close(source)


def test_bytes_that_are_no_text_are_refused_as_a_speech() -> None:
    source = pipe_with(b"caf\xe9 au lait\n")
    [line] = decoded(source)
    os.close(source)
    with pytest.raises(BadInput, match=r"error\.binary"):
        usable(line)


def test_a_line_without_end_is_cut_where_no_speech_can_be_as_long() -> None:
    source = pipe_with(b"x" * (3 * LONGEST) + b"\nnext\n")
    first, second = decoded(source)
    os.close(source)
    assert (len(first), second) == (LONGEST, "next")


def test_a_closed_input_has_no_lines() -> None:
    assert list(decoded(-1)) == []


async def test_a_line_is_read_only_when_it_is_asked_for() -> None:
    read, write = os.pipe()
    source = lines(read)
    os.write(write, b"one\n")
    assert await anext(source) == "one"
    os.write(write, b"two\n")
    os.close(write)
    assert [line async for line in source] == ["two"]
    os.close(read)
