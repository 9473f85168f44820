"""The `oppose --jsonl` contract: one student's text in, the counterargument out (contracts.md)."""

from collections.abc import Mapping

from bot.app.ports import Level, Occasion, Opponent, Reader, Said
from bot.core.errors import BadInput
from bot.core.flow import Heard, flow
from bot.core.format import Kind, Slot
from bot.core.topic import Topic

WORDS = 200  # word limit of an answer
_SECONDS = 300
_LONGEST = 20_000  # characters; a longer text is no speech
_KNOWN = ("id", "text", "from", "side", "level", "seed")


def oppose(
    topic: Topic, reader: Reader, opponent: Opponent, asked: Mapping[str, object]
) -> dict[str, object]:
    """Answer `{id, text, from, side, level?, seed?}`; the shape of the result is in contracts.md.

    `from` is the student's side, `side` the one that answers. Raises BadInput naming what is wrong.
    """
    for key in asked:
        if key not in _KNOWN:
            raise BadInput("opponent.error.key", name=key[:40], known=", ".join(_KNOWN))
    student, me = _side(topic, asked, "from"), _side(topic, asked, "side")
    if student == me:
        raise BadInput("opponent.error.same_side", side=me)
    text = _text(asked, "text")
    if not text.strip():
        raise BadInput("opponent.error.empty")
    heard = _heard(topic, reader, text, student)
    occasion = _occasion(topic, heard, me, _level(asked), _seed(asked))
    reply = opponent.speak(occasion)
    return {
        "id": _id(asked),
        "text": reply.text,
        "answers": reply.answers,
        "with": reply.claim,
        "facts": list(reply.facts),
        "recognised": reply.recognised,
    }


def _heard(topic: Topic, reader: Reader, text: str, side: str) -> Heard:
    """The student's text as the opening of a round."""
    reading = reader.read(topic, Said(text=text, side=side, kind=Kind.OPENING))
    return Heard(speech="0", slot=_slot(0, Kind.OPENING, side), text=text, reading=reading)


def _occasion(topic: Topic, heard: Heard, me: str, level: Level, seed: int) -> Occasion:
    """A round of two sides in which the student has opened and the bot is to answer."""
    sides = (heard.slot.side, me)
    return Occasion(
        topic=topic,
        sides=sides,
        slot=_slot(1, Kind.REBUTTAL, me),
        level=level,
        seed=seed,
        speeches=(heard,),
        flow=flow(topic, sides, (heard,)),
    )


def _slot(number: int, kind: Kind, side: str) -> Slot:
    return Slot(
        number=number, phase=number, kind=kind, side=side, member=0, seconds=_SECONDS, words=WORDS
    )


def _id(asked: Mapping[str, object]) -> str | int:
    value = asked.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput("opponent.error.field", field="id")
    return value


def _text(asked: Mapping[str, object], field: str) -> str:
    value = asked.get(field)
    if not isinstance(value, str):
        raise BadInput("opponent.error.field", field=field)
    if len(value) > _LONGEST:
        raise BadInput("opponent.error.long", most=_LONGEST)
    return value


def _side(topic: Topic, asked: Mapping[str, object], field: str) -> str:
    value = _text(asked, field)
    if value not in topic.side_by_id:
        raise BadInput(
            "opponent.error.side", field=field, side=value[:40], known=", ".join(topic.side_by_id)
        )
    return value


def _level(asked: Mapping[str, object]) -> Level:
    value = asked.get("level", Level.SHARP.value)
    levels = {level.value: level for level in Level}
    if not isinstance(value, str) or value not in levels:
        raise BadInput("opponent.error.level", level=str(value)[:40], known=", ".join(levels))
    return levels[value]


def _seed(asked: Mapping[str, object]) -> int:
    value = asked.get("seed", 0)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadInput("opponent.error.field", field="seed")
    return value
