"""Fingerprints tell a copied run of words and hold nothing of the text."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.fingerprints import COMMENT, copied, fingerprints, read, written

ARTICLE = "Nobody’s dog barked, the night was long and the moon (all 3 of us agreed) looked tired."
KNOWN = fingerprints(ARTICLE)

COPIES = [
    ("the night was long and the moon all", "the night was long and the moon all"),
    ("THE NIGHT – was long; and the Moon. All!", "the night was long and the moon all"),
    ("So nobody's dog barked the night was long, then", "nobody s dog barked the night was long"),
    ("the night was long and the moon", None),  # seven words
    ("the night was long and the moon were all", None),
    ("all moon the and long was night the", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "run"), COPIES)
def test_eight_words_in_a_row_are_a_copy(text: str, run: str | None) -> None:
    assert copied(text, KNOWN) == run


def test_a_fingerprint_is_the_beginning_of_a_hash() -> None:
    run = "nobody s dog barked the night was long"
    assert hashlib.sha256(run.encode()).hexdigest()[:10] in KNOWN
    assert len(KNOWN) == 18 - 8 + 1


def test_the_file_says_what_it_is_and_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "source.shingles"
    path.write_text(written(KNOWN), "utf-8")
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == COMMENT
    assert lines[1:] == sorted(KNOWN)
    assert read(path) == (KNOWN, [])


def test_odd_lines_of_the_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "source.shingles"
    path.write_bytes(b"# a comment\r\n0123456789\r\n\r\n012345678\nABCDEF0123\n\xff\n")
    assert read(path) == (frozenset({"0123456789"}), [4, 5, 6])


@given(st.text(), st.text())
def test_whatever_is_written_a_whole_text_is_a_copy_of_itself(text: str, other: str) -> None:
    known = fingerprints(text)
    assert (copied(text, known) is None) == (not known)
    if copied(other, known):
        assert known & fingerprints(other)
