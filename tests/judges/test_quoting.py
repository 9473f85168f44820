"""Marks quote the student's own words, and never an insult or an appeal."""

import pytest

from bot.core.reading import Flag, Warned
from bot.judges.quoting import needing, quotes
from tests.judges.bench import lines, made, spoken


def test_the_words_that_earned_it_are_quoted_two_at_most() -> None:
    text = "the first line\nthe second line\nthe third line"
    heard = made(text)
    assert quotes(heard, lines(text)) == ("the first line", "the second line")
    assert quotes(heard, lines(text)[2:]) == ("the third line",)


def test_for_something_missing_the_main_claims_sentence_is_quoted() -> None:
    heard = spoken("Good evening to all. Nurses get home safely through the dark with a night bus.")
    assert quotes(heard, ()) == ("Nurses get home safely through the dark with a night bus.",)
    assert needing(heard) == quotes(heard, ())


@pytest.mark.parametrize("flag", [Flag.INSULT, Flag.JUDGE_INSTRUCTIONS])
def test_a_sentence_with_an_insult_or_an_appeal_is_never_quoted(flag: Flag) -> None:
    text = "the rude line\nthe kind line"
    heard = made(text, flags=(Warned(flag=flag, span=(4, 8)),))
    assert quotes(heard, lines(text)) == ("the kind line",)
    assert quotes(heard, lines(text)[:1]) == ("the kind line",)


def test_of_a_speech_that_is_one_insult_the_rest_is_quoted() -> None:
    text = "you idiot do not see that buses are safe"
    heard = made(text, flags=(Warned(flag=Flag.INSULT, span=(0, 9)),))
    assert quotes(heard, ()) == ("do not see that buses are safe",)


def test_where_nothing_may_be_quoted_nothing_is() -> None:
    text = "you idiot"
    heard = made(text, flags=(Warned(flag=Flag.INSULT, span=(0, 9)),))
    assert quotes(heard, lines(text)) == ()


def test_a_long_sentence_is_cut_at_a_words_end() -> None:
    text = "word " * 60
    quoted = quotes(made(text), lines(text))[0]
    assert len(quoted) <= 160
    assert quoted.endswith("word…")
