"""LIX as Björnsson counts it, by hand."""

import pytest

from bot.content.editorial.ease import lix

# text, words, sentences, words longer than six letters
COUNTED = [
    ("", 0, 1, 0),
    ("The dog ran.", 3, 1, 0),
    ("The dog ran. It was late.", 6, 2, 0),
    ("Seven letters: letters counted.", 4, 2, 3),
    ("Is it? Yes! No.", 4, 3, 0),
    ("no stop at the end", 5, 1, 0),
    ("He paid 3.50 for it.", 6, 1, 0),  # a point inside a number ends nothing
    ("She said “go.” He went.", 5, 2, 0),
    ("air-defence", 1, 1, 1),  # a hyphen or an apostrophe is inside the word
    ("don’t don't", 2, 1, 0),
    ("Größere Straßen öffnen.", 3, 1, 2),
]


@pytest.mark.parametrize(("text", "words", "sentences", "long"), COUNTED)
def test_the_index_is_counted_by_hand(text: str, words: int, sentences: int, long: int) -> None:
    assert lix(text) == pytest.approx(words / sentences + (100 * long / words if words else 0))
