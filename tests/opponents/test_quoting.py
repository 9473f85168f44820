"""Quotes are short, telling, in the speaker's words, and never those that raised a flag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.flow import Heard
from bot.core.format import Kind
from bot.core.reading import Flag, Reading, Span, Warned
from bot.opponents.quoting import MOST, quoted
from tests.opponents.stage import slot
from tests.opponents.town import TOWN


def heard(text: str, *flags: Warned) -> Heard:
    return Heard(
        speech="s", slot=slot(Kind.OPENING, "walkers", 0), text=text,
        reading=Reading(reader="r", words=len(text.split()), flags=flags),
    )  # fmt: skip


def whole(text: str) -> Span:
    return (0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cars make the old town loud.", "Cars make the old town loud"),
        ("I think that cars make the old town loud!", "cars make the old town loud"),
        ("First, because cars make the old town loud.", "cars make the old town loud"),
        ("Walkers argue that cars make it loud.", "cars make it loud"),
        ("The council argues that cars make it loud.", "The council argues that cars make it loud"),
        (
            "If we close the two old gates of our town every summer, it will be a better place.",
            "it will be a better place",
        ),
        ("**Cars** make the _old_ town {loud}.", "Cars make the old town loud"),
        ("Cars make the “old town” very loud.", "Cars make the old town very loud"),
        ("The U.S. army is not in our old town.", "The U.S. army is not in our old town"),
        ("Cars are loud.", ""),
        ("", ""),
        (
            "We like quiet, and also children who go to school here would have cleaner air.",
            "children who go to school here would have cleaner air",
        ),
        (
            "Everybody in this beautiful town of ours knows very well that it is the best of all",
            "Everybody in this beautiful town of ours knows very well…",
        ),
    ],
)
def test_the_telling_clause_is_quoted(text: str, expected: str) -> None:
    assert quoted(heard(text), whole(text), TOWN.claim_by_id["walk-air"]) == expected


@pytest.mark.parametrize("flag", Flag)
@pytest.mark.parametrize("whole_speech", [False, True])
def test_words_that_raised_a_flag_are_never_quoted(flag: Flag, whole_speech: bool) -> None:
    text = "Cars make the old town loud. Trees make it a quiet place."
    warned = Warned(flag=flag) if whole_speech else Warned(flag=flag, span=(5, 9))
    assert quoted(heard(text, warned), (0, 28)) == ""
    expected = "" if whole_speech else "Trees make it a quiet place"
    assert quoted(heard(text, warned), (29, len(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ask @everyone about the old town",
        "see https://example.org for the old town",
        "see example.org for the old town",
        "hello <@!123456> in the old town",
        "this :smile: is the old town",
        "the old town \x00 is loud today",
    ],
)
def test_mentions_links_and_codes_are_not_quoted(text: str) -> None:
    assert quoted(heard(text), whole(text)) == ""


@given(st.text(max_size=400))
def test_any_text_gives_a_short_harmless_quote_on_one_line(text: str) -> None:
    quote = quoted(heard(text), whole(text))
    assert len(quote.split()) <= MOST
    assert not set("*_`~|{}[]#<>@\n\\“”") & set(quote)
