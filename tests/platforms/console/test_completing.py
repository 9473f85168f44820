"""The Tab key completes commands, options, values, names and labels."""

import pytest

from bot.app.commands import GRAMMAR
from bot.platforms.console.completing import Known, completions

LISTS = {
    "topic": ("european-troops", "school-phones"),
    "side": ("ban", "free"),
    "format": ("solo", "duel"),
    "pace": ("blitz", "standard"),
    "level": ("plain", "sharp"),
    "opponent": ("bot", "people"),
}
KNOWN = Known(
    grammar=GRAMMAR,
    choices=lambda name: LISTS[name],
    names=("Ana", "Ben Lee"),
    labels=("OK", "Not now"),
)

COMPLETED = [
    ("/debate st", ["/debate start", "/debate status"]),
    ("/DEBATE sta", ["/debate start", "/debate status"]),
    ("/debate start", []),
    ("/lead", ["/leaderboard show"]),
    ("/a", ["/as"]),
    ("/as B", ["Ben Lee"]),
    ("/debate start pa", ["pace:"]),
    ("/debate start pace:", ["blitz", "standard"]),
    ("/debate start pace:bl", ["blitz"]),
    ("/debate start PACE:BL", ["blitz"]),
    ("/debate start pace:blitz", []),
    ("/debate start pace:blitz pa", []),
    ("/debate start sides:ban,", ["ban", "free"]),
    ("/debate start with:", ["Ana", '"Ben Lee"']),
    ("/debate speak more:", ["true", "false"]),
    ("/debate speak text:I say more:", []),
    ("/debate draft text: wo", []),
    ("/nonsense ", []),
    ("N", ["Not now"]),
    ("no", ["Not now"]),
    ("", []),
    ("A speech that begins", []),
]


@pytest.mark.parametrize(("line", "texts"), COMPLETED)
def test_a_line_is_completed(line: str, texts: list[str]) -> None:
    assert [found.text for found in completions(line, KNOWN)] == texts


def test_an_open_line_offers_every_option_that_is_not_given() -> None:
    found = [c.text for c in completions("/debate start pace:blitz ", KNOWN)]
    assert found == ["topic:", "format:", "side:", "sides:", "opponent:", "with:", "level:"]


def test_a_completion_takes_the_place_of_what_was_typed() -> None:
    [found] = completions("/debate start sides:ban,fr", KNOWN)
    assert (found.text, found.over) == ("free", len("fr"))
