"""The bot's own phrases: complete sentences that serve every topic, side and level."""

import re

import pytest

from bot.core.format import Kind
from bot.opponents.wording import Wording
from tests.opponents.stage import PHRASES, slot

SPOKEN = {
    key: phrase
    for key, phrase in PHRASES.phrases.items()
    if key.startswith("opponent.") and not key.startswith("opponent.error.")
}
# Words of the first real topic; the phrases must not know them.
FOREIGN = re.compile(
    r"ukrain|russia|moscow|nato|europe|troops|soldier|war\b|hawk|caution", re.IGNORECASE
)
RUDE = re.compile(
    r"stupid|idiot|nonsense|ridiculous|shut up|liar|or else|regret|you will pay", re.IGNORECASE
)


def worded(number: int, sides: tuple[str, ...]) -> Wording:
    return Wording(
        phrases=PHRASES, seed=7, slot=slot(Kind.REBUTTAL, "walkers", number), sides=sides
    )


def wordings(key: str) -> list[str]:
    return [line for line in SPOKEN[key].forms["other"].split("\n") if line.strip()]


@pytest.mark.parametrize("key", SPOKEN)
def test_each_wording_is_whole_and_uses_every_variable_of_its_phrase(key: str) -> None:
    for line in wordings(key):
        assert set(re.findall(r"\{(\w+)\}", line)) == SPOKEN[key].variables, line
        assert line[0].isupper() or line[0] in "“{", line
        assert line[-1] in ".?:}", line
        assert not line.endswith(":"), line


@pytest.mark.parametrize("key", SPOKEN)
def test_no_wording_knows_a_topic_or_is_rude(key: str) -> None:
    text = " ".join(wordings(key))
    assert not FOREIGN.search(text)
    assert not RUDE.search(text)


def test_no_wording_is_written_twice() -> None:
    for key in SPOKEN:
        assert len(set(wordings(key))) == len(wordings(key)) > 0, key


def test_all_wordings_of_a_use_are_offered_and_the_draw_decides_which_is_first() -> None:
    offered = [
        worded(number, ("walkers", "shops")).options("you.says.first", words="a b c")
        for number in range(40)
    ]
    written = len(wordings("opponent.you.says.first"))
    assert {len(options) for options in offered} == {written}
    assert {frozenset(options) for options in offered} == {frozenset(offered[0])}
    assert len({options[0] for options in offered}) == written


def test_braces_and_line_breaks_in_a_variable_stay_what_they_are() -> None:
    wording = worded(1, ("walkers", "shops", "council"))
    for line in wording.towards("says.first", "A\nB {name}", words="{words}\n\u2028{0}"):
        assert "A B {name}" in line
        assert "{words} {0}" in line or "{words} {0}".capitalize() in line
