"""What to practise against a text: heard clearly or not at all, answered by a side one accepts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from bot.app.countering import APART, QUOTED, SURE, Counter, countered
from bot.app.kit import Habits, Kit
from bot.app.ports import Said
from bot.core.reading import ClaimHeard, Reading, Stance
from bot.core.topic import Topic
from tests.app.house import HOMEWORK, PHONES


@dataclass
class Reader:
    """Hears what it is told to: `claims` with how surely, each from its own side; `stances` of
    other sides towards some.
    """

    claims: Mapping[str, float]
    stances: Mapping[tuple[str, str], Stance] = field(default_factory=dict)
    version: str = "told"

    def read(self, topic: Topic, said: Said) -> Reading:
        heard = [
            ClaimHeard(
                claim=claim.id, side=claim.side, stance=stance,
                confidence=self.claims[claim.id], span=(0, len(said.text)),
            )
            for claim in topic.claims
            if claim.id in self.claims
            and (stance := self._stance(said.side, claim.id, own=claim.side == said.side))
        ]  # fmt: skip
        heard.sort(key=lambda each: -each.confidence)
        return Reading(reader=self.version, words=1, claims=tuple(heard))

    def _stance(self, side: str, claim: str, *, own: bool) -> Stance | None:
        return Stance.ASSERTS if own else self.stances.get((side, claim))


def heard(kit: Kit, reader: Reader, text: str = "a text", *excluded: str) -> Counter | None:
    return countered(replace(kit, reader=reader), text, frozenset(excluded))


def test_the_surest_claim_is_answered_by_a_side_that_rebuts_it(kit: Kit) -> None:
    found = heard(kit, Reader({"free-trust": 0.5, "ban-attention": 0.3}))
    assert found is not None
    assert (found.topic.id, found.format) == (PHONES, "solo")
    assert (found.claim.id, found.against, found.quote) == ("free-trust", "free", "a text")
    assert found.side in {each.side for each in found.topic.rebuttals_to["free-trust"]}


def test_it_may_be_about_any_topic(kit: Kit) -> None:
    found = heard(kit, Reader({"against-fair": 0.6}))
    assert found is not None
    assert (found.topic.id, found.against, found.side) == (HOMEWORK, "against", "for")


@pytest.mark.parametrize(
    ("excluded", "side"),
    [((), "limit"), (("limit",), "free"), (("free",), "limit"), (("limit", "free"), "")],
)
def test_a_side_that_one_excludes_is_never_ones_own(
    kit: Kit, excluded: tuple[str, ...], side: str
) -> None:
    found = heard(kit, Reader({"ban-attention": 0.6}), "a text", *excluded)
    assert found is not None
    assert found.side == side


@pytest.mark.parametrize(
    ("claims", "known"),
    [
        ({}, False),
        ({"ban-attention": SURE - 0.01}, False),
        ({"ban-attention": SURE}, True),
        ({"ban-attention": 0.6, "free-trust": 0.6 - APART + 0.01}, False),
        ({"ban-attention": 0.6, "free-trust": 0.6 - APART - 0.01}, True),
        ({"ban-attention": 0.6, "against-fair": 0.6}, False),
        ({"ban-attention": 0.6, "ban-bullying": 0.6}, True),
    ],
)
def test_what_cannot_be_told_is_not_guessed(
    kit: Kit, claims: Mapping[str, float], *, known: bool
) -> None:
    assert (heard(kit, Reader(claims)) is not None) is known


@pytest.mark.parametrize(
    ("stance", "known"),
    [(Stance.ATTACKS, False), (Stance.QUOTES, False), (Stance.CONCEDES, True)],
)
def test_a_claim_that_the_text_speaks_against_is_not_what_it_claims(
    kit: Kit, stance: Stance, *, known: bool
) -> None:
    reader = Reader({"ban-attention": 0.6}, {("free", "ban-attention"): stance})
    assert (heard(kit, reader) is not None) is known


def test_only_a_short_piece_of_a_text_is_said_again_without_insults(kit: Kit) -> None:
    found = heard(kit, Reader({"ban-attention": 0.6}), "rude words " * 400)
    assert found is not None
    assert len(found.quote) <= QUOTED
    assert "rude" not in found.quote


def test_where_the_usual_format_has_a_lobby_another_is_taken(kit: Kit) -> None:
    teams = replace(kit, habits=Habits(topic=PHONES, format="teams"))
    found = heard(teams, Reader({"ban-attention": 0.6}))
    assert found is not None
    assert found.format == "solo"
