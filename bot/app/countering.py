"""Practising against a text: which claim of which topic it makes, and which side answers that.

A text that anybody wrote somewhere says neither its topic nor its side, so a claim counts only if
it is heard clearly and no other side's nearly as well. What cannot be told is not guessed.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass

from bot.app.kit import Kit
from bot.app.ports import Said
from bot.core.errors import BadContent, NotFound
from bot.core.format import Kind
from bot.core.reading import ClaimHeard, Reading, Stance, quote
from bot.core.topic import Claim, Topic

# Of the clear openings among tests/data/graded.jsonl (grade 3 and 4), read without their side,
# 22 of 36 are heard this clearly, 16 of them on their own side.
SURE = 0.35  # least confidence in a claim
APART = 0.05  # by how much another side's claim, or another topic's, must be less sure
LONGEST = 3_000  # characters of a text that are read
QUOTED = 80  # characters of it that are said again

_NOT_MEANT = (Stance.ATTACKS, Stance.QUOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A round for one person against a text. `claim` is what it was heard to claim, of the side
    `against`; `side` the one that answers it, empty where the person excludes every such side;
    `quote` what was heard as that, insults left out.
    """

    topic: Topic
    format: str
    claim: Claim
    against: str
    side: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    topic: Topic
    heard: ClaimHeard

    @property
    def claim(self) -> Claim:
        return self.topic.claim_by_id[self.heard.claim]

    @property
    def sure(self) -> float:
        return self.heard.confidence


def countered(kit: Kit, text: str, excluded: Collection[str]) -> Counter | None:
    """What to practise against a text, for somebody who excludes some sides; None if it makes no
    claim that is known. It computes: not for the event loop.
    """
    read = text[:LONGEST]
    usual = kit.habits.topic  # of copies of a topic it is the one that is meant
    found = sorted(_found(kit, read), key=lambda each: (-each.sure, each.topic.id != usual))
    form = _alone(kit)
    if not found or not form or found[0].sure < SURE:
        return None
    best, claim = found[0], found[0].claim
    others = (other for other in found if other.claim.statement != claim.statement)
    if any(best.sure - other.sure < APART for other in others):
        return None
    return Counter(
        topic=best.topic,
        format=form,
        claim=claim,
        against=claim.side,
        side=_answering(best.topic, claim, excluded),
        quote=kit.seemly(quote(read, best.heard.span, QUOTED)),
    )


def _found(kit: Kit, text: str) -> Iterator[_Found]:
    """The surest claim of each side of each topic, as if that side had said the text."""
    for topic_id in kit.packs.ids():
        with suppress(BadContent, NotFound):  # being edited just now
            topic = kit.packs.topic(topic_id)
            readings = {
                side: kit.reader.read(topic, Said(text=text, side=side, kind=Kind.OPENING))
                for side in topic.side_by_id
            }
            for side, reading in readings.items():
                denied = _denied(readings, side)
                mine = [heard for heard in reading.asserted(side) if heard.claim not in denied]
                if mine:
                    yield _Found(topic=topic, heard=mine[0])


def _denied(readings: dict[str, Reading], side: str) -> set[str]:
    """Claims of a side that the text speaks against, as the other sides would."""
    others = (reading for other, reading in readings.items() if other != side)
    return {h.claim for reading in others for h in reading.claims if h.stance in _NOT_MEANT}


def _answering(topic: Topic, claim: Claim, excluded: Collection[str]) -> str:
    """The side that has most to say against a claim; the first of the topic among equals."""
    count = dict.fromkeys(topic.side_by_id, 0)
    for rebuttal in topic.rebuttals_to[claim.id]:
        count[rebuttal.side] += 1
    able = [side for side in count if count[side] and side != claim.side and side not in excluded]
    return max(able, key=lambda side: count[side], default="")


def _alone(kit: Kit) -> str:
    """A format of two sides for one person with the bot: the usual one if it is such."""
    forms = kit.formats.formats
    alone = [name for name, form in forms.items() if not form.lobby and form.sides == len("ab")]
    usual = kit.habits.format
    return usual if usual in alone else next(iter(alone), "")
