"""The plan on the table is the one that the proposer's opening argues for."""

from dataclasses import replace

import pytest

from bot.core.flow import Heard
from bot.core.format import Kind, Slot
from bot.core.plans import named
from bot.core.reading import ClaimHeard, Reading, Stance
from bot.core.topic import Plan, Topic
from tests.core.sheets import claim, topic

PARAGRAPHS = {"repair": (8,), "air": (9,), "coast": (10,), "courage": (1,)}


def debated() -> Topic:
    claims = [replace(claim(name, "hawk"), paragraphs=p) for name, p in PARAGRAPHS.items()]
    return replace(
        topic(*claims, claim("c1", "caution")),
        plans=(
            Plan(id="rear", name="Rear", text="", paragraphs=(8,)),
            Plan(id="borders", name="Borders", text="", paragraphs=(9, 10)),
        ),
    )


def said(says: str, side: str = "hawk", kind: Kind = Kind.OPENING) -> Heard:
    claims = tuple(
        ClaimHeard(claim=name, side="hawk", stance=Stance.ASSERTS, confidence=1.0, span=(0, 1))
        for name in says.split()
    )
    slot = Slot(number=0, phase=0, kind=kind, side=side, member=0, seconds=60, words=60)
    reading = Reading(reader="test", words=9, claims=claims)
    return Heard(speech="s", slot=slot, text="text", reading=reading)


@pytest.mark.parametrize(
    ("says", "plan"),
    [
        ("repair", "rear"),
        ("air coast repair", "borders"),
        ("repair air", "rear"),  # the first, the smaller, of equals
        ("courage", None),
        ("", None),
    ],
)
def test_a_plan_is_named_by_the_claims_it_needs(says: str, plan: str | None) -> None:
    found = named(debated(), [said(says)])
    assert (found.id if found else None) == plan


def test_a_plan_that_is_called_by_its_name_is_meant() -> None:
    speech = replace(said("repair"), text="We propose borders, and nothing else.")
    assert named(debated(), [speech]) == debated().plans[1]


def test_only_the_proposers_opening_names_it() -> None:
    assert named(debated(), [said("repair", kind=Kind.REBUTTAL)]) is None
    assert named(debated(), [said("repair", side="caution")]) is None
    assert named(debated(), []) is None


def test_a_topic_without_plans_has_none() -> None:
    assert named(replace(debated(), plans=()), [said("repair")]) is None
