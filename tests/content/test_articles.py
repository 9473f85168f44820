"""An article is a list of numbered paragraphs, whichever way a teacher has marked them."""

from pathlib import Path

import pytest

from bot.content.articles import paragraphs, read_article
from bot.core.errors import BadInput

TEXTS = [
    ("One.\n\nTwo\nlines.\n\n\n \nThree.", {1: "One.", 2: "Two lines.", 3: "Three."}),
    ("# Title\n\nOne.\n\n## Part\nTwo.", {1: "One.", 2: "Two."}),
    ("By somebody.\n\n[P1] One.\n\n# Part\n\n[P2] Two.", {1: "One.", 2: "Two."}),
    ("[P1] One,\n\nand more.\n\n[P3] Three.", {1: "One,\nand more.", 3: "Three."}),
    ("see [P1] here\n\nTwo.", {1: "see [P1] here", 2: "Two."}),
    ("", {}),
    ("# Only a title\n", {}),
]


@pytest.mark.parametrize(("text", "found"), TEXTS)
def test_paragraphs_are_numbered(text: str, found: dict[int, str]) -> None:
    assert paragraphs(text) == found


def test_a_file_is_read_whatever_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\n\r\nTwo.\r\n")
    assert read_article(path) == {1: "One.", 2: "Two."}


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (None, "topic_new.unreadable"),
        (b"caf\xe9", "topic_new.not_text"),
        (b" \n\n# x\n", "topic_new.no_paragraphs"),
    ],
)
def test_what_is_no_article_is_refused(tmp_path: Path, data: bytes | None, phrase: str) -> None:
    path = tmp_path / "article.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read_article(path)
    assert caught.value.phrase == phrase
