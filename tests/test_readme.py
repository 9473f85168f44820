"""The README says what is true."""

import re

from PIL import Image

from tests.diagram import README, written

LARGEST_PICTURE = 120_000  # bytes: a README is read on phones


def test_the_diagram_is_drawn_from_the_table() -> None:
    readme = README.read_text(encoding="utf-8")
    assert "stateDiagram-v2" in readme
    assert written(readme) == readme, "python -m tests.diagram writes it anew"


def test_every_picture_is_there_is_small_and_is_told_in_words() -> None:
    readme = README.read_text(encoding="utf-8")
    pictures = re.findall(r'<img src="([^"]+)" width="\d+" alt="([^"]+)">', readme)
    assert len(pictures) == readme.count("<img") > 0
    for path, alt in pictures:
        file = README.parent / path
        assert file.stat().st_size < LARGEST_PICTURE
        assert len(alt) > 80
        with Image.open(file) as picture:
            assert picture.mode == "P"
