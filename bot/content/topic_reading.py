"""Reads a topic's pack anew: every file, every check, and the plain form of the `Topic`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.content.drafts import Draft, read_draft
from bot.content.packs import Pack
from bot.content.problems import refuse
from bot.content.topic_checks import topic_problems
from bot.content.topic_shapes import SideShape

Plain = dict[str, object]

# Keys that a file has and the topic has not, or has in another form.
_ELSEWHERE = {"sides", "facts", "questions", "handout", "minimums"}


def plain_topic(pack: Pack) -> Plain:
    """The topic's plain form without its hash. Raises BadContent with every structural mistake."""
    draft = read_draft(pack)
    refuse([*draft.problems, *topic_problems(draft)])
    sides = [_whole_side(draft, side) for side in _sides(draft)]
    topic = draft.topic_shape
    assert topic is not None  # noqa: S101 (or there would have been a problem)
    return {
        **topic.model_dump(mode="json", exclude=_ELSEWHERE),
        "sides": [_plain_side(side) for side in sides],
        "claims": [
            {**claim, "probes": list(claim["probes"].items())}
            for claim in _with_side(sides, "claims")
        ],
        "rebuttals": list(_with_side(sides, "rebuttals")),
        "facts": _listed(draft, "facts"),
        "questions": _listed(draft, "questions"),
        "handout": _handout(draft),
    }


def _sides(draft: Draft) -> Iterator[SideShape]:
    """All sides in the topic's order, wherever they are written."""
    assert draft.topic_shape is not None  # noqa: S101 (as above)
    from_files = iter(draft.side_shapes)
    for side in draft.topic_shape.sides:
        yield side if isinstance(side, SideShape) else next(from_files)


def _whole_side(draft: Draft, side: SideShape) -> dict[str, Any]:
    """A side with its rebuttals, wherever these are written."""
    apart = draft.apart_shapes.get(side.id)
    return side.model_dump(mode="json") | (apart.model_dump(mode="json") if apart else {})


def _with_side(sides: Iterable[Mapping[str, Any]], key: str) -> Iterator[dict[str, Any]]:
    for side in sides:
        yield from ({**part, "side": side["id"]} for part in side[key])


def _handout(draft: Draft) -> Plain:
    """The handout from its own file or from the topic's; a topic without one has an empty one."""
    assert draft.topic_shape is not None  # noqa: S101 (as above)
    shape = draft.handout_shape or draft.topic_shape.handout
    return shape.model_dump(mode="json") if shape is not None else {}


def _plain_side(side: Mapping[str, object]) -> Plain:
    burdens = side["burdens"]
    assert isinstance(burdens, dict)  # noqa: S101 (its shape says so)
    kept = {key: value for key, value in side.items() if key not in ("claims", "rebuttals")}
    return {**kept, "burdens": [list(pair) for pair in burdens.items()]}


def _listed(draft: Draft, key: str) -> object:
    """The facts (or questions) from their own file or from the topic's."""
    own = draft.facts_shape if key == "facts" else draft.questions_shape
    shape = own if own is not None else draft.topic_shape
    assert shape is not None  # noqa: S101 (as above)
    return shape.model_dump(mode="json", include={key})[key]
