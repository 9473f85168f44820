"""The opponent on every topic that ships, in every format and pace that ships."""

from functools import cache
from itertools import combinations

import pytest

from bot.app.ports import Level
from bot.content.formats import load_formats
from bot.content.topics import Topics
from bot.core.format import Format, Kind, Pace, plan
from bot.core.topic import Topic
from bot.core.words import count
from bot.reading.reader import OfflineReader
from tests.opponents.stage import PROMPTS, Play, slot
from tests.opponents.test_rounds import long_sentences

TOPICS = Topics(PROMPTS)
FORMATS = load_formats(PROMPTS)
READER = OfflineReader()


@cache
def topic(topic_id: str) -> Topic:
    return TOPICS.topic(topic_id)


@pytest.mark.parametrize("topic_id", TOPICS.ids())
@pytest.mark.parametrize("form", FORMATS.formats.values(), ids=lambda form: form.id)
@pytest.mark.parametrize("pace", FORMATS.paces.values(), ids=lambda pace: pace.id)
def test_bots_speak_through_a_round_within_limits_and_without_repeating_themselves(
    topic_id: str, form: Format, pace: Pace
) -> None:
    sides = tuple(side.id for side in topic(topic_id).sides)
    for seats in combinations(sides, form.sides):
        for order in range(len(form.orders)):
            members = dict.fromkeys(seats, 2 if form.team else 1)
            play = Play(topic(topic_id), seats, seed=order, reader=READER)
            slots = plan(form, pace, seats, members, order)
            replies = [play.bot(each) for each in slots]
            assert all(0 < count(r.text) <= s.words for r, s in zip(replies, slots, strict=True))
            lines = [line for reply in replies for line in reply.lines]
            assert len(lines) == len(set(lines))
            said = [s for reply in replies for s in long_sentences(reply.text)]
            assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("topic_id", TOPICS.ids())
@pytest.mark.parametrize("level", Level)
def test_every_claim_is_answered_by_a_line_of_the_pack_against_it(
    topic_id: str, level: Level
) -> None:
    pack = topic(topic_id)
    for claim in pack.claims:
        for side in (other.id for other in pack.sides if other.id != claim.side):
            play = Play(pack, (claim.side, side), level=level, reader=READER)
            play.say(slot(Kind.OPENING, claim.side, 0), claim.statement)
            reply = play.bot(slot(Kind.REBUTTAL, side, 1))
            edges = [r for r in pack.rebuttals_to[claim.id] if f"rebuttal:{r.id}" in reply.lines]
            assert reply.answers == claim.id, (claim.id, side)
            assert [edge.side for edge in edges] == [side]
            assert 40 <= count(reply.text) <= 170, (claim.id, side, count(reply.text))
