"""What is shown to others holds no insult; everything else stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.seemly import LEFT_OUT, seemly


@pytest.mark.parametrize(
    "text",
    [
        "We should help, because people freeze. That is the point.",
        "Damn, that is a hard question, but the answer is no.",  # swearing alone is no insult
        "",
        "No   line\nbreak is lost .",
    ],
)
def test_a_text_without_insults_is_shown_as_it_is(text: str) -> None:
    assert seemly(text) == text


def test_an_insult_is_left_out_and_its_place_is_marked() -> None:
    shown = seemly("You stupid idiot. Troops would help, because the front is short of people.")
    assert "idiot" not in shown
    assert LEFT_OUT in shown
    assert "Troops would help, because the front is short of people." in shown


def test_a_sentence_that_wants_people_dead_is_left_out() -> None:
    shown = seemly("Trade is good. They are all vermin and deserve to die. So open the border.")
    assert "vermin" not in shown
    assert shown.startswith("Trade is good.")
    assert shown.endswith("So open the border.")


@given(st.text())
def test_no_text_raises_and_nothing_is_made_up(text: str) -> None:
    shown = seemly(text)
    assert all(part in text for part in shown.split(LEFT_OUT))
