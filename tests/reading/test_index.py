"""A topic made ready for look-up: slips put right, claims told apart."""

from dataclasses import replace

import pytest

from bot.reading.index import Part, TopicIndex
from tests.reading.buses import BUSES

INDEX = TopicIndex(BUSES)


@pytest.mark.parametrize(
    ("typed", "stem"),
    [
        ("passengers", "passeng"),
        ("pasengers", "passeng"),    # one slip in a word over four letters
        ("passnegers", "passeng"),   # two letters changed round are one slip
        ("neighborhoods", "neighborhood"),
        ("neighbuorhods", "neighborhood"),  # two in a word over ten
        ("bsu", "bsu"),              # too short to guess
        ("bass", "bass"),            # too short to guess
        ("wheel", "wheel"),
        ("bedrom", "bedroom"),
        ("pedroom", "pedroom"),      # the first letter is hardly ever the slip
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_forgiven_where_the_pack_has_the_word(
    typed: str, stem: str
) -> None:
    assert INDEX.settle(typed) == stem


def test_a_wording_said_in_full_is_covered_in_full() -> None:
    place = next(n for n, w in enumerate(INDEX.wordings) if w.part is Part.STATEMENT)
    covers = INDEX.wording_cover(INDEX.wordings[place].stems)
    assert covers[place] == pytest.approx(1.0)
    assert INDEX.wording_cover(["zebra"]).max() == 0.0


def test_a_word_of_one_claim_weighs_more_than_a_word_of_many() -> None:
    assert INDEX.weight("nurs") > INDEX.weight("bus")
    assert INDEX.weight("zebra") == INDEX.unknown


def test_each_side_has_a_voice() -> None:
    said = ["taxi", "cheaper", "voucher", "citi", "save", "million", "call"]
    leans = INDEX.leaning(said)
    assert max(leans, key=lambda side: leans[side]) == "payers"


def test_a_topic_without_claims_can_be_made_ready() -> None:
    empty = replace(BUSES, claims=(), rebuttals=(), facts=(), hash="empty")
    assert TopicIndex(empty).claims == ()
