"""YAML without its surprises, and a place for everything."""

import string
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.documents import Document, read_document


def plain(text: str) -> object:
    """The value of a file that has nothing wrong with it."""
    document, problems = read_document("f.yaml", text.encode())
    assert problems == []
    assert document is not None
    return document.plain


def told(data: bytes) -> list[str]:
    """What is wrong with a file."""
    return [str(problem) for problem in read_document("f.yaml", data)[1]]


def document(text: str) -> Document:
    found, _ = read_document("f.yaml", text.encode())
    assert found is not None
    return found


TEXTS = (
    "no yes on off y n No YES Off True TRUE False Null NULL NaN .inf .nan -.inf 1:30 12:30:45 012"
    " 0o14 0x1F 0b1 1_000 +012 1. .5 1e5 1.5e 2024-04-22 2024-04-22T10:00:00Z 1.2.3 50% 1,000 - ="
    " <<x 1234567890123456789"
).split()


@pytest.mark.parametrize("written", TEXTS)
def test_what_could_be_taken_for_something_else_stays_text(written: str) -> None:
    if written in "-=":
        written = f'"{written}"'
    assert plain(f"- {written}") == (written.strip('"'),)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0), ("7", 7), ("-3", -3), ("+3", 3), ("1.5", 1.5), ("-0.25", -0.25),
        ("1.0e3", 1000.0), ("true", True), ("false", False), ("null", None), ("~", None),
        ("", None), ('"7"', "7"), ("'true'", "true"), ("!!str 7", "7"),
    ],
)  # fmt: skip
def test_numbers_truth_and_nothing_are_read_where_they_are_plain(
    written: str, value: object
) -> None:
    read = plain(f"a: {written}")
    assert read == {"a": value}
    assert type(read["a"]) is type(value)


@given(st.text(alphabet=string.ascii_letters + string.digits + "_.:-+", min_size=1))
def test_a_plain_word_is_a_number_only_if_it_is_written_back_the_same(word: str) -> None:
    """The law behind the table: reading never changes what somebody wrote."""
    read, problems = read_document("f.yaml", f"[{word}]".encode())
    if read is None or problems or not isinstance(read.plain, tuple) or len(read.plain) != 1:
        return  # not one plain word to YAML
    (value,) = read.plain
    if isinstance(value, int) and not isinstance(value, bool):
        assert str(value) == word.removeprefix("+").replace("-0", "0")
    elif isinstance(value, str):
        assert value == word
    else:
        assert isinstance(value, float | bool | dict) or word == "null"


# Characters that PyYAML's writer itself gets wrong: old line ends, and the byte order mark.
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff"))


@given(
    st.recursive(
        _TEXT | st.integers(-(10**17), 10**17) | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
        max_leaves=12,
    )
)
def test_what_pyyaml_writes_is_read_back_with_a_place_for_each_value(value: object) -> None:
    text = yaml.safe_dump({"top": value}, allow_unicode=True)
    read, problems = read_document("f.yaml", text.encode())
    if any("unprintable" in problem.message for problem in problems):
        return
    merges = [problem for problem in problems if "merge keys" in problem.message]
    assert problems == merges
    if read is None or merges:
        return
    assert read.plain == {"top": _tuples(value)}
    lines = text.count("\n") + 1
    assert all(1 <= line <= lines and column >= 1 for line, column in read.values.values())


def _tuples(value: object) -> object:
    if isinstance(value, list):
        return tuple(map(_tuples, value))
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value


def test_a_key_is_always_text() -> None:
    assert plain("1: a\ntrue: b\nno: c\n2024-04-22: d") == {
        "1": "a", "true": "b", "no": "c", "2024-04-22": "d",
    }  # fmt: skip


def test_values_and_keys_have_places() -> None:
    read = document("a: 1\nlist:\n  - x\n  - key: |\n      block\nempty:\n")
    places = {
        (): "1:1", ("a",): "1:4", ("list",): "3:3", ("list", 0): "3:5", ("list", 1): "4:5",
        ("list", 1, "key"): "4:10", ("empty",): "6:1", ("list", 1, "nowhere"): "4:5",
    }  # fmt: skip
    for loc, place in places.items():
        assert str(read.problem(loc, "m")) == f"f.yaml:{place}: m", loc
    assert str(read.key_problem(("list", 1, "key"), "m")) == "f.yaml:4:5: m"


def test_columns_count_characters_after_a_byte_order_mark_and_accents() -> None:
    read, problems = read_document("f.yaml", "\ufeffété: [à, b]".encode())
    assert problems == []
    assert read is not None
    assert str(read.problem(("été", 1), "m")) == "f.yaml:1:10: m"


def test_an_anchor_may_be_repeated() -> None:
    assert plain("a: &x [1, two]\nb: *x") == {"a": (1, "two"), "b": (1, "two")}


def test_a_renamed_key_keeps_its_value_and_its_places() -> None:
    read = document("side:\n  - nmae: Ban\n    rest: 1\n").renamed(("side", 0, "nmae"), "name")
    assert read.plain == {"side": ({"name": "Ban", "rest": 1},)}
    assert str(read.problem(("side", 0, "name"), "m")) == "f.yaml:2:11: m"


NO_GOOD = {
    b"": "1:1: the file is empty",
    b"# only this\n": "1:1: the file is empty",
    b"a: 1\na: 2\nb: 3": '2:1: duplicate key "a" (first on line 1)',
    b"? [a]\n: b": "1:3: a key must be a text",
    b"a: &x {b: *x}": "1:4: an anchor (&) may not contain itself",
    b"a: !!set {b}": '1:4: tags such as "!!set" are not used here',
    b"a: !!int x": '1:4: tags such as "!!int" are not used here',
    b"<<: {a: b}": "1:1: merge keys (<<) are not used here: write the keys out",
    b"a\xe9: 1": "1:2: not UTF-8: save the file with the encoding UTF-8",
    b"a: 1\r\n\x07": "2:1: unprintable character U+0007: remove it",
    b"a: b: c": (
        "1:5: not valid YAML: a colon and a space inside a text: put the text in quotes, or mend "
        "the indentation"
    ),
    b"a: 1\nb\nc: 2": (
        "2:1: not valid YAML: this line has no key: end the key with a colon and a space, or "
        "indent the line as part of the text above it"
    ),
    b"a: 'x' y": (
        "1:8: not valid YAML: this line does not fit what is above it: check the indentation, and "
        "that quotes are closed"
    ),
    b"a: %x": (
        "1:4: not valid YAML: a text may not start with this character (nor a line with a tab): "
        "put the text in quotes, indent with spaces"
    ),
    b'a: "\\q"': (
        "1:5: not valid YAML: a backslash in double quotes: write \\\\, or use single quotes"
    ),
    b"a: *x": (
        "1:4: not valid YAML: a text that starts with * repeats an anchor, and there is none of "
        "that name: put the text in quotes"
    ),
    b"a: &": "1:5: not valid YAML: a text that starts with & or * must be in quotes",
    b"a: - b": (
        "1:4: not valid YAML: a list starts on a line of its own: move the hyphen to the next "
        "line, or put the text in quotes"
    ),
    b"a: [b,,]": "1:7: not valid YAML: a value was expected here: check brackets and commas",
    b"a: 1\n---\nb: 2": ('2:1: not valid YAML: a file holds one document: remove the second "---"'),
    b"[" * 100_000: "1:20: not valid YAML: too deeply nested, or anchors repeated too often",
}


@pytest.mark.parametrize(("data", "expected"), NO_GOOD.items())
def test_a_file_that_is_no_good_is_told_in_plain_words(data: bytes, expected: str) -> None:
    assert told(data) == [f"f.yaml:{expected}"]


def test_anchors_within_anchors_do_not_fill_the_memory() -> None:
    names = string.ascii_lowercase[:12]
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"] + [
        f"{here}: &{here} [{', '.join([f'*{before}'] * 10)}]" for before, here in pairwise(names)
    ]
    read, problems = read_document("f.yaml", "\n".join(lines).encode())
    assert read is None
    assert [p.message for p in problems] == ["too deeply nested, or anchors repeated too often"]
