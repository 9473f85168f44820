"""Core values to JSON and back, derived from the fields of their dataclasses.

A key that is missing takes the field's default and an unknown one is passed over, so that a value
may grow a field without a migration. `dump` gives what `json.dumps` takes; `load` undoes it.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from bot.core.round import Round, Seat

T = TypeVar("T")

_ROUND_COLUMNS = ("id", "host", "seed", "status", "version", "moved_at")
_TERM_COLUMNS = {
    "classroom": "classroom", "topic": "topic", "pack": "pack_hash", "format": "format",
}  # fmt: skip
_SEAT_COLUMNS = ("id", "person", "side", "member")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 (a class, which a cache can hold)
    return TypeAdapter(kind)


def as_json(value: object) -> str:
    """JSON as it is stored: readable in any language, not only in ASCII."""
    return json.dumps(value, ensure_ascii=False)


def dump(value: object) -> Any:  # noqa: ANN401 (JSON has no narrower type)
    """A dataclass value as JSON values: mappings, lists, text, numbers, true, false, null."""
    kind: Any = type(value)
    return _adapter(kind).dump_python(value, mode="json")


def load(kind: type[T], data: object) -> T:
    """The value of `kind` that `dump` made `data` of. Raises pydantic's ValidationError."""
    wanted: Any = kind
    value: T = _adapter(wanted).validate_python(data)
    return value


def round_row(debate: Round) -> dict[str, Any]:
    """A round's own columns; what has none is in `state`, seats are rows of their own."""
    state = dump(replace(debate, seats=()))
    del state["seats"]
    row = {name: state.pop(name) for name in _ROUND_COLUMNS}
    row |= {column: state["terms"].pop(term) for term, column in _TERM_COLUMNS.items()}
    return row | {"state": state}


def round_from(row: RowMapping, seats: Sequence[RowMapping]) -> Round:
    """The round that `round_row` and `seat_row` took apart; `seats` in order of position."""
    terms = {term: row[column] for term, column in _TERM_COLUMNS.items()}
    data = {**row["state"], **{name: row[name] for name in _ROUND_COLUMNS}}
    data["terms"] = data["terms"] | terms
    data["seats"] = [{**seat["detail"], **{n: seat[n] for n in _SEAT_COLUMNS}} for seat in seats]
    return load(Round, data)


def seat_row(round_id: str, position: int, seat: Seat) -> dict[str, Any]:
    """A seat's columns; what has none is in `detail`."""
    detail = dump(seat)
    row = {name: detail.pop(name) for name in _SEAT_COLUMNS}
    return row | {"round": round_id, "position": position, "detail": detail}
