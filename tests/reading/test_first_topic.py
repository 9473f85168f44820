"""On the first real topic: claims put in words that the reader was not shown are recognised.

Wordings are held out of the pack, then read. The figures are floors below what was measured when
they were written; a pack that grows may move them a little.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.app.ports import Said
from bot.content.topics import load_topic
from bot.core.format import Kind
from bot.core.reading import FactStatus, Reading
from bot.core.topic import Claim, Topic
from bot.reading.reader import OfflineReader

TOPIC = load_topic(Path(__file__).parents[2] / "prompts" / "topics" / "european-troops")


def without(claim: Claim, place: int) -> Claim:
    """The claim without one of its wordings."""
    return replace(claim, heard_as=claim.heard_as[:place] + claim.heard_as[place + 1 :])


def held_out(place: int) -> Iterator[tuple[Claim, Reading]]:
    """Each claim with the reading of the wording that every claim of the pack was stripped of."""
    shown = replace(
        TOPIC,
        claims=tuple(without(claim, place) for claim in TOPIC.claims),
        hash=f"without {place}",
    )
    reader = OfflineReader()
    for claim in TOPIC.claims:
        said = Said(text=claim.heard_as[place], side=claim.side, kind=Kind.OPENING)
        yield claim, reader.read(shown, said)


def openings_apart() -> tuple[Topic, list[tuple[str, str, set[str]]]]:
    """The pack without openings; and speeches of one and of two openings with what they claim."""
    shown = replace(
        TOPIC,
        claims=tuple(replace(claim, opening=claim.statement) for claim in TOPIC.claims),
        hash="without openings",
    )
    one = [(claim.side, claim.opening, {claim.id}) for claim in TOPIC.claims]
    two = [
        (a.side, f"{a.opening} {b.opening}", {a.id, b.id})
        for a, b in itertools.pairwise(TOPIC.claims)
        if a.side == b.side
    ]
    return shown, one + two


def test_a_wording_never_seen_is_mostly_given_to_its_claim() -> None:
    read = [pair for place in (0, 2, 4) for pair in held_out(place)]
    first = [r.claims[0].claim == claim.id for claim, r in read if r.claims]
    recognised = sum(bool(r.claims) for _, r in read)
    assert recognised >= 0.55 * len(read)
    assert sum(first) >= 0.8 * len(first)


def test_what_a_speech_claims_is_found_and_little_else() -> None:
    shown, speeches = openings_apart()
    reader = OfflineReader()
    right = found = there = 0
    for side, text, claims in speeches:
        heard = reader.read(shown, Said(text=text, side=side, kind=Kind.OPENING))
        names = {claim.claim for claim in heard.asserted(side)}
        right, found, there = right + len(names & claims), found + len(names), there + len(claims)
    assert right >= 0.9 * there
    assert right >= 0.9 * found


def test_no_sentence_of_the_pack_itself_states_a_fact_wrongly() -> None:
    reader = OfflineReader()
    texts = [fact.statement for fact in TOPIC.facts]
    texts += [text for c in TOPIC.claims for text in (c.statement, c.warrant, c.impact, c.opening)]
    texts += [rebuttal.line for rebuttal in TOPIC.rebuttals]
    for text in texts:
        read = reader.read(TOPIC, Said(text=text, side=TOPIC.proposer, kind=Kind.OPENING))
        assert [fact for fact in read.facts if fact.status is FactStatus.WRONG] == [], text


def test_every_fact_is_recognised_in_its_own_words() -> None:
    reader = OfflineReader()
    for fact in TOPIC.facts:
        read = reader.read(TOPIC, Said(text=fact.statement, side="hawk", kind=Kind.OPENING))
        assert fact.id in [heard.fact for heard in read.facts]
