"""The colours of cards, measured as the Web Content Accessibility Guidelines measure them."""

import pytest

from bot.drawing import palette
from bot.drawing.palette import CARD, ORANGE, PANEL, SOFT, TEXT, TINT, Colour
from bot.drawing.radar import FILL
from bot.drawing.signs import INKS

LEAST = 4.5
LEAST_OF_SHAPES = 3.0  # WCAG 2.2, 1.4.11


def luminance(colour: Colour) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", "TEXT SOFT SKY ORANGE GREEN PINK".split())
def test_every_ink_stands_out_from_the_card(name: str) -> None:
    assert contrast(getattr(palette, name), CARD) >= LEAST


@pytest.mark.parametrize("ink", [TEXT, SOFT, ORANGE])
@pytest.mark.parametrize("behind", [TINT, PANEL])
def test_words_stand_out_in_a_panel_lit_or_not(ink: Colour, behind: Colour) -> None:
    assert contrast(ink, behind) >= LEAST


def test_signs_and_lines_stand_out_from_what_they_are_drawn_on() -> None:
    for behind in (TINT, PANEL):
        assert all(contrast(ink, behind) >= LEAST_OF_SHAPES for ink in INKS.values())
    assert contrast(palette.SKY, FILL) >= LEAST_OF_SHAPES
