"""Figures, dates and units have one spelling."""

import pytest

from bot.reading.figures import terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("90 %", "90 percent"),
        ("90%", "90 percent"),
        ("90 per cent", "90 percent"),
        ("ninety pct", "90 percent"),
        ("twenty-four hours", "24 hour"),
        ("24h", "24 hour"),
        ("20,000 men", "20000 men"),
        ("20.000", "20000"),
        ("20 000", "20000"),
        ("20k", "20000"),
        ("twenty thousand", "20000"),
        ("3.5 million", "3500000"),
        ("3,5", "3.5"),
        ("two hundred thousand", "200000"),
        ("26th of Feb", "26 of februari"),
        ("in 2014", "in 2014"),
        ("in the year 1, 2 and 3", "in the year 1 2 and 3"),
    ],
)
def test_a_figure_has_one_spelling(text: str, terms: str) -> None:
    assert " ".join(term.text for term in terms_of(text)) == terms


def test_a_figure_knows_its_value_and_a_word_has_none() -> None:
    assert [term.value for term in terms_of("ninety buses")] == [90.0, None]
